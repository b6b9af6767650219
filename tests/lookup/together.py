"""Several collections as one library, and this one in a crowd of made-up sections of the same words.

There, many names have a word of what is asked, and many texts most of them: what is found in each collection
alone says little of a large library.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import mean, median

from bot.lookup.phrasings import FEWEST_NAMES, FEWEST_WORDS
from tests.lookup.large import SECTIONS_A_REPORT
from tests.lookup.small_collection import Row, write_collection

TOGETHER, CROWD = "together", "crowd"
MADE_UP = 20_000
"""Sections of the crowd."""

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")


def collections_in(folder: Path) -> list[Path]:
    """The collections in a folder, each a folder."""
    return sorted(path.parent for path in folder.glob("*/queries.jsonl"))


def write_together(folders: Sequence[Path], into: Path) -> Path:
    """Write one collection of several, with the queries that are in scope; the names keep ids apart.

    Collections of phrasings are left out: in one library with others they would not be taken for such.
    """
    some = [folder for folder in folders if not _of_phrasings(folder)]
    return write_collection(
        into,
        corpus=(_item(folder.name, row) for folder in some for row in _rows(folder, "corpus")),
        queries=(row for folder in some for row in _queries(folder)),
        qrels=(_judgement(folder.name, row) for folder in some for row in _rows(folder, "qrels")),
    )


def crowd(folder: Path, made_up: int = MADE_UP, every: int = 4) -> Path:
    """Add so many sections of its words to a collection, and leave every so many of its queries."""
    corpus, queries, qrels = (_rows(folder, name) for name in ("corpus", "queries", "qrels"))
    return write_collection(folder, (*corpus, *_made_up(corpus, made_up)), queries[::every], qrels)


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
        parent = f"{CROWD}-{number // SECTIONS_A_REPORT}"
        yield {"id": f"{CROWD}/{number}", "title": title, "aliases": aliases, "text": text, "parent": parent}


def _of_phrasings(folder: Path) -> bool:
    """Whether the names are phrasings, as `bot.lookup.phrasings` tells them."""
    names = [[row["title"], *row["aliases"]] for row in _rows(folder, "corpus")]
    words = [len(name.split()) for own in names for name in own]
    return median(map(len, names)) >= FEWEST_NAMES and mean(words) >= FEWEST_WORDS


def _item(name: str, row: Row) -> Row:
    return {**row, "id": f"{name}/{row['id']}", "parent": f"{name}/{row.get('parent') or ''}"}


def _judgement(name: str, row: Row) -> Row:
    return {**row, "qid": f"{name}/{row['qid']}", "did": f"{name}/{row['did']}"}


def _queries(folder: Path) -> Iterator[Row]:
    for row in _rows(folder, "queries"):
        if not row["oos"] and not row.get("skip"):
            yield {**row, "id": f"{folder.name}/{row['id']}", "kind": folder.name, "scope": None}


def _rows(folder: Path, name: str) -> list[Row]:
    lines = (folder / f"{name}.jsonl").read_text(encoding="utf-8").split("\n")
    return [json.loads(line) for line in lines if line.strip()]
