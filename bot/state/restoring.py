"""What a restored ledger needs: Slack may have been told more than the ledger knows of.

What was waiting when the backup was made needs nothing: without the engine's records, the engine's sweep
takes it up and looks in Slack before it posts. A look goes back to when a message was written, so it finds no
edition that was written after the backup. Those are held back instead.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

import sqlalchemy as sa

from bot.desk.digest.calendar import turn
from bot.desk.digest.subscription import Schedule, edition_key
from bot.desk.records import Stage
from bot.state.once import insert_once
from bot.state.tables import deliveries, editions, misses, questions, subscriptions


@dataclass(frozen=True, slots=True)
class Doubts:
    """What is open in a ledger: `held_back` are the keys of the editions that will not be posted."""

    held_back: tuple[str, ...]
    waiting: int
    askers: int


def settle(connection: sa.Connection, now: datetime, *, hold_back: bool) -> Doubts:
    """Close the editions that may have been posted after the backup, and tell what else is in doubt.

    `hold_back`: otherwise they are posted once more where they were, and for the first time where not.
    """
    held = (*_close_unwritten(connection), *_pass_over_due(connection, now)) if hold_back else ()
    return Doubts(tuple(sorted(held)), _waiting(connection), _askers(connection))


def _close_unwritten(connection: sa.Connection) -> list[str]:
    """Editions that were claimed and not written yet."""
    written = sa.exists().where(deliveries.c.key == editions.c.key)
    unwritten = (editions.c.stage == Stage.WAITING.value) & ~written
    closed = sa.update(editions).where(unwritten).values(stage=Stage.UNKNOWN.value)
    return list(connection.scalars(closed.returning(editions.c.key)))


def _pass_over_due(connection: sa.Connection, now: datetime) -> list[str]:
    """Claim the latest edition of each digest that was due by now, and move on to the next."""
    due = connection.execute(sa.select(subscriptions).where(subscriptions.c.next_due <= now)).all()
    return [key for row in due if (key := _pass_over(connection, row, now))]


def _pass_over(connection: sa.Connection, row: sa.Row[Any], now: datetime) -> str:
    schedule = Schedule(time.fromisoformat(row.at), frozenset(row.weekdays), row.zone)
    taken = turn(schedule, row.next_due, now, timedelta.max)
    moved_on = sa.update(subscriptions).where(subscriptions.c.id == row.id)
    connection.execute(moved_on.values(next_due=taken.next_due))
    if taken.edition is None:
        return ""
    day = taken.edition.day.isoformat()
    edition = {
        "key": edition_key(row.id, day),
        "subscription": row.id,
        "day": day,
        "channel": row.channel,
        "shown": [],
        "stage": Stage.UNKNOWN.value,
        "ts": "",
        "at": now,
    }
    return edition_key(row.id, day) if insert_once(connection, editions, edition) else ""


def _waiting(connection: sa.Connection) -> int:
    """How many messages are to be posted."""
    asked = sa.select(questions.c.key).where(questions.c.closed.is_(False))
    written = sa.select(deliveries.c.key).where(deliveries.c.stage == Stage.WAITING.value)
    claimed = sa.select(editions.c.key).where(editions.c.stage == Stage.WAITING.value)
    keys = sa.union(asked, written, claimed).subquery()
    return connection.scalar(sa.select(sa.func.count()).select_from(keys)) or 0


def _askers(connection: sa.Connection) -> int:
    """How many people wait to hear from the editors."""
    open_ = misses.c.for_editors.is_(True) & misses.c.told.is_(False)
    return connection.scalar(sa.select(sa.func.count()).select_from(misses).where(open_)) or 0
