"""Collections in one library stay apart by their names, and a crowd adds sections and no answers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bot.lookup.collection import read_library, read_queries
from tests.lookup.together import write_crowd, write_together

TEXT = "Ships come and go. Boats lie in rows."


@pytest.fixture
def folders(tmp_path: Path) -> list[Path]:
    """Two collections with items and queries of the same ids, and one of phrasings."""
    phrasings = [f"how do I moor a boat of {number} feet" for number in range(5)]
    return [
        collection(tmp_path / "harbours", "Quotas", ["quota"]),
        collection(tmp_path / "towns", "Markets", []),
        collection(tmp_path / "phrasings", "where may I moor a boat", phrasings),
    ]


def collection(folder: Path, title: str, aliases: list[str]) -> Path:
    item = {"id": "1", "title": title, "aliases": aliases, "text": TEXT, "parent": "a"}
    queries = [
        {"id": "q1", "text": title.lower(), "kind": "name", "oos": False, "scope": "a"},
        {"id": "q2", "text": "the moon", "kind": "far", "oos": True},
    ]
    write(folder / "corpus.jsonl", [item])
    write(folder / "queries.jsonl", queries)
    write(folder / "qrels.jsonl", [{"qid": "q1", "did": "1", "rel": 1}])
    return folder


def write(path: Path, rows: list[dict[str, Any]]) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")


def test_items_and_queries_of_one_id_stay_apart(folders: list[Path], tmp_path: Path) -> None:
    made = write_together(folders, tmp_path / "made")
    assert {item.id for item in read_library(made).sections()} == {"harbours/1", "towns/1"}
    asked = {query.id: (query.relevant, query.scope, query.kind) for query in read_queries(made)}
    assert asked == {
        "harbours/q1": ({"harbours/1": 1}, None, "harbours"),
        "towns/q1": ({"towns/1": 1}, None, "towns"),
    }


def test_a_crowd_has_all_that_and_the_sections_that_were_made_up(folders: list[Path], tmp_path: Path) -> None:
    made = write_crowd(folders, tmp_path / "made", made_up=30, every=2)
    sections = {item.id: item for item in read_library(made).sections()}
    assert len(sections) == 32
    words = {word for each in sections.values() for word in each.summary.split()}
    assert words == set(TEXT.split())
    assert [query.id for query in read_queries(made)] == ["harbours/q1"]


def test_a_crowd_is_the_same_each_time(folders: list[Path], tmp_path: Path) -> None:
    some, others = (write_crowd(folders, tmp_path / name, made_up=5) for name in ("some", "others"))
    assert (some / "corpus.jsonl").read_bytes() == (others / "corpus.jsonl").read_bytes()
