"""`LiveDesk`: the desk that answers now, and how another takes its place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Lock

from bot.desk.desk import Desk
from bot.lookup.entries import Added
from bot.opening.desk import open_desk


class LiveDesk:
    """Implements `bot.desk.ports.Desks` on a library's folder. Threads may share it.

    `added` tells the names that editors have added beside the files.

    Raises:
        LibraryError, QuestionsError: the library cannot be served; one with problems never is.

    """

    def __init__(self, content: Path, added: Callable[[], Added]) -> None:
        self._content = content
        self._added = added
        self._one_at_a_time = Lock()
        self._desk = open_desk(content, added())

    @property
    def current(self) -> Desk:
        """The desk."""
        return self._desk

    def refresh(self) -> None:
        """Take up what changed."""
        with self._one_at_a_time:
            self._desk = open_desk(self._content, self._added())
