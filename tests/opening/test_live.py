"""A change is served whole or not at all, and what cannot be served leaves everything as it was."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.desk.desk import Desk
from bot.library.visibility import Audience
from bot.lookup.entries import Added
from bot.opening.desk import NO_NAMES, Contents, Opened, Opening
from bot.opening.indexing import Indexing
from bot.opening.live import LiveDesk
from tests.support.large_content import write_content

REPORT = "us-pakistan-reengagement"
CHINA = f"{REPORT}/china-factor"
SECTION = Path(REPORT) / "sections" / "07-china-factor.yaml"


def change(content: Path, old: str, new: str) -> Path:
    """An editor's change to a section; the path of its file."""
    path = content / SECTION
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


def found(desk: Desk, query: str) -> str:
    """The id of what a query finds, "" for nothing."""
    best = desk.lookup.find(query).best
    return best.item.id if best else ""


@pytest.fixture
def live(own_content: Path) -> LiveDesk:
    return LiveDesk(Opening(own_content))


def test_a_change_is_served_once_the_files_are_looked_at(live: LiveDesk, own_content: Path) -> None:
    path = change(own_content, "aliases: [", "aliases: [ zanzibar,")
    assert found(live.at(Audience()), "zanzibar") == ""
    reload = live.reload({path})
    assert reload is not None
    assert (reload.has_changed, reload.problems) == (True, ())
    assert found(live.at(Audience()), "zanzibar") == CHINA


def test_a_look_that_finds_nothing_new_leaves_the_same_desk(live: LiveDesk) -> None:
    before = live.at(Audience())
    assert live.reload() is None
    assert live.at(Audience()) is before


def test_a_change_with_problems_is_told_and_not_served(live: LiveDesk, own_content: Path) -> None:
    before = live.at(Audience())
    path = change(own_content, "points:", "pionts:")
    reload = live.reload({path})
    assert reload is not None
    assert live.at(Audience()) is before
    assert [problem for problem in reload.problems if "error[unknown-key]: 'pionts'" in problem]
    assert live.last.status()["newest_files_are_served"] is False


def test_the_same_problems_are_told_once(live: LiveDesk, own_content: Path) -> None:
    path = change(own_content, "points:", "pionts:")
    assert live.reload({path}) is not None
    assert live.reload({path}) is None


def test_once_mended_it_is_served_again(live: LiveDesk, own_content: Path) -> None:
    live.reload({change(own_content, "points:", "pionts:")})
    reload = live.reload({change(own_content, "pionts:", "points:")})
    assert reload is not None
    assert (reload.problems, live.last.status()["newest_files_are_served"]) == ((), True)


def test_only_the_changed_report_is_read_again(own_content: Path) -> None:
    other = own_content / "another"
    other.mkdir()
    (other / "report.yaml").write_text(
        (own_content / REPORT / "report.yaml").read_text(encoding="utf-8").split("terms:")[0],
        encoding="utf-8",
    )
    live = LiveDesk(Opening(own_content))
    before = live.at(Audience()).library
    live.reload({change(own_content, "aliases: [", "aliases: [ zanzibar,")})
    after = live.at(Audience()).library
    assert after.get("another") is before.get("another")
    assert after.get(REPORT) is not before.get(REPORT)


def test_a_report_that_came_is_served_and_one_that_went_is_not(live: LiveDesk, own_content: Path) -> None:
    other = own_content / "another"
    other.mkdir()
    (other / "report.yaml").write_text(
        "title: On Herons\nshort_title: Herons\npublished: 2021\nreview_by: 2030\n", encoding="utf-8"
    )
    live.reload({other})
    assert live.at(Audience()).library.get("another") is not None
    (other / "report.yaml").unlink()
    other.rmdir()
    live.reload({other})
    assert live.at(Audience()).library.get("another") is None


def test_a_draft_that_is_being_written_disturbs_nobody(live: LiveDesk, own_content: Path) -> None:
    draft = own_content / "herons"
    draft.mkdir()
    (draft / "report.yaml").write_text("draft: true\ntitle: On Herons\nbroken\n", encoding="utf-8")
    (draft / "recommendations.yaml").write_text("draft: true\n", encoding="utf-8")
    reload = live.reload({draft})
    assert reload is not None
    assert (reload.problems, reload.withheld) == ((), ("herons",))
    assert live.at(Audience()).library.get("herons") is None


def test_thresholds_that_were_chosen_anew_take_effect(live: LiveDesk, own_content: Path) -> None:
    chosen = own_content / "lookup.json"
    chosen.write_text('{"found": 0.9, "close": 0.3}', encoding="utf-8")
    assert live.reload({chosen}) is not None
    assert live.at(Audience()).lookup.thresholds.found == 0.9


def test_damaged_thresholds_leave_those_from_before(live: LiveDesk, own_content: Path) -> None:
    before = live.at(Audience()).lookup.thresholds
    chosen = own_content / "lookup.json"
    chosen.write_text("{", encoding="utf-8")
    reload = live.reload({chosen})
    assert reload is not None
    assert "lookup.json" in reload.problems[0]
    assert live.at(Audience()).lookup.thresholds == before


def test_a_name_that_an_editor_added_is_found_at_once_even_while_the_files_have_problems(
    own_content: Path,
) -> None:
    names: dict[str, tuple[str, ...]] = {}

    def added() -> dict[str, Added]:
        return {"": dict(names)}

    live = LiveDesk(Opening(own_content), added)
    live.reload({change(own_content, "points:", "pionts:")})
    names[CHINA] = ("zanzibar",)
    live.refresh()
    assert found(live.at(Audience()), "zanzibar") == CHINA
    names.clear()
    live.refresh()
    assert found(live.at(Audience()), "zanzibar") == ""


# --- a large library ---

ITEM = "report-0005/s3"


@pytest.fixture(scope="module")
def many_reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library in which one report is a small share."""
    return write_content(tmp_path_factory.mktemp("large") / "content", 15)


def test_a_large_library_is_patched_at_once_and_settles_to_what_a_new_start_opens(many_reports: Path) -> None:
    names: dict[str, tuple[str, ...]] = {}
    live = LiveDesk(Opening(many_reports, worth_saving=1), lambda: {"": dict(names)})
    names[ITEM] = ("zanzibar",)
    live.refresh()
    hasty = live.at(Audience())
    assert found(hasty, "zanzibar") == ITEM
    live.settle()
    settled = live.at(Audience())
    assert settled is not hasty
    opening = Opening(many_reports)
    fresh = opening.open(opening.read(), names).desk
    for section in list(fresh.library.sections())[::20]:
        for query in (section.title, section.summary[:60], "zanzibar"):
            assert settled.lookup.find(query).ranked == fresh.lookup.find(query).ranked


def test_a_desk_that_was_opened_meanwhile_is_not_replaced_by_an_older_one(many_reports: Path) -> None:
    names: dict[str, tuple[str, ...]] = {ITEM: ("zanzibar",)}
    opening = _SlowToSettle(many_reports, worth_saving=1)
    live = LiveDesk(opening, lambda: {"": dict(names)})

    def another_change() -> None:
        names[ITEM] = ("zanzibar", "mafia island")
        live.refresh()

    names[ITEM] = ("zanzibar", "pemba")
    live.refresh()
    opening.meanwhile = another_change
    live.settle()
    assert opening.was_asked
    assert found(live.at(Audience()), "mafia island") == ITEM


class _SlowToSettle(Opening):
    """Something happens while it settles."""

    was_asked = False

    meanwhile: Callable[[], None]

    def settled(self, opened: Opened) -> Opened:
        settled = super().settled(opened)
        self.was_asked = True
        self.meanwhile()
        return settled


# --- what goes wrong half-way ---


def test_a_reload_that_dies_half_way_leaves_the_desk_as_it_was(own_content: Path) -> None:
    opening = _Dying(own_content)
    live = LiveDesk(opening)
    before = live.at(Audience())
    path = change(own_content, "aliases: [", "aliases: [ zanzibar,")
    opening.dies = True
    with pytest.raises(MemoryError):
        live.reload({path})
    assert live.at(Audience()) is before
    opening.dies = False
    assert live.reload() is not None
    assert found(live.at(Audience()), "zanzibar") == CHINA


class _Dying(Opening):
    """Dies between reading the library and putting a desk on it, if told so."""

    dies = False

    def open(self, contents: Contents, added: Added, indexing: Indexing | None = None) -> Opened:
        if self.dies:
            raise MemoryError
        return super().open(contents, added, indexing)


def test_no_request_sees_half_of_a_change(own_content: Path) -> None:
    live = LiveDesk(Opening(own_content))
    seen: set[str] = set()
    torn: list[str] = []
    done = threading.Event()

    def ask() -> None:
        while not done.is_set():
            desk = live.at(Audience())
            section = desk.library.get(CHINA)
            assert section is not None
            match = desk.lookup.find(section.title).best
            seen.add(section.title)
            if match is None or match.item is not section:
                torn.append(section.title)

    askers = [threading.Thread(target=ask) for _ in range(3)]
    for asker in askers:
        asker.start()
    before = "title: The China Factor"
    try:
        for number in range(12):
            after = f"title: Zanzibar {'abcdefghijkl'[number]}"
            live.reload({change(own_content, before, after)})
            before = after
    finally:
        done.set()
        for asker in askers:
            asker.join()
    assert torn == []
    assert len(seen) > 1


def test_opening_keeps_what_it_has_read_only_where_that_is_worth_it(own_content: Path) -> None:
    opening = Opening(own_content)
    opening.open(opening.read(), NO_NAMES)
    assert not (own_content / ".cache").exists()
