"""How sure a figure is: Wilson's interval for a proportion, the bootstrap over queries for anything else."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

Weights = npt.NDArray[np.int64]
"""How often each query counts, a column for each query and a row for each sample."""

Measure = Callable[[Weights], Floats]
"""From samples to a value for each; nan where a sample leaves nothing to measure."""

SAMPLES = 1000
SEED = 20261125

_LEVEL = 0.95
_Z = 1.959963984540054  # of the normal distribution, this much to either side holds 95 %
_CELLS = 4_000_000  # weights at a time: 32 MB


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure and the ends of its 95 % interval."""

    value: float
    low: float
    high: float


def wilson(successes: int, trials: int) -> Estimate | None:
    """The share of successes with Wilson's score interval; None without a trial."""
    if trials == 0:
        return None
    share, z2 = successes / trials, _Z * _Z
    centre = (successes + z2 / 2) / (trials + z2)
    half = _Z * math.sqrt(trials * share * (1 - share) + z2 / 4) / (trials + z2)
    return Estimate(share, max(0.0, min(share, centre - half)), min(1.0, max(share, centre + half)))


def bootstrap(measure: Measure, count: int) -> Estimate | None:
    """A measure over `count` queries, and the interval that holds it in 95 % of seeded resamples of them.

    None where there is nothing to measure; a resample with nothing to measure is left out.
    """
    value = once(measure, count)
    if value is None:
        return None
    values = np.concatenate([measure(weights) for weights in _samples(count)])
    low, high = np.nanquantile(values, ((1 - _LEVEL) / 2, (1 + _LEVEL) / 2)).tolist()
    return Estimate(value, low, high)


def once(measure: Measure, count: int) -> float | None:
    """A measure with each of `count` queries counted once; None where there is nothing to measure."""
    if count == 0:
        return None
    value = measure(np.ones((1, count), np.int64)).item()
    return None if math.isnan(value) else value


def ratio(part: npt.NDArray[np.number], whole: npt.NDArray[np.number]) -> Floats:
    """`part / whole`, nan where the whole is nothing."""
    shares = np.full(np.shape(part), np.nan)
    np.divide(part, whole, out=shares, where=whole > 0)
    return shares


def _samples(count: int) -> Iterator[Weights]:
    """Samples of as many queries, drawn with replacement; the same ones for the same count."""
    draw = np.random.default_rng(SEED)
    at_once = max(1, _CELLS // count)
    for start in range(0, SAMPLES, at_once):
        rows = min(at_once, SAMPLES - start)
        drawn = draw.integers(0, count, (rows, count)) + np.arange(rows)[:, None] * count
        yield np.bincount(drawn.ravel(), minlength=rows * count).reshape(rows, count)
