"""An index in a file: written whole or not at all, mapped when read, rebuilt when stale or damaged.

The file is a line that names the format, a line of JSON (the fingerprint of what was indexed, the arrays
and a checksum), and the arrays one after the other, each at a multiple of 64 bytes.
"""

from __future__ import annotations

import json
import mmap
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, get_type_hints

import numpy as np
import numpy.typing as npt

from bot.lookup.index import Index
from bot.opening.whole_file import write_whole

FORMAT = b"briefbot index 2\n"
"""Another format, or another meaning of an array, takes another number here."""

_ALIGNED = 64
_LONGEST_HEADER = 1_000_000

Arrays = dict[str, npt.NDArray[Any]]


def index_at(path: Path, fingerprint: str, make: Callable[[], Index]) -> Index:
    """The index that is saved at a path; where there is none of this fingerprint, it is made and saved.

    A folder that cannot be written to costs the next start its time, and nothing else.
    """
    index = load(path, fingerprint)
    if index is None:
        index = make()
        with suppress(OSError):
            save(index, path, fingerprint)
    return index


def save(index: Index, path: Path, fingerprint: str) -> None:
    """Write an index, beside the path first, and then in its place.

    Raises:
        OSError: the folder cannot be written to.

    """
    arrays = dict(_flat(index, ""))
    offset, table, checksum = 0, {}, 0
    for name, array in arrays.items():
        table[name] = [array.dtype.str, len(array), offset]
        offset += _padded(array.nbytes)
        checksum = zlib.crc32(_gap(array), zlib.crc32(array.data, checksum))
    header = {"fingerprint": fingerprint, "bytes": offset, "checksum": checksum, "arrays": table}
    head = FORMAT + json.dumps(header).encode()
    write_whole(path, _parts(head.ljust(_padded(len(head) + 1) - 1) + b"\n", arrays))


def _parts(head: bytes, arrays: Arrays) -> Iterator[Any]:
    yield head
    for array in arrays.values():
        yield array.data
        yield _gap(array)


def load(path: Path, fingerprint: str) -> Index | None:
    """Map a saved index; None where there is none, or one of something else, or a damaged one."""
    try:
        with path.open("rb") as file:
            if file.readline(len(FORMAT)) != FORMAT:
                return None
            line = file.readline(_LONGEST_HEADER)
            header = json.loads(line)
            mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        start = len(FORMAT) + len(line)
        if header["fingerprint"] != fingerprint or len(mapped) != start + header["bytes"]:
            return None
        if zlib.crc32(memoryview(mapped)[start:]) != header["checksum"]:
            return None
        arrays = {
            name: np.frombuffer(mapped, dtype, many, start + offset)
            for name, (dtype, many, offset) in header["arrays"].items()
        }
        index: Index = _built(Index, arrays, "")
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None
    return index


def _padded(size: int) -> int:
    return -(-size // _ALIGNED) * _ALIGNED


def _gap(array: npt.NDArray[Any]) -> bytes:
    """What fills the file up to the next array."""
    return b"\0" * (_padded(array.nbytes) - array.nbytes)


def _flat(part: Any, prefix: str) -> Iterator[tuple[str, npt.NDArray[Any]]]:
    """The arrays of a dataclass of arrays, numbers and such dataclasses, by their path."""
    for field in fields(part):
        value, name = getattr(part, field.name), f"{prefix}{field.name}"
        if is_dataclass(value):
            yield from _flat(value, f"{name}.")
        else:
            yield name, np.ascontiguousarray(np.atleast_1d(value))


def _built(kind: type[Any], arrays: Mapping[str, npt.NDArray[Any]], prefix: str) -> Any:
    """The dataclass that `_flat` has taken apart."""
    hints = get_type_hints(kind)
    parts: dict[str, Any] = {}
    for field in fields(kind):
        name, hint = f"{prefix}{field.name}", hints[field.name]
        if is_dataclass(hint) and isinstance(hint, type):
            parts[field.name] = _built(hint, arrays, f"{name}.")
        else:
            parts[field.name] = arrays[name].item() if hint is float else arrays[name]
    return kind(**parts)
