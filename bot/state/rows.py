"""Rows as plain data, the same from every database: what a backup holds, and what a copy carries over.

A moment is ISO 8601, in UTC and without a zone, as SQLite keeps it; JSON is nested as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import islice
from typing import Any

import sqlalchemy as sa

PlainRow = dict[str, Any]

_AT_ONCE = 500
"""Rows that are read or written together: a ledger of any size takes little memory."""


def table_in(connection: sa.Connection, name: str) -> sa.Table:
    """A table as it is in a database, which may have an older form than `tables.py`."""
    return sa.Table(name, sa.MetaData(), autoload_with=connection)


def count_rows(connection: sa.Connection, table: sa.Table) -> int:
    """How many rows a table has."""
    return connection.scalar(sa.select(sa.func.count()).select_from(table)) or 0


def read_rows(connection: sa.Connection, table: sa.Table) -> Iterator[PlainRow]:
    """A table's rows, in the order of its key."""
    wanted = sa.select(table).order_by(*table.primary_key).execution_options(yield_per=_AT_ONCE)
    for row in connection.execute(wanted).mappings():
        yield {name: _plain(value) for name, value in row.items()}


def write_rows(connection: sa.Connection, table: sa.Table, rows: Iterable[PlainRow]) -> Iterator[int]:
    """Insert rows as they were read; yields a number of rows each time that so many more are in."""
    left = iter(rows)
    while some := [_kept(table, row) for row in islice(left, _AT_ONCE)]:
        connection.execute(sa.insert(table), some)
        yield len(some)


def set_sequences(connection: sa.Connection, table: sa.Table) -> None:
    """Let PostgreSQL count on from the rows that were inserted with numbers; SQLite does by itself."""
    if connection.dialect.name != "postgresql":
        return
    for column in table.primary_key:
        name = sa.func.pg_get_serial_sequence(f'"{table.name}"', column.name)
        highest = sa.select(sa.func.max(column)).scalar_subquery()
        if isinstance(column.type, sa.Integer) and connection.scalar(sa.select(name)) is not None:
            connection.execute(sa.select(sa.func.setval(name, highest)).where(highest.is_not(None)))


def _plain(value: Any) -> Any:
    if not isinstance(value, datetime):
        return value
    return (value.astimezone(UTC).replace(tzinfo=None) if value.tzinfo else value).isoformat()


def _kept(table: sa.Table, row: PlainRow) -> PlainRow:
    return {name: _value(table.c[name], value) for name, value in row.items()}


def _value(column: sa.Column[Any], value: Any) -> Any:
    if value is None or not isinstance(column.type, sa.DateTime):
        return value
    moment = datetime.fromisoformat(value)
    return moment.replace(tzinfo=UTC) if column.type.timezone else moment
