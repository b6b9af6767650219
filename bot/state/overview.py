"""What an operator wants to know of a database, without a word that anybody typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from bot.state.copying import Snapshot
from bot.state.database import connect, migrate
from bot.state.engine_records import SCHEMA, SIDE_FILES, engine_file, has_engine_schema, processes_at_work
from bot.state.existing import existing, is_missing, location, shown
from bot.state.form import is_known, newest, revision_of

_KINDS = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


@dataclass(frozen=True, slots=True)
class Overview:
    """A database: `revision` is None when it has none of our tables; sizes are in bytes.

    `rows` is empty when a newer Briefbot has written it. `engine` says where the durable engine's records
    are, "" when there are none.
    """

    kind: str
    where: str
    revision: str | None
    newest: str
    size: int
    rows: Mapping[str, int]
    engine: str
    at_work: int


def look_at(url: str) -> Overview:
    """Look at a database, and change nothing.

    Raises:
        StateError: there is none, or it cannot be used.

    """
    with existing(url) as engine, engine.connect() as connection:
        revision = revision_of(connection)
        readable = revision is not None and is_known(revision)
        return Overview(
            kind=_KINDS[connection.dialect.name],
            where=shown(connection),
            revision=revision,
            newest=newest(),
            size=_size(connection),
            rows=Snapshot(connection).counts if readable else {},
            engine=_engine(connection),
            at_work=processes_at_work(connection),
        )


def upgrade(url: str) -> tuple[str | None, str]:
    """Bring a database to the newest form, and make it if need be: from which revision to which.

    Raises:
        StateError: it cannot be used, or a newer Briefbot has written it.

    """
    before = None
    if not is_missing(location(url)):
        with existing(url) as engine, engine.connect() as connection:
            before = revision_of(connection)
    engine = connect(url)
    try:
        migrate(engine)
    finally:
        engine.dispose()
    return before, newest()


def _size(connection: sa.Connection) -> int:
    if connection.dialect.name == "sqlite":
        files = [Path(f"{connection.engine.url.database}{ending}") for ending in SIDE_FILES]
        return sum(file.stat().st_size for file in files if file.exists())
    return connection.scalar(sa.text("SELECT pg_database_size(current_database())")) or 0


def _engine(connection: sa.Connection) -> str:
    if connection.dialect.name == "sqlite":
        file = engine_file(connection.engine.url)
        return str(file) if file.exists() else ""
    return f"schema {SCHEMA}" if has_engine_schema(connection) else ""
