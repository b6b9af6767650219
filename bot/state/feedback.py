"""Votes on answers, and questions that had none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any
from uuid import uuid4

import sqlalchemy as sa

from bot.desk.records import Heard, Miss, Vote
from bot.desk.tallies import VoteCount
from bot.state.once import insert_for
from bot.state.tables import decisions, misses, votes


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

    def counted(self, team: str, since: datetime) -> VoteCount:
        """How many votes of a workspace, cast or changed from a moment on, say what."""
        useful = sa.func.count().filter(votes.c.useful.is_(True))
        wanted = sa.select(useful, sa.func.count()).where(votes.c.team == team, votes.c.at >= since)
        with self._engine.connect() as connection:
            yes, all_ = connection.execute(wanted).one()
        return VoteCount(yes, all_ - yes)


class SqlMisses:
    """Implements `bot.desk.ports.Misses`."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    def add(self, miss: Miss) -> None:
        """Write a miss down."""
        with self._engine.begin() as connection:
            _insert(connection, miss)

    def hand_over(self, miss: Miss) -> Miss:
        """Mark the person's latest miss with that query, or write it down."""
        with self._engine.begin() as connection:
            own = _same(connection, miss)
            # what has ended is no question that the editors have: asked anew, it is another one
            had = next((each for each in own if each.for_editors and not _is_over(connection, each)), None)
            if had is not None:
                return had
            latest = next((each for each in own if not each.for_editors), None)
            if latest is None:
                return _insert(connection, replace(miss, for_editors=True))
            marked = sa.update(misses).where(misses.c.key == latest.key).values(for_editors=True)
            connection.execute(marked)
            return replace(latest, for_editors=True)

    def since(self, start: datetime) -> Sequence[Miss]:
        """Misses from `start` on, the oldest first."""
        return self._those(misses.c.at >= start)

    def get(self, key: str) -> Miss | None:
        """The miss with a key."""
        return next(iter(self._those(misses.c.key == key)), None)

    def waiting(self) -> Sequence[Miss]:
        """Those that the editors have and whose askers have not been told."""
        return self._those(misses.c.for_editors.is_(True), misses.c.told.is_(False))

    def tell(self, key: str) -> None:
        """Who asked is told."""
        with self._engine.begin() as connection:
            connection.execute(sa.update(misses).where(misses.c.key == key).values(told=True))

    def _those(self, *which: sa.ColumnElement[bool]) -> Sequence[Miss]:
        wanted = sa.select(misses).where(*which).order_by(misses.c.at, misses.c.id)
        with self._engine.connect() as connection:
            return [_miss(row) for row in connection.execute(wanted)]


def _insert(connection: sa.Connection, miss: Miss) -> Miss:
    """Store a miss under a key that none has had: SQLite may give a number again that was deleted."""
    stored = replace(miss, key=uuid4().hex[:12])
    connection.execute(sa.insert(misses).values({**asdict(stored), "heard": miss.heard.value}))
    return stored


def _same(connection: sa.Connection, miss: Miss) -> list[Miss]:
    """The person's misses with the same query, the latest first."""
    own = sa.select(misses).where(misses.c.team == miss.team, misses.c.user == miss.user)
    rows = connection.execute(own.order_by(misses.c.id.desc()).limit(200))
    return [_miss(row) for row in rows if _alike(row.query) == _alike(miss.query)]


def _is_over(connection: sa.Connection, miss: Miss) -> bool:
    decided = sa.select(sa.exists().where(decisions.c.miss == miss.key))
    return miss.told or bool(connection.scalar(decided))


def _alike(query: str) -> str:
    return " ".join(query.casefold().split())


def _miss(row: sa.Row[Any]) -> Miss:
    asked = Miss(row.team, row.channel, row.user, row.query, Heard(row.heard), row.at, row.for_editors)
    return replace(asked, thread=row.thread, key=row.key, told=row.told)
