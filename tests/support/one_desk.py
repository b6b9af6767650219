"""A desk that stays what it is: `bot.desk.ports.Desks` for tests whose library does not change."""

from __future__ import annotations

from dataclasses import dataclass

from bot.desk.desk import Desk
from bot.library.visibility import Audience


@dataclass(frozen=True, slots=True)
class OneDesk:
    """Implements `bot.desk.ports.Desks`."""

    desk: Desk

    def at(self, _audience: Audience) -> Desk:
        """The desk."""
        return self.desk

    def asks_who(self, _team: str) -> bool:
        """All of it is for everyone."""
        return False

    def refresh(self) -> None:
        """Nothing has changed."""
