"""Digests: subscriptions, the ledger of their editions, and what there is to tell in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, time
from hashlib import blake2s
from typing import Any

import sqlalchemy as sa

from bot.desk.digest.edition import Asked, News
from bot.desk.digest.subscription import Part, Schedule, Subscription, edition_key
from bot.desk.records import Stage
from bot.desk.tallies import DigestCount
from bot.library.changes import NEWS, Change, Kind, changes, marks_of
from bot.library.snapshot import Library
from bot.state.once import insert_for, insert_once
from bot.state.tables import asked, channels, editions, marks, news, subscriptions


class SqlSubscriptions:
    """Implements `bot.desk.ports.Subscriptions`."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    def save(self, subscription: Subscription) -> None:
        """Store a subscription, or its new form."""
        row = _row(subscription)
        with self._engine.begin() as connection:
            insert = insert_for(connection, subscriptions).values(row)
            connection.execute(
                insert.on_conflict_do_update(index_elements=subscriptions.primary_key, set_=row)
            )

    def get(self, id_: str) -> Subscription | None:
        """The subscription with an id."""
        return next(iter(self._those(subscriptions.c.id == id_)), None)

    def remove(self, id_: str) -> None:
        """End it."""
        with self._engine.begin() as connection:
            connection.execute(sa.delete(subscriptions).where(subscriptions.c.id == id_))

    def in_channel(self, team: str, channel: str) -> Sequence[Subscription]:
        """Those of a channel."""
        return self._those(subscriptions.c.team == team, subscriptions.c.channel == channel)

    def in_channel_anywhere(self, channel: str) -> Sequence[Subscription]:
        """Those of a channel, whichever workspace it is in."""
        return self._those(subscriptions.c.channel == channel)

    def of_user(self, team: str, user: str) -> Sequence[Subscription]:
        """Those that somebody set up, or whose channel somebody manages."""
        managed = sa.exists().where(
            channels.c.team == subscriptions.c.team,
            channels.c.channel == subscriptions.c.channel,
            channels.c.changed_by == user,
        )
        return self._those(subscriptions.c.team == team, (subscriptions.c.user == user) | managed)

    def _those(self, *which: sa.ColumnElement[bool]) -> Sequence[Subscription]:
        wanted = sa.select(subscriptions).where(*which)
        ordered = wanted.order_by(subscriptions.c.created_at, subscriptions.c.id)
        with self._engine.connect() as connection:
            return [_subscription(row) for row in connection.execute(ordered)]

    def counted(self, team: str) -> DigestCount:
        """How many a workspace has."""
        running = sa.func.count(subscriptions.c.next_due)  # NULL, of a paused one, is not counted
        wanted = sa.select(running, sa.func.count()).where(subscriptions.c.team == team)
        with self._engine.connect() as connection:
            going, all_ = connection.execute(wanted).one()
        return DigestCount(going, all_ - going)

    def due(self, now: datetime, limit: int) -> Sequence[Subscription]:
        """Those whose time has come."""
        wanted = sa.select(subscriptions).where(subscriptions.c.next_due <= now)
        ordered = wanted.order_by(subscriptions.c.next_due).limit(limit)
        with self._engine.connect() as connection:
            return [_subscription(row) for row in connection.execute(ordered)]

    def take_turn(self, subscription: Subscription, day: str, next_due: datetime, at: datetime) -> bool:
        """Move on to the next edition and, with a day, claim that day's."""
        same = (subscriptions.c.id == subscription.id) & (subscriptions.c.next_due == subscription.next_due)
        moved_on = sa.update(subscriptions).where(same).values(next_due=next_due)
        with self._engine.begin() as connection:
            if connection.execute(moved_on).rowcount != 1:
                return False
            return not day or insert_once(connection, editions, _claimed(subscription, day, at))


class SqlEditions:
    """Implements `bot.desk.ports.Editions`."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    def show(self, key: str, shown: Sequence[str]) -> None:
        """Write down what an edition shows."""
        with self._engine.begin() as connection:
            connection.execute(sa.update(editions).where(editions.c.key == key).values(shown=list(shown)))

    def past(self, subscription: str) -> Sequence[Sequence[str]]:
        """What each edition of a subscription has shown that was posted, or may have been."""
        seen = (Stage.POSTED.value, Stage.UNKNOWN.value)
        wanted = sa.select(editions.c.shown).where(
            editions.c.subscription == subscription, editions.c.stage.in_(seen)
        )
        with self._engine.connect() as connection:
            return [row.shown for row in connection.execute(wanted.order_by(editions.c.day))]

    def open(self) -> Mapping[str, tuple[str, datetime]]:
        """Claimed editions that are not over."""
        wanted = sa.select(editions).where(editions.c.stage == Stage.WAITING.value)
        with self._engine.connect() as connection:
            return {row.key: (row.channel, row.at) for row in connection.execute(wanted)}


def close_edition(connection: sa.Connection, key: str, stage: Stage, ts: str) -> None:
    """Say how an edition ended; a key that is none changes nothing."""
    ended = sa.update(editions).values(stage=stage.value, ts=ts)
    connection.execute(ended.where(editions.c.key == key, editions.c.stage != Stage.POSTED.value))


class SqlNovelty:
    """Implements `bot.desk.ports.Novelty`."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    def note(self, library: Library, at: datetime, shelf: str = "") -> int:
        """Compare a library with the one noted last, and record what is new. The first one is no news."""
        after = marks_of(library)
        after[_ALL] = blake2s(repr(sorted(after.items())).encode(), digest_size=16).hexdigest()
        with self._engine.begin() as connection:
            if connection.dialect.name == "postgresql":  # replicas that look at once take turns
                connection.execute(sa.text("LOCK TABLE marks IN EXCLUSIVE MODE"))
            own = sa.select(marks).where(marks.c.library == shelf)
            noted = connection.scalar(own.with_only_columns(marks.c.mark).where(marks.c.key == _ALL))
            if noted == after[_ALL]:
                return 0
            before = {row.key: row.mark for row in connection.execute(own)}
            before.pop(_ALL, None)
            found = [each for each in changes(before, library) if each.kind in NEWS] if before else []
            rows = [
                {
                    "library": shelf,
                    "kind": each.kind.value,
                    "item": each.item,
                    "detail": each.detail,
                    "at": at,
                }
                for each in found
            ]
            if rows:
                connection.execute(sa.insert(news), rows)
            _replace_marks(connection, shelf, before, after)
        return len(rows)

    def recent(self, since: datetime, shelf: str = "") -> Sequence[News]:
        """What was recorded from a moment on."""
        own = (news.c.library == shelf) & (news.c.at >= since)
        wanted = sa.select(news).where(own).order_by(news.c.number)
        with self._engine.connect() as connection:
            rows = connection.execute(wanted).all()
        return [News(row.number, Change(Kind(row.kind), row.item, row.detail)) for row in rows]


_ALL = "#all"
"""The key under which the mark of all marks stands."""


def _replace_marks(
    connection: sa.Connection, shelf: str, before: Mapping[str, str], after: Mapping[str, str]
) -> None:
    """Write what differs: a large library has a hundred thousand marks, and a change touches few."""
    gone = [{"gone": key} for key in before if after.get(key) != before[key]] + [{"gone": _ALL}]
    own = (marks.c.library == shelf) & (marks.c.key == sa.bindparam("gone"))
    connection.execute(sa.delete(marks).where(own), gone)
    new = [
        {"library": shelf, "key": key, "mark": mark} for key, mark in after.items() if before.get(key) != mark
    ]
    connection.execute(sa.insert(marks), new)


class SqlPopularity:
    """Implements `bot.desk.ports.Popularity`."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    def add(self, team: str, item: str, at: datetime) -> None:
        """An item was somebody's answer."""
        with self._engine.begin() as connection:
            connection.execute(sa.insert(asked).values(team=team, item=item, at=at))

    def most_asked(self, team: str, since: datetime, limit: int) -> Sequence[Asked]:
        """The items asked for most from a moment on."""
        times = sa.func.count().label("times")
        wanted = (
            sa.select(asked.c.item, times)
            .where(asked.c.team == team, asked.c.at >= since)
            .group_by(asked.c.item)
            .order_by(times.desc(), asked.c.item)
            .limit(limit)
        )
        with self._engine.connect() as connection:
            return [Asked(row.item, row.times) for row in connection.execute(wanted)]


def _claimed(subscription: Subscription, day: str, at: datetime) -> dict[str, Any]:
    return {
        "key": edition_key(subscription.id, day),
        "subscription": subscription.id,
        "day": day,
        "channel": subscription.channel,
        "shown": [],
        "stage": Stage.WAITING.value,
        "ts": "",
        "at": at,
    }


def _row(subscription: Subscription) -> dict[str, Any]:
    return {
        "id": subscription.id,
        "team": subscription.team,
        "channel": subscription.channel,
        "user": subscription.user,
        "at": f"{subscription.schedule.at:%H:%M}",
        "weekdays": sorted(subscription.schedule.weekdays),
        "zone": subscription.schedule.zone,
        "topics": list(subscription.topics),
        "parts": sorted(part.value for part in subscription.parts),
        "even_if_empty": subscription.even_if_empty,
        "next_due": subscription.next_due,
        "paused_because": subscription.paused_because,
        "created_at": subscription.created_at,
    }


def _subscription(row: sa.Row[Any]) -> Subscription:
    return Subscription(
        id=row.id,
        team=row.team,
        channel=row.channel,
        user=row.user,
        schedule=Schedule(time.fromisoformat(row.at), frozenset(row.weekdays), row.zone),
        created_at=row.created_at,
        topics=tuple(row.topics),
        parts=frozenset(map(Part, row.parts)),
        even_if_empty=row.even_if_empty,
        next_due=row.next_due,
        paused_because=row.paused_because,
    )
