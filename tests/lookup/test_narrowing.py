"""A query may say where to look: in a report, by its name or its year, in a section, or for figures alone."""

from __future__ import annotations

import pytest

from bot.library.model import Figure, Report
from bot.library.snapshot import Library
from bot.lookup.engine import Lookup
from bot.lookup.entries import Kind
from bot.lookup.narrowing import Place, Places
from bot.lookup.outcome import Outcome, Verdict
from bot.lookup.query import Wanted
from bot.lookup.words import words_of
from tests.lookup.made_up import recommendation, report, section


def study(report_id: str, short_title: str, published: str) -> Report:
    """A report on fishing, ports and boats, like its sisters."""
    landed = Figure(what="Cod landed", value="3", unit="million tonnes", as_of="2021")
    return report(
        section(
            "quotas", "Fishing Quotas", report_id=report_id, aliases=("quotas",), figures=(landed,),
            summary=f"{short_title} catches cod.", recommendations=(1,),
        ),
        section("ports", "Ports", report_id=report_id, summary="Cranes lift crates.", points=("Piers rot.",)),
        report_id=report_id,
        short_title=short_title,
        published=published,
        recommendations=(recommendation(1, "Count the cod.", "quotas", report_id=report_id),),
    )  # fmt: skip


@pytest.fixture(scope="module")
def lookup() -> Lookup:
    years = {"Norway": "2024", "Peru": "2023", "Chile": "2021"}
    return Lookup(Library(tuple(study(name.casefold(), name, year) for name, year in years.items())))


def ids(outcome: Outcome) -> list[str]:
    return [match.item.id for match in outcome.matches]


@pytest.mark.parametrize(
    ("text", "report_id"),
    [
        ("quotas in the 2023 report", "peru"),
        ("quotas in the report of 2021", "chile"),
        ("quotas in the report from 2023", "peru"),
        ("2023 report on quotas", "peru"),
        ("quotas in the latest report", "norway"),
        ("quotas in the oldest report", "chile"),
        ("quotas in Peru", "peru"),
        ("quotas in the Peru report", "peru"),
        ("quotas from Chile: a study", "chile"),
        ("according to Chile, quotas", "chile"),
        ("what does Peru say about quotas?", "peru"),
        ("What does the Peru report say about fishing quotas?", "peru"),
        ("Norway on quotas", "norway"),
    ],
)
def test_a_report_named_in_a_query_is_the_only_one_looked_in(
    lookup: Lookup, text: str, report_id: str
) -> None:
    outcome = lookup.find(text)
    assert outcome.verdict is Verdict.FOUND
    assert ids(outcome) == [f"{report_id}/quotas"]


def test_without_a_report_the_same_topic_is_a_choice_newest_first(lookup: Lookup) -> None:
    assert ids(lookup.find("quotas")) == ["norway/quotas", "peru/quotas", "chile/quotas"]


def test_a_misspelt_topic_is_found_in_the_report_named(lookup: Lookup) -> None:
    assert ids(lookup.find("fishing qoutas in the 2023 report")) == ["peru/quotas"]


@pytest.mark.parametrize(
    "text", ["recs on quotas in the 2023 report", "what does Peru recommend about quotas"]
)
def test_recommendations_of_a_report(lookup: Lookup, text: str) -> None:
    assert lookup.find(text).ranked[0].item.id == "peru/r1"


def test_a_recommendation_by_number_in_a_report(lookup: Lookup) -> None:
    assert ids(lookup.find("r1 in the 2021 report")) == ["chile/r1"]


def test_a_year_without_a_report_is_said_and_what_others_have_is_near(lookup: Lookup) -> None:
    outcome = lookup.find("quotas in the 2019 report")
    assert outcome.verdict is Verdict.NOTHING
    assert outcome.why == "the library has no report of 2019"
    assert [match.item.id for match in outcome.nearest][:1] == ["norway/quotas"]


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("in the 2023 report", "the report of 2023"),
        ("in the latest report", "the latest report"),
        ("in Peru", "'Peru'"),
    ],
)
def test_a_topic_that_the_report_has_not_is_not_taken_from_another(
    lookup: Lookup, place: str, said: str
) -> None:
    outcome = lookup.find(f"zebra crossings {place}")
    assert outcome.verdict is Verdict.NOTHING
    assert outcome.why == f"nothing in {said} is close enough"


@pytest.mark.parametrize("text", ["the 2023 report", "Peru", "what does Peru say", "latest report"])
def test_a_report_alone_narrows_nothing(lookup: Lookup, text: str) -> None:
    assert "report of" not in lookup.find(text).why
    words = words_of(text)
    assert Places(lookup.library.reports).place_in(words) == Place(words)


@pytest.mark.parametrize("text", ["the quotas section in the 2023 report", "quotas section of Peru"])
def test_a_section_asked_for_is_a_section(lookup: Lookup, text: str) -> None:
    assert ids(lookup.find(text)) == ["peru/quotas"]


def test_nothing_but_sections_is_found_where_one_is_asked_for(lookup: Lookup) -> None:
    assert Kind.RECOMMENDATION in {match.kind for match in lookup.find("count the cod").ranked}
    assert {match.kind for match in lookup.find("count the cod section").ranked} == {Kind.SECTION}


@pytest.mark.parametrize(
    "text",
    [
        "quotas figures in the 2023 report",
        "key figures on quotas in Peru",
        "what are the figures for quotas in the 2023 report",
    ],
)
def test_figures_asked_for_are_those_of_a_section(lookup: Lookup, text: str) -> None:
    outcome = lookup.find(text)
    assert (ids(outcome), outcome.wanted) == (["peru/quotas"], Wanted.FIGURES)


def test_a_library_without_figures_has_nobody_ask_for_them() -> None:
    bare = Library((report(section("quotas", "Fishing Quotas", aliases=("quotas",))),))
    assert Lookup(bare).find("quotas figures").wanted is Wanted.ANYTHING
