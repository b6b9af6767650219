"""What an editor saves is noticed while the bot runs, and taken up with nobody's help."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from queue import Queue

import pytest

from bot.desk.reload import Reload
from bot.library.visibility import Audience
from bot.opening.desk import Opening
from bot.opening.live import LiveDesk
from bot.opening.watching import Watcher

REPORT = "us-pakistan-reengagement"
SECTION = Path(REPORT) / "sections" / "07-china-factor.yaml"
LONGEST_WAIT = 60.0
"""Seconds after which a look is taken not to come; it comes within two."""


class Watched:
    """A library that is watched, and what came of each look."""

    def __init__(self, content: Path) -> None:
        self.content = content
        self.names: dict[str, tuple[str, ...]] = {}
        self.live = LiveDesk(Opening(content), lambda: {"": dict(self.names)})
        self.told: Queue[Reload] = Queue()
        self.looked: Queue[object] = Queue()
        self.watcher = Watcher(self.live, self.told.put, self._names)

    def _names(self) -> object:
        self.looked.put(None)
        return tuple(self.names)

    def next_reload(self) -> Reload:
        """What came of the next look that found something."""
        return self.told.get(timeout=LONGEST_WAIT)

    def wait_for_a_look(self) -> None:
        """A look has begun after this was called, and another one after it, so that the first is over."""
        while not self.looked.empty():
            self.looked.get_nowait()
        for _ in range(2):
            self.looked.get(timeout=LONGEST_WAIT)

    def change(self, old: str, new: str) -> None:
        """An editor's change to a section."""
        path = self.content / SECTION
        path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")


@pytest.fixture
def watched(own_content: Path) -> Iterator[Watched]:
    made = Watched(own_content)
    made.watcher.start()
    made.wait_for_a_look()
    yield made
    made.watcher.stop()


def test_a_saved_file_is_served(watched: Watched) -> None:
    watched.change("aliases: [", "aliases: [ zanzibar,")
    assert watched.next_reload().has_changed
    assert watched.live.at(Audience()).lookup.find("zanzibar").best is not None


def test_a_file_with_a_problem_is_told_and_once_mended_served(watched: Watched) -> None:
    watched.change("points:", "pionts:")
    assert [problem for problem in watched.next_reload().problems if "pionts" in problem]
    watched.change("pionts:", "points:")
    assert watched.next_reload().problems == ()


def test_a_new_report_is_served(watched: Watched, tmp_path: Path) -> None:
    made = tmp_path / "herons"
    made.mkdir()
    (made / "report.yaml").write_text(
        "title: On Herons\nshort_title: Herons\npublished: 2021\nreview_by: 2030\n", encoding="utf-8"
    )
    made.rename(watched.content / "herons")
    assert watched.next_reload().library.get("herons") is not None


def test_a_report_that_was_deleted_is_not(watched: Watched) -> None:
    made = watched.content / "herons"
    made.mkdir()
    (made / "report.yaml").write_text(
        "title: On Herons\nshort_title: Herons\npublished: 2021\nreview_by: 2030\n", encoding="utf-8"
    )
    while watched.next_reload().library.get("herons") is None:
        pass  # the folder may have been seen before its file
    shutil.rmtree(made)
    while watched.next_reload().library.get("herons") is not None:
        pass


def test_what_changed_before_the_watch_began_is_seen_by_its_first_look(own_content: Path) -> None:
    late = Watched(own_content)
    late.change("aliases: [", "aliases: [ zanzibar,")
    late.watcher.start()
    try:
        assert late.next_reload().has_changed
    finally:
        late.watcher.stop()


def test_a_name_that_was_added_elsewhere_is_taken_up_without_a_change_of_files(watched: Watched) -> None:
    watched.names[f"{REPORT}/china-factor"] = ("zanzibar",)
    watched.wait_for_a_look()
    assert watched.live.at(Audience()).lookup.find("zanzibar").best is not None


def test_what_is_kept_beside_the_content_and_editors_temporary_files_are_no_change(watched: Watched) -> None:
    (watched.content / ".cache").mkdir()
    (watched.content / ".cache" / "lookup.index").write_bytes(b"anything")
    (watched.content / REPORT / ".report.yaml.swp").write_bytes(b"anything")
    watched.change("aliases: [", "aliases: [ zanzibar,")  # comes after them, and is the only thing told
    assert watched.next_reload().has_changed
    assert watched.told.empty()
