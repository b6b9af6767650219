"""A desk from a folder: a large library's index is taken from its file, while that is of this library."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.opening.desk import INDEX_FILE, fingerprint, open_desk
from tests.conftest import ROOT, TODAY

SECTION = Path("us-pakistan-reengagement") / "sections" / "07-china-factor.yaml"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A copy of the shipped library that may be changed."""
    return Path(shutil.copytree(ROOT / "content", tmp_path / "content"))


def test_a_small_library_leaves_nothing_behind(content: Path) -> None:
    open_desk(content)
    assert not (content / INDEX_FILE).exists()


def test_a_large_one_is_indexed_once_and_answers_the_same(content: Path) -> None:
    fresh = open_desk(content).answer("china", TODAY)
    open_desk(content, worth_saving=1)
    written = (content / INDEX_FILE).stat().st_mtime_ns
    again = open_desk(content, worth_saving=1)
    assert (content / INDEX_FILE).stat().st_mtime_ns == written
    assert again.answer("china", TODAY) == fresh


def test_what_an_editor_changes_is_found_at_the_next_start(content: Path) -> None:
    open_desk(content, worth_saving=1)
    text = (content / SECTION).read_text(encoding="utf-8")
    (content / SECTION).write_text(text.replace("aliases: [", "aliases: [ zanzibar,", 1), encoding="utf-8")
    found = open_desk(content, worth_saving=1).lookup.find("zanzibar").best
    assert found is not None
    assert found.item.id == "us-pakistan-reengagement/china-factor"


def test_a_fingerprint_is_of_what_is_read_and_where(content: Path) -> None:
    before = fingerprint(content)
    (content / "us-pakistan-reengagement" / "notes.txt").write_text("not read", encoding="utf-8")
    assert fingerprint(content) == before
    (content / SECTION).rename((content / SECTION).with_name("17-china-factor.yaml"))
    assert fingerprint(content) != before
