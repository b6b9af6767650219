"""Acronyms are found with what they stand for, whichever of the two comes first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ingest.acronyms import acronyms_in


def found(text: str) -> list[tuple[str, str]]:
    return [(each.short, each.long) for each in acronyms_in(text)]


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        ("The Board of Small Harbours (BSH) met.", "BSH", "Board of Small Harbours"),
        (
            "In the end the Fund for Island Roads and Piers (FIRP) paid.",
            "FIRP",
            "Fund for Island Roads and Piers",
        ),
        ("The BSH (Board of Small Harbours) met.", "BSH", "Board of Small Harbours"),
        ("They have Marine Repair Yards (MRYs) there.", "MRY", "Marine Repair Yards"),
        (
            "The Northern Sound Ferry Line (NSFL, also called the Line) is old.",
            "NSFL",
            "Northern Sound Ferry Line",
        ),
        ("Research and Development (R&D) is dear.", "R&D", "Research and Development"),
        ("The Board of Small Harbours (“BSH”) met.", "BSH", "Board of Small Harbours"),
        ("“The Board of Small Harbours [BSH] met.”", "BSH", "Board of Small Harbours"),
        ("The Board of Small Harbours’ (BSH) boats leak.", "BSH", "Board of Small Harbours"),
        ("The Northern Island Board’s (NIB) boats leak.", "NIB", "Northern Island Board"),
        ("A pier-private partnership (PPP) keeps them.", "PPP", "pier-private partnership"),
        ("The pro-Harbour Board (HB) won.", "HB", "Harbour Board"),
        ("Øyer og Åser (ØOÅ) lie there.", "ØOÅ", "Øyer og Åser"),
    ],
)
def test_an_acronym_and_its_long_form(text: str, short: str, long: str) -> None:
    assert found(text) == [(short, long)]


@pytest.mark.parametrize(
    "text",
    [
        "The board (Oslo) met.",
        "It rose (by 3 percent) then.",
        "The Board of Harbours (XYZ) met.",
        "A (B) c.",
        "BSH (see page 3) met.",
        "The MiniBSH (Board of Small Harbours) met.",
        "BSH (, as some say) met.",
    ],
)
def test_other_brackets_hold_none(text: str) -> None:
    assert found(text) == []


def test_a_long_form_stands_close_before_its_acronym() -> None:
    assert found(f"The Board of{' ' * 400}Small Harbours (BSH) met.") == []


def test_each_is_told_once() -> None:
    assert len(found("The Board of Small Harbours (BSH) met. The Board of Small Harbours (BSH) left.")) == 1


@given(st.text(alphabet="ABabsØ ()[]&-,’“", max_size=60))
def test_nothing_raises(text: str) -> None:
    for each in acronyms_in(text):
        assert each.short
        assert len(each.long) > len(each.short)
