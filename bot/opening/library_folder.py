"""`LibraryFolder`: a library's folder, read again and again, each report only when its files have changed."""

from __future__ import annotations

from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from bot.library.reader import Drafts, LibraryReading, put_together, report_folders
from bot.library.report_reader import ReportReading, read_report
from bot.opening.compiled import FOLDER, key_of, load_compiled, save_compiled

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


class LibraryFolder:
    """A library's folder. One thread at a time may read it."""

    def __init__(
        self,
        root: Path,
        drafts: Drafts = Drafts.WITHHELD,
        worth_keeping: int = WORTH_KEEPING,
    ) -> None:
        self.root = root
        self._drafts = drafts
        self._worth_keeping = worth_keeping
        self._known: dict[Path, _Read] = {}

    def read(
        self, changed: Collection[Path] | None = None, progress: Progress = nobody_hears
    ) -> LibraryReading:
        """The library as it is now, or what is wrong with it.

        `changed` are the paths where something may have changed since the last time; None is anywhere.
        """
        folders, problem = report_folders(self.root)
        if problem is not None:
            return LibraryReading(None, (problem,))
        known: dict[Path, _Read] = {}
        for done, folder in enumerate(folders):
            progress(done, len(folders))
            same = folder in self._known and changed is not None and not _touches(changed, folder)
            keep = len(folders) >= self._worth_keeping
            known[folder] = self._known[folder] if same else self._read(folder, keep=keep)
        self._known = known
        return put_together(self.root, (each.reading for each in known.values()), self._drafts)

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
