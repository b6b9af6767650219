"""Which queries an engine is asked that is too slow for all of them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import TypeVar

FEWEST = 300
SEED = 20261124

_Query = TypeVar("_Query")


def affordable(comparisons: int | None, names: int, queries: int) -> int:
    """How many queries an engine is asked that compares each with so many names; None: it asks all."""
    if comparisons is None:
        return queries
    return min(queries, max(FEWEST, comparisons // max(names, 1)))


def sample(queries: Sequence[_Query], count: int) -> list[_Query]:
    """So many of the queries, in their order: the same ones for each engine and in each run."""
    if count >= len(queries):
        return list(queries)
    chosen = random.Random(SEED).sample(range(len(queries)), count)  # noqa: S311 - not a secret
    return [queries[number] for number in sorted(chosen)]
