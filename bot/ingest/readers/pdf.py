"""PDF: the text of its pages in reading order, headings by their type."""

from __future__ import annotations

import logging
import re
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from pdfminer.pdfdocument import PDFEncryptionError
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import dict_value, resolve1
from pdfminer.utils import decode_text

from bot.errors import DocumentError
from bot.ingest.manuscript import Manuscript, Progress
from bot.ingest.readers.columns import layout_of
from bot.ingest.readers.pdf_document import BoundedDocument, UnsafeError
from bot.ingest.readers.pdf_pages import Page, blocks_of_pages
from bot.ingest.readers.pdf_words import sheet_of
from bot.ingest.readers.plain import tidied
from bot.ingest.readers.typography import row_of

MOST_PAGES = 1000
"""Pages of the longest document that is read."""

_RUBBISH = re.compile(
    r"microsoft (?:word|powerpoint)\b.*|untitled.*|document ?\d*|title|print"
    r"|.*\.(?:docx?|indd|qxd|pdf|rtf|pptx?|pages)",
    re.IGNORECASE,
)
"""Titles that programs give to a file by themselves."""


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
    return Manuscript(path, blocks_of_pages(pages), title)


def _why_without_text(pages: Sequence[Page]) -> str:
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


def _pages(path: Path, document: BoundedDocument, progress: Progress) -> Iterator[Page]:
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
        head, text, foot = ([*map(row_of, lines)] for lines in (layout.head, layout.text, layout.foot))
        yield Page(number, label, head, text, foot, sheet.pictures)
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
