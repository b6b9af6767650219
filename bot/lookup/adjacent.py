"""Which stems stand side by side in some name: two words that none has together are no misspelt name."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise

import numpy as np

from bot.lookup.ragged import Ints, Keys, Ragged, distinct
from bot.lookup.sieve import Sieve, pair_hashes

_FIRST = np.int64(32)  # bits by which the first of two numbers is shifted


def adjacent_stems(names: Ragged, joining: Collection[int], others: Iterable[Sequence[int]]) -> Sieve:
    """Lets through the pairs of neighbours in all names, which hold stems, a row each.

    Joining words may be left out of a name, so that what is around them is side by side too. `others` are
    names that stand elsewhere.
    """
    values, owners = names.values, names.owners
    told = ~np.isin(values, np.fromiter(joining, np.int32, len(joining)))
    more = [first << int(_FIRST) | second for row in others for first, second in pairwise(row)]
    keys = (_pairs(values, owners), _pairs(values[told], owners[told]), np.array(more, np.int64))
    return Sieve.of(pair_hashes(distinct(np.concatenate(keys))))


def _pairs(values: Ints, owners: Ints) -> Keys:
    """Every value with the next one of its row, in one number."""
    same = owners[1:] == owners[:-1]
    pairs: Keys = values[:-1][same].astype(np.int64) << _FIRST
    pairs |= values[1:][same]
    return pairs
