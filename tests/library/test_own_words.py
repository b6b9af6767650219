"""The content says in its own words what the report says, and no number that the report lacks.

The report's text is not in this repository. `tests/data` holds hashes of its runs of ten words and a
list of its numbers instead; `tests/tools/shingles.py` made them and says how.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from bot.library.model import Report
from bot.library.snapshot import Library
from tests.conftest import ROOT
from tests.tools import shingles

REPORT_ID = "us-pakistan-reengagement"
SHINGLES = ROOT / "tests" / "data" / f"{REPORT_ID}.shingles"
QUESTIONS = ROOT / "content" / REPORT_ID / "questions.jsonl"

MADE_UP = "Every heron on the lower marsh prefers a slightly wetter stone at dusk."


class Passage(NamedTuple):
    """A text field and whose it is."""

    owner: str
    text: str


@pytest.fixture(scope="module")
def report(library: Library) -> Report:
    found = library.get(REPORT_ID)
    assert isinstance(found, Report)
    return found


def passages(report: Report) -> Iterator[Passage]:
    """Every text that is ours: all but ids and the headings and titles that are cited on purpose."""
    for text in report.aliases:
        yield Passage(report.id, text)
    for section in report.sections:
        for text in (section.summary, *section.points, *section.aliases):
            yield Passage(section.id, text)
        for figure in section.figures:
            yield Passage(section.id, str(figure))
    if report.recommendations:
        for text in (report.recommendations.summary, *report.recommendations.aliases):
            yield Passage(report.recommendations.id, text)
        for item in report.recommendations.items:
            for text in (item.action, item.detail, *item.aliases, *item.actors, *item.instruments):
                yield Passage(item.id, text)
    for term in report.terms:
        for text in (term.title, term.definition, *term.aliases):
            yield Passage(term.id, text)


def copied(texts: Iterator[Passage], known: frozenset[str]) -> list[Passage]:
    """Runs of ten words that stand in the source too."""
    return [
        Passage(owner, run)
        for owner, text in texts
        for run in shingles.runs_of(text)
        if shingles.shingle_of(run) in known
    ]


def test_no_ten_words_in_a_row_are_those_of_the_report(report: Report) -> None:
    assert copied(passages(report), shingles.read(SHINGLES)) == []


def test_no_labelled_question_has_ten_words_in_a_row_of_the_report() -> None:
    lines = QUESTIONS.read_text(encoding="utf-8").splitlines()
    questions = (Passage(QUESTIONS.name, json.loads(line)["q"]) for line in lines)
    assert copied(questions, shingles.read(SHINGLES)) == []


def test_every_number_is_one_of_the_report(report: Report) -> None:
    known = shingles.read(SHINGLES.with_suffix(".numbers"))
    foreign = [
        Passage(owner, number)
        for owner, text in passages(report)
        for number in shingles.numbers_of(text)
        if number not in known
    ]
    assert foreign == []


def test_the_hashes_cover_a_report_of_several_thousand_words() -> None:
    assert len(shingles.read(SHINGLES)) > 4000


def test_every_hash_has_the_length_that_the_check_compares() -> None:
    assert {len(each) for each in shingles.read(SHINGLES)} == {len(shingles.shingle_of("any"))}


# --- the check itself ---


@pytest.fixture
def made_up(tmp_path: Path) -> Path:
    """Files made by the command from a made-up source."""
    source, out = tmp_path / "source.txt", tmp_path / "made-up.shingles"
    source.write_text(f"{MADE_UP}\n\nIt costs $3.5 million, as of 1999.\n", encoding="utf-8")
    shingles.main([str(source), str(out)])
    return out


def found_in(made_up: Path, text: str) -> list[Passage]:
    return copied(iter([Passage("x", text)]), shingles.read(made_up))


def test_ten_copied_words_are_found_in_the_midst_of_other_text(made_up: Path) -> None:
    text = "We saw that on the lower marsh prefers a slightly wetter stone at night."
    assert found_in(made_up, text) == [Passage("x", "on the lower marsh prefers a slightly wetter stone at")]


def test_nine_copied_words_are_not_held_against_the_text(made_up: Path) -> None:
    assert found_in(made_up, "On the lower marsh prefers a slightly wetter stone, always, in summer.") == []


@pytest.mark.parametrize(
    "text",
    [
        MADE_UP.upper(),
        MADE_UP.replace("prefers a", "prefers — “a”"),
        MADE_UP.replace("slightly", "slight-\nly"),
        MADE_UP.replace("lower", "low-er"),
        MADE_UP.replace(" marsh", "\nUS REENGAGEMENT WITH PAKISTAN: IDEAS\nmarsh"),
        MADE_UP.replace("Every", "\u07ea  Every"),
    ],
    ids=["capitals", "punctuation", "line end", "hyphen", "running header", "bullet"],
)
def test_a_copy_is_found_whatever_printing_does_to_it(made_up: Path, text: str) -> None:
    assert len(found_in(made_up, text)) == len(list(shingles.runs_of(MADE_UP)))


def test_the_numbers_of_a_source_are_kept_with_their_millions(made_up: Path) -> None:
    assert shingles.read(made_up.with_suffix(".numbers")) == {"3.5 million", "1999"}


def test_a_number_is_another_when_its_magnitude_is(made_up: Path) -> None:
    known = shingles.read(made_up.with_suffix(".numbers"))
    assert shingles.numbers_of("It costs $3.5 billion.") - known == {"3.5 billion"}


def test_the_files_do_not_hold_a_word_of_the_source(made_up: Path) -> None:
    assert not set(shingles.words_of(made_up.read_text(encoding="utf-8"))) & set(shingles.words_of(MADE_UP))
