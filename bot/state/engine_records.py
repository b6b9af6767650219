"""Where the durable engine keeps its records beside our tables, and what becomes of them with ours.

Its records say how far each piece of work has come, and are worth something only with the ledger that they
belong to. Work that is in the ledger alone is taken up by the engine's sweep, which looks into Slack before
it posts. So neither a backup nor a copy has the engine's records, and a restore deletes those there are.
"""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa

from bot.errors import StateError
from bot.state.single import OnlyOne

SCHEMA = "dbos"
"""The engine's schema in PostgreSQL."""

EXECUTOR_LOCKS = 0x6272_6965
"""The first number of the advisory locks that processes at work hold: "brie" keeps ours apart."""

SIDE_FILES = ("", "-wal", "-shm")
"""What a SQLite database consists of on disk: the file, its log and the log's index."""


def engine_url(url: str) -> str:
    """Where the engine keeps its own tables: a file beside ours, or a schema of its own in PostgreSQL."""
    parsed = sa.make_url(url)
    if parsed.get_backend_name() == "sqlite":
        own = parsed.set(database=str(engine_file(parsed)))
    else:
        own = parsed.set(drivername="postgresql+psycopg")
    return own.render_as_string(hide_password=False)


def engine_file(url: sa.URL) -> Path:
    """The engine's own SQLite file, beside ours."""
    assert url.database is not None
    return Path(f"{url.database.removesuffix('.db')}-jobs.db")


def delete_engine_file(url: sa.URL) -> None:
    """Delete the engine's records beside a SQLite file, if there are any."""
    delete_sqlite_file(engine_file(url))


def delete_sqlite_file(path: Path) -> None:
    """Delete all that a SQLite database consists of, if it is there."""
    for ending in SIDE_FILES:
        Path(f"{path}{ending}").unlink(missing_ok=True)


def has_engine_schema(connection: sa.Connection) -> bool:
    """Whether the engine's schema is in a PostgreSQL; in a SQLite file of ours it never is."""
    return SCHEMA in sa.inspect(connection).get_schema_names()


def drop_engine_schema(connection: sa.Connection) -> None:
    """Delete the engine's records in PostgreSQL, if there are any, in the open transaction."""
    connection.execute(sa.schema.DropSchema(SCHEMA, cascade=True, if_exists=True))


def processes_at_work(connection: sa.Connection) -> int:
    """How many processes work on a database; of SQLite's there is at most one."""
    if connection.dialect.name == "sqlite":
        return int(_is_locked(connection.engine.url))
    held = sa.text(
        "SELECT count(DISTINCT pid) FROM pg_locks"
        " WHERE locktype = 'advisory' AND granted AND classid = :space"
        " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
    )
    return connection.scalar(held, {"space": EXECUTOR_LOCKS}) or 0


def _is_locked(url: sa.URL) -> bool:
    lock = OnlyOne(url.render_as_string(hide_password=False))
    try:
        lock.take()
    except StateError:
        return True
    lock.release()
    return False
