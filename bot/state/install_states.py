"""Installations that are under way: each has a word of its own, which comes back with Slack's answer."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Final

import sqlalchemy as sa
from slack_sdk.oauth.state_store.sqlalchemy import SQLAlchemyOAuthStateStore

from bot.state.tables import slack_oauth_states

_MOST: Final = 10_000
"""Anybody can begin an installation: of more that are under way the oldest are dropped."""


class SqlInstallStates(SQLAlchemyOAuthStateStore):
    """The SDK's store of OAuth states on our table. Each is good once, for `seconds`, by what `now` tells.

    The SDK's own looks first and deletes then, so that two callbacks at once could both use a state.
    """

    def __init__(self, engine: sa.Engine, seconds: int, now: Callable[[], datetime]) -> None:
        super().__init__(seconds, engine)
        self._now = now

    @classmethod
    def build_oauth_states_table(cls, metadata: sa.MetaData, table_name: str) -> sa.Table:  # noqa: ARG003 - the SDK's
        """Our table."""
        return slack_oauth_states

    def issue(self, *_args: object, **_given: object) -> str:
        """A new state. Those that have expired are deleted, and the oldest of very many."""
        state, now = secrets.token_urlsafe(32), self._moment()
        row = {"state": state, "expire_at": now + timedelta(seconds=self.expiration_seconds)}
        with self.engine.begin() as connection:
            number = connection.execute(
                sa.insert(slack_oauth_states).values(row).returning(slack_oauth_states.c.id)
            ).scalar_one()
            columns = slack_oauth_states.c
            useless = (columns.expire_at <= now) | (columns.id <= number - _MOST)
            connection.execute(sa.delete(slack_oauth_states).where(useless))
        return state

    def consume(self, state: str) -> bool:
        """Use a state up; whether it was good."""
        columns = slack_oauth_states.c
        used = sa.delete(slack_oauth_states).where(columns.state == state).returning(columns.expire_at)
        with self.engine.begin() as connection:
            expires = connection.execute(used).scalar()
        return expires is not None and expires > self._moment()

    def _moment(self) -> datetime:
        """Now, as the SDK's tables keep it: in UTC, and without a zone."""
        return self._now().astimezone(UTC).replace(tzinfo=None)
