"""What a lookup comes to: found, choices or nothing, each with its reason."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from bot.library.model import Item
from bot.lookup.entries import Kind
from bot.lookup.explain import Reason
from bot.lookup.query import Wanted


class Verdict(StrEnum):
    """How sure a lookup is."""

    FOUND = "found"
    CHOICES = "choices"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Match:
    """An item that the query may mean. `score` is 0 to 1.

    `exact` says that the query is one of its names, so nobody needs to be told why.
    """

    item: Item
    kind: Kind
    score: float
    reason: Reason = field(compare=False)
    exact: bool = False

    @property
    def why(self) -> str:
        """A sentence for a reader, without its "it"."""
        return self.reason.why

    @property
    def corrected(self) -> bool:
        """Whether a word typed was read as another."""
        return self.reason.corrected


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was found, best first; with nothing found, `nearest` holds the likeliest topics.

    `wanted` is what the words around the topic ask for.
    """

    verdict: Verdict
    matches: tuple[Match, ...] = ()
    nearest: tuple[Match, ...] = ()
    why: str = ""
    ranked: tuple[Match, ...] = ()
    """Everything that was near, best first, whatever the verdict."""
    wanted: Wanted = Wanted.ANYTHING

    @property
    def best(self) -> Match | None:
        """The first match, if any."""
        return self.matches[0] if self.matches else None

    @property
    def confidence(self) -> float:
        """How likely the first of `ranked` is what was meant, from 0 to 1."""
        return self.ranked[0].score if self.ranked else 0.0
