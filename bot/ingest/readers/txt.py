"""Plain text: lines as somebody, or a program, has broken them; form feeds end pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from bot.errors import DocumentError
from bot.ingest.furniture import running_header
from bot.ingest.line import Line
from bot.ingest.lines import blocks_of
from bot.ingest.manuscript import Manuscript, Progress
from bot.ingest.readers.plain import decoded
from bot.ingest.shapes import ends_sentence


def read(path: Path, progress: Progress) -> Manuscript:
    """What a text says. Its title may stand in a running header alone.

    Raises:
        DocumentError: it holds no text.

    """
    text = decoded(path.read_bytes()).replace("\r\n", "\n").replace("\r", "\n")
    many = text.count("\n") + 1
    progress(0, many)
    pages = list(_pages(text))
    if not any(pages):
        raise DocumentError(f"{path} holds no text: see that it is the right file")
    blocks = blocks_of(pages)
    progress(many, many)
    return Manuscript(path, blocks, running_header(pages))


def _pages(text: str) -> Iterator[Sequence[Line]]:
    number = 0
    pages = text.split("\f")
    for page, content in enumerate(pages, start=1):
        lines: list[Line] = []
        gap = False
        for said in content.split("\n"):
            number += 1
            if not said.strip():
                gap = True
                continue
            locator = f"page {page}" if len(pages) > 1 else f"line {number}"
            starts = gap or _is_indented(said, lines)
            lines.append(Line(said.rstrip(), page, number, locator, starts=starts))
            gap = False
        number -= 1  # a form feed ends no line
        yield lines


def _is_indented(said: str, before: Sequence[Line]) -> bool:
    """Whether a line begins a paragraph by its indent; the first one of a page may have been set so too."""
    if not said[0].isspace() or not before:
        return False
    return not before[-1].text[0].isspace() and ends_sentence(before[-1].text)
