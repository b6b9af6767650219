"""Streams are unpacked as far as they go, and never without end."""

from __future__ import annotations

import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ingest.readers.pdf_document import MOST_BYTES, UnsafeError, inflated


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
