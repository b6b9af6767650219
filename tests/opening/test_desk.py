"""A desk from a folder: a large library's index is taken from its file, while that is of this library."""

from __future__ import annotations

from pathlib import Path

from bot.opening.desk import INDEX_FILE, fingerprint, open_desk
from tests.conftest import TODAY

SECTION = Path("us-pakistan-reengagement") / "sections" / "07-china-factor.yaml"


def test_a_small_library_leaves_nothing_behind(own_content: Path) -> None:
    open_desk(own_content)
    assert not (own_content / INDEX_FILE).exists()


def test_a_large_one_is_indexed_once_and_answers_the_same(own_content: Path) -> None:
    fresh = open_desk(own_content).answer("china", TODAY)
    open_desk(own_content, worth_saving=1)
    written = (own_content / INDEX_FILE).stat().st_mtime_ns
    again = open_desk(own_content, worth_saving=1)
    assert (own_content / INDEX_FILE).stat().st_mtime_ns == written
    assert again.answer("china", TODAY) == fresh


def test_what_an_editor_changes_is_found_at_the_next_start(own_content: Path) -> None:
    open_desk(own_content, worth_saving=1)
    path = own_content / SECTION
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("aliases: [", "aliases: [ zanzibar,", 1), encoding="utf-8")
    found = open_desk(own_content, worth_saving=1).lookup.find("zanzibar").best
    assert found is not None
    assert found.item.id == "us-pakistan-reengagement/china-factor"


def test_a_fingerprint_is_of_what_is_read_and_where(own_content: Path) -> None:
    before = fingerprint(own_content)
    (own_content / "us-pakistan-reengagement" / "notes.txt").write_text("not read", encoding="utf-8")
    assert fingerprint(own_content) == before
    (own_content / SECTION).rename((own_content / SECTION).with_name("17-china-factor.yaml"))
    assert fingerprint(own_content) != before
