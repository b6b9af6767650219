"""What a document says, whatever its format: headings, paragraphs and bullets, each with its place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol


class Role(StrEnum):
    """What a block is in its document."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    BULLET = "bullet"


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a paragraph or a bullet: one run of text, its lines joined, its bullet's glyph gone.

    `locator` is where a reader finds it in the source: "page 3" or "line 120". `line` is the line of the
    file where it begins, from 1, or 0 where the format has no lines. `level` is a heading's, from 1.
    """

    role: Role
    text: str
    locator: str
    line: int = 0
    level: int = 0


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A document as read: its blocks in reading order, and what it says of itself.

    `title` and `published` are what the document's own metadata say, "" where they say nothing; `published`
    is ISO 8601 text of reduced precision, as `bot.library.dates.ReportDate.parse` reads.
    """

    path: Path
    blocks: tuple[Block, ...]
    title: str = ""
    published: str = ""
    language: str = ""


Progress = Callable[[int, int], None]
"""Hears how many of how many steps (pages, or lines) are done."""


class Reader(Protocol):
    """Reads one format."""

    def __call__(self, path: Path, progress: Progress) -> Manuscript:
        """What the document says.

        Raises:
            DocumentError: it cannot be read; the text says why and what to do.

        """
