"""Desks from a library's folder: what the bot and the command line work with."""

from __future__ import annotations

import gc
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from types import MappingProxyType

from bot.desk.desk import Desk
from bot.errors import LibraryError
from bot.library.reader import Drafts
from bot.library.snapshot import Library
from bot.lookup.engine import Lookup
from bot.lookup.entries import Added
from bot.lookup.verdict import Thresholds
from bot.opening.indexing import WORTH_SAVING, Indexed, Indexing
from bot.opening.library_folder import WORTH_KEEPING, LibraryFolders, Progress, nobody_hears
from bot.opening.thresholds_file import read_thresholds

NO_NAMES: Added = MappingProxyType({})


def open_desk(
    content: Path,
    added: Added = NO_NAMES,
    drafts: Drafts = Drafts.WITHHELD,
    progress: Progress = nobody_hears,
) -> Desk:
    """The desk on a library's folder; `added` are names beyond those in the library.

    Raises:
        LibraryError: the library has problems.
        QuestionsError: its thresholds cannot be read.

    """
    opening = Opening(content, drafts)
    return opening.open(opening.read(None, progress), added).desk


@dataclass(frozen=True, slots=True)
class Contents:
    """What a library's folder holds; `key` stands for all of it, `withheld` are the drafts left out."""

    library: Library
    thresholds: Thresholds
    key: str
    withheld: tuple[str, ...] = ()

    def differs_from(self, other: Contents) -> bool:
        """Whether a desk on it would be another one."""
        return (self.key, self.thresholds) != (other.key, other.thresholds)


@dataclass(frozen=True, slots=True)
class Opened:
    """A desk, and what it was made from and by."""

    desk: Desk
    contents: Contents
    added: Added
    indexed: Indexed
    indexing: Indexing


class Opening:
    """Opens desks on folders whose files change. One thread at a time may use it.

    `beside` are further folders, whose reports are served with those of the first; `shelf` tells this library
    from those of other workspaces. What is made of a large
    library is kept in its folder, so that the next start need not make it again: its reports from
    `worth_keeping` of them on, its index from `worth_saving` items on.
    """

    def __init__(
        self,
        content: Path,
        drafts: Drafts = Drafts.WITHHELD,
        worth_keeping: int = WORTH_KEEPING,
        worth_saving: int = WORTH_SAVING,
        beside: Sequence[Path] = (),
        shelf: str = "",
    ) -> None:
        self.folders = (content, *beside)
        self._read = LibraryFolders(self.folders, drafts, worth_keeping)
        self._worth_saving = worth_saving
        self._shelf = shelf

    @property
    def key(self) -> str:
        """What stands for the files as they were read last, be they good or bad."""
        return self._read.key

    def read(self, changed: Collection[Path] | None = None, progress: Progress = nobody_hears) -> Contents:
        """What the folders hold now; `changed` are the paths that may have changed, None for all.

        Raises:
            LibraryError: the library has problems.
            QuestionsError: its thresholds cannot be read.

        """
        with _no_collecting():
            reading = self._read.read(changed, progress)
        if reading.library is None:
            raise LibraryError(reading.problems)
        thresholds = read_thresholds(self.folders[0])
        return Contents(reading.library, thresholds, self._read.key, reading.withheld)

    def indexing(self, *, kept: bool = True) -> Indexing:
        """What makes the indexes of one state of a library after the other; `kept`: in the folder, too."""
        return Indexing(self.folders[0] if kept else None, self._worth_saving)

    def open(self, contents: Contents, added: Added, indexing: Indexing | None = None) -> Opened:
        """The desk on some contents, and on names beyond those in them."""
        indexing = indexing or self.indexing()
        names = sorted((item, texts) for item, texts in added.items())
        ids = [report.id for report in contents.library.reports]
        key = blake2b(f"{contents.key}\0{ids}\0{names}".encode(), digest_size=16).hexdigest()
        with _no_collecting():
            return self._opened(contents, added, indexing.index(contents.library, added, key), indexing)

    def settled(self, opened: Opened) -> Opened:
        """The same desk as a new start would open it, to the last digit of a score. It takes seconds.

        Any thread may ask for it; its `indexing` goes on from there once it is told to settle.
        """
        indexed = opened.indexing.settled(opened.indexed)
        return self._opened(opened.contents, opened.added, indexed, opened.indexing)

    def _opened(self, contents: Contents, added: Added, indexed: Indexed, indexing: Indexing) -> Opened:
        lookup = Lookup(
            contents.library, contents.thresholds, indexed=lambda _: indexed.index, entries=indexed.entries
        )
        desk = Desk(contents.library, lookup, self._shelf)
        return Opened(desk, contents, added, indexed, indexing)


@contextmanager
def _no_collecting() -> Iterator[None]:
    """Make much that stays without the garbage collector's looking for cycles in it again and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
