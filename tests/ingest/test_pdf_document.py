"""A damaged document leads its parser into no endless work, and streams give what they have."""

from __future__ import annotations

import zlib
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pdfminer.pdfexceptions import PDFObjectNotFound
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFStream

from bot.ingest.readers.pdf_document import MOST_BYTES, BoundedDocument, UnsafeError, inflated
from tests.ingest.pdf_documents import raw_pdf

CATALOG = b"<</Type /Catalog /Pages 2 0 R>>"


def opened(content: bytes) -> BoundedDocument:
    """A document of these bytes."""
    return BoundedDocument(PDFParser(BytesIO(content)))


@given(st.binary(max_size=2000))
def test_a_whole_stream_is_unpacked_whole(data: bytes) -> None:
    assert inflated(zlib.compress(data)) == (data, True)


@given(st.binary(min_size=1, max_size=2000), st.integers(min_value=0))
def test_a_stream_that_breaks_off_gives_what_it_had(data: bytes, cut: int) -> None:
    whole = zlib.compress(data)
    found, is_whole = inflated(whole[: cut % len(whole)])
    assert data.startswith(found)
    assert not is_whole


def test_a_damaged_stream_gives_its_beginning_in_time() -> None:
    data = bytes(range(256)) * 40_000
    whole = bytearray(zlib.compress(data, 0))
    whole[-5_000_000] ^= 0xFF
    found, is_whole = inflated(bytes(whole) + b"rubbish")
    assert len(found) > 1_000_000
    assert is_whole is False


def test_a_stream_that_unpacks_to_a_flood_is_refused() -> None:
    with pytest.raises(UnsafeError):
        inflated(zlib.compress(bytes(MOST_BYTES + 1)))


def test_an_object_that_is_a_reference_to_itself_is_not_there() -> None:
    document = opened(raw_pdf(CATALOG, b"2 0 R"))
    with pytest.raises(PDFObjectNotFound):
        document.getobj(2)


def test_a_catalog_that_is_a_reference_to_itself_is_no_catalog() -> None:
    assert opened(raw_pdf(b"1 0 R")).catalog == {}


def test_tables_that_refer_to_one_another_in_a_circle_are_read_a_few_times() -> None:
    content = raw_pdf(CATALOG, b"<<>>")
    circle = content.replace(b"/Root", b"/Prev %d /Root" % content.rindex(b"xref\n0 "))
    assert len(opened(circle).xrefs) < 100


def test_a_table_that_tells_of_more_objects_than_there_can_be_is_refused() -> None:
    head = b"%PDF-1.7\n"
    table = b"<</Type /XRef /Size 99999999999 /W [1 2 1] /Root 1 0 R /Length 4>>\nstream\n0000\nendstream"
    with pytest.raises(UnsafeError, match="99999999999 objects"):
        opened(head + b"1 0 obj\n%b\nendobj\nstartxref\n%d\n%%%%EOF\n" % (table, len(head)))


@pytest.mark.parametrize("font", [b"<</W [1 9999999999 500]>>", b"[1 9999999999 500]"])
def test_a_font_that_tells_the_widths_of_endless_letters_is_refused(font: bytes) -> None:
    with pytest.raises(UnsafeError, match="widths"):
        opened(raw_pdf(CATALOG, font)).getobj(2)


def stream_of(data: bytes, filters: bytes = b"") -> bytes:
    """A stream as an object of a document."""
    return b"<</Length %d %b>>\nstream\n%b\nendstream" % (len(data), filters, data)


@pytest.mark.parametrize(
    ("last", "kept"), [(b"<FFFFFFFF>", False), (b"<0000FFFF>", True)], ids=["endless", "usual"]
)
def test_a_map_of_endless_codes_is_emptied(last: bytes, kept: bool) -> None:
    codes = b"begincmap 1 beginbfrange <00000000> %b <0000> endbfrange" % last
    packed = stream_of(zlib.compress(codes), b"/Filter /FlateDecode")
    stream = opened(raw_pdf(CATALOG, packed)).getobj(2)
    assert isinstance(stream, PDFStream)
    assert bool(stream.get_data()) is kept


def test_a_stream_of_a_document_is_unpacked_as_far_as_it_goes() -> None:
    packed = zlib.compress(b"BT ET" * 2000, 0)
    stream = opened(raw_pdf(CATALOG, stream_of(packed[:8000], b"/Filter /FlateDecode"))).getobj(2)
    assert isinstance(stream, PDFStream)
    assert stream.get_data().startswith(b"BT ET" * 1000)


def test_a_picture_is_left_packed() -> None:
    packed = stream_of(zlib.compress(b"pixels"), b"/Subtype /Image /Filter /FlateDecode")
    stream = opened(raw_pdf(CATALOG, packed)).getobj(2)
    assert isinstance(stream, PDFStream)
    assert stream.data is None
