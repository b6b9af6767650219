"""Which of a query's words stand near each other in a row."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bot.lookup.rows import Hits, Slots


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Two hits in one row each: what they are, how many words apart, and in which row."""

    first: Slots
    second: Slots
    apart: npt.NDArray[np.integer]
    row: npt.NDArray[np.intp]


def neighbours(hits: Hits, furthest: int) -> Neighbours:
    """All pairs of hits that are at most `furthest` words apart, in their order."""
    place, row = hits.place, hits.row
    befores, afters = [], []
    for step in range(1, furthest + 1):
        near = ((place[step:] - place[:-step] <= furthest) & (row[step:] == row[:-step])).nonzero()[0]
        befores.append(near)
        afters.append(near + step)
    before, after = np.concatenate(befores), np.concatenate(afters)
    return Neighbours(hits.slot[before], hits.slot[after], place[after] - place[before], row[before])
