"""Recommendations on a topic: those that say so, and those of the sections that do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from bot.lookup.features import AT, Candidates

_LENT = 0.95
"""What a recommendation has of what its section has for a query; a little less for each after the first."""

RecommendationsOf = Callable[[int], Sequence[int]]
"""The items that a section recommends, most relevant first; none for what is no section."""


def recommendations_among(
    found: Candidates, is_recommendation: Sequence[bool], of_section: RecommendationsOf
) -> tuple[Candidates, dict[int, int]]:
    """The recommendations among the candidates, and those of the sections among them.

    The second value gives the section that a recommendation was found through. A recommendation has the
    better of each feature, its own or what its section lends it.
    """
    row_of = {item: row for row, item in enumerate(found.items.tolist())}
    features = {item: found.features[row] for item, row in row_of.items() if is_recommendation[row]}
    through: dict[int, int] = {}
    for item, row in row_of.items():
        for order, place in enumerate(of_section(item)):
            lent = found.features[row] * np.float32(_LENT / (1 + 0.05 * order))
            lent[AT["wanted"]], lent[AT["section"]] = 1.0, 0.0
            own = features.get(place)
            if own is None or lent.sum() > own.sum():
                features[place] = lent if own is None else np.maximum(own, lent)
                through[place] = item
    if not features:
        return found, {}
    own_rows = [row_of.get(item, -1) for item in features]
    rows = [row if row >= 0 else row_of[through[item]] for item, row in zip(features, own_rows, strict=True)]
    nearest = [found.nearest_name.item(row) if row >= 0 else -1 for row in own_rows]
    recommended = replace(
        found,
        items=np.array(list(features), np.int32),
        features=np.array(list(features.values()), np.float32),
        nearest_name=np.array(nearest, np.int32),
        hits=found.hits[rows],
    )
    return recommended, through
