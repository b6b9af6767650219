"""Lookup is as good on the labelled questions as it was when it was last measured.

Measured: hit@1 0.860, hit@3 0.884, false answers 0.064. Each gate leaves 0.02.
"""

from __future__ import annotations

import pytest

from bot.lookup.evaluate import Judged, Score, score


@pytest.fixture(scope="module")
def measured(asked: list[Judged]) -> Score:
    return score(asked)


def test_the_questions_are_enough_to_measure_by(measured: Score) -> None:
    assert measured.count >= 500


def test_the_first_answer_is_right_as_often_as_it_was(measured: Score) -> None:
    assert measured.hit1 is not None
    assert measured.hit1 >= 0.84


def test_the_first_three_hold_the_answer_as_often_as_they_did(measured: Score) -> None:
    assert measured.hit3 is not None
    assert measured.hit3 >= 0.864


def test_questions_without_an_answer_get_one_no_more_often_than_they_did(measured: Score) -> None:
    assert measured.false_answers is not None
    assert measured.false_answers <= 0.084
