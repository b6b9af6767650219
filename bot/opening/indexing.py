"""`Indexing`: the index of a library that changes, made with as little work as each change needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.library.model import Report
from bot.library.snapshot import Library
from bot.lookup.building import build
from bot.lookup.entries import Added, Entry, entries_of_report
from bot.lookup.index import Index
from bot.lookup.patching import patched
from bot.opening.index_file import index_at

INDEX_FILE = Path(".cache") / "lookup.index"
"""Where the index of a large library is kept, in its folder; it may be deleted at any time."""

WORTH_SAVING = 2_000
"""Items from which on an index is saved, and patched: that of a smaller library is built in a moment."""


@dataclass(frozen=True, slots=True)
class Indexed:
    """Entries and their index. One that is not exact was patched: its scores may differ in a far digit."""

    entries: Sequence[Entry]
    index: Index
    key: str
    is_exact: bool = True


@dataclass(frozen=True, slots=True)
class _Known:
    """The entries of a report, with the names that were added to its items."""

    report: Report
    names: tuple[tuple[str, tuple[str, ...]], ...]
    entries: tuple[Entry, ...]


class Indexing:
    """Makes the entries and the index of one library after the other. One thread at a time may use it.

    `content` is the folder that a large index is kept in; it is kept in none where that is None.
    """

    def __init__(self, content: Path | None, worth_saving: int = WORTH_SAVING) -> None:
        self._path = content / INDEX_FILE if content else None
        self._worth_saving = worth_saving
        self._of_report: dict[str, _Known] = {}
        self._last: Indexed | None = None

    def index(self, library: Library, added: Added, key: str) -> Indexed:
        """The index of a library and of names beyond those in it; `key` tells what both are made from."""
        entries = self._entries(library, added)
        if len(entries) < self._worth_saving:
            self._last = Indexed(entries, build(entries), key)
        elif self._last and (index := patched(self._last.index, self._last.entries, entries)):
            self._last = Indexed(entries, index, key, is_exact=False)
        else:
            self._last = Indexed(entries, self._exact(entries, key), key)
        return self._last

    def settled(self, patch: Indexed) -> Indexed:
        """A patched index as a new start would make it. Any thread may ask for it."""
        return Indexed(patch.entries, self._exact(patch.entries, patch.key), patch.key)

    def settle(self, settled: Indexed) -> None:
        """Go on from a settled index."""
        self._last = settled

    def _exact(self, entries: Sequence[Entry], key: str) -> Index:
        return index_at(self._path, key, lambda: build(entries)) if self._path else build(entries)

    def _entries(self, library: Library, added: Added) -> list[Entry]:
        """The entries of a library; those of a report that has not changed are the same objects."""
        before, self._of_report = self._of_report, {}
        of_report: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
        for item_id, texts in sorted(added.items()):
            of_report.setdefault(item_id.partition("/")[0], []).append((item_id, texts))
        for report in library.reports:
            names = tuple(of_report.get(report.id, ()))
            known = before.get(report.id)
            if known is None or known.report is not report or known.names != names:
                known = _Known(report, names, entries_of_report(report, added))
            self._of_report[report.id] = known
        return [entry for known in self._of_report.values() for entry in known.entries]
