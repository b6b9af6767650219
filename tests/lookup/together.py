"""Several collections as one library, and this one in a crowd of made-up sections of the same words.

There, many names have a word of what is asked, and many texts most of them: what is found in each collection
alone says little of a large library.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from statistics import mean, median
from typing import Any

from bot.lookup.phrasings import FEWEST_NAMES, FEWEST_WORDS

TOGETHER, CROWD = "together", "crowd"
MADE_UP = 20_000
"""Sections of the crowd."""

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_A_REPORT = 12

Row = dict[str, Any]


def write_together(folders: Sequence[Path], into: Path) -> Path:
    """Write one collection of several, with the queries that are in scope; the names keep ids apart.

    Collections of phrasings are left out: in one library with others they would not be taken for such.
    """
    some = [folder for folder in folders if not _of_phrasings(folder)]
    _write(into / "corpus.jsonl", (_item(folder.name, row) for folder in some for row in _corpus(folder)))
    _write(into / "qrels.jsonl", (_judgement(folder.name, row) for folder in some for row in _qrels(folder)))
    _write(into / "queries.jsonl", (row for folder in some for row in _queries(folder)))
    return into


def write_crowd(folders: Sequence[Path], into: Path, made_up: int = MADE_UP, every: int = 4) -> Path:
    """The same among so many sections of their words, with every so many of the queries."""
    write_together(folders, into)
    rows = _corpus(into)
    with (into / "corpus.jsonl").open("a", encoding="utf-8") as file:
        file.writelines(f"{json.dumps(row)}\n" for row in _made_up(rows, made_up))
    _write(into / "queries.jsonl", _read(into / "queries.jsonl")[::every])
    return into


def _made_up(rows: Sequence[Row], many: int) -> Iterator[Row]:
    """Sections with half of real sentences' words, and names of words that names and texts have."""
    draw = random.Random(4)  # noqa: S311 - made-up text, the same every time
    sentences = [words for row in rows for words in map(str.split, _SENTENCE_END.split(row["text"])) if words]
    said = [word for words in sentences for word in words]
    named = [word for row in rows for name in (row["title"], *row["aliases"]) for word in name.split()]
    for number in range(many):
        some = draw.choices(sentences, k=draw.randint(2, 5))
        text = " ".join(
            word if draw.random() < 0.5 else draw.choice(said) for words in some for word in words
        )
        title = " ".join((*draw.choices(said, k=2), draw.choice(named)))
        aliases = [" ".join(draw.choices(named, k=2)) for _ in range(2)]
        parent = f"{CROWD}-{number // _A_REPORT}"
        yield {"id": f"{CROWD}/{number}", "title": title, "aliases": aliases, "text": text, "parent": parent}


def _of_phrasings(folder: Path) -> bool:
    """Whether the names are phrasings, as `bot.lookup.phrasings` tells them."""
    names = [[row["title"], *row["aliases"]] for row in _corpus(folder)]
    words = [len(name.split()) for own in names for name in own]
    return median(map(len, names)) >= FEWEST_NAMES and mean(words) >= FEWEST_WORDS


def _item(name: str, row: Row) -> Row:
    return {**row, "id": f"{name}/{row['id']}", "parent": f"{name}/{row.get('parent') or ''}"}


def _judgement(name: str, row: Row) -> Row:
    return {**row, "qid": f"{name}/{row['qid']}", "did": f"{name}/{row['did']}"}


def _queries(folder: Path) -> Iterator[Row]:
    for row in _read(folder / "queries.jsonl"):
        if not row["oos"] and not row.get("skip"):
            yield {**row, "id": f"{folder.name}/{row['id']}", "kind": folder.name, "scope": None}


def _corpus(folder: Path) -> list[Row]:
    return _read(folder / "corpus.jsonl")


def _qrels(folder: Path) -> list[Row]:
    return _read(folder / "qrels.jsonl")


def _read(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]


def _write(path: Path, rows: Iterable[Row]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
