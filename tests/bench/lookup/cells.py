"""What was measured of one engine on one collection, and the measures that are compared."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cell:
    """One engine on one collection. It was asked `asked` of the collection's `queries`."""

    engine: str
    collection: str
    hit1: float
    answered: float
    p50: float
    p99: float
    index: float
    asked: int
    queries: int

    @property
    def sampled(self) -> bool:
        """Whether it was asked some of the queries only."""
        return self.asked < self.queries


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure of a cell, how it is written, and how much better one value is than another, in words."""

    title: str
    of: Callable[[Cell], float]
    write: Callable[[float], str]
    lead: Callable[[float, float], str]
    more_is_better: bool


def share(value: float) -> str:
    """A share of 1 with three decimals: .876."""
    return f"{value:.3f}".removeprefix("0")


def count(value: float) -> str:
    """Microseconds, with two digits where they are few."""
    return f"{value:,.0f}" if value >= 10 else f"{value:.1f}"


def seconds(value: float) -> str:
    """Seconds with two decimals."""
    return f"{value:.2f}"


def _more(value: float, other: float) -> str:
    return f"has {share(value - other)} more"


def _faster(value: float, other: float) -> str:
    return f"is {other / max(value, 0.1):.1f} times as fast"


def _sooner(value: float, other: float) -> str:
    return f"needs {seconds(other - value)} less"


HIT1 = Measure("hit@1", lambda cell: cell.hit1, share, _more, more_is_better=True)
ANSWERED = Measure("ans@95P", lambda cell: cell.answered, share, _more, more_is_better=True)
P50 = Measure("CPU p50, µs", lambda cell: cell.p50, count, _faster, more_is_better=False)
P99 = Measure("CPU p99, µs", lambda cell: cell.p99, count, _faster, more_is_better=False)
INDEX = Measure("index, s", lambda cell: cell.index, seconds, _sooner, more_is_better=False)
MEASURES = (HIT1, ANSWERED, P50, P99, INDEX)
