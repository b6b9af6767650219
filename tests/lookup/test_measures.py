"""The measures are what they say: cases worked out by hand, and obvious slow versions."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.lookup import measures, resampling
from bot.lookup.measures import (
    Answer,
    answered_at_precision,
    auroc,
    by_kind,
    figures,
    hit_rate,
    ndcg,
    percentile,
    reciprocal_rank,
)
from bot.lookup.resampling import SAMPLES, bootstrap, wilson


def answer(
    hits: str = "", right: str = "a", sure: float = 0.0, kind: str = "topic", answered: bool = True
) -> Answer:
    """Hits and right items are letters; without right ones it is out of scope."""
    return Answer(kind, bool(right), dict.fromkeys(right, 1), tuple(hits), sure, answered)


answers = st.lists(
    st.builds(
        answer,
        st.lists(st.sampled_from("abcd"), unique=True).map("".join),
        st.sampled_from(["a", "ab", "c", ""]),
        st.sampled_from([0.0, 0.25, 0.5, 0.75, 1.0]),
        st.sampled_from(["topic", "typo"]),
        st.booleans(),
    ),
    max_size=12,
)


def test_hit_at_k_is_the_share_of_answerable_queries_with_a_right_hit_so_early() -> None:
    rows = [answer("ab"), answer("ba"), answer("bcda"), answer(""), answer("ab", right="")]
    assert hit_rate(rows, 1) == 1 / 4
    assert hit_rate(rows, 3) == 2 / 4
    assert hit_rate(rows, 4) == 3 / 4
    assert hit_rate([answer("a", right="")], 1) is None


def test_an_item_that_is_graded_0_is_wrong() -> None:
    graded = Answer("topic", True, {"a": 0, "b": 2}, ("a", "b"), 0.9, answered=True)
    assert graded.rank == 2


def test_nothing_is_right_for_a_query_out_of_scope_whatever_the_labels_say() -> None:
    assert Answer("oos", False, {"a": 1}, ("a",), 0.9, answered=True).rank is None


def test_the_reciprocal_rank_is_1_over_the_place_and_0_from_the_eleventh_on() -> None:
    expected = {"a": 1, "bcda": 1 / 4, "bcdefghija": 1 / 10, "bcdefghijka": 0, "b": 0, "": 0}
    assert {hits: reciprocal_rank(answer(hits)) for hits in expected} == expected


def test_ndcg_of_a_case_worked_out_by_hand() -> None:
    graded = Answer("topic", True, {"a": 3, "b": 2, "c": 1, "d": 0}, ("d", "b", "a"), 0.9, answered=True)
    found = 2 / math.log2(3) + 3 / math.log2(4)
    best = 3 / math.log2(2) + 2 / math.log2(3) + 1 / math.log2(4)
    assert ndcg(graded) == pytest.approx(found / best)


def test_ndcg_looks_at_ten_places_of_both_the_hits_and_the_best_order() -> None:
    many = Answer("topic", True, {f"{n}": 1 for n in range(12)}, tuple(f"{n}" for n in range(10)), 1, True)
    assert ndcg(many) == 1
    late = Answer("topic", True, {"x": 1}, tuple("abcdefghijx"), 1, answered=True)
    assert ndcg(late) == 0


@given(st.dictionaries(st.sampled_from("abcde"), st.integers(0, 3)), st.permutations("abcde"))
def test_ndcg_is_the_share_of_what_the_best_order_has(grades: dict[str, int], hits: Sequence[str]) -> None:
    def gain(order: Sequence[str]) -> float:
        return sum(grades.get(item, 0) / math.log2(place + 2) for place, item in enumerate(order))

    best = max(map(gain, permutations("abcde")))
    found = ndcg(Answer("topic", True, grades, tuple(hits), 1, answered=True))
    assert found == pytest.approx(gain(hits) / best if best else 0)


def test_auroc_of_a_case_worked_out_by_hand() -> None:
    right = [answer("a", sure=0.9), answer("a", sure=0.5)]
    others = [answer("b", sure=0.5), answer("", sure=0.0), answer("a", right="", sure=0.7)]
    # 0.9 beats all three; 0.5 beats one, and is as sure as another
    assert auroc([*right, *others]) == (3 + 1.5) / 6


def test_there_is_no_auroc_without_both_right_answers_and_others() -> None:
    assert auroc([answer("a"), answer("a")]) is None
    assert auroc([answer("b"), answer("a", right="")]) is None
    assert auroc([]) is None


def slow_auroc(rows: Sequence[Answer]) -> float | None:
    right = [row.confidence for row in rows if row.right]
    others = [row.confidence for row in rows if not row.right]
    won = [(a > b) + (a == b) / 2 for a in right for b in others]
    return sum(won) / len(won) if won else None


def slow_answered_at(rows: Sequence[Answer], precision: float) -> float | None:
    asked = sum(row.answerable for row in rows)
    best = 0
    for threshold in {row.confidence for row in rows}:
        given = [row for row in rows if row.hits and row.confidence >= threshold]
        if given and sum(row.right for row in given) / len(given) >= precision:
            best = max(best, sum(row.right for row in given))
    return best / asked if asked else None


@given(answers)
def test_auroc_is_the_share_of_pairs_that_are_in_order(rows: list[Answer]) -> None:
    assert auroc(rows) == pytest.approx(slow_auroc(rows))


@given(answers, st.sampled_from([0.5, 0.75, 0.95, 1.0]))
def test_ans_at_95_tries_every_threshold(rows: list[Answer], precision: float) -> None:
    assert answered_at_precision(rows, precision) == pytest.approx(slow_answered_at(rows, precision))


def test_ans_at_95_allows_one_wrong_answer_in_twenty_and_not_one_in_nineteen() -> None:
    right = [answer("a", sure=0.5)] * 19
    wrong = answer("b", sure=0.6)
    assert answered_at_precision([*right, wrong], 0.95) == 19 / 20
    assert answered_at_precision([*right[:-1], wrong], 0.95) == 0


def test_ans_at_95_is_at_95_unless_another_precision_is_asked_for() -> None:
    rows = [answer("b", sure=0.6), *[answer("a", sure=0.5)] * 19]
    assert answered_at_precision(rows) == 19 / 20
    assert answered_at_precision(rows[:-1]) == 0
    assert answered_at_precision(rows[:-1], precision=0.9) == 18 / 19


def test_an_answer_to_a_query_out_of_scope_is_a_wrong_one_but_no_missed_one() -> None:
    stray = answer("a", right="", sure=0.6)
    assert answered_at_precision([answer("a", sure=0.5), stray], 0.95) == 0
    assert answered_at_precision([answer("a", sure=0.7), stray], 0.95) == 1


def test_queries_without_a_hit_are_not_answered_at_any_threshold() -> None:
    assert answered_at_precision([answer("a", sure=0.5), answer("", sure=0.9)], 0.95) == 1 / 2


def test_equally_sure_answers_are_given_together() -> None:
    tied = [answer("a", sure=0.5), answer("b", sure=0.5)]
    assert answered_at_precision(tied, 0.95) == 0
    assert answered_at_precision([answer("a", sure=0.6), *tied], 0.95) == 1 / 3


def test_the_threshold_may_lie_below_one_at_which_too_many_are_wrong() -> None:
    rows = [answer("b", sure=0.9), *[answer("a", sure=0.5)] * 39]
    assert answered_at_precision(rows, 0.95) == 39 / 40


def test_what_is_shown_is_counted_by_whether_it_was_shown() -> None:
    rows = [
        answer("a"), answer("ba"), answer("a", answered=False), answer("b", answered=False),
        answer("a", right=""), answer("a", right="", answered=False), answer("", right="", answered=False),
    ]  # fmt: skip
    found = figures(rows)
    assert found.coverage == wilson(2, 4)
    assert found.precision == wilson(1, 3)
    assert found.false_answers == wilson(1, 3)


@given(answers)
def test_figures_are_the_measures_one_by_one(rows: list[Answer]) -> None:
    found = figures(rows)
    asked = [row for row in rows if row.answerable]
    assert (found.queries, found.answerable) == (len(rows), len(asked))
    expected = {
        found.hit1: hit_rate(rows, 1),
        found.hit3: hit_rate(rows, 3),
        found.auroc: auroc(rows),
        found.answered_at_95: answered_at_precision(rows, 0.95),
        found.mrr: np.mean([reciprocal_rank(row) for row in asked]) if asked else None,
        found.ndcg: np.mean([ndcg(row) for row in asked]) if asked else None,
    }
    for estimate, value in expected.items():
        assert (estimate and estimate.value) == (None if value is None else pytest.approx(value))


def test_there_are_no_figures_of_nothing() -> None:
    found = figures([])
    assert (found.queries, found.answerable) == (0, 0)
    assert {found.hit1, found.mrr, found.ndcg, found.auroc, found.answered_at_95, found.precision} == {None}


def test_a_kind_that_is_out_of_scope_has_false_answers_and_no_more() -> None:
    found = figures([answer("a", right=""), answer("", right="", answered=False)])
    assert found.false_answers == wilson(1, 2)
    assert {found.hit1, found.auroc, found.answered_at_95, found.coverage, found.precision} == {None}


def test_kinds_come_in_order_of_appearance() -> None:
    rows = [answer("a", kind="typo"), answer("b", kind="topic"), answer("c", kind="typo")]
    assert {kind: [row.hits[0] for row in some] for kind, some in by_kind(rows).items()} == {
        "typo": ["a", "c"],
        "topic": ["b"],
    }
    assert list(by_kind(rows)) == ["typo", "topic"]


def test_a_percentile_is_a_value_that_was_measured() -> None:
    values = [float(number) for number in range(100, 0, -1)]
    assert (percentile(values, 0.5), percentile(values, 0.99), percentile(values, 1)) == (50, 99, 100)
    assert percentile([3.0], 0.01) == 3


def test_wilsons_interval_of_cases_from_the_literature() -> None:
    found = wilson(81, 263)  # Newcombe 1998, table I, method 3
    assert found is not None
    assert (round(found.low, 4), round(found.high, 4)) == (0.2553, 0.3662)
    none = wilson(0, 20)
    assert none is not None
    assert (none.low, round(none.high, 4)) == (0, 0.1611)
    assert wilson(0, 0) is None


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilsons_ends_are_the_shares_with_which_the_measured_one_just_agrees(
    case: tuple[int, int],
) -> None:
    found = wilson(*case)
    assert found is not None
    assert 0 <= found.low <= found.value <= found.high <= 1
    for end in (found.low, found.high):
        margin = 1.959963984540054 * math.sqrt(end * (1 - end) / case[1])
        assert abs(found.value - end) == pytest.approx(margin, abs=1e-9)


@given(st.data(), answers.filter(bool))
def test_a_weight_counts_a_query_so_many_times(data: st.DataObject, rows: list[Answer]) -> None:
    weights = data.draw(
        st.lists(st.lists(st.integers(0, 3), min_size=len(rows), max_size=len(rows)), min_size=1, max_size=4)
    )
    resampled = [
        [row for row, times in zip(rows, each, strict=True) for _ in range(times)] for each in weights
    ]
    for measure, slow in (
        (measures._auroc(rows), slow_auroc),
        (measures._answered_at(rows, 0.75), lambda some: slow_answered_at(some, 0.75)),
    ):
        expected = [math.nan if value is None else value for value in map(slow, resampled)]
        np.testing.assert_allclose(measure(np.array(weights, np.int64)), expected)


@pytest.mark.parametrize("count", [1, 7, 10_000])
def test_every_sample_draws_as_many_queries_as_there_are(count: int) -> None:
    blocks = list(resampling._samples(count))
    assert sum(len(block) for block in blocks) == SAMPLES
    assert all(block.shape[1] == count and (block.sum(axis=1) == count).all() for block in blocks)
    if count > 1:
        assert len(np.unique(blocks[0], axis=0)) > len(blocks[0]) / 2


def test_the_bootstrap_of_a_mean_is_about_as_wide_as_theory_says_and_the_same_each_time() -> None:
    values = np.random.default_rng(7).random(400)
    found = bootstrap(measures._mean(values.tolist()), 400)
    assert found is not None
    assert found.value == pytest.approx(values.mean())
    margin = 1.96 * values.std() / math.sqrt(400)
    assert found.value - found.low == pytest.approx(margin, rel=0.15)
    assert found.high - found.value == pytest.approx(margin, rel=0.15)
    assert bootstrap(measures._mean(values.tolist()), 400) == found


def test_a_resample_with_nothing_to_measure_is_left_out() -> None:
    found = figures([answer("a", sure=0.9), answer("b", sure=0.1)]).auroc  # half of them have one sort only
    assert found is not None
    assert (found.value, found.low, found.high) == (1, 1, 1)
