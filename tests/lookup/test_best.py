"""The best of very many scores are found without sorting them all."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.lookup.best import best_places


@given(
    seed=st.integers(0, 2**32 - 1),
    many=st.sampled_from([0, 1, 5, 40, 41, 79, 80, 161, 500, 3_000]),
    levels=st.sampled_from([1, 3, 1_000_000]),
    most=st.integers(1, 20),
)
def test_the_best_are_those_that_sorting_all_puts_first(seed: int, many: int, levels: int, most: int) -> None:
    made = np.random.default_rng(seed).integers(0, levels, many).astype(np.float64)
    assert best_places(made, most).tolist() == (-made).argsort(kind="stable")[:most].tolist()


@pytest.mark.parametrize("best", [0, 7, 8, 15_999])
def test_the_best_item_is_found_wherever_it_stands(best: int) -> None:
    scores = np.zeros(16_000)
    scores[best] = 1.0
    assert best_places(scores, 20)[0] == best
