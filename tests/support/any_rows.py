"""Rows for every table that there is, whatever its columns: a new table is tested without a word here."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from bot.state.database import connect, migrate
from bot.state.tables import Moment, Words, metadata

_ROWS = 3


def fill_every_table(url: str) -> None:
    """Some rows in each table, made if need be."""
    engine = connect(url)
    migrate(engine)
    with engine.begin() as connection:
        for table in metadata.tables.values():
            rows = [{column.name: _value(column, n) for column in table.columns} for n in range(_ROWS)]
            connection.execute(sa.insert(table), rows)
    engine.dispose()


def every_row(url: str) -> Mapping[str, list[tuple[Any, ...]]]:
    """All rows, as the stores would read them."""
    engine = connect(url)
    with engine.connect() as connection:
        found = {
            name: [tuple(row) for row in connection.execute(sa.select(table).order_by(*table.primary_key))]
            for name, table in metadata.tables.items()
        }
    engine.dispose()
    return found


def _value(column: sa.Column[Any], n: int) -> object:
    if column.nullable and n == 0:
        return None
    moment = datetime(2026, 11, 23, 9, n, 1, n, tzinfo=UTC)
    match column.type:
        case Moment():
            return moment
        case sa.DateTime():
            return moment.replace(tzinfo=None)
        case sa.Boolean():
            return bool(n % 2)
        case sa.Integer():
            return 10 * n + 7
        case sa.JSON():
            return {"list": [n, 0.5, None, True, "چین"], "": {}}
        case Words() | sa.String():
            return f"{column.name} {n} “چین”\n\u2028\\N\t"
    raise AssertionError(f"{column}: how is {column.type!r} written into a backup?")
