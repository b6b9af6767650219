"""Rows of different lengths in two flat arrays, so that they can be saved, mapped and gathered fast."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float32]
Keys = npt.NDArray[np.int64]
"""Two numbers in one, such as a stem and an item: `stem * items + item`."""

_Whole = TypeVar("_Whole", np.int64, np.uint64)


@dataclass(frozen=True, slots=True)
class Ragged:
    """Rows of numbers: row `r` is `values[starts[r]:starts[r + 1]]`."""

    starts: Ints  # one more than there are rows
    values: Ints

    @classmethod
    def of_lengths(cls, lengths: Sequence[int] | Ints, values: Ints) -> Ragged:
        """Rows of these lengths, one after the other."""
        return cls(starts_of(lengths), values)

    def spliced(self, start: int, end: int, rows: Ragged) -> Ragged:
        """The same with other rows in the place of those from `start` to before `end`."""
        first, last = self.starts[start], self.starts[end]
        values = np.concatenate([self.values[:first], rows.values, self.values[last:]])
        return Ragged(spliced_starts(self.starts, start, end, rows.starts), values)

    @property
    def owners(self) -> Ints:
        """For each value, the row that it is in."""
        return owners_of(np.diff(self.starts))

    def row(self, number: int) -> Ints:
        """One row, as a view."""
        return self.values[self.starts[number] : self.starts[number + 1]]


def starts_of(lengths: Sequence[int] | npt.NDArray[np.integer]) -> Ints:
    """Where rows of these lengths start, one after the other, and where the last one ends."""
    starts = np.zeros(len(lengths) + 1, np.int32)
    np.cumsum(lengths, out=starts[1:])
    return starts


def owners_of(lengths: Sequence[int] | npt.NDArray[np.integer]) -> Ints:
    """For each value of rows of these lengths, the row that it is in."""
    return np.repeat(np.arange(len(lengths), dtype=np.int32), lengths)


def spliced_starts(starts: Ints, start: int, end: int, own: Ints) -> Ints:
    """Where rows start, once those from `start` to before `end` gave place to rows that start at `own`."""
    moved = own[-1] - (starts[end] - starts[start])
    return np.concatenate([starts[:start], own[:-1] + starts[start], starts[end:] + moved])


def distinct(values: npt.NDArray[_Whole]) -> npt.NDArray[_Whole]:
    """The distinct values, ascending. It sorts them where they are: `numpy.unique` is slower for many."""
    values.sort()
    return values[changes(values)]


def with_counts(values: Keys) -> tuple[Keys, Ints]:
    """The distinct values, ascending, and how often each stands there. It sorts them where they are."""
    values.sort()
    starts = changes(values).nonzero()[0].astype(np.int32)
    return values[starts], np.diff(starts, append=np.int32(len(values)))


def changes(values: npt.NDArray[np.integer]) -> npt.NDArray[np.bool_]:
    """Where a value is another than the one before it, as the first one is."""
    changed = np.ones(len(values), np.bool_)
    np.not_equal(values[1:], values[:-1], out=changed[1:])
    return changed
