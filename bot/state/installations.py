"""Which workspaces have installed the app, with their tokens."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Final, TypeVar

import sqlalchemy as sa
from slack_sdk.oauth.installation_store.models.bot import Bot
from slack_sdk.oauth.installation_store.models.installation import Installation
from slack_sdk.oauth.installation_store.sqlalchemy import SQLAlchemyInstallationStore
from slack_sdk.oauth.sqlalchemy_utils import normalize_datetime_for_db

from bot.state.sealing import Seal
from bot.state.tables import slack_bots, slack_installations

_SECRETS: Final = (
    "bot_token",
    "bot_refresh_token",
    "user_token",
    "user_refresh_token",
    "incoming_webhook_url",  # whoever has it can post
)
_MOMENTS: Final = ("installed_at", "bot_token_expires_at", "user_token_expires_at")

T = TypeVar("T", Bot, Installation)


class SqlInstallations(SQLAlchemyInstallationStore):
    """The SDK's store on our tables. It seals what is secret, and keeps one row a workspace.

    `client_id` is that of the app: a database may hold the installations of another one.
    """

    def __init__(self, engine: sa.Engine, client_id: str, seal: Seal) -> None:
        super().__init__(client_id, engine)
        self._seal = seal

    @classmethod
    def build_bots_table(cls, metadata: sa.MetaData, table_name: str) -> sa.Table:  # noqa: ARG003 - the SDK's
        """Our table."""
        return slack_bots

    @classmethod
    def build_installations_table(cls, metadata: sa.MetaData, table_name: str) -> sa.Table:  # noqa: ARG003 - the SDK's
        """Our table."""
        return slack_installations

    def save(self, installation: Installation) -> None:
        """Keep an installation, instead of what there was of the same workspace."""
        with self.engine.begin() as connection:
            self._replace(connection, slack_installations, installation.to_dict())
            if installation.bot_token:
                self._replace(connection, slack_bots, installation.to_bot().to_dict())

    def save_bot(self, bot: Bot) -> None:
        """Keep a bot's token, instead of what there was of the same workspace."""
        with self.engine.begin() as connection:
            self._replace(connection, slack_bots, bot.to_dict())

    def find_bot(
        self,
        *,
        enterprise_id: str | None,
        team_id: str | None,
        is_enterprise_install: bool | None = False,
    ) -> Bot | None:
        """A workspace's bot, as Bolt asks for it."""
        found = super().find_bot(
            enterprise_id=enterprise_id, team_id=team_id, is_enterprise_install=is_enterprise_install
        )
        return None if found is None else self._opened(found)

    def find_installation(
        self,
        *,
        enterprise_id: str | None,
        team_id: str | None,
        user_id: str | None = None,
        is_enterprise_install: bool | None = False,
    ) -> Installation | None:
        """A workspace's installation, as Bolt asks for it."""
        found = super().find_installation(
            enterprise_id=enterprise_id,
            team_id=team_id,
            user_id=user_id,
            is_enterprise_install=is_enterprise_install,
        )
        return None if found is None else self._opened(found)

    def bot_of(self, team: str) -> Bot | None:
        """A workspace's bot by the workspace's id alone, as jobs know it.

        Raises:
            StateError: its token was encrypted with a key that is gone.

        """
        with self.engine.connect() as connection:
            row = connection.execute(self._newest_of(team)).mappings().first()
        return None if row is None else self._opened(self.build_bot_entity(row))

    def teams(self) -> Sequence[str]:
        """The ids of the workspaces that have the app, in the order of the alphabet."""
        column = slack_bots.c.team_id
        wanted = sa.select(column).where(self._is_ours(slack_bots), column.is_not(None)).distinct()
        with self.engine.connect() as connection:
            return list(connection.scalars(wanted.order_by(column)))

    def remove(self, team: str, left_at: datetime | None = None) -> bool:
        """Delete all that is known of a workspace's installation; whether it has the app no more.

        `left_at` is when it removed the app, to the second as Slack's events tell it. An installation of
        later stays: Slack may tell of a removal minutes afterwards, when the app is there again.
        """
        with self.engine.begin() as connection:
            for table in (slack_installations, slack_bots):
                mine = [self._is_ours(table), table.c.team_id == team]
                if left_at is not None:
                    next_second = left_at.astimezone(UTC).replace(tzinfo=None) + timedelta(seconds=1)
                    mine.append(table.c.installed_at < next_second)
                connection.execute(sa.delete(table).where(*mine))
            return connection.execute(self._newest_of(team)).first() is None

    def check(self) -> None:
        """Open every secret once, so that a missing key is told at the start and not to somebody who asks.

        Raises:
            StateError: one was encrypted with a key that is gone.

        """
        with self.engine.connect() as connection:
            for table in (slack_installations, slack_bots):
                for row in connection.execute(sa.select(table)).mappings():
                    self._opened_in(row)

    def seal_again(self) -> int:
        """Seal every secret with the newest key, where it is not; how many rows were written.

        What stood there before is overwritten in SQLite's files too, which otherwise keep it for a while.

        Raises:
            StateError: one was encrypted with a key that is gone; nothing was changed then.

        """
        is_sqlite = self.engine.dialect.name == "sqlite"
        with self.engine.connect() as connection:
            if is_sqlite:
                connection.exec_driver_sql("PRAGMA secure_delete = ON")
                connection.commit()
            with connection.begin():
                count = sum(self._seal_rows(connection, table) for table in (slack_installations, slack_bots))
            if is_sqlite:
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        return count

    def _seal_rows(self, connection: sa.Connection, table: sa.Table) -> int:
        written = 0
        for row in connection.execute(sa.select(table)).mappings().all():
            opened = self._opened_in(row)  # also where nothing is to be done: a key that is gone is told
            older = {name: text for name, text in opened.items() if not self._seal.is_newest(row[name])}
            if older:
                sealed = {name: self._seal.close(text) for name, text in older.items()}
                connection.execute(sa.update(table).where(table.c.id == row["id"]).values(sealed))
                written += 1
        return written

    def _replace(self, connection: sa.Connection, table: sa.Table, said: Mapping[str, Any]) -> None:
        row = {**said, "client_id": self.client_id}
        for name in _MOMENTS:
            if name in row:
                row[name] = normalize_datetime_for_db(row[name])
        for name in _SECRETS:
            if row.get(name):
                row[name] = self._seal.close(row[name])
        same = (table.c.team_id == row["team_id"]) if row["team_id"] else table.c.team_id.is_(None)
        connection.execute(sa.delete(table).where(self._is_ours(table), same))
        connection.execute(sa.insert(table), row)

    def _opened_in(self, row: Mapping[Any, Any]) -> dict[str, str]:
        return {name: self._seal.open(row[name]) for name in _SECRETS if row.get(name)}

    def _opened(self, entity: T) -> T:
        for name in _SECRETS:
            if stored := getattr(entity, name, None):
                setattr(entity, name, self._seal.open(stored))
        return entity

    def _is_ours(self, table: sa.Table) -> sa.ColumnElement[bool]:
        return table.c.client_id == self.client_id

    def _newest_of(self, team: str) -> sa.Select[Any]:
        """Two installations at the same moment may leave two rows."""
        mine = sa.select(slack_bots).where(self._is_ours(slack_bots), slack_bots.c.team_id == team)
        return mine.order_by(slack_bots.c.installed_at.desc(), slack_bots.c.id.desc()).limit(1)
