"""The fast logistic regression comes to what a slow, obvious one does."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.lookup.logistic import LOOSENESS, Vectors, learned, softmax
from bot.lookup.ragged import Ragged

CLASSES, WIDTH = 3, 6
ROWS = st.lists(
    st.dictionaries(st.integers(0, WIDTH - 1), st.floats(0.125, 1.5, width=32), max_size=4),
    min_size=CLASSES,
    max_size=9,
)


def vectors_of(rows: list[dict[int, float]]) -> Vectors:
    places = [place for row in rows for place in row]
    values = [value for row in rows for value in row.values()]
    lengths = [len(row) for row in rows]
    return Vectors(
        Ragged.of_lengths(lengths, np.array(places, np.int32)), np.array(values, np.float32), WIDTH
    )


def dense(rows: list[dict[int, float]]) -> npt.NDArray[np.float32]:
    table = np.zeros((len(rows), WIDTH), np.float32)
    for number, row in enumerate(rows):
        for place, value in row.items():
            table[number, place] = value
    return table


def slowly_learned(table: npt.NDArray[np.float32], classes: npt.NDArray[np.int32]) -> npt.NDArray[np.float32]:
    """The chances of the vectors themselves, after a plain, long descent on the weights."""
    centred = (table - table.mean(axis=0)).astype(np.float64)
    truth = np.eye(CLASSES)[classes]
    weights = np.zeros((WIDTH, CLASSES))
    pace = 1 / (0.5 * np.linalg.eigvalsh(centred.T @ centred).max() + 1 / LOOSENESS)
    for _ in range(6_000):
        weights -= pace * (centred.T @ (softmax(centred @ weights) - truth) + weights / LOOSENESS)
    return softmax(centred @ weights)


@settings(max_examples=25)  # the slow one is slow
@given(ROWS)
def test_the_fast_regression_is_the_slow_one(rows: list[dict[int, float]]) -> None:
    classes = np.arange(len(rows), dtype=np.int32) % CLASSES
    fast = learned(vectors_of(rows), classes, CLASSES, steps=1_500)
    slow = slowly_learned(dense(rows), classes)
    for row, expected in zip(rows, slow, strict=True):
        told = fast.chances(np.array(list(row), np.int32), np.array(list(row.values()), np.float32))
        assert told == pytest.approx(expected, abs=0.01)


@given(ROWS)
def test_vectors_turned_around_twice_are_the_same(rows: list[dict[int, float]]) -> None:
    again = vectors_of([dict(sorted(row.items())) for row in rows])
    twice = again.by_place().by_place()
    assert twice.width == again.width
    for field in ("starts", "values"):
        assert getattr(twice.rows, field).tolist() == getattr(again.rows, field).tolist()
    assert twice.values.tolist() == again.values.tolist()
