"""Multinomial logistic regression on a few thousand sparse vectors, with numpy alone.

The weights are a sum of the vectors, so it is learned how much of each vector they have: by accelerated
gradient descent (Nesterov, 1983) on the matrix of the vectors' products, which is much smaller than the
weights are.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from bot.lookup.ragged import Floats, Ints, Ragged, starts_of

LOOSENESS = 30.0
"""What a vector that is told right is worth beside small weights: the C of logistic regression."""

STEPS = 50
"""Of the descent; with more, no question was answered better (`docs/lookup.md`)."""


@dataclass(frozen=True, slots=True)
class Vectors:
    """Sparse vectors: `rows` has the places of each that are not 0, `values` what stands there."""

    rows: Ragged
    values: Floats
    width: int

    def by_place(self) -> Vectors:
        """The same turned around: for each place, the vectors that have it."""
        order = self.rows.values.argsort(kind="stable")
        lengths = np.diff(self.rows.starts)
        owners = np.repeat(np.arange(len(lengths), dtype=np.int32), lengths)[order]
        having = np.bincount(self.rows.values, minlength=self.width)
        return Vectors(Ragged(starts_of(having), owners), self.values[order], len(lengths))


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
    for place in range(vectors.width):
        span = slice(turned.rows.starts.item(place), turned.rows.starts.item(place + 1))
        weights[place] = turned.values[span] @ shares[turned.rows.values[span]]
    return Weights(weights, mean @ shares)


def _products(turned: Vectors) -> Floats:
    """The product of every two vectors."""
    products = np.zeros((turned.width, turned.width), np.float32)
    for start, end in zip(turned.rows.starts[:-1].tolist(), turned.rows.starts[1:].tolist(), strict=True):
        having, values = turned.rows.values[start:end], turned.values[start:end]
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
    vector: Floats = (
        1 + np.arange(len(products), dtype=np.float32) % 7
    )  # uneven: centred products take 1 to 0
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
