"""What tests of readers share: reading without a progress bar, and writing small documents."""

from __future__ import annotations

from pathlib import Path

from bot.ingest.manuscript import Manuscript, Role
from bot.ingest.opening import read


def manuscript_of(path: Path) -> Manuscript:
    """What a document says, read in silence."""
    return read(path, lambda _done, _all: None)


def written(path: Path, content: str | bytes) -> Path:
    """A file with this content."""
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def said(manuscript: Manuscript) -> list[tuple[Role, str]]:
    """What each block is and says."""
    return [(block.role, block.text) for block in manuscript.blocks]
