"""A saved index answers as a fresh one does; one that is stale or damaged is built anew."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.library.snapshot import Library
from bot.lookup.building import build
from bot.lookup.engine import Lookup
from bot.lookup.entries import entries_of
from bot.lookup.evaluate import read_questions
from bot.lookup.index import Index
from bot.opening.index_file import index_at, load, save
from tests.conftest import ROOT

QUESTIONS = ROOT / "content" / "us-pakistan-reengagement" / "questions.jsonl"


@pytest.fixture(scope="module")
def built(library: Library) -> Index:
    return build(entries_of(library))


@pytest.fixture
def saved(tmp_path: Path, built: Index) -> Path:
    path = tmp_path / "library.index"
    save(built, path, "as it was")
    return path


def test_a_mapped_index_answers_as_the_one_that_was_saved(library: Library, saved: Path) -> None:
    found = load(saved, "as it was")
    assert found is not None
    fresh, mapped = Lookup(library), Lookup(library, indexed=lambda _: found)
    for question in read_questions(QUESTIONS):
        assert mapped.find(question.text) == fresh.find(question.text)


def test_an_index_of_another_library_is_not_taken(saved: Path) -> None:
    assert load(saved, "as it is now") is None


def test_a_missing_index_is_made_once(tmp_path: Path, built: Index) -> None:
    made: list[Index] = []

    def make() -> Index:
        made.append(built)
        return built

    path = tmp_path / "folder" / "library.index"
    for _ in range(2):
        index_at(path, "same", make)
    assert len(made) == 1
    assert [each.name for each in path.parent.iterdir()] == ["library.index"]


def test_where_nothing_can_be_written_the_index_is_made_all_the_same(tmp_path: Path, built: Index) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    assert index_at(tmp_path / "file" / "library.index", "same", lambda: built) is built


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(place=st.floats(0, 1, exclude_max=True), wrong=st.integers(1, 255))
def test_one_wrong_byte_is_noticed(saved: Path, place: float, wrong: int) -> None:
    whole = saved.read_bytes()
    at = int(place * len(whole))
    damaged = saved.with_name("damaged")
    damaged.write_bytes(whole[:at] + bytes([whole[at] ^ wrong]) + whole[at + 1 :])
    assert load(damaged, "as it was") is None or whole[at] == ord(" ")  # JSON may have a tab for a blank


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(share=st.floats(0, 1, exclude_max=True))
def test_a_file_that_was_cut_short_is_noticed(saved: Path, share: float) -> None:
    whole = saved.read_bytes()
    short = saved.with_name("short")
    short.write_bytes(whole[: int(share * len(whole))])
    assert load(short, "as it was") is None
