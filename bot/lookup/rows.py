"""Where the rows of some items (their names, their sentences) have what a query asks for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from bot.lookup.ragged import Floats, Ints, Ragged, changes

Slots = npt.NDArray[np.int16]


@dataclass(frozen=True, slots=True)
class Hits:
    """What was found, in the order of the rows; `owner` and `number` have an entry for each row with a hit.

    `place` says where among all values that were looked at, `value` and `slot` what was found, `row` in
    which row, from 0. `owner` is the place of the item that a row belongs to, ascending; `number` is the
    row's own. `heads` has the first row of each item that has any.
    """

    place: npt.NDArray[np.intp]
    value: Ints
    slot: Slots
    row: npt.NDArray[np.intp]
    owner: npt.NDArray[np.intp]
    number: npt.NDArray[np.intp]
    heads: npt.NDArray[np.intp]

    @property
    def any(self) -> bool:
        """Whether there is a hit."""
        return len(self.place) > 0

    def table(self, weights: Floats, many: int) -> Floats:
        """For each row and each of `many` slots, the weight of what was found, once."""
        table = np.zeros((len(self.owner), many), np.float32)
        table[self.row, self.slot - 1] = weights
        return table

    def highest(self, values: npt.NDArray[np.floating], into: Floats) -> None:
        """Raise each item's values to the highest of its rows'."""
        items = self.owner[self.heads]
        into[items] = np.maximum(into[items], np.maximum.reduceat(values, self.heads))


@dataclass(frozen=True)
class RowsOfItems:
    """Rows that belong to items; `first_row` has each item's first, and one more at the end."""

    rows: Ragged
    first_row: Ints

    @cached_property
    def bounds(self) -> Ints:
        """For each item, where the values of its rows start, and where the last one's end."""
        return self.rows.starts[self.first_row]


def hits_in(own: RowsOfItems, items: Ints, slots: Slots) -> Hits:
    """Look through all rows of some items; `slots` gives each value its slot, 0 for what is not asked."""
    rows, start, end = own.rows, own.bounds[items], own.bounds[items + 1]
    values = np.concatenate([rows.values[a:b] for a, b in zip(start.tolist(), end.tolist(), strict=True)])
    slot = slots[values]
    hit = (slot > 0).nonzero()[0]  # of booleans: those are found much faster
    until = (end - start).cumsum(dtype=np.int32)
    owner = until.searchsorted(hit, "right")
    # of one type with what it is looked up in, which would be turned into another as a whole
    place = hit.astype(rows.starts.dtype) + (end - until)[owner]
    number = rows.starts.searchsorted(place, "right") - 1
    head = changes(number)
    heads = head.nonzero()[0]
    owners = owner[heads]
    first_of_item = changes(owners).nonzero()[0]
    return Hits(hit, values[hit], slot[hit], head.cumsum() - 1, owners, number[heads], first_of_item)
