"""Conversations and what they are about, and each channel's own settings."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

import sqlalchemy as sa

from bot.desk.ports import THREAD_MEMORY
from bot.desk.records import ChannelSettings, Mode, Place, Topic
from bot.state.once import insert_for
from bot.state.tables import channels, threads


class SqlThreads:
    """Implements `bot.desk.ports.Threads`."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    def remember(self, place: Place, topic: Topic, at: datetime) -> None:
        """The conversation's topic from now on."""
        known = {"item": topic.item, "query": topic.query, "at": at}
        with self._engine.begin() as connection:
            insert = insert_for(connection, threads).values({**asdict(place), **known})
            connection.execute(insert.on_conflict_do_update(index_elements=threads.primary_key, set_=known))

    def topic(self, place: Place, now: datetime) -> Topic | None:
        """Its topic, if we have answered of late."""
        wanted = sa.select(threads.c.item, threads.c.query).where(
            threads.c.team == place.team,
            threads.c.channel == place.channel,
            threads.c.thread == place.thread,
            threads.c.at > now - THREAD_MEMORY,
        )
        with self._engine.connect() as connection:
            row = connection.execute(wanted).one_or_none()
        return None if row is None else Topic(row.item, row.query)


class SqlChannels:
    """Implements `bot.desk.ports.Channels`."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    def settings(self, team: str, channel: str) -> ChannelSettings:
        """The channel's settings, or the usual ones."""
        wanted = sa.select(channels).where(channels.c.team == team, channels.c.channel == channel)
        with self._engine.connect() as connection:
            row = connection.execute(wanted).one_or_none()
        if row is None:
            return ChannelSettings()
        return ChannelSettings(Mode(row.mode), row.changed_by, row.changed_at)

    def set_mode(self, team: str, channel: str, mode: Mode, *, by: str, at: datetime) -> None:
        """Change what the channel wants answered."""
        known = {"mode": mode.value, "changed_by": by, "changed_at": at}
        with self._engine.begin() as connection:
            insert = insert_for(connection, channels).values({"team": team, "channel": channel, **known})
            connection.execute(insert.on_conflict_do_update(index_elements=channels.primary_key, set_=known))
