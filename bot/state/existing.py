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
    if is_missing(location(url)):
        raise StateError(f"there is no database at {named(url)}; brief db upgrade makes one")
    engine = connect(url)
    try:
        yield engine
    except sa.exc.DBAPIError as error:
        raise cannot_be_used(url, error) from None
    finally:
        engine.dispose()


def location(url: str) -> sa.URL:
    """A URL that names a database of a kind that we know; a SQLite file's path is absolute.

    Raises:
        StateError: it does not. What it was is not repeated, since it may hold a password.

    """
    try:
        parsed = sa.make_url(url)
    except sa.exc.ArgumentError:
        raise _no_location() from None
    if parsed.get_backend_name() in {"postgresql", "postgres"}:
        return parsed
    if parsed.get_backend_name() != "sqlite" or parsed.database in {None, "", ":memory:"}:
        raise _no_location()
    return parsed.set(database=str(Path(parsed.database).absolute()))


def _no_location() -> StateError:
    return StateError(
        "that is no URL of a database:"
        " sqlite:///var/briefbot.db and postgresql://user@host/name are the forms"
    )


def is_missing(place: sa.URL) -> bool:
    """Whether a URL is that of a SQLite file that is not there."""
    return place.get_backend_name() == "sqlite" and not Path(place.database or "").is_file()


def as_text(place: sa.URL) -> str:
    """A URL as a string that can be opened. It is not for anybody's eyes."""
    return place.render_as_string(hide_password=False)


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
