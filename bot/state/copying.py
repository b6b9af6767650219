"""Carrying all rows over, from a database or a backup in any form, into a new database in the newest."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Protocol

import sqlalchemy as sa

from bot.errors import StateError
from bot.state.existing import existing
from bot.state.form import known_revision_of, newest, revision_of, tables_of, upgrade_to
from bot.state.rows import PlainRow, count_rows, read_rows, set_sequences, table_in, write_rows

Progress = Callable[[int, int], None]
"""Hears how many rows are done, and of how many."""


class Source(Protocol):
    """Something that holds all rows of a database."""

    @property
    def revision(self) -> str:
        """The form that they have."""

    @property
    def counts(self) -> Mapping[str, int]:
        """How many rows each table has."""

    def rows(self, table: str) -> Iterator[PlainRow]:
        """The rows of a table."""


class Snapshot:
    """Implements `Source`: a database as it is at one moment, whoever writes to it meanwhile."""

    def __init__(self, connection: sa.Connection) -> None:
        self.connection = connection
        self.revision = known_revision_of(connection)
        self._tables = {name: table_in(connection, name) for name in tables_of(self.revision)}
        self.counts = {name: count_rows(connection, table) for name, table in self._tables.items()}

    def rows(self, table: str) -> Iterator[PlainRow]:
        """The rows of a table."""
        return read_rows(self.connection, self._tables[table])


@contextmanager
def snapshot_of(url: str) -> Iterator[Snapshot]:
    """A database at one moment. It need not be in the newest form, and is not brought to it.

    Raises:
        StateError: there is none, or it cannot be used.

    """
    with existing(url) as engine, engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("BEGIN")  # in WAL mode what is read first is what all reads see
        else:
            connection = connection.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )
        yield Snapshot(connection)


def fill(connection: sa.Connection, source: Source, progress: Progress) -> None:
    """Make the tables in a database that has none of ours, insert all rows, and bring it to the newest form.

    Raises:
        StateError: some rows are not there afterwards.

    """
    done, total = 0, sum(source.counts.values())
    upgrade_to(connection, source.revision)
    for name in tables_of(source.revision):
        table = table_in(connection, name)
        for some in write_rows(connection, table, source.rows(name)):
            done += some
            progress(done, total)
        set_sequences(connection, table)
        found = count_rows(connection, table)
        if found != source.counts[name]:
            raise StateError(f"{name} has {found} rows instead of {source.counts[name]}: nothing was changed")
    upgrade_to(connection, newest())


def is_empty(connection: sa.Connection) -> bool:
    """Whether nothing is kept in a database; its tables may be there.

    Raises:
        StateError: a newer Briefbot has written it, so that nobody here can tell.

    """
    if revision_of(connection) is None:
        return True
    return not any(Snapshot(connection).counts.values())
