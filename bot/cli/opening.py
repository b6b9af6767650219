"""What the commands open: the library, the desk on it, and what the bot remembers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress

    from bot.desk.desk import Desk
    from bot.lookup.entries import Added
    from bot.state.memory import SqlMemory

_MANY = 50
"""Reports from which on reading them takes long enough to show how far it is."""


def content_folder(chosen: Path | None) -> Path:
    """The library's folder: the one chosen, or that of the settings."""
    from bot.settings import load_settings

    return chosen or load_settings().brief_content


def desk_of(content: Path | None, *, with_drafts: bool = False, added: Added | None = None) -> Desk:
    """A desk on a library, and on names beyond those in it. Raises LibraryError when it has problems."""
    from bot.library.reader import Drafts
    from bot.opening.desk import open_desk

    drafts = Drafts.SHOWN if with_drafts else Drafts.WITHHELD
    with reading_progress() as progress:
        return open_desk(content_folder(content), added or {}, drafts=drafts, progress=progress)


@contextmanager
def reading_progress(what: str = "the library", many: int = _MANY) -> Iterator[Callable[[int, int], None]]:
    """A bar on a terminal's stderr for who waits for `many` steps or more; of few ones nothing is seen."""
    bars: list[Progress] = []

    def heard(done: int, of: int) -> None:
        if not bars and of >= many:
            bars.append(_bar(what, of))
        if bars:
            bars[0].update(bars[0].task_ids[0], completed=done)

    try:
        yield heard
    finally:
        for bar in bars:
            bar.stop()


def _bar(what: str, total: int) -> Progress:
    from rich.console import Console
    from rich.progress import Progress

    console = Console(stderr=True)
    bar = Progress(console=console, transient=True, disable=not console.is_terminal)
    bar.add_task(f"Reading {what}", total=total)
    bar.start()
    return bar


@contextmanager
def memory_of() -> Iterator[SqlMemory]:
    """What the bot remembers. Raises StateError when the database cannot be used."""
    from bot.settings import load_settings
    from bot.state.memory import open_memory

    memory = open_memory(load_settings().brief_database_url)
    try:
        yield memory
    finally:
        memory.close()
