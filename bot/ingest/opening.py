"""A document of any format that can be read, as a manuscript."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from bot.errors import DocumentError
from bot.ingest.kinds import HEAD, Kind, has_tags, kind_of
from bot.ingest.manuscript import Manuscript, Progress, Reader

_MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Format:
    """A format of document: what its bytes are, the module whose `read` reads it, its largest size in MB."""

    kind: Kind
    module: str
    megabytes: int


_PDF = Format(Kind.PDF, "bot.ingest.readers.pdf", 200)
_DOCX = Format(Kind.DOCX, "bot.ingest.readers.docx", 200)
_HTML = Format(Kind.HTML, "bot.ingest.readers.html", 50)
_MARKDOWN = Format(Kind.TEXT, "bot.ingest.readers.md", 10)
_TEXT = Format(Kind.TEXT, "bot.ingest.readers.txt", 20)

FORMATS = {
    ".pdf": _PDF,
    ".docx": _DOCX,
    ".html": _HTML,
    ".htm": _HTML,
    ".xhtml": _HTML,
    ".md": _MARKDOWN,
    ".markdown": _MARKDOWN,
    ".txt": _TEXT,
    ".text": _TEXT,
}
"""What reads a file, by the end of its name; the first end of each format is the usual one."""

_USUAL = {Kind.PDF: ".pdf", Kind.DOCX: ".docx", Kind.HTML: ".html", Kind.TEXT: ".txt"}
_READABLE = "documents that can be read end in .pdf, .docx, .html, .md or .txt"


def read(path: Path, progress: Progress) -> Manuscript:
    """What a document says.

    Raises:
        DocumentError: it cannot be read, or is not what its name says; the text tells the way out.

    """
    try:
        form = _form_of(path)
    except OSError as error:
        raise DocumentError(f"{path} cannot be read: {error.strerror or error}") from error
    return read_as(form, path, progress)


def read_as(form: Format, path: Path, progress: Progress) -> Manuscript:
    """What a document of a known format says. Its reader, and the packages this needs, are imported only now.

    Raises:
        DocumentError: it is damaged, or a package is not installed.

    """
    try:
        reader = cast(Reader, importlib.import_module(form.module).read)
        return reader(path, progress)
    except DocumentError:
        raise
    except ModuleNotFoundError as error:
        raise DocumentError(
            f"{path} cannot be read without the package '{error.name}', which is not installed: "
            "pip install 'briefbot[ingest]'"
        ) from error
    except Exception as error:  # what parses a damaged file raises anything
        raise DocumentError(
            f"{path} is damaged and cannot be read: open it in the program that made it, and save it anew"
        ) from error


def _form_of(path: Path) -> Format:
    """The format of a file, which is what its name says."""
    if not path.exists():
        raise DocumentError(f"{path} does not exist: check the name and the folder")
    if not path.is_file():
        raise DocumentError(f"{path} is a folder or a device: name a file")
    form = FORMATS.get(path.suffix.lower())
    if form is None:
        raise DocumentError(f"{path} has an unknown ending: {_READABLE}")
    _check_size(path, form)
    _check_kind(path, form)
    return form


def _check_size(path: Path, form: Format) -> None:
    size = path.stat().st_size
    if size == 0:
        raise DocumentError(f"{path} is empty: save or download it again")
    if size > form.megabytes * _MEGABYTE:
        raise DocumentError(
            f"{path} has {size / _MEGABYTE:,.0f} MB, more than the {form.megabytes} MB that are read: "
            "split it, or leave its pictures out"
        )


def _check_kind(path: Path, form: Format) -> None:
    with path.open("rb") as file:
        kind = kind_of(file)
        file.seek(0)
        head = file.read(HEAD)
    if kind is form.kind or (form.kind is Kind.HTML and kind is Kind.TEXT and has_tags(head)):
        return
    raise DocumentError(f"{path} is {kind}{_way_out(path, kind)}")


def _way_out(path: Path, kind: Kind) -> str:
    """How a refusal goes on: what to do with a file of another kind than its name says."""
    if kind is Kind.LOCKED_OFFICE:
        return ": save a copy without the password"
    if kind in _USUAL:
        return f", whatever its name says: rename it to {path.with_suffix(_USUAL[kind]).name}"
    if kind in {Kind.RTF, Kind.OLD_OFFICE, Kind.ODT}:
        return ": open it in a word processor, and save it as .docx"
    if kind in {Kind.BINARY, Kind.BROKEN_ZIP}:
        return ": download it again, or save it anew"
    return f", whatever its name says; {_READABLE}"
