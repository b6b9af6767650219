"""What a lookup comes to: found, choices or nothing, each with its reason."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.library.model import Item
from bot.lookup.entries import Kind


class Verdict(StrEnum):
    """How sure a lookup is."""

    FOUND = "found"
    CHOICES = "choices"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Match:
    """An item that the query may mean. `score` is 0 to 1; `why` is a sentence for a reader.

    `exact` says that the query is one of its names, so nobody needs to be told why; `corrected` that a
    word typed was read as another.
    """

    item: Item
    kind: Kind
    score: float
    why: str
    exact: bool = False
    corrected: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was found, best first; with nothing found, `nearest` holds the likeliest topics."""

    verdict: Verdict
    matches: tuple[Match, ...] = ()
    nearest: tuple[Match, ...] = ()
    why: str = ""
    ranked: tuple[Match, ...] = ()
    """Everything that was near, best first, whatever the verdict."""

    @property
    def best(self) -> Match | None:
        """The first match, if any."""
        return self.matches[0] if self.matches else None

    @property
    def confidence(self) -> float:
        """How likely the first of `ranked` is what was meant, from 0 to 1."""
        return self.ranked[0].score if self.ranked else 0.0
