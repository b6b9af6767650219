"""Replacing all that a database holds: as a whole, or not at all."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar

import sqlalchemy as sa

from bot.errors import StateError
from bot.state.copying import Progress, Source, fill, is_empty, snapshot_of
from bot.state.database import VERSION_TABLE, connect, take_turns
from bot.state.engine_records import (
    SIDE_FILES,
    delete_engine_file,
    delete_sqlite_file,
    drop_engine_schema,
    has_engine_schema,
    processes_at_work,
)
from bot.state.existing import as_text, cannot_be_used, existing, is_missing, location, named, shown
from bot.state.form import is_known, newest, revision_of, tables_of
from bot.state.single import OnlyOne

T = TypeVar("T")


def replace(
    url: str, source: Source, progress: Progress, finish: Callable[[sa.Connection], T], *, even_if_full: bool
) -> T:
    """Replace what a database holds by what a source does, and the engine's records by none.

    `finish` sees the result before anybody else does, and what it returns is returned. When anything fails,
    the database is as before.

    Raises:
        StateError: a bot runs on it, it is not empty (unless `even_if_full`), or it cannot be used.

    """
    place = location(url)

    def build(connection: sa.Connection) -> T:
        fill(connection, source, progress)
        return finish(connection)

    by_kind = _replace_file if place.get_backend_name() == "sqlite" else _replace_tables
    try:
        return by_kind(place, build, even_if_full)
    except sa.exc.DBAPIError as error:
        raise cannot_be_used(url, error) from None
    except OSError as error:
        raise StateError(f"{named(url)} cannot be written ({error.strerror})") from None


def _replace_file(place: sa.URL, build: Callable[[sa.Connection], T], even_if_full: bool) -> T:
    """SQLite: a new file takes the place of the old one, which need not even be readable."""
    path, url = Path(str(place.database)), as_text(place)
    new = path.with_name(f".{path.name}.new")
    with alone(url), _removed(new):
        if not even_if_full and not is_missing(place):
            with existing(url) as engine, engine.connect() as connection:
                _refuse_full(connection)
        result = _built(place.set(database=str(new)), build)
        if path.exists():
            _let_own(new, path.stat())
        delete_engine_file(place)  # first: without the engine's records the old ledger is safe, too
        for ending in SIDE_FILES[1:]:
            Path(f"{path}{ending}").unlink(missing_ok=True)  # the old file's log must not meet the new file
        new.replace(path)
    return result


def _built(place: sa.URL, build: Callable[[sa.Connection], T]) -> T:
    engine = connect(as_text(place))
    try:
        with engine.begin() as connection:
            take_turns(connection)
            return build(connection)
    finally:
        engine.dispose()


def _let_own(file: Path, as_before: os.stat_result) -> None:
    """Give a file another one's owner and mode: an operator restores what the bot's own user opens."""
    file.chmod(stat.S_IMODE(as_before.st_mode))
    with suppress(PermissionError):  # only root gives files away
        os.chown(file, as_before.st_uid, as_before.st_gid)


@contextmanager
def alone(url: str) -> Iterator[None]:
    """While nobody else runs on a SQLite file; on PostgreSQL, in any case.

    Raises:
        StateError: somebody does.

    """
    lock = OnlyOne(url)
    lock.take()
    try:
        yield
    finally:
        lock.release()


@contextmanager
def _removed(path: Path) -> Iterator[None]:
    """A SQLite file that is gone before and afterwards, unless it has got another name."""
    delete_sqlite_file(path)
    try:
        yield
    finally:
        delete_sqlite_file(path)


def _replace_tables(place: sa.URL, build: Callable[[sa.Connection], T], even_if_full: bool) -> T:
    """PostgreSQL: one transaction. A bot that starts meanwhile waits for its end."""
    with existing(as_text(place)) as engine, engine.begin() as connection:
        take_turns(connection)
        _refuse_running(connection)
        if not even_if_full:
            _refuse_full(connection)
        _drop_all(connection)
        return build(connection)


def _refuse_running(connection: sa.Connection) -> None:
    """PostgreSQL alone: on a SQLite file the lock is ours by now."""
    if connection.dialect.name == "postgresql" and (at_work := processes_at_work(connection)):
        raise StateError(f"Briefbot runs on {shown(connection)} ({at_work} process(es)): stop it first")


def _refuse_full(connection: sa.Connection) -> None:
    if not is_empty(connection) or has_engine_schema(connection):
        raise StateError(f"{shown(connection)} is not empty: name an empty one, or restore with --yes")


def _drop_all(connection: sa.Connection) -> None:
    revision = revision_of(connection)
    if revision is not None and not is_known(revision):
        raise StateError(
            "a newer Briefbot has written that database, and what else it made in it nobody here knows:"
            " make an empty database, and name that one"
        )
    drop_engine_schema(connection)
    for name in {*tables_of(revision or newest()), VERSION_TABLE}:
        connection.execute(sa.schema.DropTable(sa.Table(name, sa.MetaData()), if_exists=True))


def copy(source_url: str, target_url: str, progress: Progress) -> Mapping[str, int]:
    """Copy all of our tables from one database into another, empty one; how many rows each has.

    Raises:
        StateError: a bot runs on one of them, the target is not empty, or one cannot be used.

    """
    if location(source_url) == location(target_url):
        raise StateError("both URLs are those of the same database: name two")
    with alone(source_url), snapshot_of(source_url) as source:
        _refuse_running(source.connection)
        replace(target_url, source, progress, lambda _: None, even_if_full=False)
        return source.counts
