"""Votes on answers, and questions that had none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.desk.records import Heard, Miss, Vote
from bot.state.once import insert_for
from bot.state.tables import misses, votes


class SqlVotes:
    """Implements `bot.desk.ports.Votes`."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    def cast(self, vote: Vote) -> bool | None:
        """Store a vote; returns what it was before."""
        same = [votes.c[name] == getattr(vote, name) for name in ("team", "channel", "message", "user")]
        known = {"item": vote.item, "useful": vote.useful, "at": vote.at}
        with self._engine.begin() as connection:
            before = connection.scalar(sa.select(votes.c.useful).where(*same))
            insert = insert_for(connection, votes).values(asdict(vote))
            connection.execute(insert.on_conflict_do_update(index_elements=votes.primary_key, set_=known))
        return before


class SqlMisses:
    """Implements `bot.desk.ports.Misses`."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    def add(self, miss: Miss) -> None:
        """Write a miss down."""
        with self._engine.begin() as connection:
            connection.execute(sa.insert(misses).values({**asdict(miss), "heard": miss.heard.value}))

    def hand_over(self, miss: Miss) -> None:
        """Mark the person's latest miss with that query, or write it down."""
        with self._engine.begin() as connection:
            own = connection.execute(
                sa.select(misses.c.id, misses.c.query)
                .where(misses.c.team == miss.team, misses.c.user == miss.user)
                .order_by(misses.c.id.desc())
                .limit(200)
            )
            found = next((row.id for row in own if _alike(row.query) == _alike(miss.query)), None)
            if found is None:
                row = {**asdict(miss), "heard": miss.heard.value, "for_editors": True}
                connection.execute(sa.insert(misses).values(row))
            else:
                connection.execute(sa.update(misses).where(misses.c.id == found).values(for_editors=True))

    def since(self, start: datetime) -> Sequence[Miss]:
        """Misses from `start` on, the oldest first."""
        wanted = sa.select(misses).where(misses.c.at >= start).order_by(misses.c.at, misses.c.id)
        with self._engine.connect() as connection:
            return [_miss(row) for row in connection.execute(wanted)]


def _alike(query: str) -> str:
    return " ".join(query.casefold().split())


def _miss(row: sa.Row[Any]) -> Miss:
    return Miss(row.team, row.channel, row.user, row.query, Heard(row.heard), row.at, row.for_editors)
