"""The parts of `make bench-lookup` that measure nothing: sampling, the tables in the page, the sentences."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.bench.lookup.cells import HIT1, MEASURES, Cell, share
from tests.bench.lookup.corpus import Item, all_rows, best_of, name_rows, with_history
from tests.bench.lookup.engines import OURS
from tests.bench.lookup.losses import better, losses
from tests.bench.lookup.sampling import affordable, sample
from tests.bench.lookup.tables import MARK, between_markers, tables

START, END = f"<!-- {MARK} -->", f"<!-- /{MARK} -->"
OWN = Cell(OURS, "countries", hit1=0.95, answered=0.9, p50=100, p99=400, index=0.5, asked=800, queries=800)
WORSE = replace(OWN, engine="slow", hit1=0.7, answered=0.2, p50=2_500, p99=9_000, index=0.9, asked=300)
BETTER = replace(OWN, engine="swift", hit1=0.962, p50=40, index=0.1)


@given(st.lists(st.integers(), max_size=50), st.integers(0, 60))
def test_a_sample_is_the_same_in_each_run_and_keeps_the_order(queries: list[int], count: int) -> None:
    numbered = list(enumerate(queries))
    chosen = sample(numbered, count)
    assert chosen == sample(numbered, count)
    assert chosen == sorted(set(chosen))
    assert len(chosen) == min(count, len(queries))


def test_only_an_engine_that_is_bounded_is_asked_less_and_never_too_little() -> None:
    assert affordable(None, names=14_000, queries=3_000) == 3_000
    assert affordable(14_000_000, names=14_000, queries=3_000) == 1_000
    assert affordable(14_000_000, names=10, queries=3_000) == 3_000
    assert affordable(1, names=14_000, queries=3_000) == 300


def test_an_item_without_names_is_compared_by_its_text() -> None:
    items = [Item("a", "Aruba", ("AW",), "An island."), Item("b", "", (), "Some text.")]
    assert [(row.text, row.id) for row in name_rows(items)] == [
        ("Aruba", "a"),
        ("AW", "a"),
        ("Some text.", "b"),
    ]
    assert [row.text for row in all_rows(items)] == ["Aruba", "AW", "An island.", "Some text."]


def test_an_item_has_the_score_of_its_best_row() -> None:
    assert best_of([("a", 9.0), ("b", 8.0), ("a", 7.0)]) == [("a", 9.0), ("b", 8.0)]


def test_a_peer_is_told_the_turn_before() -> None:
    assert (
        with_history("and who wrote it?", ("grenade", "by bruno mars")) == "and who wrote it? by bruno mars"
    )
    assert with_history("grenade", ()) == "grenade"


@pytest.mark.parametrize(("value", "written"), [(0.9494, ".949"), (1.0, "1.000"), (0.0, ".000")])
def test_a_share_is_written_with_three_decimals(value: float, written: str) -> None:
    assert share(value) == written


def test_a_page_without_markers_gets_them_at_its_end() -> None:
    assert between_markers("# Lookup\n", "new\n") == f"# Lookup\n\n{START}\nnew\n{END}\n"


def test_what_stands_between_the_markers_is_replaced_and_nothing_else() -> None:
    page = f"before\n{START}\nold\n{END}\nafter\n"
    once = between_markers(page, "new")
    assert once == f"before\n{START}\nnew\n{END}\nafter\n"
    assert between_markers(once, "new") == once


@pytest.mark.parametrize("page", [f"{START}\n", f"{START}\n{START}\n{END}\n", f"{END}\n{START}\n"])
def test_a_page_whose_markers_do_not_match_is_left_alone(page: str) -> None:
    with pytest.raises(ValueError, match="not closed"):
        between_markers(page, "new")


def test_the_best_figure_is_bold_and_a_sampled_cell_is_marked() -> None:
    written = tables([OWN, WORSE, replace(OWN, collection="eurovoc")])
    assert "| hit@1 | countries | eurovoc |" in written
    assert "| ours | **.950** | **.950** |" in written
    assert "| slow | .700\\* | – |" in written
    assert "| slow | 2,500 / 9,000\\* | – |" in written


def test_where_a_peer_is_better_it_says_by_how_much() -> None:
    (item,) = losses([OWN, WORSE, BETTER])
    assert item.splitlines() == [
        "- **countries**",
        "  - hit@1: swift has .012 more (.962 against .950).",
        "  - CPU p50, µs: swift is 2.5 times as fast (40 against 100).",
        "  - index, s: swift needs 0.40 less (0.10 against 0.50).",
    ]


def test_every_peer_that_is_ahead_is_named_best_first_and_a_sample_is_told() -> None:
    best = replace(WORSE, engine="best", hit1=1.0)
    sentence = "hit@1: best has .050 more (1.000 against .950, on 300 of the 800 queries); ahead too: swift."
    assert sentence in losses([OWN, BETTER, best])[0]


def test_where_no_peer_is_better_it_says_nowhere() -> None:
    assert losses([OWN, WORSE]) == ["- **countries**: nowhere."]


def test_a_difference_that_the_table_does_not_show_is_none() -> None:
    assert better([OWN, replace(OWN, engine="same", hit1=0.9501)], HIT1) == []


@given(st.floats(0, 1), st.floats(0, 1))
def test_a_peer_and_ours_are_never_both_ahead(own: float, other: float) -> None:
    ours, peer = replace(OWN, hit1=own), replace(OWN, engine="peer", hit1=other)
    ahead = bool(better([ours, peer], HIT1))
    behind = bool(better([replace(peer, engine=OURS), replace(ours, engine="peer")], HIT1))
    assert not (ahead and behind)


def test_each_measure_has_its_own_title() -> None:
    assert len({measure.title for measure in MEASURES}) == len(MEASURES)
