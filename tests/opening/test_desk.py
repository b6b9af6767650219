"""A desk from a folder: what is made of a large library is taken from its files, while they are of it."""

from __future__ import annotations

from pathlib import Path

from bot.desk.desk import Desk
from bot.library.reader import Drafts
from bot.opening.desk import NO_NAMES, Opening, open_desk
from bot.opening.indexing import INDEX_FILE
from tests.conftest import TODAY

SECTION = Path("us-pakistan-reengagement") / "sections" / "07-china-factor.yaml"


def opened_as_large(content: Path) -> Desk:
    """The desk, with all kept that is kept of a large library."""
    opening = Opening(content, worth_keeping=1, worth_saving=1)
    return opening.open(opening.read(), NO_NAMES).desk


def add_zanzibar(content: Path) -> None:
    """An editor's change: a section gets one more alias."""
    path = content / SECTION
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("aliases: [", "aliases: [ zanzibar,", 1), encoding="utf-8")


def test_a_small_library_leaves_nothing_behind(own_content: Path) -> None:
    open_desk(own_content)
    assert not (own_content / INDEX_FILE.parent).exists()


def test_a_large_one_is_indexed_once_and_answers_the_same(own_content: Path) -> None:
    fresh = open_desk(own_content).answer("china", TODAY)
    opened_as_large(own_content)
    written = (own_content / INDEX_FILE).stat().st_mtime_ns
    again = opened_as_large(own_content)
    assert (own_content / INDEX_FILE).stat().st_mtime_ns == written
    assert again.answer("china", TODAY) == fresh


def test_what_an_editor_changes_is_found_at_the_next_start(own_content: Path) -> None:
    opened_as_large(own_content)
    add_zanzibar(own_content)
    found = opened_as_large(own_content).lookup.find("zanzibar").best
    assert found is not None
    assert found.item.id == "us-pakistan-reengagement/china-factor"


def test_a_name_that_editors_added_is_found_and_an_index_without_it_is_not_taken(own_content: Path) -> None:
    opened_as_large(own_content)
    opening = Opening(own_content, worth_keeping=1, worth_saving=1)
    added = {"us-pakistan-reengagement/china-factor": ("zanzibar",)}
    found = opening.open(opening.read(), added).desk.lookup.find("zanzibar").best
    assert found is not None
    assert found.item.id == "us-pakistan-reengagement/china-factor"


def test_a_draft_can_be_looked_at_and_says_that_it_is_one(own_content: Path) -> None:
    path = own_content / SECTION
    path.write_text(f"draft: true\n{path.read_text(encoding='utf-8')}", encoding="utf-8")
    reply = open_desk(own_content, drafts=Drafts.SHOWN).answer("china", TODAY)
    assert "A draft: no editor has gone over it yet." in reply.plain_text()
