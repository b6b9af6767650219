"""Word documents: their text in order, headings and lists by style."""

from __future__ import annotations

import zipfile
from pathlib import Path

import docx
from docx.document import Document

from bot.errors import DocumentError
from bot.ingest.manuscript import Manuscript, Progress
from bot.ingest.readers.docx_styles import Styles
from bot.ingest.readers.docx_text import blocks_of
from bot.ingest.readers.plain import language_code, tidied
from bot.ingest.roles import settled

MOST_MEGABYTES = 500
"""Size of everything in a document once it is unpacked."""

_TEMPLATE_TITLES = frozenset({"word document", "document", "untitled"})


def read(path: Path, progress: Progress) -> Manuscript:
    """What a Word document says.

    Its own date is left alone: that is when the file or its template was made.

    Raises:
        DocumentError: it is damaged, holds no text, or unpacks to more than 500 MB.

    """
    _refuse_bombs(path)
    document = _opened(path)
    blocks = settled(blocks_of(document.element.body, Styles(document.styles.element), progress))
    if not blocks:
        raise DocumentError(f"{path} holds no text: pictures of text are not read")
    said = document.core_properties
    title = tidied(said.title)
    return Manuscript(
        path,
        blocks,
        "" if title.casefold() in _TEMPLATE_TITLES else title,
        language=language_code(said.language),
    )


def _refuse_bombs(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        unpacked = sum(member.file_size for member in archive.infolist())  # zipfile unpacks no byte more
    if unpacked > MOST_MEGABYTES * 1024 * 1024:
        raise DocumentError(
            f"{path} unpacks to more than {MOST_MEGABYTES} MB: save it anew without its pictures"
        )


def _opened(path: Path) -> Document:
    try:
        return docx.Document(str(path))
    except (KeyError, ValueError) as error:
        raise DocumentError(
            f"{path} is a template, holds macros, or is damaged: open it in a word processor, "
            "and save it as a plain .docx"
        ) from error
