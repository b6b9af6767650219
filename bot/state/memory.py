"""All stores of one database."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa

from bot.desk.ports import THREAD_MEMORY
from bot.desk.records import Stage
from bot.state.aliases import SqlAliases, SqlDecisions
from bot.state.database import connect, migrate
from bot.state.departure import remove_workspace
from bot.state.digests import SqlEditions, SqlNovelty, SqlPopularity, SqlSubscriptions
from bot.state.feedback import SqlMisses, SqlVotes
from bot.state.inbox import SqlDeliveries, SqlQuestions, close_question
from bot.state.install_states import SqlInstallStates
from bot.state.installations import SqlInstallations
from bot.state.once import SqlClaims
from bot.state.places import SqlChannels, SqlThreads
from bot.state.sealing import Seal
from bot.state.tables import (
    aliases,
    asked,
    channels,
    claims,
    decisions,
    deliveries,
    misses,
    news,
    questions,
    subscriptions,
    tallies,
    threads,
    votes,
)
from bot.state.tallies import SqlTallies


def open_memory(url: str) -> SqlMemory:
    """The stores of a database, brought to its newest form.

    Raises:
        StateError: it cannot be used, or a newer Briefbot has written it.

    """
    engine = connect(url)
    try:
        migrate(engine)
    except BaseException:
        engine.dispose()
        raise
    return SqlMemory(engine)


class SqlMemory:
    """Implements `bot.desk.ports.Memory`; threads may share it, and so may processes."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine
        self.questions = SqlQuestions(engine)
        self.deliveries = SqlDeliveries(engine)
        self.threads = SqlThreads(engine)
        self.channels = SqlChannels(engine)
        self.votes = SqlVotes(engine)
        self.misses = SqlMisses(engine)
        self.decisions = SqlDecisions(engine)
        self.aliases = SqlAliases(engine)
        self.claims = SqlClaims(engine)
        self.subscriptions = SqlSubscriptions(engine)
        self.editions = SqlEditions(engine)
        self.novelty = SqlNovelty(engine)
        self.popularity = SqlPopularity(engine)
        self.tallies = SqlTallies(engine)

    def installations(self, client_id: str, seal: Seal) -> SqlInstallations:
        """Which workspaces have installed the app with this client id; `seal` encrypts their tokens."""
        return SqlInstallations(self._engine, client_id, seal)

    def install_states(self, seconds: int, now: Callable[[], datetime]) -> SqlInstallStates:
        """Installations that are under way, each for so many seconds."""
        return SqlInstallStates(self._engine, seconds, now)

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()

    def forget(self, user: str) -> Mapping[str, int]:
        """Delete what a person left behind. A reply of theirs that has not gone out is dropped."""
        own_digest = (subscriptions.c.user == user) & subscriptions.c.channel.startswith("D")
        waiting = (deliveries.c.user == user) & (deliveries.c.stage == Stage.WAITING.value)
        with self._engine.begin() as connection:
            connection.execute(
                sa.update(deliveries).where(waiting).values(stage=Stage.DROPPED.value, message={})
            )
            return {
                "votes": _delete(connection, votes, votes.c.user == user),
                "misses": _delete(connection, misses, misses.c.user == user),
                "questions": close_question(connection, questions.c.user == user),
                "deliveries": _blank(connection, deliveries.c.user, user),
                "digests": _delete(connection, subscriptions, own_digest)
                + _blank(connection, subscriptions.c.user, user),
                "channels": _blank(connection, channels.c.changed_by, user),
                "decisions": _blank(connection, decisions.c.by, user),
                "aliases": _blank(connection, aliases.c.by, user),
                "claims": _delete(connection, claims, claims.c.key.contains(f":{user}:", autoescape=True)),
            }

    def remove_workspace(self, team: str) -> Sequence[str]:
        """Delete all that a workspace left behind."""
        with self._engine.begin() as connection:
            return remove_workspace(connection, team)

    def clean(self, now: datetime, keep: timedelta) -> Mapping[str, int]:
        """Delete what is older than `keep`; what is still to be answered stays."""
        before = now - keep
        first_day = before.astimezone(UTC).date().isoformat()  # a day's counts go together
        with self._engine.begin() as connection:
            old_and_closed = (questions.c.at < before) & questions.c.closed.is_(True)
            old_and_over = (deliveries.c.at < before) & (deliveries.c.stage != Stage.WAITING.value)
            return {
                "questions": _delete(connection, questions, old_and_closed),
                "deliveries": _delete(connection, deliveries, old_and_over),
                "votes": _delete(connection, votes, votes.c.at < before),
                "misses": _delete(connection, misses, misses.c.at < before),
                "decisions": _delete(connection, decisions, decisions.c.at < before),
                "claims": _delete(connection, claims, claims.c.at < before),
                "asked": _delete(connection, asked, asked.c.at < before),
                "news": _delete(connection, news, news.c.at < before),
                "tallies": _delete(connection, tallies, tallies.c.day < first_day),
                "threads": _delete(connection, threads, threads.c.at <= now - THREAD_MEMORY),
            }


def _delete(connection: sa.Connection, table: sa.Table, which: sa.ColumnElement[bool]) -> int:
    return connection.execute(sa.delete(table).where(which)).rowcount


def _blank(connection: sa.Connection, column: sa.Column[str], user: str) -> int:
    blanked = sa.update(column.table).where(column == user).values({column.name: ""})
    return connection.execute(blanked).rowcount
