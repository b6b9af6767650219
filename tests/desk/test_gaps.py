"""Gaps: what people asked for in vain, grouped by likeness, with what an editor can do."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.desk.desk import Desk
from bot.desk.gaps import Gap, gaps_in
from bot.desk.records import Heard, Miss

START = datetime(2026, 11, 1, 9, tzinfo=UTC)


def missed(query: str, user: str = "UANA", day: int = 0, *, for_editors: bool = False) -> Miss:
    return Miss("T", "C", user, query, Heard.MENTION, START + timedelta(days=day), for_editors)


def only(desk: Desk, *misses: Miss) -> Gap:
    [gap] = gaps_in(misses, desk.lookup)
    return gap


def test_questions_that_are_alike_are_one_gap(desk: Desk) -> None:
    gap = only(desk, missed("Bangladesh?"), missed("what about bangladesh"), missed("bangladehs", "UBILAL"))
    assert (gap.count, gap.people) == (3, 2)


def test_others_are_not(desk: Desk) -> None:
    gaps = gaps_in([missed("bangladesh"), missed("bitcoin")], desk.lookup)
    assert [gap.wordings for gap in gaps] == [("bangladesh",), ("bitcoin",)]


def test_the_most_frequent_comes_first_in_its_most_frequent_wording(desk: Desk) -> None:
    misses = [missed("bitcoin"), missed("Bangladesh?"), missed("bangladesh"), missed("bangladesh")]
    gaps = gaps_in(misses, desk.lookup)
    assert [gap.count for gap in gaps] == [3, 1]
    assert gaps[0].wordings == ("bangladesh", "Bangladesh?")


def test_it_counts_who_asked_the_editors_and_tells_the_last_time(desk: Desk) -> None:
    gap = only(desk, missed("bitcoin", day=3, for_editors=True), missed("bitcoin", day=1))
    assert (gap.for_editors, gap.last) == (1, START + timedelta(days=3))


def test_a_topic_of_few_words_is_suggested_as_an_alias_of_the_nearest_section(desk: Desk) -> None:
    gap = only(desk, missed("what is the water dispute with Kabul?"))
    assert gap.alias
    assert gap.nearest is not None
    found = desk.lookup.find(gap.nearest.title)
    assert found.best is not None
    assert found.best.item == gap.nearest


def test_a_whole_sentence_is_no_alias(desk: Desk) -> None:
    text = "yoghurt recipes involving cardamom saffron pistachio rosewater almonds"
    assert only(desk, missed(text)).alias == ""


def test_what_the_library_answers_by_now_is_no_gap_any_more(desk: Desk) -> None:
    assert gaps_in([missed("china")], desk.lookup) == ()
