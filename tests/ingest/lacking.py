"""A reader that needs a package that nobody has."""

from __future__ import annotations

from pathlib import Path

from bot.ingest.manuscript import Manuscript, Progress


def read(path: Path, _progress: Progress) -> Manuscript:
    """Nothing, for want of the package."""
    import harbour_master  # type: ignore[import-not-found]  # that is the point

    return Manuscript(path, harbour_master.blocks(path))
