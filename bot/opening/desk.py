"""Desks from a library's folder: what the bot and the command line work with."""

from __future__ import annotations

import gc
from collections.abc import Collection, Iterator
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
from bot.opening.library_folder import WORTH_KEEPING, LibraryFolder, Progress, nobody_hears
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
    """A desk, and what it was made from."""

    desk: Desk
    contents: Contents
    added: Added
    indexed: Indexed


class Opening:
    """Opens one desk after the other on a folder whose files change. One thread at a time may use it.

    What is made of a large library is kept in its folder, so that the next start need not make it again:
    its reports from `worth_keeping` of them on, its index from `worth_saving` items on.
    """

    def __init__(
        self,
        content: Path,
        drafts: Drafts = Drafts.WITHHELD,
        worth_keeping: int = WORTH_KEEPING,
        worth_saving: int = WORTH_SAVING,
    ) -> None:
        self._content = content
        self._folder = LibraryFolder(content, drafts, worth_keeping)
        self._indexing = Indexing(content, worth_saving)

    @property
    def key(self) -> str:
        """What stands for the files as they were read last, be they good or bad."""
        return self._folder.key

    def read(self, changed: Collection[Path] | None = None, progress: Progress = nobody_hears) -> Contents:
        """What the folder holds now; `changed` are the paths that may have changed, None for all.

        Raises:
            LibraryError: the library has problems.
            QuestionsError: its thresholds cannot be read.

        """
        with _no_collecting():
            reading = self._folder.read(changed, progress)
        if reading.library is None:
            raise LibraryError(reading.problems)
        thresholds = read_thresholds(self._content)
        return Contents(reading.library, thresholds, self._folder.key, reading.withheld)

    def open(self, contents: Contents, added: Added) -> Opened:
        """The desk on what a folder holds, and on names beyond those in the library."""
        names = sorted((item, texts) for item, texts in added.items())
        key = blake2b(f"{contents.key}\0{names}".encode(), digest_size=16).hexdigest()
        with _no_collecting():
            return _opened(contents, added, self._indexing.index(contents.library, added, key))

    def settled(self, opened: Opened) -> Opened:
        """The same desk as a new start would open it, to the last digit of a score. It takes seconds.

        Any thread may ask for it; `settle` then goes on from there.
        """
        return _opened(opened.contents, opened.added, self._indexing.settled(opened.indexed))

    def settle(self, settled: Opened) -> None:
        """Go on from a settled desk."""
        self._indexing.settle(settled.indexed)


def _opened(contents: Contents, added: Added, indexed: Indexed) -> Opened:
    lookup = Lookup(
        contents.library, contents.thresholds, indexed=lambda _: indexed.index, entries=indexed.entries
    )
    return Opened(Desk(contents.library, lookup), contents, added, indexed)


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
