"""A database that is there already: looking at one must not make it, nor change its form."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa

from bot.errors import StateError
from bot.state.database import connect


@contextmanager
def existing(url: str) -> Iterator[sa.Engine]:
    """An engine for a database that is there, in whatever form.

    Raises:
        StateError: there is none, or it cannot be used.

    """
    if is_missing(url):
        raise StateError(f"there is no database at {named(url)}; brief db upgrade makes one")
    engine = connect(url)
    try:
        yield engine
    except sa.exc.DBAPIError as error:
        raise cannot_be_used(url, error) from None
    finally:
        engine.dispose()


def is_missing(url: str) -> bool:
    """Whether a URL is that of a SQLite file that is not there."""
    parsed = sa.make_url(url)
    return parsed.get_backend_name() == "sqlite" and not Path(parsed.database or "").is_file()


def named(url: str) -> str:
    """A database's URL as it can be shown: without the password."""
    return sa.make_url(url).render_as_string(hide_password=True)


def shown(connection: sa.Connection) -> str:
    """A connection's database, as it can be shown."""
    return connection.engine.url.render_as_string(hide_password=True)


def cannot_be_used(url: str, error: sa.exc.DBAPIError) -> StateError:
    """The error of a driver in plain words; its own text may quote a row."""
    kind = type(error.orig).__name__
    return StateError(
        f"the database cannot be used ({kind}): {named(url)}; check its URL, and that it is whole"
    )
