"""Where the rows of some items (their names, their sentences) have what a query asks for."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bot.lookup.ragged import Floats, Ints, Ragged, changes

Slots = npt.NDArray[np.int16]


@dataclass(frozen=True, slots=True)
class Hits:
    """What was found, in the order of the rows; `owner` and `number` have an entry for each row with a hit.

    `slot` says what was found, from 1; `place` where in all rows' values; `row` in which row, from 0.
    `owner` is the place of the item that a row belongs to, ascending; `number` is the row's own. `heads`
    has the first row of each item that has any.
    """

    place: Ints
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


def hits_in(rows: Ragged, first_row: Ints, items: Ints, slots: Slots) -> Hits:
    """Look through all rows of some items; `slots` gives each value its slot, 0 for what is not asked."""
    start, end = rows.starts[first_row[items]], rows.starts[first_row[items + 1]]
    values = np.concatenate([rows.values[a:b] for a, b in zip(start.tolist(), end.tolist(), strict=True)])
    slot = slots[values]
    hit = (slot > 0).nonzero()[0]  # of booleans: those are found much faster
    until = np.cumsum(end - start)
    owner = until.searchsorted(hit, "right")
    place = hit + (end - until)[owner]
    # of one type with what it is looked up in, which would be turned into another as a whole
    number = rows.starts.searchsorted(place.astype(rows.starts.dtype), "right") - 1
    head = changes(number)
    heads = head.nonzero()[0]
    owners = owner[heads]
    first_of_item = changes(owners).nonzero()[0]
    return Hits(place, slot[hit], head.cumsum() - 1, owners, number[heads], first_of_item)
