"""`open_desk`: what the bot and the command line work with, from the library's folder."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from types import MappingProxyType

from bot.desk.desk import Desk
from bot.library.reader import load_library
from bot.lookup.building import build
from bot.lookup.engine import Lookup
from bot.lookup.entries import Added, Entry
from bot.lookup.index import Index
from bot.opening.index_file import index_at
from bot.opening.thresholds_file import read_thresholds

INDEX_FILE = Path(".cache") / "lookup.index"
"""Where the index of a large library is kept, in its folder; it may be deleted at any time."""

WORTH_SAVING = 2_000
"""Items from which on an index is saved: that of a smaller library is built in well under a second."""


def open_desk(content: Path, added: Added = MappingProxyType({}), worth_saving: int = WORTH_SAVING) -> Desk:
    """The desk on a library's folder; the index of one with so many items is saved in it.

    `added` are names beyond those in the library.

    Raises:
        LibraryError: the library has problems.
        QuestionsError: its thresholds cannot be read.

    """
    library = load_library(content)
    large = sum(1 for _ in library.items()) >= worth_saving
    indexed = partial(_saved_index, content) if large else build
    return Desk(library, Lookup(library, read_thresholds(content), indexed=indexed, added=added))


def _saved_index(content: Path, entries: Sequence[Entry]) -> Index:
    """The index in a library's folder, made anew where it is not of these entries."""
    return index_at(content / INDEX_FILE, fingerprint(content), lambda: build(entries))


def fingerprint(content: Path) -> str:
    """What an index is made from: every YAML file of a library, and this version of Briefbot."""
    digest = blake2b(version("briefbot").encode(), digest_size=16)
    for path in sorted(content.rglob("*.y*ml")):
        digest.update(f"\0{path.relative_to(content)}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()
