"""The pages of a PDF as blocks: without what stands in margins, headings and the title told by type."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.ingest.line import Line
from bot.ingest.lines import blocks_of
from bot.ingest.manuscript import Block, Role
from bot.ingest.readers import paragraphs, typography
from bot.ingest.readers.typography import Row, Style

_NO_LETTERS = re.compile(r"[\W\d_]+")


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it was read: its rows in reading order, those of its margins apart."""

    number: int
    label: str
    head: typography.Page
    text: typography.Page
    foot: typography.Page
    pictures: int = 0

    @property
    def rows(self) -> typography.Page:
        """All rows, from top to foot."""
        return [*self.head, *self.text, *self.foot]


def blocks_of_pages(pages: Sequence[Page]) -> tuple[Block, ...]:
    """The blocks of all pages; what the first one prints largest is the title."""
    body = typography.body_style(page.rows for page in pages)
    title = typography.title_rows(pages[0].rows, body)
    running = _running(pages)
    pages = [_text_of(page, title, running, body) for page in pages]
    levels = typography.heading_levels([page.text for page in pages], body)
    lines = [_lines(page, typography.levels_of(page.text, body, levels)) for page in pages]
    blocks = [replace(block, line=0) for block in blocks_of(lines)]  # a page's lines have no numbers
    if title:
        printed = " ".join(row.text for row in title)
        blocks.insert(0, Block(Role.TITLE, printed, f"page {pages[0].label}"))
    return tuple(blocks)


def _running(pages: Sequence[Page]) -> frozenset[str]:
    """What stands in the margins of several pages, but for its numbers."""
    seen = Counter(key for page in pages for key in {_key(row) for row in (*page.head, *page.foot)})
    return frozenset(key for key, times in seen.items() if times > 1)


def _key(row: Row) -> str:
    return _NO_LETTERS.sub(" ", row.text.casefold()).strip()


def _text_of(page: Page, title: typography.Page, running: frozenset[str], body: Style) -> Page:
    """A page without running headers and notes; the first without the title, a later one without small print.

    Small print in the margins of a later page is a running header, though perhaps a section's of one page.
    """
    margins = [*page.head, *page.foot]
    left_out = typography.notes_on(page.rows, body) | {row for row in margins if _key(row) in running}
    left_out |= set(title) if page.number == 1 else typography.small_print(margins, body)
    head, text, foot = (
        [row for row in rows if row not in left_out] for rows in (page.head, page.text, page.foot)
    )
    return replace(page, head=head, text=text, foot=foot)


def _lines(page: Page, levels: Sequence[int]) -> list[Line]:
    """A page's rows as lines. Its text may go on with a paragraph of the page before, its margins do not."""
    begins = paragraphs.starts(page.text)
    if page.number == 1:
        begins[:1] = [True] * len(begins[:1])
    told = [
        *((row, 0, True) for row in page.head),
        *zip(page.text, levels, begins, strict=True),
        *((row, 0, True) for row in page.foot),
    ]
    return [
        Line(row.text, page.number, at, f"page {page.label}", level=level, starts=start)
        for at, (row, level, start) in enumerate(told, start=1)
    ]
