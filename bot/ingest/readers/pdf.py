"""PDF: the text of its pages in reading order, headings by their type."""

from __future__ import annotations

import logging
import re
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from pdfminer.pdfdocument import PDFEncryptionError
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import dict_value, resolve1
from pdfminer.utils import decode_text

from bot.errors import DocumentError
from bot.ingest.line import Line
from bot.ingest.lines import blocks_of
from bot.ingest.manuscript import Block, Manuscript, Progress, Role
from bot.ingest.readers import paragraphs, typography
from bot.ingest.readers.columns import layout_of
from bot.ingest.readers.pdf_document import BoundedDocument, UnsafeError
from bot.ingest.readers.pdf_words import sheet_of
from bot.ingest.readers.plain import tidied

MOST_PAGES = 1000
"""Pages of the longest document that is read."""

_RUBBISH = re.compile(
    r"microsoft (?:word|powerpoint)\b.*|untitled.*|document ?\d*|title|print"
    r"|.*\.(?:docx?|indd|qxd|pdf|rtf|pptx?|pages)",
    re.IGNORECASE,
)
"""Titles that programs give to a file by themselves."""


@dataclass(frozen=True, slots=True)
class _Page:
    """A page as it was read."""

    number: int
    label: str
    head: typography.Page
    text: typography.Page
    foot: typography.Page
    pictures: int

    @property
    def rows(self) -> typography.Page:
        """All rows, from top to foot."""
        return [*self.head, *self.text, *self.foot]


def read(path: Path, progress: Progress) -> Manuscript:
    """What a PDF says.

    Its own date is left alone: that is when the file was made. Notes at the foot of pages are left out.

    Raises:
        DocumentError: it is locked, damaged, a scan without text, or longer than 1,000 pages.

    """
    try:
        with path.open("rb") as file, _quiet():
            document = _opened(path, file)
            pages = list(_pages(path, document, progress))
            title = _metadata_title(document)
    except UnsafeError as error:
        raise DocumentError(
            f"{path} is damaged, or made to exhaust its reader ({error}): print it to a new PDF"
        ) from error
    if not any(page.rows for page in pages):
        raise DocumentError(f"{path} {_why_without_text(pages)}")
    return Manuscript(path, _blocks(pages), title)


def _why_without_text(pages: Sequence[_Page]) -> str:
    if any(page.pictures for page in pages):
        return (
            "holds pictures of text only (a scan): run text recognition (OCR) on it first, "
            "for instance with ocrmypdf"
        )
    return "holds no text that can be read: it may be damaged; print it to a new PDF"


def _opened(path: Path, file: BinaryIO) -> BoundedDocument:
    try:
        return BoundedDocument(PDFParser(file))
    except PDFEncryptionError as error:
        raise DocumentError(f"{path} is locked with a password: save an unlocked copy") from error


def _pages(path: Path, document: BoundedDocument, progress: Progress) -> Iterator[_Page]:
    pages = _checked(path, document, list(PDFPage.create_pages(document)))
    resources = PDFResourceManager()
    for number, page in enumerate(pages, start=1):
        progress(number - 1, len(pages))
        try:
            sheet = sheet_of(page, resources)
        except UnsafeError:
            raise
        except Exception as error:  # what parses a damaged page raises anything
            raise DocumentError(
                f"{path} is damaged on page {number}: print it to a new PDF, and look whether "
                "that page is whole"
            ) from error
        label = tidied(page.label or "") or str(number)
        layout = layout_of(sheet.words, sheet.height)
        head, text, foot = (
            [typography.row_of(line) for line in lines] for lines in (layout.head, layout.text, layout.foot)
        )
        yield _Page(number, label, head, text, foot, sheet.pictures)
    progress(len(pages), len(pages))


def _checked(path: Path, document: BoundedDocument, pages: Sequence[PDFPage]) -> Sequence[PDFPage]:
    """The pages, unless there are too many, or fewer than the document tells of."""
    told = resolve1(dict_value(document.catalog.get("Pages")).get("Count"))
    told = max(1, told) if isinstance(told, int) else 1
    if len(pages) < told:
        raise DocumentError(
            f"{path} has lost pages ({len(pages)} of {told:,} can be found): it came over only in part, "
            "so download it again"
        )
    if len(pages) > MOST_PAGES:
        raise DocumentError(
            f"{path} has {len(pages):,} pages, more than the {MOST_PAGES:,} that are read: split it"
        )
    return pages


def _metadata_title(document: BoundedDocument) -> str:
    said = resolve1(document.info[0].get("Title")) if document.info else None
    title = tidied(decode_text(said)) if isinstance(said, bytes) else ""
    return "" if _RUBBISH.fullmatch(title) else title


def _blocks(pages: Sequence[_Page]) -> tuple[Block, ...]:
    """The blocks of all pages; what the first one prints largest is the title."""
    body = typography.body_style(page.rows for page in pages)
    title = typography.title_rows(pages[0].rows, body)
    pages = [_without(page, title, body) for page in pages]
    levels = typography.heading_levels([page.text for page in pages], body)
    lines = [_lines(page, typography.levels_of(page.text, body, levels)) for page in pages]
    blocks = [replace(block, line=0) for block in blocks_of(lines)]  # a page's lines have no numbers
    if title:
        printed = " ".join(row.text for row in title)
        blocks.insert(0, Block(Role.TITLE, printed, f"page {pages[0].label}"))
    return tuple(blocks)


def _without(page: _Page, title: typography.Page, body: typography.Style) -> _Page:
    """The first page without the title, a later one without small print in its margins; both without notes.

    A running header that is set as large as the text is told later on, since it stands on several pages.
    """
    left_out = typography.notes_on(page.rows, body)
    left_out |= set(title) if page.number == 1 else typography.small_print([*page.head, *page.foot], body)
    head, text, foot = (
        [row for row in rows if row not in left_out] for rows in (page.head, page.text, page.foot)
    )
    return replace(page, head=head, text=text, foot=foot)


def _lines(page: _Page, levels: Sequence[int]) -> list[Line]:
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


@contextmanager
def _quiet() -> Iterator[None]:
    """Keeps what the parser has to say about damage away from the terminal: errors say it in plain words."""
    parser = logging.getLogger("pdfminer")
    level = parser.level
    parser.setLevel(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        parser.setLevel(level)
