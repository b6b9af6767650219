"""Opening a database by its URL, brought to the newest form of our tables."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path
from typing import Any
from zlib import crc32

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from alembic.util import CommandError

from bot.errors import StateError

_BUSY_SECONDS = 30
_BUSY_STEP = 0.01
_MIGRATION_LOCK = crc32(b"briefbot migration")
VERSION_TABLE = "briefbot_version"
"""The revision's table: Alembic's usual name may belong to somebody else in a shared database."""


def connect(url: str) -> sa.Engine:
    """An engine for a URL: SQLite in WAL mode, or PostgreSQL by psycopg.

    Raises:
        StateError: the URL is none that we know, or names a place that cannot be used.

    """
    try:
        parsed = sa.make_url(url)
    except sa.exc.ArgumentError:
        raise StateError("BRIEF_DATABASE_URL is malformed: sqlite:///var/briefbot.db is the form") from None
    kind = parsed.get_backend_name()
    if kind == "sqlite":
        return _sqlite(parsed)
    if kind in {"postgresql", "postgres"}:
        return _postgresql(parsed)
    raise StateError("BRIEF_DATABASE_URL is for another database: use sqlite:/// or postgresql://")


def _sqlite(url: sa.URL) -> sa.Engine:
    if not url.database or url.database == ":memory:":
        raise StateError("BRIEF_DATABASE_URL names no file: sqlite:///var/briefbot.db is the form")
    folder = Path(url.database).parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StateError(f"{folder} cannot be made ({error.strerror}); set BRIEF_DATABASE_URL") from None
    engine = sa.create_engine(url, connect_args={"timeout": _BUSY_SECONDS})

    @sa.event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: object) -> None:
        _write_ahead(connection)
        for pragma in ("synchronous = NORMAL", "foreign_keys = ON"):
            connection.execute(f"PRAGMA {pragma}")

    return engine


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Switch to WAL. SQLite does not wait for others that do so at once, whatever its timeout: we do."""
    until = time.monotonic() + _BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError:
            if time.monotonic() > until:
                raise
            time.sleep(_BUSY_STEP)
        else:
            return


def _postgresql(url: sa.URL) -> sa.Engine:
    return sa.create_engine(
        url.set(drivername="postgresql+psycopg"), pool_size=10, max_overflow=30, pool_pre_ping=True
    )


def migrate(engine: sa.Engine) -> None:
    """Bring an older database to the newest form; one that is newer than we are is refused.

    Raises:
        StateError: it cannot be reached, or a newer Briefbot has written it.

    """
    try:
        with engine.begin() as connection:
            take_turns(connection)
            config = config_for(connection)
            _refuse_newer(connection, config)
            command.upgrade(config, "head")
    except sa.exc.OperationalError as error:
        kind = type(error.orig).__name__
        where = engine.url.render_as_string(hide_password=True).split("@")[-1]
        raise StateError(f"the database cannot be used ({kind}): {where}; check BRIEF_DATABASE_URL") from None


def take_turns(connection: sa.Connection) -> None:
    """Two replicas that start at once migrate one after the other."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_MIGRATION_LOCK)))


def _refuse_newer(connection: sa.Connection, config: Config) -> None:
    if not sa.inspect(connection).has_table(VERSION_TABLE):
        return
    current = connection.scalar(sa.text(f"SELECT version_num FROM {VERSION_TABLE}"))  # noqa: S608 - our own constant
    try:
        ScriptDirectory.from_config(config).get_revision(current or "base")
    except CommandError:
        raise StateError(
            "a newer Briefbot has written this database; install that one,"
            " or set BRIEF_DATABASE_URL to another database"
        ) from None


def config_for(connection: sa.Connection) -> Config:
    """Alembic's configuration, for our migrations on a connection."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    config.attributes["version_table"] = VERSION_TABLE
    return config
