"""Inserting what may be there already, and claims made of that."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from bot.state.tables import claims


def insert_for(connection: sa.Connection, table: sa.Table) -> postgresql.Insert | sqlite.Insert:
    """An insert that knows ON CONFLICT, which is not in SQLAlchemy's common part."""
    return sqlite.insert(table) if connection.dialect.name == "sqlite" else postgresql.insert(table)


def insert_once(connection: sa.Connection, table: sa.Table, row: Mapping[str, Any]) -> bool:
    """Insert a row unless its key is there; whether it was inserted (psycopg's rowcount does not tell)."""
    insert = insert_for(connection, table).values(row).on_conflict_do_nothing()
    return connection.execute(insert.returning(*table.primary_key)).first() is not None


class SqlClaims:
    """Implements `bot.desk.ports.Claims`."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    def claim(self, key: str, at: datetime) -> bool:
        """Whether this is the first claim on the key."""
        with self._engine.begin() as connection:
            return insert_once(connection, claims, {"key": key, "at": at})

    def release(self, key: str) -> None:
        """Take a claim back."""
        with self._engine.begin() as connection:
            connection.execute(sa.delete(claims).where(claims.c.key == key))

    def holds(self, key: str) -> bool:
        """Whether somebody has claimed the key."""
        with self._engine.connect() as connection:
            return connection.execute(sa.select(claims.c.at).where(claims.c.key == key)).first() is not None

    def expire(self, prefix: str, before: datetime) -> int:
        """Drop the claims whose key begins so and that are older; how many that were."""
        old = claims.c.key.startswith(prefix, autoescape=True) & (claims.c.at < before)
        with self._engine.begin() as connection:
            return connection.execute(sa.delete(claims).where(old)).rowcount
