"""A library's folders, read again and again, each report only when its files have changed."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path

from bot.library.problems import Position, Problem
from bot.library.reader import Drafts, LibraryReading, put_together, report_folders
from bot.library.report_reader import REPORT_FILE, ReportReading, read_report
from bot.opening.compiled import FOLDER, key_of, load_compiled, save_compiled

_FOR_EVERYONE = re.compile(r"^visibility:\s*everyone\s*(#.*)?$", re.MULTILINE)

WORTH_KEEPING = 50
"""Reports from which on they are kept as read: fewer are read in well under a second."""


Progress = Callable[[int, int], None]
"""Hears how many of how many reports are read."""


def nobody_hears(_done: int, _of: int) -> None:
    """The progress of what takes a moment."""


@dataclass(frozen=True, slots=True)
class _Read:
    key: str
    reading: ReportReading


class LibraryFolders:
    """The folders of a library. One thread at a time may read them."""

    def __init__(
        self, roots: Sequence[Path], drafts: Drafts = Drafts.WITHHELD, worth_keeping: int = WORTH_KEEPING
    ) -> None:
        self._folders = [LibraryFolder(root, worth_keeping) for root in roots]
        self._drafts = drafts

    def read(
        self, changed: Collection[Path] | None = None, progress: Progress = nobody_hears
    ) -> LibraryReading:
        """The library as it is now, or what is wrong with it.

        `changed` are the paths where something may have changed since the last time; None is anywhere.
        """
        found = [(folder, each) for folder in self._folders for each in folder.readings(changed, progress)]
        readings = [_unlike_others(folder.root, each, found) for folder, each in found]
        return put_together(self._folders[0].root, readings, self._drafts)

    @property
    def key(self) -> str:
        """A hash of all that was read last."""
        return blake2b(repr([folder.key for folder in self._folders]).encode(), digest_size=16).hexdigest()


class LibraryFolder:
    """One folder. One thread at a time may read it."""

    def __init__(
        self,
        root: Path,
        worth_keeping: int = WORTH_KEEPING,
    ) -> None:
        self.root = root
        self._worth_keeping = worth_keeping
        self._known: dict[Path, _Read] = {}

    def readings(
        self, changed: Collection[Path] | None = None, progress: Progress = nobody_hears
    ) -> tuple[ReportReading, ...]:
        """What its reports say now, or a problem with the folder itself."""
        folders, problem = report_folders(self.root)
        if problem is not None:
            return (ReportReading("", None, (problem,)),)
        known: dict[Path, _Read] = {}
        for done, folder in enumerate(folders):
            progress(done, len(folders))
            same = folder in self._known and changed is not None and not _touches(changed, folder)
            keep = len(folders) >= self._worth_keeping
            known[folder] = self._known[folder] if same else self._read(folder, keep=keep)
        self._known = known
        return tuple(each.reading for each in known.values())

    @property
    def key(self) -> str:
        """A hash of all that was read last."""
        keys = sorted((folder.name, each.key) for folder, each in self._known.items())
        return blake2b(repr(keys).encode(), digest_size=16).hexdigest()

    def _read(self, folder: Path, *, keep: bool) -> _Read:
        try:
            key = key_of(folder)
        except OSError:  # a file went away meanwhile, or may not be read: the reader says which
            return _Read("", read_report(folder))
        before = self._known.get(folder)
        if before is not None and before.key == key:
            return before
        path = self.root / FOLDER / f"{folder.name}.json"
        report = load_compiled(path, key) if keep else None
        if report is not None:
            return _Read(key, ReportReading(report.id, report))
        reading = read_report(folder)
        if keep and reading.report is not None and not reading.drafts:
            with suppress(OSError):  # a folder that may not be written to costs the next start its time
                if key_of(folder) == key:  # what was read is what the key is of
                    save_compiled(path, key, reading.report)
        return _Read(key, reading)


def _touches(changed: Collection[Path], folder: Path) -> bool:
    return any(path == folder or folder in path.parents or path in folder.parents for path in changed)


def _unlike_others(
    root: Path, reading: ReportReading, found: Sequence[tuple[LibraryFolder, ReportReading]]
) -> ReportReading:
    """A report, unless an earlier folder has one of the same id: then that is its problem."""
    first = next(folder for folder, other in found if other.id == reading.id)
    if first.root == root or not reading.id:
        return reading
    place, hint = Position(root / reading.id), "rename one of the two folders"
    problem = Problem(place, "repeated-report", f"{first.root / reading.id} has this id already", hint)
    return replace(reading, report=None, problems=(*reading.problems, problem))


def says_not_everyone(folder: Path) -> bool:
    """Whether a report, however broken, seems to say that it is not for everyone; when in doubt, it does."""
    try:
        text = (folder / REPORT_FILE).read_text(encoding="utf-8")
    except FileNotFoundError:
        return False
    except (OSError, UnicodeDecodeError):
        return True
    return "visibility" in text and _FOR_EVERYONE.search(text) is None
