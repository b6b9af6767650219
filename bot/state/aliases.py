"""Names that editors added to the library's items, and what else they decided about misses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from hashlib import blake2b
from typing import Any

import sqlalchemy as sa

from bot.desk.records import AddedAlias, Decision, Ruling
from bot.library.slug import slug_of
from bot.state.once import insert_once
from bot.state.tables import aliases, decisions


class SqlAliases:
    """Implements `bot.desk.ports.Aliases`."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    def add(self, alias: AddedAlias) -> bool:
        """Add a name, unless the workspace has it in the same report already."""
        row = {**asdict(alias), "report": _report_of(alias.item), "name": slug_of(alias.text)}
        with self._engine.begin() as connection:
            return insert_once(connection, aliases, row)

    def all(self) -> Sequence[AddedAlias]:
        """All of them, the oldest first."""
        wanted = sa.select(aliases).order_by(aliases.c.at, aliases.c.report, aliases.c.name)
        with self._engine.connect() as connection:
            return [_alias(row) for row in connection.execute(wanted)]

    def names(self) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
        """The names of each workspace's items, the oldest first."""
        found: dict[str, dict[str, tuple[str, ...]]] = {}
        for alias in self.all():
            own = found.setdefault(alias.team, {})
            own[alias.item] = (*own.get(alias.item, ()), alias.text)
        return found

    def remove(self, team: str, item: str, text: str) -> bool:
        """Take a name back from an item."""
        own = (aliases.c.team == team) & (aliases.c.item == item) & (aliases.c.name == slug_of(text))
        with self._engine.begin() as connection:
            return connection.execute(sa.delete(aliases).where(own)).rowcount == 1

    def version(self) -> str:
        """A digest of the names: they are few, and a counter would have to survive what is removed."""
        names = sorted((alias.team, alias.item, alias.text) for alias in self.all())
        return blake2b(repr(names).encode("utf-8", "replace"), digest_size=8).hexdigest()


class SqlDecisions:
    """Implements `bot.desk.ports.Decisions`."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    def decide(self, decision: Decision) -> Decision:
        """Decide, unless that has been done."""
        with self._engine.begin() as connection:
            insert_once(connection, decisions, {**asdict(decision), "ruling": decision.ruling.value})
            return _decision(connection.execute(_on(decision.miss)).one())

    def on(self, miss: str) -> Decision | None:
        """The decision on a miss."""
        with self._engine.connect() as connection:
            row = connection.execute(_on(miss)).one_or_none()
        return None if row is None else _decision(row)

    def take_back(self, miss: str) -> bool:
        """Undo it."""
        with self._engine.begin() as connection:
            return connection.execute(sa.delete(decisions).where(decisions.c.miss == miss)).rowcount == 1


def _on(miss: str) -> sa.Select[Any]:
    return sa.select(decisions).where(decisions.c.miss == miss)


def _report_of(item: str) -> str:
    return item.partition("/")[0]


def _alias(row: sa.Row[Any]) -> AddedAlias:
    return AddedAlias(row.team, row.item, row.text, row.by, row.at, row.miss)


def _decision(row: sa.Row[Any]) -> Decision:
    return Decision(row.miss, Ruling(row.ruling), row.by, row.at, row.words, row.item)
