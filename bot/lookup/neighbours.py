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
    place = hits.place + hits.row * furthest  # so that words of two rows are always further apart
    before, after, apart = [], [], []
    for step in range(1, furthest + 1):
        between = place[step:] - place[:-step]
        near = (between <= furthest).nonzero()[0]
        before.append(near)
        after.append(near + step)
        apart.append(between[near])
    first = np.concatenate(before)
    return Neighbours(
        hits.slot[first], hits.slot[np.concatenate(after)], np.concatenate(apart), hits.row[first]
    )
