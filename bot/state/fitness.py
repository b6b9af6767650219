"""Whether a database can serve, and why one cannot be reached: for `brief doctor`. Nothing is changed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import sqlalchemy as sa

from bot.errors import StateError
from bot.state.engine_records import SCHEMA, has_engine_schema, processes_at_work
from bot.state.existing import existing, is_missing, location
from bot.state.form import is_known, newest, revision_of
from bot.state.installations import SqlInstallations
from bot.state.sealing import Seal
from bot.state.tables import subscriptions


class Obstacle(StrEnum):
    """Why a database cannot be reached."""

    URL = "url"
    PASSWORD = "password"  # noqa: S105 - a word, no password
    NO_ENTRY = "no entry"  # PostgreSQL's pg_hba.conf lets nobody in from here
    NO_DATABASE = "no database"
    NAME = "name"
    REFUSED = "refused"
    TIMEOUT = "timeout"
    NO_FILE = "no file"
    DAMAGED = "damaged"
    FORBIDDEN = "forbidden"
    OTHER = "other"


_SAID: Final = (
    ("password authentication failed", Obstacle.PASSWORD),
    ("no password supplied", Obstacle.PASSWORD),
    ("no pg_hba.conf entry", Obstacle.NO_ENTRY),
    ("does not exist", Obstacle.NO_DATABASE),
    ("resolve host", Obstacle.NAME),
    ("translate host name", Obstacle.NAME),
    ("name or service not known", Obstacle.NAME),
    ("refused", Obstacle.REFUSED),
    ("timeout", Obstacle.TIMEOUT),
    ("timed out", Obstacle.TIMEOUT),
    ("not a database", Obstacle.DAMAGED),
    ("malformed", Obstacle.DAMAGED),
    ("unable to open", Obstacle.FORBIDDEN),
    ("readonly", Obstacle.FORBIDDEN),
    ("permission denied", Obstacle.FORBIDDEN),
)
"""What drivers say, in lower case: what fails at connecting has no code. Other languages are `OTHER`."""


@dataclass(frozen=True, slots=True)
class Privileges:
    """What a PostgreSQL is, and lets our user do."""

    version: int
    may_create_tables: bool
    may_create_schema: bool
    is_read_only: bool


@dataclass(frozen=True, slots=True)
class Fitness:
    """A database as it stands. `revision` is None without our tables; `is_newer`: than we are.

    `zones` are the time zones of its digests, as far as it is in the newest form.
    """

    revision: str | None
    newest: str
    is_newer: bool
    at_work: int
    zones: tuple[str, ...] = ()
    postgres: Privileges | None = None


def fitness_of(url: str) -> Fitness | Obstacle:
    """Look at a database."""
    try:
        if is_missing(location(url)):
            return Obstacle.NO_FILE
    except (StateError, ValueError):  # a port that is no number is a ValueError
        return Obstacle.URL
    try:
        with existing(url) as engine, engine.connect() as connection:
            return _look(connection)
    except StateError as error:
        return _obstacle(error.__context__)


def _obstacle(cause: BaseException | None) -> Obstacle:
    said = str(getattr(cause, "orig", cause)).lower()
    return next((obstacle for words, obstacle in _SAID if words in said), Obstacle.OTHER)


def _look(connection: sa.Connection) -> Fitness:
    revision = revision_of(connection)
    is_newest = revision == newest()
    zones = sa.select(subscriptions.c.zone).distinct().order_by(subscriptions.c.zone)
    return Fitness(
        revision=revision,
        newest=newest(),
        is_newer=revision is not None and not is_known(revision),
        at_work=processes_at_work(connection),
        zones=tuple(connection.scalars(zones)) if is_newest else (),
        postgres=None if connection.dialect.name == "sqlite" else _privileges(connection),
    )


def _privileges(connection: sa.Connection) -> Privileges:
    asked = connection.execute(
        sa.text(
            "SELECT current_setting('server_version_num')::int / 10000,"
            " coalesce(has_schema_privilege(current_schema(), 'CREATE'), false),"
            " has_database_privilege(current_database(), 'CREATE'),"
            " current_setting('transaction_read_only') = 'on'"
        )
    ).one()
    version, tables, schema, read_only = asked
    return Privileges(version, tables, schema or _may_use_engine_schema(connection), read_only)


def _may_use_engine_schema(connection: sa.Connection) -> bool:
    """Whether the engine's schema is there, so that nobody has to make it."""
    if not has_engine_schema(connection):
        return False
    return bool(connection.scalar(sa.text("SELECT has_schema_privilege(:name, 'CREATE')"), {"name": SCHEMA}))


def check_installations(url: str, client_id: str, seal: Seal) -> int:
    """Open every token of the workspaces once, in a database in the newest form; how many there are.

    Raises:
        StateError: the database cannot be used, or a token was encrypted with a key that is gone.

    """
    with existing(url) as engine:
        installations = SqlInstallations(engine, client_id, seal)
        installations.check()
        return len(installations.teams())
