"""A PDF whose parser cannot be led into endless work by what is damaged, or made to be.

Everything that the parser follows in a document comes through `getobj`, which is where this looks at it.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import Any

from pdfminer.pdfdocument import PDFBaseXRef, PDFDocument, PDFNoValidXRef, PDFXRefStream
from pdfminer.pdfexceptions import PDFException, PDFObjectNotFound
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import LITERALS_FLATE_DECODE, PDFObjRef, PDFStream
from pdfminer.psparser import LIT

MOST_BYTES = 64 * 1024 * 1024
"""Size of the largest stream once it is unpacked."""

_STEP = 64 * 1024
_MOST_TABLES = 64  # of objects: one for each time that a document was changed
_MOST_OBJECTS = 10_000_000
_MOST_CODES = 1_000_000  # of letters in one font; Unicode has a little more
_WIDTHS = ("W", "W2")
_RANGE = re.compile(rb"<([0-9A-Fa-f]{6,8})>\s*<([0-9A-Fa-f]{6,8})>")
_MAP_OF_CODES = b"begincmap"


class UnsafeError(PDFException):
    """Part of a document could exhaust memory or time."""


class BoundedDocument(PDFDocument):
    """A document whose objects are looked at before the parser works with them."""

    def __init__(self, parser: PDFParser) -> None:
        super().__init__(parser)
        listed = sum(
            count for table in self.xrefs if isinstance(table, PDFXRefStream) for _, count in table.ranges
        )
        if listed > _MOST_OBJECTS:
            raise UnsafeError(f"a table tells of {listed} objects")

    def read_xref_from(self, parser: PDFParser, start: int, xrefs: list[PDFBaseXRef]) -> None:
        """Read a table of objects, and those that it refers to: perhaps in a circle."""
        if len(xrefs) >= _MOST_TABLES:
            raise PDFNoValidXRef("tables refer to one another without end")
        super().read_xref_from(parser, start, xrefs)

    def getobj(self, objid: int) -> object:
        """The object of a number, a stream unpacked.

        Raises:
            UnsafeError: it is a stream that unpacks to more than `MOST_BYTES`, or holds a range without end.

        """
        found = super().getobj(objid)
        if isinstance(found, PDFObjRef):  # the parser would follow one that leads to itself for ever
            raise PDFObjectNotFound(objid)
        if isinstance(found, PDFStream):
            _unpack(found)
        elif _has_endless_widths(found):
            raise UnsafeError("a font tells the widths of too many letters")
        return found


def _has_endless_widths(found: object) -> bool:
    lists = [found.get(key) for key in _WIDTHS] if isinstance(found, dict) else [found]
    return any(
        isinstance(number, int) and number > _MOST_CODES
        for each in lists
        if isinstance(each, list)
        for number in each
    )


def _unpack(stream: PDFStream) -> None:
    """Fill in a stream's data; what is packed twice, and pictures, are left to the parser."""
    filters = stream.get_filters()
    packed = stream.rawdata
    if packed is None or stream.get("Subtype") is LIT("Image"):
        return
    if filters and filters[0][0] in LITERALS_FLATE_DECODE:
        if stream.decipher and stream.objid is not None and stream.genno is not None:
            packed = stream.decipher(stream.objid, stream.genno, packed, stream.attrs)
        data, is_whole = inflated(packed)
        if len(filters) == 1 and not filters[0][1]:
            stream.data, stream.rawdata = data, None
        elif not is_whole:
            stream.data, stream.rawdata = b"", None
    if _has_endless_range(stream.data or packed):
        stream.data, stream.rawdata = b"", None


def _has_endless_range(data: bytes) -> bool:
    return _MAP_OF_CODES in data and any(
        int(last, 16) - int(first, 16) > 16 * _MOST_CODES for first, last in _RANGE.findall(data)
    )


def inflated(packed: bytes) -> tuple[bytes, bool]:
    """What a packed stream gives until it breaks off or turns out damaged, and whether it is whole.

    The parser's own way with a damaged one is byte by byte, which takes hours where it is large.

    Raises:
        UnsafeError: it gives more than `MOST_BYTES`.

    """
    inflater = zlib.decompressobj()
    data = bytearray()
    try:
        for part in _inflating(inflater, packed):
            data += part
            if len(data) > MOST_BYTES:
                raise UnsafeError(f"a stream unpacks to more than {MOST_BYTES} bytes")
    except zlib.error:
        return bytes(data), False
    return bytes(data), inflater.eof


def _inflating(inflater: Any, packed: bytes) -> Iterator[bytes]:
    for start in range(0, len(packed), _STEP):
        waiting = packed[start : start + _STEP]
        while waiting and not inflater.eof:
            yield inflater.decompress(waiting, _STEP)
            waiting = inflater.unconsumed_tail
