"""Who may see a report, and that nothing of it is in what others see."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.library.export import to_json
from bot.library.model import Report
from bot.library.snapshot import Library
from bot.library.visibility import EVERYONE, Audience, Visibility
from tests.library.conftest import REPORT_FILE, SmallLibrary

CHANNELS = Visibility(channels=frozenset({"C0AA", "C0BB"}))
WORKSPACES = Visibility(workspaces=frozenset({"T0AA"}))
MEMBERS = Audience("T0AA", "C0AA", members_only=True)


@pytest.mark.parametrize(
    ("visibility", "audience", "may"),
    [
        (EVERYONE, Audience(), True),
        (EVERYONE, MEMBERS, True),
        (CHANNELS, MEMBERS, True),
        (CHANNELS, replace(MEMBERS, members_only=False), True),  # it was listed as it is
        (CHANNELS, replace(MEMBERS, channel="C0CC"), False),
        (CHANNELS, Audience("T0AA", "", members_only=True), False),
        (WORKSPACES, MEMBERS, True),
        (WORKSPACES, Audience("T0AA", "", members_only=True), True),
        (WORKSPACES, replace(MEMBERS, team="T0BB"), False),
        (WORKSPACES, replace(MEMBERS, members_only=False), False),  # guests, another organisation
        (WORKSPACES, Audience(), False),
    ],
)
def test_a_report_is_seen_by_those_who_may_see_it(
    visibility: Visibility, audience: Audience, may: bool
) -> None:
    assert visibility.admits(audience) is may


@pytest.mark.parametrize(
    ("written", "visibility"),
    [
        ("everyone", EVERYONE),
        ("{channels: [C0BB, C0AA]}", CHANNELS),
        ("\n  workspaces:\n    - T0AA", WORKSPACES),
    ],
)
def test_a_visibility_is_read_as_it_is_written_and_kept_as_it_was_read(
    small: SmallLibrary, written: str, visibility: Visibility
) -> None:
    small.replace(REPORT_FILE, "aliases: [crossings]", f"visibility: {written}\naliases: [crossings]")
    [report] = small.load().reports
    assert report.visibility == visibility
    assert Report.model_validate_json(report.model_dump_json()) == report


def test_a_library_holds_nothing_of_what_an_audience_may_not_see(small: SmallLibrary) -> None:
    [report] = small.load().reports
    hidden = report.model_copy(update={"visibility": CHANNELS})
    seen = Library((hidden,)).seen_by(replace(MEMBERS, channel="C0CC"))
    assert to_json(seen) == to_json(Library(()))
    assert [seen.get(item.id) for item in report.items()] == [None] * len(list(report.items()))


def test_a_library_of_which_all_may_be_seen_is_itself(small: SmallLibrary) -> None:
    library = small.load()
    assert library.seen_by(Audience()) is library
