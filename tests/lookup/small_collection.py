"""A collection of three items, written into a folder."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

Row = Mapping[str, Any]

CORPUS: tuple[Row, ...] = (
    {"id": "aruba", "title": "Aruba", "aliases": ["AW"], "text": "An island off Venezuela."},
    {"id": "bhutan", "title": "Bhutan", "aliases": ["Druk Yul"], "text": "A kingdom in the Himalayas."},
    {"id": "steam", "title": "", "aliases": [], "text": "Turbines make power from steam.", "parent": "Power"},
)
QUERIES: tuple[Row, ...] = (
    {"id": "1", "text": "aruba", "kind": "exact", "oos": False},
    {"id": "2", "text": "druk yul", "kind": "alias", "oos": False},
    {"id": "3", "text": "sourdough baking", "kind": "far", "oos": True},
    {"id": "4", "text": "why?", "kind": "follow-up", "oos": False, "history": ["bhutan"], "scope": None},
    {"id": "5", "text": "a query with a mistake", "kind": "exact", "oos": False, "skip": True},
)
QRELS: tuple[Row, ...] = (
    {"qid": "1", "did": "aruba", "rel": 1},
    {"qid": "2", "did": "bhutan", "rel": 2},
    {"qid": "2", "did": "aruba", "rel": 0},
    {"qid": "4", "did": "bhutan", "rel": 1},
)


def write_collection(
    folder: Path,
    corpus: Iterable[Row] = CORPUS,
    queries: Iterable[Row] = QUERIES,
    qrels: Iterable[Row] = QRELS,
) -> Path:
    """The folder, with the three files in it."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in (("corpus", corpus), ("queries", queries), ("qrels", qrels)):
        (folder / f"{name}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return folder
