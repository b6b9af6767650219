"""How many requests of a day ended how: nobody's words and nobody's name, for `/brief stats`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from bot.lookup.outcome import Verdict

BUTTON: Final = "button"
"""The surface of what a button opens: a further look, and no question of its own."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How often requests from a surface ended so on a day, in UTC.

    `outcome` is a `Verdict`, or a word for another end.
    """

    day: date
    surface: str
    outcome: str
    times: int


@dataclass(frozen=True, slots=True)
class Endings:
    """How questions ended. `asked` is all of them, those that ended in yet another way included."""

    asked: int = 0
    found: int = 0
    choices: int = 0
    nothing: int = 0

    @property
    def otherwise(self) -> int:
        """Those that ended in another way."""
        return self.asked - self.found - self.choices - self.nothing


def endings(tallies: Iterable[Tally]) -> Endings:
    """The sum of tallies."""
    times: Counter[str] = Counter()
    for tally in tallies:
        times[tally.outcome] += tally.times
    return Endings(times.total(), times[Verdict.FOUND], times[Verdict.CHOICES], times[Verdict.NOTHING])


@dataclass(frozen=True, slots=True)
class VoteCount:
    """How many votes said so."""

    useful: int = 0
    not_useful: int = 0


@dataclass(frozen=True, slots=True)
class DigestCount:
    """How many digests there are."""

    running: int = 0
    paused: int = 0


@dataclass(frozen=True, slots=True)
class Period:
    """Days in a row, the last one included."""

    last: date
    days: int

    @property
    def first(self) -> date:
        """Its first day."""
        return self.last - timedelta(days=self.days - 1)

    @property
    def before(self) -> Period:
        """As many days, up to this one."""
        return Period(self.first - timedelta(days=1), self.days)

    def __iter__(self) -> Iterator[date]:
        """Its days, the earliest first."""
        return (self.first + timedelta(days=number) for number in range(self.days))

    def of(self, tallies: Iterable[Tally]) -> list[Tally]:
        """The tallies of its days."""
        return [tally for tally in tallies if self.first <= tally.day <= self.last]
