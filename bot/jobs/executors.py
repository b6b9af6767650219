"""Each live process has a name of its own, so that its work can be told from that of a dead one."""

from __future__ import annotations

import threading
from typing import Protocol
from zlib import crc32

import sqlalchemy as sa

from bot.state.engine_records import EXECUTOR_LOCKS


class Executor(Protocol):
    """The name of a process, for as long as it lives."""

    @property
    def name(self) -> str:
        """The name."""

    def is_free(self, name: str) -> bool:
        """Whether no live process has another name."""

    def release(self) -> None:
        """Give the name back."""


class OnlyExecutor:
    """SQLite: there is one process, which takes up whatever an earlier one left."""

    name = "local"

    def is_free(self, _name: str) -> bool:
        """No other process can be alive."""
        return True

    def release(self) -> None:
        """Nothing is held."""


class LockedExecutor:
    """PostgreSQL: a process holds an advisory lock on its name, which vanishes with its connection."""

    def __init__(self, url: sa.URL) -> None:
        self._engine = sa.create_engine(url, poolclass=sa.NullPool, isolation_level="AUTOCOMMIT")
        self._guard = threading.Lock()
        self._connection = self._engine.connect()
        self.name = self._first_free()

    def _first_free(self) -> str:
        number = 1
        while not self._lock(f"executor-{number}"):
            number += 1
        return f"executor-{number}"

    def _lock(self, name: str) -> bool:
        took = self._connection.scalar(sa.text("SELECT pg_try_advisory_lock(:space, :key)"), _key(name))
        return bool(took)

    def is_free(self, name: str) -> bool:
        """Whether nobody holds a name's lock; first makes sure that we still hold our own."""
        with self._guard:
            try:
                self._keep()
            except sa.exc.DBAPIError:
                self._connection.close()
                self._connection = self._engine.connect()
                self._keep()
            if not self._lock(name):
                return False
            self._connection.execute(sa.text("SELECT pg_advisory_unlock(:space, :key)"), _key(name))
            return True

    def _keep(self) -> None:
        """Take our own lock again if the connection was lost, as by a restart of the database."""
        held = self._connection.scalar(
            sa.text(
                "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()"
                " AND classid = :space AND objid = :key"
            ),
            _key(self.name),
        )
        if not held:
            self._lock(self.name)

    def release(self) -> None:
        """Let the lock go, with its connection."""
        with self._guard:
            self._connection.close()
            self._engine.dispose()


def executor_for(url: str) -> Executor:
    """A name for this process, by the kind of its database."""
    parsed = sa.make_url(url)
    if parsed.get_backend_name() == "sqlite":
        return OnlyExecutor()
    return LockedExecutor(parsed.set(drivername="postgresql+psycopg"))


def _key(name: str) -> dict[str, int]:
    """The two 31-bit numbers that PostgreSQL knows a lock by."""
    return {"space": EXECUTOR_LOCKS, "key": crc32(name.encode()) & 0x7FFF_FFFF}
