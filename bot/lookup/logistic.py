"""Multinomial logistic regression on a few thousand sparse vectors, with numpy alone.

The weights are a sum of the vectors, so it is learned how much of each vector they have: by accelerated
gradient descent (Nesterov, 1983) on the matrix of the vectors' products, which is much smaller than the
weights are.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from bot.lookup.ragged import Floats, Ints, Ragged

LOOSENESS = 30.0
"""What a vector that is told right is worth beside small weights: the C of logistic regression."""

STEPS = 50
"""Of the descent: six times as many changed hit@1 by less than half a point on collections of phrasings."""


@dataclass(frozen=True, slots=True)
class Vectors:
    """Sparse vectors: `rows` has the places of each that are not 0, `values` what stands there."""

    rows: Ragged
    values: Floats
    width: int

    def by_place(self) -> Vectors:
        """The same turned around: for each place, the vectors that have it."""
        order = self.rows.values.argsort(kind="stable")
        having: Ints = np.bincount(self.rows.values, minlength=self.width).astype(np.int32)
        turned = Ragged.of_lengths(having, self.rows.owners[order])
        return Vectors(turned, self.values[order], len(self.rows.starts) - 1)

    def __iter__(self) -> Iterator[tuple[Ints, Floats]]:
        """The places and the values of each vector."""
        spans = (slice(start, end) for start, end in pairwise(self.rows.starts.tolist()))
        return ((self.rows.values[span], self.values[span]) for span in spans)


@dataclass(frozen=True, slots=True)
class Weights:
    """What each place speaks for each class: `of_place[place, item]`, less `base[item]` once."""

    of_place: Floats
    base: Floats

    def chances(self, places: Ints, values: Floats) -> Floats:
        """The chance of each class, given a vector; they sum to 1."""
        return softmax(values @ self.of_place[places] - self.base)


def learned(vectors: Vectors, classes: Ints, many: int, steps: int = STEPS) -> Weights:
    """Weights that tell the class (below `many`) of each vector, as small as `LOOSENESS` has it.

    Scores are taken from the vectors' mean: that changes no chance, and the descent is much faster.
    """
    turned = vectors.by_place()
    products = _products(turned)
    mean = products.mean(axis=0)
    products += mean.mean() - mean - mean[:, None]
    truth = np.zeros((len(classes), many), np.float32)
    truth[np.arange(len(classes)), classes] = 1
    shares = _descended(products, truth, steps)
    shares -= shares.mean(axis=0)
    weights = np.zeros((vectors.width, many), np.float32)
    for place, (having, values) in enumerate(turned):
        weights[place] = values @ shares[having]
    return Weights(weights, mean @ shares)


def _products(turned: Vectors) -> Floats:
    """The product of every two vectors."""
    products = np.zeros((turned.width, turned.width), np.float32)
    for having, values in turned:
        products[having[:, None], having] += values[:, None] * values
    return products


def _descended(products: Floats, truth: Floats, steps: int) -> Floats:
    """How much of each vector the weights of each class have."""
    pace = 1 / (0.5 * _greatest_stretch(products) + 1 / LOOSENESS)
    shares: Floats = np.zeros_like(truth)
    ahead, momentum = shares, 1.0
    for _ in range(steps):
        pull = softmax(products @ ahead) - truth + ahead / LOOSENESS
        following: Floats = (ahead - pace * pull).astype(np.float32)
        grown = (1 + math.sqrt(1 + 4 * momentum * momentum)) / 2
        ahead = (following + (momentum - 1) / grown * (following - shares)).astype(np.float32)
        shares, momentum = following, grown
    return shares


def _greatest_stretch(products: Floats, rounds: int = 20) -> float:
    """The greatest eigenvalue, by power iteration: it bounds how far a step may go."""
    # uneven, since products that are taken from their mean make 0 of what is even
    vector: Floats = 1 + np.arange(len(products), dtype=np.float32) % 7
    length = 1.0
    for _ in range(rounds):
        vector = products @ (vector / length)
        length = float(np.linalg.norm(vector)) or 1.0
    return length


def softmax(scores: Floats) -> Floats:
    """Chances from log-odds, along the last axis."""
    odds = np.exp(scores - scores.max(axis=-1, keepdims=True))
    chances: Floats = odds / odds.sum(axis=-1, keepdims=True)
    return chances
