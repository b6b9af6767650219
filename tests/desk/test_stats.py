"""Stats: from counts to words and charts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.desk.bars import Day, by_week, columns, share, short, table, weeks
from bot.desk.desk import Desk
from bot.desk.digest.edition import Asked
from bot.desk.gaps import Gap
from bot.desk.records import Heard
from bot.desk.stats import Numbers, Stats, stats
from bot.desk.tallies import BUTTON, DigestCount, Period, Tally, VoteCount
from bot.library.snapshot import Library
from tests.desk.reading import REPORT, TODAY, headings, passage, text_of

LONG_AGO = date(2026, 1, 1)


def tally(ago: int, times: int, outcome: str = "found", surface: str = Heard.MENTION) -> Tally:
    return Tally(TODAY - timedelta(days=ago), surface, outcome, times)


def numbers(*tallies: Tally, first_day: date | None = LONG_AGO, days: int = 7) -> Numbers:
    return Numbers(Period(TODAY, days), tallies, first_day)


def of(library: Library, *tallies: Tally, first_day: date | None = LONG_AGO, days: int = 7) -> Stats:
    return stats(numbers(*tallies, first_day=first_day, days=days), library)


def overview(shown: Stats) -> tuple[str, ...]:
    return shown.panels[0].passage.lines


def gap(wording: str, count: int) -> Gap:
    return Gap((wording,), count, 1, 0, datetime(2026, 11, 20, tzinfo=UTC), None, "")


@pytest.mark.parametrize(
    ("tallies", "first_day", "expected"),
    [
        ([tally(0, 3), tally(7, 2)], LONG_AGO, "3 questions in the last 7 days, up from 2 in the 7 before."),
        (
            [tally(6, 1), tally(13, 2)],
            LONG_AGO,
            "1 question in the last 7 days, down from 2 in the 7 before.",
        ),
        ([tally(0, 2), tally(9, 2)], LONG_AGO, "2 questions in the last 7 days, as in the 7 before."),
        ([tally(0, 2)], LONG_AGO, "2 questions in the last 7 days, up from 0 in the 7 before."),
        ([tally(7, 2)], LONG_AGO, "Nobody asked anything in the last 7 days, down from 2 in the 7 before."),
        ([], LONG_AGO, "Nobody asked anything in the last 7 days, as in the 7 before."),
        ([], None, "Nothing has been asked yet: numbers appear here once somebody does."),
        ([tally(0, 3), tally(14, 9)], LONG_AGO, "3 questions in the last 7 days, up from 0 in the 7 before."),
    ],
)
def test_the_first_line_says_how_much_and_how_that_compares(
    library: Library, tallies: list[Tally], first_day: date | None, expected: str
) -> None:
    assert overview(of(library, *tallies, first_day=first_day)) == (expected,)


def test_days_that_were_not_all_counted_are_compared_with_nothing(library: Library) -> None:
    since = TODAY - timedelta(days=12)
    assert overview(of(library, tally(0, 3), tally(12, 90), first_day=since)) == (
        "3 questions in the last 7 days.",
        "Counts go back to 11 November, too few days to compare with the 7 before.",
    )


def test_days_that_were_counted_from_the_first_one_on_are_compared(library: Library) -> None:
    since = TODAY - timedelta(days=13)
    [line] = overview(of(library, tally(0, 3), tally(13, 9), first_day=since))
    assert "down from 9" in line


def test_what_buttons_opened_is_told_apart_from_questions(library: Library) -> None:
    shown = of(library, tally(0, 3), tally(1, 40, surface=BUTTON), tally(8, 50, surface=BUTTON))
    assert overview(shown) == (
        "3 questions in the last 7 days, up from 0 in the 7 before.",
        "40 further looks by button.",
    )
    assert passage(shown.reply, "Where").lines == ("A mention: 3 (100%)",)


def test_the_share_of_answers_is_of_all_questions_and_every_end_is_told_apart(library: Library) -> None:
    shown = of(library, tally(0, 6), tally(0, 1, "choices"), tally(0, 2, "nothing"), tally(1, 1, "refused"))
    assert passage(shown.reply, "How it ended").lines == (
        "Answered: 6 (60%)",
        "Choices: 1 (10%)",
        "Nothing found: 2 (20%)",
        "Otherwise: 1 (10%)",
    )


def test_surfaces_have_the_names_that_people_know_the_most_used_first(library: Library) -> None:
    shown = of(
        library,
        tally(0, 1),
        tally(0, 4, surface=Heard.COMMAND),
        tally(1, 2, "nothing", surface="carrier pigeon"),
        tally(2, 3, surface=Heard.FOLLOW_UP),
    )
    assert passage(shown.reply, "Where").lines == (
        "/brief: 4 (40%)",
        "Follow-up in a thread: 3 (30%)",
        "carrier pigeon: 2 (20%)",
        "A mention: 1 (10%)",
    )


def test_every_way_to_ask_has_a_name_of_its_own(library: Library) -> None:
    shown = of(library, *(tally(0, 1, surface=heard) for heard in Heard))
    told = [line.partition(":")[0] for line in passage(shown.reply, "Where").lines]
    assert len(set(told)) == len(Heard)
    assert set(told).isdisjoint(heard.value for heard in Heard)


def test_many_surfaces_end_in_one_line_for_the_rest(library: Library) -> None:
    shown = of(library, *(tally(0, 1, surface=f"surface {number}") for number in range(20)))
    lines = passage(shown.reply, "Where").lines
    assert (len(lines), lines[-1]) == (9, "Elsewhere: 12 (60%)")


def test_each_day_of_a_week_is_read_out(library: Library) -> None:
    shown = of(library, tally(0, 2), tally(0, 1, "nothing"), tally(6, 1, "nothing"))
    lines = passage(shown.reply, "Day by day").lines
    assert len(lines) == 7
    assert lines[0] == "Tuesday 17 November: 1 question, 0 answered"
    assert lines[1] == "Wednesday 18 November: 0 questions"
    assert lines[-1] == "Monday 23 November: 3 questions, 2 answered"


@pytest.mark.parametrize("days", [7, 30])
def test_days_that_were_not_counted_are_not_told_as_days_without_a_question(
    library: Library, days: int
) -> None:
    since = TODAY - timedelta(days=2)
    shown = of(library, tally(0, 3), first_day=since, days=days)
    assert sum(panel.drawn.count("·") for panel in shown.panels) == (2 if days > 7 else 2 * 3)


@pytest.mark.parametrize(("days", "lines"), [(30, 6), (90, 14)])
def test_of_longer_periods_each_week_is_read_out_and_drawn(library: Library, days: int, lines: int) -> None:
    [panel] = [
        panel
        for panel in of(library, tally(0, 3), days=days).panels
        if panel.passage.heading == "Week by week"
    ]
    assert len(panel.passage.lines) == lines
    assert panel.passage.lines[-1] == "From 23 November: 3 questions, 3 answered"
    assert len(panel.drawn.splitlines()) == lines + 1


def test_what_is_asked_most_is_told_by_title_and_what_the_library_lacks_is_left_out(library: Library) -> None:
    asked = [Asked("gone/away", 9), Asked(f"{REPORT}/china-factor", 4)]
    shown = stats(replace(numbers(tally(0, 9)), asked=asked), library)
    assert passage(shown.reply, "Most asked").lines == ("4× The China Factor",)


def test_what_was_asked_in_vain_is_told_to_those_whom_it_is_given(library: Library) -> None:
    shown = stats(replace(numbers(tally(0, 9)), gaps=[gap("tacos", 12_000), gap("rice", 2)]), library)
    assert passage(shown.reply, "Asked in vain").lines == ("12k× tacos", "2× rice")
    assert "for admins" not in shown.reply.plain_text()


def test_to_others_it_is_said_that_admins_see_more(library: Library) -> None:
    shown = of(library, tally(0, 9))
    assert "Asked in vain" not in headings(shown.reply)
    assert "Which questions found nothing is for admins to see." in shown.reply.plain_text()


def test_lists_end_after_five(library: Library) -> None:
    asked = [Asked(section.id, 1) for section in library.sections()]
    gaps = [gap(f"gap {number}", 1) for number in range(9)]
    shown = stats(replace(numbers(tally(0, 9)), asked=asked, gaps=gaps), library)
    assert len(passage(shown.reply, "Most asked").lines) == 5
    assert len(passage(shown.reply, "Asked in vain").lines) == 5


def test_votes_and_digests_are_told_also_where_there_are_none(library: Library) -> None:
    none = text_of(of(library, tally(0, 1)).reply)
    assert "Votes on answers: none.\nDigests: none." in none
    some = replace(numbers(), votes=VoteCount(0, 2), digests=DigestCount(1, 1))
    told = text_of(stats(some, library).reply)
    assert "Votes on answers: 0 useful, 2 not useful.\nDigests: 1 running, 1 paused." in told


def test_where_nobody_asked_there_are_no_charts(library: Library) -> None:
    shown = of(library)
    assert [panel.drawn for panel in shown.panels if panel.drawn] == []
    assert headings(shown.reply) == []


def test_it_says_whose_days_they_are(library: Library) -> None:
    assert "Days are those of UTC" in of(library).notes[0].text


@pytest.mark.parametrize("text", ["stats", "stats 30", "Stats?"])
def test_in_a_terminal_it_is_said_where_stats_are(desk: Desk, text: str) -> None:
    assert "Type /brief stats in Slack" in desk.answer(text, TODAY).plain_text()


def test_a_question_that_begins_with_the_word_is_looked_up(desk: Desk) -> None:
    assert "Type /brief stats" not in desk.answer("stats on china", TODAY).plain_text()


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (0, "0"),
        (9_999, "9999"),
        (10_000, "10k"),
        (99_999, "99k"),
        (999_999, "999k"),
        (1_000_000, "1.0M"),
        (1_290_000, "1.2M"),
        (12_900_000, "12M"),
        (7 * 10**9, "7.0B"),
        (7 * 10**12, "7.0T"),
        (10**400, "999T"),
    ],
)
def test_any_count_has_at_most_four_characters_and_is_rounded_down(number: int, expected: str) -> None:
    assert short(number) == expected


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [
        (0, 0, "0%"),
        (0, 9, "0%"),
        (9, 9, "100%"),
        (1, 3, "33%"),
        (2, 3, "67%"),
        (999, 1000, "99%"),
        (1, 1000, "1%"),
        (10**400 - 1, 10**400, "99%"),
    ],
)
def test_a_share_is_all_or_none_only_where_it_is(part: int, whole: int, expected: str) -> None:
    assert share(part, whole) == expected


def days(*asked: int) -> list[Day]:
    """The days up to today; of each day's questions, all but one were answered."""
    first = TODAY - timedelta(days=len(asked) - 1)
    return [Day(first + timedelta(days=n), count, max(count - 1, 0)) for n, count in enumerate(asked)]


def test_a_week_is_drawn_in_columns_with_its_numbers_to_the_right() -> None:
    assert columns(days(1, 0, 5, 10, 4, 400, 20)).splitlines() == [
        "         ▁▁▁ ··· ▁▁▁ ▁▁▁ ▁▁▁ ███ ▁▁▁",
        "         Tue Wed Thu Fri Sat Sun Mon",
        "asked      1   0   5  10   4 400  20",
        "answered   0   0   4   9   3 399  19",
    ]


def test_a_bar_has_eight_heights_beside_the_busiest_day() -> None:
    assert columns(days(1, 2, 3, 4, 5, 6, 8)).splitlines()[0].split() == [
        "▁▁▁",
        "▂▂▂",
        "▃▃▃",
        "▄▄▄",
        "▅▅▅",
        "▆▆▆",
        "███",
    ]


def test_wide_numbers_widen_every_column() -> None:
    lines = columns(days(0, 1, 2, 3, 4, 9_000, 12_345_678)).splitlines()
    assert lines[1:3] == [
        "          Tue  Wed  Thu  Fri  Sat  Sun  Mon",
        "asked       0    1    2    3    4 9000  12M",
    ]


def test_months_are_drawn_a_week_a_line_under_their_weekdays() -> None:
    assert weeks(days(8, 0, 1, 2, 3, 4, 5, 6, 7, 8)).splitlines() == [
        "       M T W T F S S asked answered",
        "14 Nov           █ ·     8        7",
        "16 Nov ▁ ▂ ▃ ▄ ▅ ▆ ▇    28       21",
        "23 Nov █                 8        7",
    ]


def test_days_without_any_question_are_dots() -> None:
    assert columns(days(*[0] * 7)).splitlines()[0].split() == ["···"] * 7


def test_weeks_begin_on_monday() -> None:
    assert [[day.day.day for day in week] for week in by_week(days(1, 1, 1))] == [[21, 22], [23]]


def test_a_table_has_its_numbers_to_the_right_and_cuts_a_long_name() -> None:
    assert table([("/brief", 90), ("x" * 40, 10)], 100).splitlines() == [
        "/brief                      90   90%",
        "xxxxxxxxxxxxxxxxxxxxxxxx    10   10%",
    ]


def drawn_lines(shown: Stats) -> Iterator[str]:
    for panel in shown.panels:
        yield from panel.drawn.splitlines()


@pytest.mark.parametrize("period", [7, 30, 90])
def test_whatever_is_drawn_keeps_to_44_columns(library: Library, period: int) -> None:
    shown = of(library, *(tally(ago, 10**14) for ago in range(period)), days=period)
    assert max(map(len, drawn_lines(shown))) <= 44
