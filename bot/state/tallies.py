"""Counts of what was asked: by workspace, day, surface and outcome."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa

from bot.desk.tallies import Tally
from bot.state.once import insert_for
from bot.state.tables import tallies


class SqlTallies:
    """Implements `bot.desk.ports.Tallies`."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    def count(self, team: str, day: date, surface: str, outcome: str) -> None:
        """Count one more. The database adds, so that none is lost between replicas."""
        row = {"team": team, "day": day.isoformat(), "surface": surface, "outcome": outcome, "times": 1}
        one_more = {"times": tallies.c.times + 1}
        with self._engine.begin() as connection:
            insert = insert_for(connection, tallies).values(row)
            connection.execute(
                insert.on_conflict_do_update(index_elements=tallies.primary_key, set_=one_more)
            )

    def since(self, team: str, day: date) -> Sequence[Tally]:
        """What was counted from a day on, the earliest first."""
        own = (tallies.c.team == team) & (tallies.c.day >= day.isoformat())
        wanted = sa.select(tallies).where(own).order_by(*tallies.primary_key)
        with self._engine.connect() as connection:
            rows = connection.execute(wanted).all()
        return [Tally(date.fromisoformat(row.day), row.surface, row.outcome, row.times) for row in rows]

    def first_day(self, team: str) -> date | None:
        """The earliest day that a count is kept of."""
        earliest = sa.select(sa.func.min(tallies.c.day)).where(tallies.c.team == team)
        with self._engine.connect() as connection:
            day = connection.scalar(earliest)
        return date.fromisoformat(day) if day else None
