"""Names that editors add: what one may be, whom it leads to, and how lookup finds it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.desk.aliases import MAX_ALIAS, fault_of, owner_of, unwritten
from bot.desk.desk import Desk
from bot.desk.records import AddedAlias
from bot.library.snapshot import Library
from bot.lookup.engine import Lookup
from bot.lookup.entries import entries_of
from bot.lookup.outcome import Verdict

REPORT = "us-pakistan-reengagement"
ECONOMY = f"{REPORT}/economy-and-aid"
AT = datetime(2026, 11, 23, tzinfo=UTC)


def added(text: str, item: str = ECONOMY) -> AddedAlias:
    return AddedAlias("T", item, text, "UANA", AT)


@pytest.mark.parametrize("text", ["a", "7", "grey herons", "سلام", "it's: so!", "x" * MAX_ALIAS])
def test_what_people_type_can_be_a_name(text: str) -> None:
    assert fault_of(text) == ""


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "at least one"),
        ("…!", "a letter or a digit"),
        ("a\nb", "one line"),
        ("a\x00b", "cannot be printed"),
        ("x" * 81, "at most 80 characters; this one has 81"),
    ],
)
def test_what_cannot_is_told_why(text: str, why: str) -> None:
    assert why in fault_of(text)


@pytest.mark.parametrize(
    ("name", "owner"),
    [
        ("THE china-factor", f"{REPORT}/china-factor"),
        ("beijing!", f"{REPORT}/china-factor"),
        ("fatf", f"{REPORT}/terms/fatf"),
        ("US Pakistan report", REPORT),
        ("Ferry Tariffs", ECONOMY),
        ("herons", None),
    ],
)
def test_a_name_leads_to_whoever_has_it_in_the_files_or_beside_them(
    library: Library, name: str, owner: str | None
) -> None:
    found = owner_of(name, library.reports[0], {ECONOMY: ("ferry tariffs",)})
    assert (found.id if found else None) == owner


def test_only_what_the_files_lack_is_still_to_be_written(library: Library) -> None:
    given = [added("herons"), added("Economy and AID"), added("beijing"), added("x", "harbours/quays")]
    left = list(unwritten(library, given))
    assert [(each.alias.text, bool(each.why_not)) for each in left] == [
        ("herons", False),
        ("beijing", True),
        ("x", True),
    ]


def test_an_added_name_is_found_and_explained(desk: Desk) -> None:
    entries = entries_of(desk.library, {ECONOMY: ("ferry tariffs",)})
    lookup = Lookup(desk.library, desk.lookup.thresholds, entries=entries)
    outcome = lookup.find("ferry tariffs")
    assert outcome.verdict is Verdict.FOUND
    assert outcome.matches[0].item.id == ECONOMY
    assert "matched the alias 'ferry tariffs'" in outcome.matches[0].why


def test_a_name_that_the_files_have_too_is_there_once(library: Library) -> None:
    [entry] = [each for each in entries_of(library, {ECONOMY: ("economy",)}) if each.item.id == ECONOMY]
    assert [name.text for name in entry.names].count("economy") == 1
