"""The schemas of a library's files, in its folder, where editors' programs look for them."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from bot.errors import BriefbotError
from bot.library.schema import schemas


def write_schemas(folder: Path) -> tuple[Path, ...]:
    """Write the schemas that are missing or out of date, each file whole; which ones these are.

    Raises:
        BriefbotError: nothing can be written there.

    """
    try:
        return tuple(_written(folder))
    except OSError as error:
        raise BriefbotError(f"{folder} cannot be written: {error.strerror or error}") from error


def _written(folder: Path) -> Iterator[Path]:
    for name, text in schemas().items():
        path = folder / name
        if path.is_file() and path.read_bytes() == text.encode():
            continue
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".schema-", dir=folder) as place:
            made = Path(place) / name
            made.write_text(text, encoding="utf-8")
            made.replace(path)
        yield path
