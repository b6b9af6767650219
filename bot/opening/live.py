"""`LiveDesk`: the desk that answers now, and how another takes its place, whole."""

from __future__ import annotations

import gc
from collections.abc import Callable, Collection
from pathlib import Path
from threading import Lock

from bot.desk.desk import Desk
from bot.desk.reload import Reload
from bot.errors import BriefbotError, LibraryError
from bot.lookup.entries import Added
from bot.opening.desk import Contents, Opening


class LiveDesk:
    """Implements `bot.desk.ports.Desks` on a library's folder. Threads may share it.

    `added` tells the names that editors have added beside the files; `last` is what came of the last look
    at the files.

    Raises:
        LibraryError, QuestionsError: the library cannot be served; one with problems never is.

    """

    def __init__(self, opening: Opening, added: Callable[[], Added] = dict) -> None:
        self._opening = opening
        self._added = added
        self._one_at_a_time = Lock()
        contents = opening.read()
        self._opened = opening.open(contents, added())
        self.last = Reload(contents.library, contents.library, contents.key, (), contents.withheld)
        gc.freeze()  # a library stays: the collector need not walk through it again and again

    @property
    def current(self) -> Desk:
        """The desk."""
        return self._opened.desk

    def refresh(self) -> None:
        """Take up the names that editors added or took back."""
        with self._one_at_a_time:
            self._open(self._opened.contents)

    def reload(self, changed: Collection[Path] | None = None) -> Reload | None:
        """Look at the files, at these paths or at all, and take up what changed; None where nothing did.

        A library with problems leaves all as it was.
        """
        with self._one_at_a_time:
            before, last = self._opened.contents, self.last
            contents, problems = self._read(before, changed)
            self._open(contents)
            key = self._opening.key
            if (key, problems, contents.thresholds) == (last.key, last.problems, before.thresholds):
                return None
            self.last = Reload(contents.library, before.library, key, problems, contents.withheld)
            return self.last

    def settle(self) -> None:
        """Make a desk that was opened in haste as a new start would open it; quick where it was not."""
        opened = self._opened
        if opened.indexed.is_exact:
            return
        settled = self._opening.settled(opened)  # takes seconds, in which nobody has to wait for it
        with self._one_at_a_time:
            if self._opened is opened:
                self._opening.settle(settled)
                self._opened = settled

    def _read(self, before: Contents, changed: Collection[Path] | None) -> tuple[Contents, tuple[str, ...]]:
        """What the folder holds now or, with the problems of that, what it held before."""
        try:
            return self._opening.read(changed), ()
        except LibraryError as error:
            return before, error.problems
        except BriefbotError as error:
            return before, (str(error),)

    def _open(self, contents: Contents) -> None:
        added = self._added()
        if contents.differs_from(self._opened.contents) or added != self._opened.added:
            self._opened = self._opening.open(contents, added)
