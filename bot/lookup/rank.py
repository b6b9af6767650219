"""Which of some items is meant, and how surely: two weighted sums over named features.

The ranker orders the items. The confidence says how likely the first of them is right; the others follow
from how far the ranker puts them behind it. The weights are data, fitted on labelled questions
(`weights.json` names the command that made it; `docs/lookup.md`).
"""

from __future__ import annotations

import json
import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from operator import mul
from typing import NamedTuple

import numpy as np

from bot.lookup.asked import AROUND, AskedWord
from bot.lookup.features import Candidates, Features
from bot.lookup.naming import MISSPELT_FEATURES
from bot.lookup.ragged import Floats

MOST_LEAD = 4.0
"""The ranker's lead over the next item from which on more of it says no more."""


class Evidence(NamedTuple):
    """What confidence knows of a query and its best item, besides the item's features; about 0 to 1 each."""

    lead: float  # how far the ranker puts it before the next
    rank: float  # what the ranker gives it
    hits: float  # how many words of the query it has: 1 is four or more
    unknown: float  # share of the query's weight that the library has not at all
    length: float  # how many words were asked: 1 is twelve or more
    doubt: float  # how uncertain the least certain correction is
    slight: float  # how little the query says: 1 for words that every item has
    always: float = 1.0


@dataclass(frozen=True, slots=True)
class Weights:
    """What each feature adds: to an item's rank, and to the log-odds that the best item is right."""

    ranker: Floats
    roots: Floats  # for the root of each feature: the first of much says more than the last
    of_item: Floats
    of_query: Floats
    of_misspelt: tuple[float, ...]

    @classmethod
    def read(cls, data: Mapping[str, Mapping[str, float]]) -> Weights:
        """Weights by the names of their features; one that is not named has none."""
        return cls(
            ranker=_in_order(data["ranker"], Features._fields),
            roots=_in_order(data.get("roots", {}), Features._fields),
            of_item=_in_order(data["confidence"], Features._fields),
            of_query=_in_order(data["evidence"], Evidence._fields),
            of_misspelt=tuple(_in_order(data["misspelt"], MISSPELT_FEATURES).tolist()),
        )

    def without(self, features: Collection[str]) -> Weights:
        """The same with some of an item's features left out, to see what they are good for."""
        kept = np.array([name not in features for name in Features._fields], np.float32)
        return replace(self, ranker=self.ranker * kept, roots=self.roots * kept, of_item=self.of_item * kept)


@cache
def shipped_weights() -> Weights:
    """The weights that Briefbot comes with."""
    return Weights.read(json.loads(resources.files(__package__).joinpath("weights.json").read_text("utf-8")))


def _in_order(weights: Mapping[str, float], names: Sequence[str]) -> Floats:
    unknown = set(weights) - set(names)
    assert not unknown, f"weights of features that there are not: {unknown}"
    return np.array([weights.get(name, 0.0) for name in names], np.float32)


@dataclass(frozen=True, slots=True)
class Ranked:
    """The places of candidates, best first, and how likely each is what was meant."""

    places: list[int]
    chances: list[float]


def ranked(weights: Weights, found: Candidates, asked: Sequence[AskedWord]) -> Ranked:
    """Order the candidates; the first gets the confidence, the others their odds against it."""
    if not len(found.items):
        return Ranked([], [])
    scores = found.features @ weights.ranker + np.sqrt(found.features) @ weights.roots
    order = np.argsort(-scores, kind="stable").tolist()
    best = scores.item(order[0])
    lead = best - scores.item(order[1]) if len(order) > 1 else MOST_LEAD
    evidence = evidence_of(asked, found, order[0], best, lead)
    log_odds = found.features[order[0]] @ weights.of_item + np.array(evidence, np.float32) @ weights.of_query
    first = probability(float(log_odds))
    return Ranked(order, [first * math.exp(scores.item(place) - best) for place in order])


def evidence_of(
    asked: Sequence[AskedWord], found: Candidates, place: int, rank: float, lead: float
) -> Evidence:
    """What speaks for the best item, which stands at `place`."""
    total = found.total
    hits = sum(1 for word, hit in zip(asked, found.hits[place].tolist(), strict=True) if hit and _tells(word))
    known = [word.meant[0].trust for word in asked if word.meant]
    unknown = sum(word.weight for word in asked if not word.meant)
    return Evidence(
        lead=min(lead, MOST_LEAD) / MOST_LEAD,
        rank=rank / 10,
        hits=min(hits, 4) / 4,
        unknown=unknown / total,
        length=min(len(asked), 12) / 12,
        doubt=1 - min(known, default=1.0),
        slight=1 / (1 + total),
    )


def _tells(word: AskedWord) -> bool:
    return word.share == 1 and word.typed not in AROUND


def misspelt_chance(weights: Weights, features: Sequence[float]) -> float:
    """How likely a name that was read out of misspelt words is what was meant."""
    return probability(sum(map(mul, features, weights.of_misspelt)))


def probability(log_odds: float) -> float:
    """The logistic function, safe at both ends."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, log_odds))))
