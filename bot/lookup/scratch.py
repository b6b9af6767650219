"""Tables that a thread uses again: an index has many stems and a query few, so that clearing is cheap."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import numpy as np

from bot.lookup.asked import AskedWord
from bot.lookup.ragged import Floats, Ints
from bot.lookup.rows import Slots


class _Scratch(threading.local):
    def __init__(self) -> None:
        self._slots: dict[tuple[str, int], Slots] = {}
        self._weights: dict[int, Floats] = {}

    @contextmanager
    def words(self, asked: Sequence[AskedWord], stems: int) -> Iterator[tuple[Slots, Floats]]:
        """For each stem of an index, the number of the asked word that means it, from 1, and its weight."""
        slots, weights = self._table("stem", stems), self._weights.get(stems)
        if weights is None:
            weights = self._weights[stems] = np.zeros(stems + 1, np.float32)
        try:
            for number, word in enumerate(asked, start=1):
                for meant in reversed(word.meant):
                    if meant.weight >= weights[meant.stem]:
                        slots[meant.stem] = number
                        weights[meant.stem] = meant.weight
            yield slots, weights
        finally:
            for word in asked:
                for meant in word.meant:
                    slots[meant.stem] = 0
                    weights[meant.stem] = 0

    @contextmanager
    def numbers(self, what: str, numbers: Ints, size: int) -> Iterator[Slots]:
        """For each of `size` numbers, its place in `numbers` from 1."""
        slots = self._table(what, size)
        try:
            slots[numbers] = np.arange(1, len(numbers) + 1, dtype=np.int16)
            yield slots
        finally:
            slots[numbers] = 0

    def _table(self, what: str, size: int) -> Slots:
        table = self._slots.get((what, size))
        if table is None:
            table = self._slots[what, size] = np.zeros(size + 1, np.int16)
        return table


scratch = _Scratch()
"""This thread's tables."""
