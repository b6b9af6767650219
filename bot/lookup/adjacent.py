"""Which stems stand side by side in some name: two words that none has together are no misspelt name."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise

import numpy as np

from bot.lookup.ragged import Ints, Ragged, distinct
from bot.lookup.sieve import Hashes, Sieve, pair_hash, pair_hashes


def adjacent_stems(names: Ragged, joining: Collection[int], others: Iterable[Sequence[int]]) -> Sieve:
    """Lets through the pairs of neighbours in all names, which hold stems, a row each.

    Joining words may be left out of a name, so that what is around them is side by side too. `others` are
    names that stand elsewhere.
    """
    values, owners = names.values, names.owners
    told = ~np.isin(values, np.fromiter(joining, np.int32, len(joining)))
    more = [pair_hash(first, second) for row in others for first, second in pairwise(row)]
    pairs = (_pairs(values, owners), _pairs(values[told], owners[told]), np.array(more, np.uint64))
    return Sieve.of(distinct(np.concatenate(pairs)))


def _pairs(values: Ints, owners: Ints) -> Hashes:
    """Every value with the next one of its row."""
    same = owners[1:] == owners[:-1]
    return pair_hashes(values[:-1][same], values[1:][same])
