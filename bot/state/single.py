"""One process on a SQLite file: two would post twice, since neither sees the other's work."""

from __future__ import annotations

import fcntl
from pathlib import Path
from typing import IO

import sqlalchemy as sa

from bot.errors import StateError


class OnlyOne:
    """A lock beside the database file, which the system lets go when the process ends in any way."""

    def __init__(self, url: str) -> None:
        parsed = sa.make_url(url)
        is_file = parsed.get_backend_name() == "sqlite" and parsed.database
        self._path = Path(f"{parsed.database}.lock") if is_file else None
        self._file: IO[str] | None = None

    def take(self) -> None:
        """Take the lock; PostgreSQL needs none.

        Raises:
            StateError: another process has it.

        """
        if self._path is None:
            return
        self._path.parent.mkdir(parents=True, exist_ok=True)
        file = self._path.open("a")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            file.close()
            raise StateError(
                f"another Briefbot runs on {str(self._path).removesuffix('.lock')}: stop that one first,"
                " or use PostgreSQL (BRIEF_DATABASE_URL), which several may share"
            ) from None
        self._file = file

    def release(self) -> None:
        """Let it go."""
        if self._file is not None:
            self._file.close()
            self._file = None
