"""A query with several readings is answered with a choice between them."""

from __future__ import annotations

import pytest

from bot.desk.desk import Desk
from bot.desk.reply import Verb
from bot.library.snapshot import Library
from bot.lookup.outcome import Verdict
from tests.desk.reading import TODAY
from tests.lookup.made_up import recommendation, report, section, two_reports


@pytest.fixture
def shared() -> Desk:
    """A desk on two reports that share a topic."""
    return Desk(two_reports())


@pytest.mark.parametrize("text", ["quotas", "r1", "recs", "recs quotas", "last recommendation"])
def test_a_topic_of_two_reports_is_a_choice(shared: Desk, text: str) -> None:
    reply = shared.answer(text, TODAY)
    assert (reply.outcome, reply.title) == (Verdict.CHOICES, "Which of these do you mean?")


def test_a_choice_has_one_action_a_reading(shared: Desk) -> None:
    reply = shared.answer("quotas", TODAY)
    assert [(action.verb, action.target) for action in reply.actions] == [
        (Verb.BRIEF, "norway/quotas"),
        (Verb.BRIEF, "peru/quotas"),
    ]


def test_a_choice_has_one_line_a_reading_under_its_report_newest_first(shared: Desk) -> None:
    norway, peru = shared.answer("quotas", TODAY).passages
    assert (norway.heading, peru.heading) == ("Norway (2024)", "Peru (2023)")
    assert norway.lines[0].startswith("Fishing Quotas: Norway catches cod.")
    assert peru.lines[0].startswith("Fishing Quotas: Peru catches cod.")


def test_readings_of_one_title_have_buttons_that_are_told_apart(shared: Desk) -> None:
    labels = [action.label for action in shared.answer("quotas", TODAY).actions]
    assert labels == ["Fishing Quotas (Norway)", "Fishing Quotas (Peru)"]


def test_a_report_named_with_the_topic_leaves_no_choice(shared: Desk) -> None:
    reply = shared.answer("quotas in the 2023 report", TODAY)
    assert (reply.outcome, reply.title) == (Verdict.FOUND, "Fishing Quotas")
    assert [str(citation).split(",")[0] for citation in reply.citations] == ["Peru: a study (2023)"]


def test_a_year_that_no_report_is_of_is_said(shared: Desk) -> None:
    reply = shared.answer("quotas in the 2019 report", TODAY)
    assert reply.outcome is Verdict.NOTHING
    assert "the library has no report of 2019" in reply.plain_text()


def test_nearest_topics_of_one_title_are_told_apart_too(shared: Desk) -> None:
    labels = [action.label for action in shared.answer("quotas in the 2019 report", TODAY).actions]
    assert labels[:2] == ["Fishing Quotas (Norway)", "Fishing Quotas (Peru)"]


def test_each_reading_tells_how_it_matched(shared: Desk) -> None:
    reply = shared.answer("quotas", TODAY)
    lines = [line for passage in reply.passages for line in passage.lines]
    for line, match in zip(lines, reply.matches, strict=True):
        assert line.endswith(f"It {match.why}.")


def test_a_choice_cites_the_report_of_each_reading_once(shared: Desk) -> None:
    assert [str(citation) for citation in shared.answer("quotas", TODAY).citations] == [
        "Norway: a study (2024)",
        "Peru: a study (2023)",
    ]


def test_a_choice_within_one_report_cites_that_report_alone(desk: Desk) -> None:
    reply = desk.answer("ERGI", TODAY)
    assert reply.outcome is Verdict.CHOICES
    assert len(reply.citations) == 1


def test_each_action_of_a_choice_opens_its_reading(shared: Desk) -> None:
    reply = shared.answer("quotas", TODAY)
    opened = [shared.act(action.verb, action.target, TODAY) for action in reply.actions]
    assert [each.passages[0].lines for each in opened] == [("Norway catches cod.",), ("Peru catches cod.",)]


def test_a_reading_is_cut_so_that_all_fit_one_message() -> None:
    endless = "cod and herring " * 100
    made = report(
        section("quotas", "Fishing Quotas", aliases=("catch",), summary=endless),
        section("lights", "Lighthouses " * 30, aliases=("catch",)),
        recommendations=(recommendation(1, endless, "quotas", aliases=("catch",)),),
    )
    reply = Desk(Library((made,))).answer("catch", TODAY)
    assert reply.outcome is Verdict.CHOICES
    assert max(map(len, reply.passages[0].lines)) < 450
    assert all("…" in line for line in reply.passages[0].lines)
