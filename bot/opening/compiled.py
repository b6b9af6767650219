"""Reports as they were read, kept beside a large library by the hash of their files; made anew when in doubt.

A file is a line with the key and a checksum, and the report as JSON. It may be deleted at any time.
"""

from __future__ import annotations

import json
import zlib
from functools import cache
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path

from pydantic import ValidationError

from bot.library.model import Report
from bot.opening.whole_file import write_whole

FOLDER = Path(".cache") / "reports"
"""Where they are kept, in a library's folder."""


def key_of(folder: Path) -> str:
    """What a report is made from: each YAML file of its folder, and this version of Briefbot."""
    digest = blake2b(_maker(), digest_size=16)
    digest.update(f"{folder.resolve().name}\0".encode("utf-8", "surrogateescape"))  # the report's id
    for path in sorted(folder.rglob("*.y*ml")):
        data = path.read_bytes()
        digest.update(f"\0{path.relative_to(folder)}\0{len(data)}\0".encode("utf-8", "surrogateescape"))
        digest.update(data)
    return digest.hexdigest()


def load_compiled(path: Path, key: str) -> Report | None:
    """The report that is kept at a path; None where there is none of this key, or a damaged one."""
    try:
        head, _, body = path.read_bytes().partition(b"\n")
        if head != _head(key, body):
            return None
        return Report.model_validate_json(body)
    except (OSError, ValidationError):
        return None


def save_compiled(path: Path, key: str, report: Report) -> None:
    """Keep a report.

    Raises:
        OSError: the folder cannot be written to.

    """
    body = report.model_dump_json().encode()
    write_whole(path, (_head(key, body), b"\n", body))


def _head(key: str, body: bytes) -> bytes:
    return f"{key} {zlib.crc32(body):08x}".encode()


@cache
def _maker() -> bytes:
    """The version, and the form of a report: another one of either makes what was kept useless."""
    return f"{version('briefbot')}\0{json.dumps(Report.model_json_schema(), sort_keys=True)}".encode()
