"""`/brief stats`: an admin sees the workspace's numbers, in words and as a chart; nobody else does."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.desk.digest.edition import Asked
from bot.desk.gaps import Gap
from bot.desk.records import Heard, Miss, Vote
from bot.desk.stats import PERIODS, Numbers, stats
from bot.desk.tallies import BUTTON, DigestCount, Period, Tally, VoteCount
from bot.lookup.outcome import Verdict
from bot.playground.faults import refused
from bot.playground.installed_app import TEAM
from bot.playground.model import Message
from bot.playground.workspace import ANA, BILAL, GENERAL, SOUTH_ASIA
from bot.slack.standing import Standing, standing_of
from bot.slack.stats import draw
from bot.slack.surface import Office
from bot.slack.tallying import note_answer
from tests.conftest import NOW, TODAY
from tests.desk.reading import REPORT
from tests.slack.bots import Person
from tests.slack.libraries import huge_library
from tests.slack.talking import Talk
from tests.slack.test_render import assert_fit, texts

ELSEWHERE = "T0ELSEWHERE"


def asks(talk: Talk, text: str = "stats", user: str = ANA, channel: str = GENERAL) -> Message:
    return Person(talk.stand_in, user, channel).types(text)


@pytest.fixture
def counted(office: Office) -> Office:
    """A workspace where 9 questions were asked today, and another one with 70."""
    for _ in range(7):
        note_answer(office.memory, TEAM, Heard.MENTION, Verdict.FOUND, NOW)
    note_answer(office.memory, TEAM, Heard.COMMAND, Verdict.CHOICES, NOW)
    note_answer(office.memory, TEAM, Heard.COMMAND, Verdict.NOTHING, NOW)
    for _ in range(70):
        note_answer(office.memory, ELSEWHERE, Heard.MENTION, Verdict.FOUND, NOW)
    return office


def test_an_admin_sees_the_numbers_of_the_workspace_for_themselves_alone(talk: Talk, counted: Office) -> None:
    office = counted
    office.memory.popularity.add(TEAM, f"{REPORT}/china-factor", NOW)
    office.memory.popularity.add(TEAM, "gone/from-the-library", NOW)
    office.memory.votes.cast(Vote(TEAM, GENERAL, "1.5", BILAL, "a/b", True, NOW))
    office.memory.misses.add(Miss(TEAM, GENERAL, BILAL, "price of <!here> tacos", Heard.COMMAND, NOW))
    shown = asks(talk)
    assert shown.seen_by == ANA
    assert "9 questions in the last 7 days" in shown.text
    assert "Monday 23 November: 9 questions, 7 answered" in shown.text
    assert "Answered: 7 (78%)" in shown.text
    assert "A mention: 7 (78%)" in shown.text
    assert "1× The China Factor" in shown.text
    assert "1× price of &lt;!here&gt; tacos" in shown.text
    assert "1 useful, 0 not useful" in shown.text
    assert "gone/" not in shown.text


def test_the_chart_stands_in_a_fixed_width_and_its_content_is_read_out(talk: Talk, counted: Office) -> None:  # noqa: ARG001
    shown = asks(talk)
    assert "███" in json.dumps(shown.content["blocks"], ensure_ascii=False)
    assert "█" not in shown.text


def test_another_workspaces_numbers_questions_votes_and_digests_are_not_in_it(talk: Talk) -> None:
    memory = talk.office.memory
    for _ in range(70):
        note_answer(memory, ELSEWHERE, Heard.MENTION, Verdict.FOUND, NOW)
    memory.popularity.add(ELSEWHERE, f"{REPORT}/china-factor", NOW)
    memory.votes.cast(Vote(ELSEWHERE, "C", "1.5", "U", "a/b", True, NOW))
    memory.misses.add(Miss(ELSEWHERE, "C", "U", "price of tacos", Heard.COMMAND, NOW))
    shown = asks(talk)
    assert "Nothing has been asked yet" in shown.text
    assert "Votes on answers: none." in shown.text
    assert not [word for word in ("70", "China Factor", "tacos") if word in shown.text]


def test_somebody_who_is_no_admin_is_told_politely_who_may(talk: Talk, counted: Office) -> None:  # noqa: ARG001
    shown = asks(talk, user=BILAL)
    assert shown.seen_by == BILAL
    assert "Stats are for this workspace's admins and owners" in shown.text
    assert "9" not in shown.text


def test_editors_see_the_numbers_in_their_channel_and_not_what_was_asked(talk: Talk, counted: Office) -> None:
    counted.memory.misses.add(Miss(TEAM, GENERAL, ANA, "price of tacos", Heard.COMMAND, NOW))
    shown = asks(talk, user=BILAL, channel=SOUTH_ASIA)
    assert "9 questions in the last 7 days" in shown.text
    assert "tacos" not in shown.text
    assert "Which questions found nothing is for admins to see." in shown.text


def test_where_slack_does_not_tell_who_is_an_admin_nobody_is_shown_anything(
    talk: Talk,
    counted: Office,  # noqa: ARG001
) -> None:
    talk.stand_in.look(lambda platform: platform.faults.add(refused("users.info", "fatal_error")))
    shown = asks(talk, channel=SOUTH_ASIA)
    assert shown.text == "Slack did not tell whether you are an admin here. Please try again in a minute."


@pytest.mark.parametrize("text", ["stats 30", "stats 30 days", "STATS 30d", "stats  30"])
def test_other_periods_can_be_asked_for(talk: Talk, counted: Office, text: str) -> None:  # noqa: ARG001
    assert "9 questions in the last 30 days" in asks(talk, text).text


def test_a_period_that_there_is_not_is_answered_with_those_that_there_are(talk: Talk) -> None:
    assert asks(talk, "stats 14").text == "Stats are of the last 7, 30 or 90 days, such as /brief stats 30."


def test_a_question_that_begins_so_is_a_question(talk: Talk) -> None:
    assert "China" in asks(talk, "stats on china").text


def test_only_the_latest_questions_are_grouped_and_that_is_said(talk: Talk, counted: Office) -> None:  # noqa: ARG001
    for number in range(201):
        query = "price of tacos" if number else "a very old question on tennis"
        when = NOW - timedelta(minutes=201 - number)
        talk.office.memory.misses.add(Miss(TEAM, GENERAL, ANA, query, Heard.COMMAND, when))
    shown = asks(talk)
    assert "Asked in vain (the latest 200 looked at):\n• 200× price of tacos" in shown.text
    assert "tennis" not in shown.text


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"is_admin": True}, Standing.ADMIN),
        ({"is_owner": True}, Standing.ADMIN),
        ({"is_primary_owner": True}, Standing.ADMIN),
        ({"is_admin": False}, Standing.MEMBER),
        ({"is_admin": True, "team_id": ELSEWHERE}, Standing.OUTSIDER),
        ({"is_restricted": True}, Standing.OUTSIDER),
        ({"is_ultra_restricted": True}, Standing.OUTSIDER),
        ({"is_admin": True, "is_stranger": True}, Standing.OUTSIDER),
        ({"is_admin": True, "deleted": True}, Standing.OUTSIDER),
    ],
)
def test_who_may_is_read_from_slacks_own_word(said: dict[str, object], expected: Standing) -> None:
    assert standing_of({"id": "U", "team_id": TEAM, **said}, TEAM) is expected


def test_who_slack_says_nothing_of_is_unknown() -> None:
    assert standing_of({}, TEAM) is Standing.UNKNOWN


counts = st.one_of(st.integers(0, 50), st.integers(0, 2**31), st.integers(10**12, 10**30))
surfaces = st.one_of(st.sampled_from([*Heard, BUTTON]), texts)
outcomes = st.one_of(st.sampled_from(Verdict), texts)
days = st.integers(0, 179).map(lambda ago: TODAY - timedelta(days=ago))
some_tallies = st.lists(st.builds(Tally, days, surfaces, outcomes, counts), max_size=40)
gaps = st.builds(
    Gap, st.tuples(texts), counts, counts, counts, st.just(NOW), nearest=st.none(), alias=st.just("")
)
any_numbers = st.builds(
    Numbers,
    st.builds(Period, st.just(TODAY), st.sampled_from(PERIODS)),
    some_tallies,
    st.one_of(st.none(), st.just(date(2020, 1, 1)), days),
    st.lists(st.builds(Asked, st.sampled_from([item.id for item in huge_library().items()]), counts)),
    st.one_of(st.none(), st.lists(gaps, max_size=20)),
    st.sampled_from([0, 200]),
    st.builds(VoteCount, counts, counts),
    st.builds(DigestCount, counts, counts),
)


@given(any_numbers)
def test_whatever_the_numbers_it_is_a_message_that_slack_takes(numbers: Numbers) -> None:
    assert_fit(draw(stats(numbers, huge_library())))


@pytest.mark.parametrize("first_day", [None, TODAY, date(2020, 9, 30)])
@pytest.mark.parametrize("period", PERIODS)
def test_of_our_own_words_nothing_is_cut(first_day: date | None, period: int) -> None:
    before = [Tally(TODAY - timedelta(days=ago), Heard.MENTION, "found", 9_999 + ago) for ago in range(180)]
    many = VoteCount(10**14, 10**14), DigestCount(10**14, 10**14)
    for tallies in (before, before[period:], []):
        given = Numbers(Period(TODAY, period), tallies, first_day, (), (), 0, *many)
        assert "…" not in draw(stats(given, huge_library()))["text"]


def test_at_its_longest_it_is_a_message_that_slack_takes() -> None:
    library = huge_library()
    [report] = library.reports
    tallies = [
        Tally(TODAY - timedelta(days=ago), f"<{'&' * 60}{number}>", outcome, 10**14)
        for ago in range(180)
        for number in range(12)
        for outcome in (*Verdict, "otherwise")
    ]
    asked = [Asked(report.sections[0].id, 10**14)] * 9
    worst = [Gap(("&" * 500,), 10**14, 1, 1, NOW, None, "")] * 9
    given = Numbers(
        Period(TODAY, 90),
        tallies,
        date(2020, 1, 1),
        asked,
        worst,
        200,
        VoteCount(10**14, 10**14),
        DigestCount(10**14, 10**14),
    )
    assert_fit(draw(stats(given, library)))
