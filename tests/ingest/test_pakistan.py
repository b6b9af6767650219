"""The first report's text, read by the program, against what was found in it by hand."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from bot.ingest.drafting import Draft, draft_of
from bot.ingest.faithfulness import compared
from bot.ingest.opening import read
from bot.library.model import Report
from bot.library.report_reader import read_draft
from bot.library.snapshot import Library
from tests.conftest import ROOT, TODAY

SOURCE = ROOT.parent / "shared" / "report" / "us-reengagement-with-pakistan.txt"
_PARTS = {
    "quarter": 0.25,
    "hundreds": 100.0,
    "millions": 1e6,
    "million": 1e6,
    "billion": 1e9,
    "thousands": 1e3,
}


def _source() -> Path:
    if not SOURCE.exists() and not os.environ.get("CI"):
        pytest.skip("the report's text is not in this repository, and not beside it")
    return SOURCE


@pytest.fixture(scope="module")
def draft() -> Draft:
    return draft_of(read(_source(), lambda _done, _of: None), TODAY)


@pytest.fixture(scope="module")
def by_hand(library: Library) -> Report:
    found = library.get("us-pakistan-reengagement")
    assert isinstance(found, Report)
    return found


def test_title_and_date_are_found(draft: Draft, by_hand: Report) -> None:
    assert draft.report.title == by_hand.title
    assert draft.report.published == by_hand.published


def test_the_eleven_sections_are_found_under_their_headings(draft: Draft, by_hand: Report) -> None:
    assert len(draft.sections) == 11
    assert [section.source.heading for section in draft.sections.values()] == [
        section.source.heading for section in by_hand.sections
    ]


def test_the_fourteen_recommendations_are_found_in_their_order(draft: Draft, by_hand: Report) -> None:
    assert draft.recommendations is not None
    assert by_hand.recommendations is not None
    assert draft.recommendations.source.heading == by_hand.recommendations.source.heading
    assert [item.number for item in draft.recommendations.recommendations] == list(range(1, 15))
    for found, known in zip(
        draft.recommendations.recommendations, by_hand.recommendations.items, strict=True
    ):
        assert all(tool in found.detail for tool in known.instruments if tool.isupper())


def amounts(value: str) -> tuple[float, ...]:
    """The quantities of a value: "over $3 billion" and "$3bn" are the same."""
    words = re.findall(r"[\d.,]*\d|[a-z]+", value.casefold())
    return tuple(_PARTS[word] if word in _PARTS else float(word.replace(",", "")) for word in words
                 if word in _PARTS or word[0].isdigit())  # fmt: skip


def test_every_figure_is_found_in_its_section_with_its_unit(draft: Draft, by_hand: Report) -> None:
    known = sum(len(section.figures) for section in by_hand.sections)
    assert known == 14
    for section, mine in zip(by_hand.sections, draft.sections.values(), strict=True):
        found = [(amounts(figure.value), figure.unit == "US dollars") for figure in mine.figures]
        for figure in section.figures:
            assert (amounts(figure.value), figure.unit == "US dollars") in found, figure


def test_the_years_of_figures_are_those_of_the_text(draft: Draft) -> None:
    times = {figure.value: figure.as_of for section in draft.sections.values() for figure in section.figures}
    assert times["more than $33 billion"] == "January 2018, over the last 15 years"
    assert times["over 80,000"] == "2005–2013"
    assert times["almost $7 billion"] == "FY2022"
    assert times["over $365 million"] == "2021"
    assert times["$10 billion"] == "2020"


def test_words_that_lines_broke_are_whole_and_compounds_keep_their_hyphens(draft: Draft) -> None:
    said = " ".join(point for section in draft.sections.values() for point in section.points)
    for whole in ("Eisenhower", "state-to-state", "well-armed", "start-up", "US-Pakistan", "al-Zawahiri"):
        assert whole in said
    assert re.findall(r"\w- \w", said) == []


def test_acronyms_are_found_with_their_long_forms(draft: Draft) -> None:
    terms = {term.term: term.name for term in draft.report.terms}
    assert terms["FATF"] == "Financial Action Task Force"
    assert {"ISKP", "TTP", "CPEC", "FDI", "ERGI", "USCIRF", "IMET", "IDFC", "ROZ"} <= terms.keys()


def test_what_was_written_by_hand_is_true_to_the_source() -> None:
    source = _source()
    by_hand = read_draft(ROOT / "content" / "us-pakistan-reengagement")
    assert by_hand is not None
    assert [str(problem) for problem in compared(by_hand, read(source, lambda _done, _of: None))] == []


def test_running_headers_are_in_no_passage(draft: Draft) -> None:
    said = " ".join(point for section in draft.sections.values() for point in section.points)
    assert "REENGAGEMENT" not in said
