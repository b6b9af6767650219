"""What the commands open: the library, the desk on it, and what the bot remembers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.desk.desk import Desk
    from bot.state.memory import SqlMemory


def content_folder(chosen: Path | None) -> Path:
    """The library's folder: the one chosen, or that of the settings."""
    from bot.settings import load_settings

    return chosen or load_settings().brief_content


def desk_of(content: Path | None) -> Desk:
    """A desk on a library. Raises LibraryError when it has problems."""
    from bot.opening.desk import open_desk

    return open_desk(content_folder(content))


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
