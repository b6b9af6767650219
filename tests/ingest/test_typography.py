"""Type tells headings, titles and notes from text."""

from __future__ import annotations

import pytest

from bot.ingest.readers.columns import Word
from bot.ingest.readers.typography import (
    Row,
    body_style,
    heading_levels,
    levels_of,
    notes_on,
    row_of,
    title_rows,
)

BODY = (10.0, False)


def row(text: str, top: float = 100, size: float = 10, bold: bool = False, is_marked: bool = False) -> Row:
    """A row of a page, ten points from its left edge."""
    return Row(text, 10, 300, top, top + size, (size, bold), is_marked)


def word(text: str, x0: float, size: float = 10, raised: float = 0) -> Word:
    """A word of a line that stands at 100 points."""
    return Word(text, x0, x0 + len(text) * size / 2, 100 - raised + 10 - size, 100 - raised + 10, size)


def test_words_are_parted_by_their_distance() -> None:
    assert row_of([word("ti", 10), word("des", 20), word("rise", 40)]).text == "tides rise"


def test_a_small_raised_number_is_dropped_and_a_small_one_on_the_line_is_kept() -> None:
    assert row_of([word("tides", 10), word("12", 35, size=6, raised=3)]).text == "tides"
    assert row_of([word("CO", 10), word("2", 20, size=6)]).text == "CO2"


def test_a_row_has_the_type_of_most_of_its_letters() -> None:
    assert row_of([word("I", 10, size=18), word("slands", 20)]).style == (10.0, False)


def test_the_body_has_the_type_of_most_letters_and_not_of_most_rows() -> None:
    page = [row("Pier", size=12), row("Mole", size=12), row("The ferry leaves at noon with bread")]
    assert body_style([page]) == BODY


def test_a_title_is_one_run_of_the_largest_rows() -> None:
    page = [row("Sea", size=20), row("and Sky", size=20), row("text"), row("Sale", size=20)]
    assert [each.text for each in title_rows(page, BODY)] == ["Sea", "and Sky"]


def test_a_page_hardly_larger_than_the_body_has_no_title() -> None:
    assert title_rows([row("Sea", size=12), row("text")], BODY) == ()


def levels(*rows: Row) -> list[int]:
    return levels_of(rows, BODY, heading_levels([rows], BODY))


def test_larger_and_bolder_headings_are_higher() -> None:
    assert levels(
        row("Tides", size=16), row("a"), row("Moons", size=12, bold=True), row("b"), row("Winds", bold=True)
    ) == [1, 0, 2, 0, 3]


@pytest.mark.parametrize("style", [(9.0, True), (10.0, False), (10.5, False), (8.0, False)])
def test_what_hardly_stands_out_is_no_heading(style: tuple[float, bool]) -> None:
    assert levels(row("Tides", size=style[0], bold=style[1]), row("text")) == [0, 0]


def test_bold_type_is_no_heading_where_all_text_is_bold() -> None:
    assert heading_levels([[row("Tides", bold=True)]], (10.0, True)) == {}


def test_a_long_passage_in_large_type_is_no_heading() -> None:
    assert (
        levels(*[row("The ferry leaves at noon with bread and mail for all islands", size=14)] * 4) == [0] * 4
    )


def test_a_number_alone_is_no_heading() -> None:
    assert levels(row("17", size=16), row("text")) == [0, 0]


def notes(*rows: Row) -> list[str]:
    page = [row("Head", 20), row("Text", 60), *rows]
    found = notes_on(page, BODY)
    return [each.text for each in page if each in found]


def test_small_rows_at_the_foot_after_a_mark_are_notes() -> None:
    rows = row("Crews say so,", 400, 8, is_marked=True), row("and books.", 410, 8)
    assert notes(*rows) == ["Crews say so,", "and books."]


def test_small_rows_without_a_mark_are_no_notes() -> None:
    assert notes(row("Printed here.", 400, 8)) == []


def test_small_rows_high_on_a_page_are_no_notes() -> None:
    assert notes(row("1 Pier of stone", 70, 8, is_marked=True), row("Text", 100), row("End", 400)) == []


def test_a_page_number_is_no_note() -> None:
    assert notes(row("17", 400, 8, is_marked=True)) == []
