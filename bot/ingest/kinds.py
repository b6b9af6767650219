"""What a file is, told by its bytes and not by its name."""

from __future__ import annotations

import re
import struct
import zipfile
from enum import StrEnum
from typing import BinaryIO

HEAD = 64 * 1024
"""Bytes at a file's beginning that tell what it is."""

PDF_WITHIN = 1024
"""A PDF may begin with other bytes, up to here."""


class Kind(StrEnum):
    """What a file is; the value names it in a sentence."""

    PDF = "a PDF"
    DOCX = "a Word document (docx)"
    HTML = "a web page (html)"
    TEXT = "plain text"
    LOCKED_OFFICE = "an Office document that is locked with a password"
    OLD_OFFICE = "a document of an old Office program (such as .doc)"
    RTF = "a rich text document (rtf)"
    ODT = "an OpenDocument text (odt)"
    EPUB = "an electronic book (epub)"
    EXCEL = "an Excel workbook"
    POWERPOINT = "a PowerPoint presentation"
    PICTURE = "a picture"
    POSTSCRIPT = "a PostScript file"
    ZIP = "a zip archive"
    BROKEN_ZIP = "a damaged zip archive, perhaps a Word document that came over only in part"
    ARCHIVE = "an archive or a compressed file"
    PROGRAM = "a program"
    DATABASE = "a database"
    BINARY = "no document that can be recognised, or a damaged one"


_MAGIC = (
    (b"{\\rtf", Kind.RTF),
    (b"\x89PNG\r\n", Kind.PICTURE),
    (b"\xff\xd8\xff", Kind.PICTURE),
    (b"GIF8", Kind.PICTURE),
    (b"II*\x00", Kind.PICTURE),
    (b"MM\x00*", Kind.PICTURE),
    (b"%!PS", Kind.POSTSCRIPT),
    (b"\x1f\x8b", Kind.ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", Kind.ARCHIVE),
    (b"Rar!\x1a", Kind.ARCHIVE),
    (b"BZh", Kind.ARCHIVE),
    (b"\xfd7zXZ\x00", Kind.ARCHIVE),
    (b"\x7fELF", Kind.PROGRAM),
    (b"MZ\x90\x00", Kind.PROGRAM),
    (b"\xcf\xfa\xed\xfe", Kind.PROGRAM),
    (b"SQLite format 3\x00", Kind.DATABASE),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_MEMBERS = (
    ("word/document.xml", Kind.DOCX),
    ("xl/workbook.xml", Kind.EXCEL),
    ("ppt/presentation.xml", Kind.POWERPOINT),
)
_MIMETYPES = (
    (b"application/vnd.oasis.opendocument.text", Kind.ODT),
    (b"application/epub+zip", Kind.EPUB),
)
_HTML = re.compile(
    rb"(?>\s+|\xef\xbb\xbf|\xff\xfe|\xfe\xff|<\?xml[^>]*>|<!--.*?-->)*<(?:!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(rb"</?[a-z]", re.IGNORECASE)
_BYTE_ORDER_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\x0b\x1a\x1b"))
_MOST_CONTROLS = 0.02  # of a text's bytes; of random bytes it is a tenth
_FEW_CONTROLS = 8


def kind_of(file: BinaryIO) -> Kind:
    """What a file is, open at its beginning.

    Raises:
        OSError: it cannot be read.

    """
    head = file.read(HEAD)
    if head.startswith(_OLE):
        return Kind.LOCKED_OFFICE if _ENCRYPTED in head + file.read() else Kind.OLD_OFFICE
    if head.startswith(_ZIP):
        return _kind_of_zip(file)
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    if b"%PDF-" in head[:PDF_WITHIN]:
        return Kind.PDF
    if _HTML.match(_narrow(head)):
        return Kind.HTML
    return Kind.TEXT if _is_text(head) else Kind.BINARY


def has_tags(head: bytes) -> bool:
    """Whether a text has something that looks like a tag of HTML."""
    return _TAG.search(_narrow(head)) is not None


def _narrow(head: bytes) -> bytes:
    """Latin letters as one byte each, in UTF-16 as well."""
    return head.replace(b"\x00", b"")


def _kind_of_zip(file: BinaryIO) -> Kind:
    try:
        with zipfile.ZipFile(file) as archive:
            members = set(archive.namelist())
            for member, kind in _MEMBERS:
                if member in members:
                    return kind
            mimetype = archive.open("mimetype").read(100) if "mimetype" in members else b""
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, OSError, struct.error):
        return Kind.BROKEN_ZIP
    return next((kind for start, kind in _MIMETYPES if mimetype.startswith(start)), Kind.ZIP)


def _is_text(head: bytes) -> bool:
    if head.startswith(_BYTE_ORDER_MARKS):
        return True
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return b"\x00" not in head and controls <= max(_FEW_CONTROLS, _MOST_CONTROLS * len(head))
