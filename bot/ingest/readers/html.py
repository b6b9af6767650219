"""Web pages: their main text, without what stands around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from lxml import etree  # type: ignore[import-untyped]  # ships no types

from bot.errors import DocumentError
from bot.ingest.manuscript import Manuscript, Progress
from bot.ingest.readers.html_text import LINE, PageText
from bot.ingest.readers.plain import decoded
from bot.ingest.roles import settled

_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_DECLARED_WITHIN = 4096
_OPENING_TAG = re.compile(
    r"<(p|h[1-6]|li|td|th|div|blockquote|dt|dd|pre|figcaption|caption)(?=[\s>]|$)", re.IGNORECASE
)
_STEP = 64 * 1024  # characters that the parser takes at once


def read(path: Path, progress: Progress) -> Manuscript:
    """What a web page says.

    Raises:
        DocumentError: it holds no text.

    """
    data = path.read_bytes()
    declared = _DECLARED.search(data[:_DECLARED_WITHIN])
    page = _parsed(decoded(data, declared[1].decode("ascii") if declared else ""), progress)
    blocks = settled(page.main())
    if not blocks:
        raise DocumentError(
            f"{path} holds no text: a page that a program fills in while it is shown is to be printed "
            "to a PDF in the browser"
        )
    return Manuscript(path, blocks, page.head.title(blocks), page.head.published(), page.head.language)


def _parsed(text: str, progress: Progress) -> PageText:
    """The page, its events heard one by one: no tree is built, so that nesting may be as deep as it likes."""
    page = PageText()
    parser = etree.HTMLParser(target=page, huge_tree=True)
    numbered = "\n".join(_with_lines(text))
    for start in range(0, len(numbered), _STEP):
        parser.feed(numbered[start : start + _STEP])
        progress(min(start + _STEP, len(numbered)), len(numbered))
    parser.close()
    return page


def _with_lines(text: str) -> Iterator[str]:
    """The text, in which each tag that begins a block carries its line: the parser forgets it."""
    for number, line in enumerate(text.split("\n"), start=1):
        yield _OPENING_TAG.sub(rf"<\1 {LINE}={number}", line)
