"""`LiveDesk`: the desks that answer now from a library's folders, and how others take their place, whole."""

from __future__ import annotations

import gc
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from threading import Lock
from types import MappingProxyType

from bot.desk.desk import Desk
from bot.desk.reload import Reload
from bot.errors import BriefbotError, LibraryError
from bot.library.report_reader import REPORT_FILE
from bot.library.visibility import Audience
from bot.lookup.entries import Added
from bot.opening.desk import Contents, Opening
from bot.opening.library_folder import says_not_everyone
from bot.opening.views import Views

NO_NAMES_ANYWHERE: Mapping[str, Added] = MappingProxyType({})


class LiveDesk:
    """Implements `bot.desk.ports.Desks` on a library's folders. Threads may share it.

    `added` tells the names that editors have added beside the files, by workspace; `last` is what came of the
    last look at the files.

    Raises:
        LibraryError, QuestionsError: the library cannot be served; one with problems never is.

    """

    def __init__(
        self, opening: Opening, added: Callable[[], Mapping[str, Added]] = lambda: NO_NAMES_ANYWHERE
    ) -> None:
        self._opening = opening
        self._added = added
        self._one_at_a_time = Lock()
        contents = opening.read()
        self._views = Views(opening, contents, added())
        self._views.desk(Audience())
        self.last = Reload(contents.library, contents.library, contents.key, (), contents.withheld)
        gc.freeze()  # a library stays: the collector need not walk through it again and again

    def at(self, audience: Audience) -> Desk:
        """The desk for an audience: what it may not see, this desk has never heard of."""
        return self._views.desk(audience)

    def asks_who(self, team: str) -> bool:
        """Whether it matters in a workspace who is a member of it."""
        return team in self._views.workspaces

    @property
    def folders(self) -> tuple[Path, ...]:
        """Where its files are."""
        return self._opening.folders

    def refresh(self) -> None:
        """Take up the names that editors added or took back."""
        with self._one_at_a_time:
            self._open(self._views.contents)

    def reload(self, changed: Collection[Path] | None = None) -> Reload | None:
        """Look at the files, at these paths or at all, and take up what changed; None where nothing did.

        A library with problems leaves all as it was.
        """
        with self._one_at_a_time:
            before, last = self._views.contents, self.last
            contents, problems = self._read(before, changed)
            self._open(contents)
            key = self._opening.key
            if (key, problems, contents.thresholds) == (last.key, last.problems, before.thresholds):
                return None
            private = frozenset(each for each in problems if self._is_private(each, before))
            self.last = Reload(contents.library, before.library, key, problems, contents.withheld, private)
            return self.last

    def settle(self) -> None:
        """Make desks that were opened in haste as a new start would open them; quick where none was."""
        views = self._views
        for hasty, settled in views.settled():  # takes seconds, in which nobody has to wait for it
            with self._one_at_a_time:
                if self._views is views:
                    views.settle(hasty, settled)

    def _read(self, before: Contents, changed: Collection[Path] | None) -> tuple[Contents, tuple[str, ...]]:
        """What the folders hold now or, with the problems of that, what they held before."""
        try:
            return self._opening.read(changed), ()
        except LibraryError as error:
            return before, error.problems
        except BriefbotError as error:
            return before, (str(error),)

    def _is_private(self, problem: str, before: Contents) -> bool:
        """Whether a problem is of a report that was not for everyone, or says now that it is not."""
        place = Path(problem.partition(":")[0])
        for folder in self.folders:
            if folder in place.parents:
                is_one_report = (folder / REPORT_FILE).exists()
                own = folder if is_one_report else folder / place.relative_to(folder).parts[0]
                served = [each for each in before.library.reports if each.id == own.name]
                return any(not each.visibility.is_everyone for each in served) or says_not_everyone(own)
        return False

    def _open(self, contents: Contents) -> None:
        added = self._added()
        if contents.differs_from(self._views.contents) or added != self._views.added:
            self._views = self._views.after(contents, added)
