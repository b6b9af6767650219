"""Collections in one library stay apart by their names, and a crowd adds sections and no answers."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.lookup.collection import read_library, read_queries
from tests.lookup.small_collection import write_collection
from tests.lookup.together import crowd, write_together

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
    return write_collection(folder, [item], queries, [{"qid": "q1", "did": "1", "rel": 1}])


def test_items_and_queries_of_one_id_stay_apart(folders: list[Path], tmp_path: Path) -> None:
    made = write_together(folders, tmp_path / "made")
    assert {item.id for item in read_library(made).sections()} == {"harbours/1", "towns/1"}
    asked = {query.id: (query.relevant, query.scope, query.kind) for query in read_queries(made)}
    assert asked == {
        "harbours/q1": ({"harbours/1": 1}, None, "harbours"),
        "towns/q1": ({"towns/1": 1}, None, "towns"),
    }


def test_a_crowd_has_all_that_and_the_sections_that_were_made_up(folders: list[Path], tmp_path: Path) -> None:
    made = crowd(write_together(folders, tmp_path / "made"), made_up=30, every=2)
    sections = {item.id: item for item in read_library(made).sections()}
    assert len(sections) == 32
    words = {word for each in sections.values() for word in each.summary.split()}
    assert words == set(TEXT.split())
    assert [query.id for query in read_queries(made)] == ["harbours/q1"]


def test_a_crowd_is_the_same_each_time(folders: list[Path], tmp_path: Path) -> None:
    some, others = (crowd(write_together(folders, tmp_path / name), made_up=5) for name in ("some", "others"))
    assert (some / "corpus.jsonl").read_bytes() == (others / "corpus.jsonl").read_bytes()
