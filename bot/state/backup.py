"""A backup: one file with all of our rows, of either kind of database, which either can be restored from.

It is a ZIP archive, made for its owner's eyes alone (mode 0600). `manifest.json` says which form the rows
have, when they were read, and the number and the SHA-256 of each table's; `<table>.jsonl` has a row a line.
What is encrypted in the database is so in the backup.
"""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO, Any
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from bot.errors import StateError
from bot.state.copying import Progress, Source
from bot.state.form import is_known, tables_of
from bot.state.rows import PlainRow

FORMAT = 1
"""Of the file. It is raised when an older Briefbot could not read it, or would read it wrongly."""

_MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class TableSum:
    """What a table's file must hold."""

    rows: int
    sha256: str


def write_backup(source: Source, path: Path, now: Callable[[], datetime], progress: Progress) -> int:
    """Write a backup, whole or not at all; how many rows are in it.

    Raises:
        StateError: there is a file of that name, or none can be written there.

    """
    if path.exists():
        raise StateError(f"{path} is there already: a backup replaces no file, name another one")
    try:
        with _whole(path) as file, ZipFile(file, "w", ZIP_DEFLATED) as archive:
            made_at = now()
            sums = dict(_write_tables(source, archive, progress))
            manifest = {
                "format": FORMAT,
                "revision": source.revision,
                "made_at": made_at.isoformat(),
                "tables": {name: asdict(each) for name, each in sums.items()},
            }
            archive.writestr(_MANIFEST, json.dumps(manifest, indent=1))
    except OSError as error:
        raise StateError(f"{path} cannot be written ({error.strerror})") from None
    return sum(each.rows for each in sums.values())


@contextmanager
def _whole(path: Path) -> Iterator[IO[bytes]]:
    """A file that has its name once all of it is on the disk. It is its owner's alone from the beginning."""
    with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
        try:
            yield file
            file.flush()
            os.fsync(file.fileno())
        except BaseException:
            Path(file.name).unlink()
            raise
    Path(file.name).replace(path)


def _write_tables(source: Source, archive: ZipFile, progress: Progress) -> Iterator[tuple[str, TableSum]]:
    done, total = 0, sum(source.counts.values())
    for name in tables_of(source.revision):
        rows, digest = 0, sha256()
        with archive.open(_member(name), "w", force_zip64=True) as file:
            for row in source.rows(name):
                line = f"{json.dumps(row, ensure_ascii=False)}\n".encode()
                file.write(line)
                digest.update(line)
                rows += 1
                progress(done + rows, total)
        done += rows
        yield name, TableSum(rows, digest.hexdigest())


class Backup:
    """Implements `Source`: a backup that has been found whole."""

    def __init__(self, archive: ZipFile, manifest: Mapping[str, Any]) -> None:
        self._archive = archive
        self.revision = str(manifest["revision"])
        self.made_at = datetime.fromisoformat(manifest["made_at"])
        self._sums = {name: TableSum(**each) for name, each in manifest["tables"].items()}
        self.counts = {name: each.rows for name, each in self._sums.items()}

    def rows(self, table: str) -> Iterator[PlainRow]:
        """The rows of a table."""
        with self._archive.open(_member(table)) as file:
            for line in file:
                yield json.loads(line)

    def is_whole(self) -> bool:
        """Whether each table is there as it was written."""
        return set(self._sums) == set(tables_of(self.revision)) and all(map(self._is_whole, self._sums))

    def _is_whole(self, table: str) -> bool:
        with self._archive.open(_member(table)) as file:
            digest, rows = sha256(), 0
            for line in file:
                digest.update(line)
                rows += 1
        return TableSum(rows, digest.hexdigest()) == self._sums[table]


@contextmanager
def open_backup(path: Path) -> Iterator[Backup]:
    """A backup, checked before anything is done with it.

    Raises:
        StateError: it is none, it is damaged, or a newer Briefbot has made it.

    """
    try:
        archive = ZipFile(path)
    except FileNotFoundError:
        raise StateError(f"there is no file {path}") from None
    except (OSError, BadZipFile):
        raise _damaged(path) from None
    with archive:
        yield _checked(path, archive)


def _checked(path: Path, archive: ZipFile) -> Backup:
    try:
        manifest = json.loads(archive.read(_MANIFEST))
        if manifest["format"] > FORMAT or not is_known(manifest["revision"]):
            raise StateError(f"a newer Briefbot has made {path}: install that one to restore it")
        backup = Backup(archive, manifest)
        whole = backup.is_whole()
    except (BadZipFile, zlib.error, EOFError, KeyError, TypeError, ValueError, AttributeError):
        raise _damaged(path) from None
    if not whole:
        raise _damaged(path)
    return backup


def _damaged(path: Path) -> StateError:
    return StateError(f"{path} is no backup, or is damaged: nothing was changed; take another one")


def _member(table: str) -> str:
    return f"{table}.jsonl"
