"""Damage as files suffer it: cut off, flipped bits, pieces lost, doubled, swapped or written over."""

from __future__ import annotations

from hypothesis import strategies as st

_MOST_BLOWS = 4


@st.composite
def damaged(draw: st.DrawFn, whole: bytes) -> bytes:
    """A file's bytes after a few blows."""
    data = whole
    for _ in range(draw(st.integers(1, _MOST_BLOWS))):
        data = draw(_blow(data)) if data else data
    return data


def _blow(data: bytes) -> st.SearchStrategy[bytes]:
    places = st.integers(0, len(data) - 1)
    ranges = st.tuples(places, places).map(sorted)
    return st.one_of(
        places.map(lambda end: data[:end]),
        st.tuples(places, st.integers(1, 255)).map(lambda hit: _flipped(data, *hit)),
        st.lists(st.tuples(places, st.integers(1, 255)), min_size=2, max_size=30).map(
            lambda hits: _flipped_all(data, hits)
        ),
        ranges.map(lambda cut: data[: cut[0]] + data[cut[1] :]),
        ranges.map(lambda cut: data[: cut[1]] + data[cut[0] :]),
        ranges.map(lambda cut: data[cut[0] : cut[1]] + data[: cut[0]] + data[cut[1] :]),
        st.tuples(places, st.binary(max_size=40)).map(lambda put: _written_over(data, *put)),
        st.binary(min_size=1, max_size=2000).map(lambda rubbish: data + rubbish),
        st.tuples(
            places, st.sampled_from([b"9", b"0", b" ", b"\x00", b"(", b"<", b">>", b"/", b"[", b"-"])
        ).map(lambda put: _written_over(data, *put)),
    )


def _flipped(data: bytes, place: int, bits: int) -> bytes:
    return data[:place] + bytes([data[place] ^ bits]) + data[place + 1 :]


def _flipped_all(data: bytes, hits: list[tuple[int, int]]) -> bytes:
    for place, bits in hits:
        data = _flipped(data, place, bits)
    return data


def _written_over(data: bytes, place: int, piece: bytes) -> bytes:
    return data[:place] + piece + data[place + len(piece) :]
