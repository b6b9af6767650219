"""A paragraph begins where type shows it: by a gap, an indent, or a line before it that ends early."""

from __future__ import annotations

import pytest

from bot.ingest.readers.paragraphs import starts
from bot.ingest.readers.typography import Row


def row(top: float, text: str = "and mail", x0: float = 10, x1: float = 200, size: float = 10) -> Row:
    """A row of a page."""
    return Row(text, x0, x1, top, top + size, (size, False))


def test_rows_at_one_distance_are_one_paragraph() -> None:
    assert starts([row(0), row(12), row(24)]) == [False] * 3


def test_a_wider_gap_begins_a_paragraph() -> None:
    assert starts([row(0), row(12), row(24), row(40), row(52)]) == [False, False, False, True, False]


def test_an_indent_begins_a_paragraph_and_its_second_row_does_not() -> None:
    assert starts([row(0), row(12), row(24, x0=20), row(36)]) == [False, False, True, False]


def test_a_row_below_the_text_of_an_item_goes_on() -> None:
    assert starts([row(0, "• bread"), row(12, x0=20), row(24, x0=20)]) == [False] * 3


def test_a_row_further_out_than_an_item_begins_a_paragraph() -> None:
    assert starts([row(0, "• bread"), row(12, x0=20), row(24)]) == [False, False, True]


def test_a_row_below_the_glyph_of_an_item_begins_a_paragraph_if_the_item_has_ended() -> None:
    assert starts([row(0), row(12, "• bread.", x1=90), row(24)]) == [False, False, True]
    assert starts([row(0), row(12, "• bread"), row(24)]) == [False, False, False]


def test_another_size_begins_a_paragraph() -> None:
    assert starts([row(0, size=14), row(16), row(28)]) == [False, True, False]


def test_the_next_column_begins_a_paragraph_after_a_sentence_with_room_for_a_word() -> None:
    left = [row(0), row(12), row(24, "and mail.", x1=90)]
    assert starts([*left, row(0, x0=220, x1=400)])[3]


@pytest.mark.parametrize("last", [row(24, "and mail.", x1=180), row(24, "and mail", x1=90)])
def test_the_next_column_goes_on_after_a_full_row_or_within_a_sentence(last: Row) -> None:
    across = row(-12, "across both columns", x1=400)
    page = [across, row(0), row(12), last, row(0, "schoolbooks", x0=220, x1=280)]
    assert not starts(page)[4]


def test_an_empty_page_has_no_paragraphs() -> None:
    assert starts([]) == []
