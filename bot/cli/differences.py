"""`brief diff OLD NEW`: what changed between two versions of the library, in words."""

from __future__ import annotations

import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.text import Text

from bot.errors import BriefbotError
from bot.library.changes import Change, Kind, changes, marks_of
from bot.library.reader import load_library
from bot.library.snapshot import Library

_STYLES = {"new": "green", "removed": "red"}


def show_differences(old: str, new: str, content: Path, console: Console) -> None:
    """Print what a library has that another one has not; each is a folder, or a revision of git.

    Raises:
        LibraryError: one of them has problems.
        BriefbotError: one is neither a folder nor a revision.

    """
    with _version(old, content) as before, _version(new, content) as after:
        one, other = load_library(before), load_library(after)
    found = changes(marks_of(one), other)
    if not found:
        console.print("Nothing has changed.")
    for report, of_report in groupby(found, key=lambda change: change.item.partition("/")[0]):
        console.print(Text(_title(one, other, report), style="bold"))
        for change in of_report:
            console.print(_line(one, other, change))


def _title(one: Library, other: Library, item_id: str) -> str:
    item = other.get(item_id) or one.get(item_id)
    return item.title if item is not None else item_id


def _line(one: Library, other: Library, change: Change) -> Text:
    title = _title(one, other, change.item)
    said = change.said_of(title) if change.kind is not Kind.REMOVED else f"Removed: {title}"
    return Text(f"  {said}  ", style=_STYLES.get(change.kind.split()[0], "")).append(change.item, style="dim")


@contextmanager
def _version(name: str, content: Path) -> Iterator[Path]:
    """The folder of a version: the folder of this name, or the library's as it was at a revision of git."""
    if Path(name).is_dir():
        yield Path(name)
        return
    with TemporaryDirectory(prefix="briefbot-") as place:
        with tarfile.open(fileobj=BytesIO(_archived(name, content))) as archive:
            archive.extractall(place, filter="data")
        yield Path(place)


def _archived(revision: str, content: Path) -> bytes:
    command = ("git", "-C", str(content), "archive", "--format=tar", "--end-of-options", revision, ".")
    try:
        done = subprocess.run(command, capture_output=True, check=True)  # noqa: S603 - no shell, no option
    except (OSError, subprocess.CalledProcessError):
        raise BriefbotError(
            f"'{revision}' is no folder, and {content} has no revision of that name in git"
        ) from None
    return done.stdout
