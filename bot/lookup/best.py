"""The best of very many scores, found without sorting them all."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

_FEW = 400
"""Scores that are sorted faster than looked through."""

_GROUP = 8
"""Items whose highest score is taken together, to find the best of very many."""


def best_places(scores: npt.NDArray[np.floating], most: int) -> npt.NDArray[np.intp]:
    """The places of the highest scores, best first; earlier ones first where they are the same."""
    if len(scores) <= max(_FEW, most):
        return (-scores).argsort(kind="stable")[:most]
    highest = scores
    if len(scores) > 2 * most * _GROUP:  # so many groups have `least` or more, and with them so many items
        groups = len(scores) // _GROUP
        highest = scores[: groups * _GROUP].reshape(_GROUP, groups).max(axis=0)
    least = np.partition(highest, len(highest) - most)[len(highest) - most]
    kept: npt.NDArray[np.intp] = (scores >= least).nonzero()[0]
    return kept[(-scores[kept]).argsort(kind="stable")[:most]]
