"""What the peers index: the items of a library as names and text, and as rows of one string each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.library.snapshot import Library

MOST_HITS = 10
"""How many items an engine is asked for."""

Ranking = list[tuple[str, float]]
"""Ids of items with their raw scores, best first."""


@dataclass(frozen=True, slots=True)
class Item:
    """What a peer may know of an item."""

    id: str
    title: str
    aliases: tuple[str, ...]
    text: str

    @property
    def names(self) -> tuple[str, ...]:
        """The title, where there is one, and the aliases."""
        return (self.title, *self.aliases) if self.title else self.aliases

    @property
    def everything(self) -> str:
        """All of it as one document."""
        return "\n".join((*self.names, self.text))


@dataclass(frozen=True, slots=True)
class Row:
    """A string that stands for an item, which may have several."""

    text: str
    id: str


def items_of(library: Library) -> list[Item]:
    """The sections of a library."""
    return [
        Item(section.id, section.title, tuple(section.aliases), section.summary)
        for section in library.sections()
    ]


def name_rows(items: Iterable[Item]) -> list[Row]:
    """Each name a row; of an item without names its text."""
    return [Row(text, item.id) for item in items for text in item.names or (item.text,)]


def all_rows(items: Iterable[Item]) -> list[Row]:
    """Each name a row, and each text."""
    return [Row(text, item.id) for item in items for text in (*item.names, item.text) if text]


def best_of(rows: Iterable[tuple[str, float]]) -> Ranking:
    """Items by their best row; the rows come best first."""
    best: dict[str, float] = {}
    for item_id, score in rows:
        best.setdefault(item_id, score)
    return list(best.items())[:MOST_HITS]


def with_history(text: str, history: Sequence[str]) -> str:
    """How a peer, which knows no threads, is told of one: the turn before stands after the query.

    Most peers do worse with more of the thread.
    """
    return " ".join((text, *history[-1:]))
