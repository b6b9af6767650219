"""Each audience has a desk that has never heard of what it may not see."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.desk.desk import Desk
from bot.errors import LibraryError
from bot.library.visibility import Audience
from bot.lookup.outcome import Verdict
from bot.opening.desk import Opening
from bot.opening.live import LiveDesk
from tests.conftest import TODAY

OURS = "us-pakistan-reengagement"
HERONS = """\
title: On Herons
short_title: Herons
published: 2021
review_by: 2030
visibility: {visibility}
aliases: [waders]
"""
SECTION = """\
title: Grey Herons
summary: Grey herons nest in high trees by the water.
points: [They eat fish.]
source: {heading: Grey Herons}
"""
MEMBER = Audience("T0AA", "C0AA", members_only=True)


def add_herons(content: Path, visibility: str) -> Path:
    folder = content / "herons"
    (folder / "sections").mkdir(parents=True, exist_ok=True)
    (folder / "report.yaml").write_text(HERONS.format(visibility=visibility), encoding="utf-8")
    (folder / "sections" / "01-grey.yaml").write_text(SECTION, encoding="utf-8")
    return folder


def knows_herons(desk: Desk) -> bool:
    """Whether a desk tells anything of them, in whatever way it is asked."""
    asked = ("herons", "grey herons", "heronz", "waders", "list", "what do grey herons eat", "on herons", "")
    said = " ".join(desk.answer(text, TODAY).plain_text() for text in asked)
    found = [match for text in asked for match in desk.lookup.find(text).ranked]
    mentioned = "On Herons" in said or "Grey Herons" in said or "Herons (" in said
    return mentioned or any("herons" in match.item.id for match in found)


@pytest.mark.parametrize(
    ("visibility", "audience"),
    [
        ("{channels: [C0AA]}", MEMBER),
        ("{channels: [C0AA]}", Audience("T0BB", "C0AA")),
        ("{workspaces: [T0AA]}", MEMBER),
        ("{workspaces: [T0AA]}", Audience("T0AA", "", members_only=True)),
        ("everyone", Audience("T0BB", "C0BB")),
    ],
)
def test_who_may_see_a_report_is_answered_from_it(
    own_content: Path, visibility: str, audience: Audience
) -> None:
    add_herons(own_content, visibility)
    assert knows_herons(LiveDesk(Opening(own_content)).at(audience))


@pytest.mark.parametrize(
    ("visibility", "audience"),
    [
        ("{channels: [C0AA]}", Audience("T0AA", "C0BB", members_only=True)),
        ("{channels: [C0AA]}", Audience("T0AA", "", members_only=True)),
        ("{workspaces: [T0AA]}", Audience("T0AA", "C0AA")),
        ("{workspaces: [T0AA]}", Audience("T0BB", "C0AA", members_only=True)),
    ],
)
def test_who_may_not_gets_no_word_of_it(own_content: Path, visibility: str, audience: Audience) -> None:
    add_herons(own_content, visibility)
    desk = LiveDesk(Opening(own_content)).at(audience)
    assert not knows_herons(desk)
    assert desk.answer("china", TODAY).outcome is Verdict.FOUND


def test_places_that_may_see_the_same_share_a_desk(own_content: Path) -> None:
    add_herons(own_content, "{channels: [C0AA]}")
    live = LiveDesk(Opening(own_content))
    assert live.at(MEMBER) is live.at(Audience("T0BB", "C0AA"))
    assert live.at(Audience("T0AA", "C0BB")) is live.at(Audience("T0BB", "C0CC", members_only=True))
    assert live.at(MEMBER) is not live.at(Audience())


def test_a_place_that_may_see_nothing_is_told_so_plainly(own_content: Path) -> None:
    report = own_content / OURS / "report.yaml"
    said = report.read_text(encoding="utf-8").replace(
        "visibility: everyone", "visibility: {channels: [C0AA]}"
    )
    report.write_text(said, encoding="utf-8")
    desk = LiveDesk(Opening(own_content)).at(Audience("T0AA", "C0BB"))
    for text in ("china", "list", "help", "recs", "", "what should be done about aid?", "define IMET"):
        reply = desk.answer(text, TODAY)
        assert reply.plain_text()
        assert "China" not in reply.plain_text()


def test_a_report_that_is_closed_while_the_bot_runs_is_closed_at_once(own_content: Path) -> None:
    folder = add_herons(own_content, "everyone")
    live = LiveDesk(Opening(own_content))
    elsewhere = Audience("T0AA", "C0BB")
    assert knows_herons(live.at(elsewhere))
    add_herons(own_content, "{channels: [C0AA]}")
    live.reload({folder})
    assert not knows_herons(live.at(elsewhere))
    assert knows_herons(live.at(MEMBER))


def test_names_that_a_workspace_added_lead_nowhere_in_another(own_content: Path) -> None:
    names = {"T0AA": {f"{OURS}/china-factor": ("zanzibar",)}}
    live = LiveDesk(Opening(own_content), lambda: names)
    assert live.at(MEMBER).lookup.find("zanzibar").best is not None
    assert live.at(Audience("T0BB", "C0AA")).lookup.find("zanzibar").best is None


def test_it_matters_who_is_a_member_only_where_a_report_is_for_members(own_content: Path) -> None:
    add_herons(own_content, "{workspaces: [T0AA]}")
    live = LiveDesk(Opening(own_content))
    assert (live.asks_who("T0AA"), live.asks_who("T0BB")) == (True, False)


# --- several folders ---


def test_reports_of_several_folders_are_one_library(own_content: Path, tmp_path: Path) -> None:
    more = tmp_path / "more"
    add_herons(more, "everyone")
    live = LiveDesk(Opening(own_content, beside=(more,)))
    assert knows_herons(live.at(Audience()))
    assert live.at(Audience()).library.get(OURS) is not None


def test_a_change_in_any_folder_is_taken_up(own_content: Path, tmp_path: Path) -> None:
    more = tmp_path / "more"
    folder = add_herons(more, "everyone")
    live = LiveDesk(Opening(own_content, beside=(more,)))
    (folder / "report.yaml").write_text(
        HERONS.format(visibility="everyone").replace("waders", "storks"), encoding="utf-8"
    )
    assert live.reload({folder / "report.yaml"}) is not None
    assert live.at(Audience()).lookup.find("storks").best is not None


def test_two_folders_with_a_report_of_one_id_are_refused_with_both_places(
    own_content: Path, tmp_path: Path
) -> None:
    more = tmp_path / "more"
    add_herons(own_content, "everyone")
    add_herons(more, "everyone")
    with pytest.raises(LibraryError) as refused:
        LiveDesk(Opening(own_content, beside=(more,)))
    assert f"{more / 'herons'}:1:1: error[repeated-report]: {own_content / 'herons'} has this id" in str(
        refused.value
    )
