"""`Libraries`: the usual library, and those that workspaces have of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.desk.desk import Desk
from bot.library.visibility import Audience
from bot.lookup.entries import Added
from bot.opening.desk import Opening
from bot.opening.live import LiveDesk


@dataclass(frozen=True, slots=True)
class Shelf:
    """A library, and the workspaces that it is for: `teams` is empty for the usual one."""

    name: str
    live: LiveDesk
    teams: tuple[str, ...] = ()


class Libraries:
    """Implements `bot.desk.ports.Desks`: a workspace is answered from its own library, or the usual one."""

    def __init__(self, shelves: tuple[Shelf, ...]) -> None:
        self.shelves = shelves
        self._usual = next(shelf for shelf in shelves if not shelf.teams)
        self._own = {team: shelf for shelf in shelves for team in shelf.teams}

    def shelf_of(self, team: str) -> Shelf:
        """The library that a workspace is answered from."""
        return self._own.get(team, self._usual)

    def at(self, audience: Audience) -> Desk:
        """The desk for an audience."""
        return self.shelf_of(audience.team).live.at(audience)

    def asks_who(self, team: str) -> bool:
        """Whether it matters in a workspace who is a member of it."""
        return self.shelf_of(team).live.asks_who(team)

    def refresh(self) -> None:
        """Take up the names that editors added or took back."""
        for shelf in self.shelves:
            shelf.live.refresh()


def open_libraries(
    content: Path,
    own: Mapping[tuple[Path, ...], tuple[str, ...]],
    added: Callable[[], Mapping[str, Added]],
) -> Libraries:
    """The library in a folder, and those that workspaces have instead, by their folders.

    Raises:
        LibraryError, QuestionsError: one of them cannot be served.

    """

    def shelves() -> Iterator[Shelf]:
        yield Shelf("", LiveDesk(Opening(content), added))
        for (first, *beside), teams in own.items():
            name = "+".join(map(str, (first, *beside)))
            yield Shelf(name, LiveDesk(Opening(first, beside=beside, shelf=name), added), teams)

    return Libraries(tuple(shelves()))
