"""A file that is written whole or not at all."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any


def write_whole(path: Path, parts: Iterable[Any]) -> None:
    """Write parts, which are bytes or buffers, beside the path first, and then in its place.

    For what can be made anew and carries a checksum.

    Raises:
        OSError: the folder cannot be written to.

    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}-", delete=False) as file:
        try:
            for part in parts:
                file.write(part)
            file.close()  # no fsync: what a power cut leaves of it, its checksum tells
            Path(file.name).replace(path)
        except BaseException:
            Path(file.name).unlink(missing_ok=True)
            raise
