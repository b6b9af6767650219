"""A desk that stays what it is: `bot.desk.ports.Desks` for tests whose library does not change."""

from __future__ import annotations

from dataclasses import dataclass

from bot.desk.desk import Desk


@dataclass(frozen=True, slots=True)
class OneDesk:
    """Implements `bot.desk.ports.Desks`."""

    current: Desk

    def refresh(self) -> None:
        """Nothing has changed."""
