"""`Views`: one state of a library, with a desk for each part of it that somebody may see."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from threading import Lock

from bot.desk.desk import Desk
from bot.library.visibility import Audience
from bot.lookup.entries import Added
from bot.opening.desk import NO_NAMES, Contents, Opened, Opening

MOST_VIEWS = 64
"""Desks that are kept beside that of everybody; past that they are made anew when they are asked for."""


class Views:
    """Desks on what a library's folders hold, and on the names that each workspace's editors added.

    A desk is on a library that holds nothing else than what its audience may see, so that no title, count,
    suggestion or weight of a word tells of what it may not. Threads may share it.
    """

    def __init__(self, opening: Opening, contents: Contents, added: Mapping[str, Added]) -> None:
        self.contents = contents
        self.added = added
        visibilities = [report.visibility for report in contents.library.reports]
        self._channels = frozenset(each for one in visibilities for each in one.channels)
        self.workspaces = frozenset(each for one in visibilities for each in one.workspaces)
        self._opening = opening
        self._opened: dict[Audience, Opened] = {}
        self._one_at_a_time = Lock()

    def desk(self, audience: Audience) -> Desk:
        """The desk for an audience; the first time that it is asked for, it is made."""
        kind = self._kind(audience)
        opened = self._opened.get(kind)
        if opened is None:
            with self._one_at_a_time:
                opened = self._opened.get(kind) or self._open(kind)
        return opened.desk

    def after(self, contents: Contents, added: Mapping[str, Added]) -> Views:
        """The views of the next state, each made from the one before it where that saves time."""
        views = Views(self._opening, contents, added)
        for kind, opened in list(self._opened.items()):
            renewed = views._kind(kind)
            if renewed not in views._opened:
                views._open(renewed, opened)
        return views

    def settled(self) -> Iterator[tuple[Audience, Opened]]:
        """Each desk that was opened in haste, as a new start would open it. It takes seconds."""
        for kind, opened in list(self._opened.items()):
            if not opened.indexed.is_exact:
                yield kind, self._opening.settled(opened)

    def settle(self, kind: Audience, settled: Opened) -> None:
        """Go on from a settled desk."""
        settled.indexing.settle(settled.indexed)
        self._opened[kind] = settled

    def _kind(self, audience: Audience) -> Audience:
        """An audience without what makes no difference here: such are alike."""
        matters = audience.team in self.workspaces and audience.members_only
        return Audience(
            audience.team if matters or audience.team in self.added else "",
            audience.channel if audience.channel in self._channels else "",
            members_only=matters,
        )

    def _open(self, kind: Audience, before: Opened | None = None) -> Opened:
        if len(self._opened) > MOST_VIEWS:
            self._opened = {each: opened for each, opened in self._opened.items() if each == Audience()}
        seen = replace(self.contents, library=self.contents.library.seen_by(kind))
        names = self.added.get(kind.team, NO_NAMES)
        indexing = before.indexing if before else self._opening.indexing(kept=kind == Audience())
        opened = self._opening.open(seen, names, indexing)
        self._opened[kind] = opened
        return opened
