"""Which form a database's tables have: a revision of `migrations/`, and what each consists of."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from bot.errors import StateError
from bot.state import migrations
from bot.state.database import VERSION_TABLE, config_for


def revision_of(connection: sa.Connection) -> str | None:
    """The revision that a database is in; None for one that has none of our tables."""
    opts = {"version_table": VERSION_TABLE}
    return MigrationContext.configure(connection, opts=opts).get_current_revision()


def newest() -> str:
    """The revision that this Briefbot works with."""
    return _revisions()[0]


def is_known(revision: str) -> bool:
    """Whether a revision is one of ours; one that is not was made by a newer Briefbot."""
    return revision in _revisions()


def known_revision_of(connection: sa.Connection) -> str:
    """The revision of a database that can be read.

    Raises:
        StateError: it has none of our tables, or a newer Briefbot has written it.

    """
    revision = revision_of(connection)
    if revision is None:
        raise StateError("that database is empty: there is nothing of Briefbot in it")
    if not is_known(revision):
        raise StateError("a newer Briefbot has written that database; install that one to read it")
    return revision


def upgrade_to(connection: sa.Connection, revision: str) -> None:
    """Bring a database to a revision, from any older one or from nothing, in the open transaction."""
    command.upgrade(config_for(connection), revision)


@cache
def tables_of(revision: str) -> tuple[str, ...]:
    """The names of the tables that a revision has, in the order of the alphabet.

    They are told by making them, in memory: `tables.py` knows the newest form alone, and a PostgreSQL may
    hold somebody else's tables beside ours.
    """
    scratch = sa.create_engine("sqlite://")
    with scratch.begin() as connection:
        upgrade_to(connection, revision)
        names = sa.inspect(connection).get_table_names()
    scratch.dispose()
    return tuple(sorted(set(names) - {VERSION_TABLE}))


@cache
def _revisions() -> tuple[str, ...]:
    """All of them, the newest first."""
    folder = ScriptDirectory(str(Path(migrations.__file__).parent))
    return tuple(each.revision for each in folder.walk_revisions())
