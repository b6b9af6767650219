"""Columns are read one after the other, and what stands across them where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ingest.readers.columns import Word, layout_of

PAGE_HEIGHT = 800.0
TOP = 100.0
LEADING = 12.0


def line(text: str, x: float, y: float, size: float = 10.0) -> Iterator[Word]:
    """A line of words, five points a letter, three points between them."""
    for word in text.split():
        width = 5.0 * len(word)
        yield Word(word, x, x + width, y, y + size, size)
        x += width + 3


def column(name: str, x: float, lines: int, top: float = TOP) -> list[Word]:
    """Lines of four words, each with the column's name and its own number."""
    return [word for at in range(lines) for word in line(f"{name}{at} rope knot buoy", x, top + LEADING * at)]


def firsts(words: Sequence[Word]) -> list[str]:
    """The first word of each line, in the order of reading."""
    return [found[0].text for found in layout_of(words, PAGE_HEIGHT).text]


def names(*parts: tuple[str, int]) -> list[str]:
    return [f"{name}{at}" for name, count in parts for at in range(count)]


def test_one_column_is_read_from_top_to_foot() -> None:
    assert firsts(list(reversed(column("a", 50, 6)))) == names(("a", 6))


@pytest.mark.parametrize("drift", [0.0, 5.0, 7.0])
def test_two_columns_are_read_one_after_the_other_also_where_their_lines_are_not_level(drift: float) -> None:
    words = [*column("b", 200, 8, TOP + drift), *column("a", 50, 8)]
    assert firsts(words) == names(("a", 8), ("b", 8))


def test_three_columns_are_read_one_after_the_other() -> None:
    words = [*column("c", 350, 8), *column("b", 200, 8), *column("a", 50, 8)]
    assert firsts(words) == names(("a", 8), ("b", 8), ("c", 8))


def test_a_line_across_the_columns_parts_them_into_bands() -> None:
    across = line("across both of the columns stands one line of text", 50, TOP + 5 * LEADING)
    upper = [*column("a", 50, 5), *column("b", 200, 5)]
    lower = [*column("c", 50, 5, TOP + 6 * LEADING), *column("d", 200, 5, TOP + 6 * LEADING)]
    assert firsts([*upper, *across, *lower]) == [
        *names(("a", 5), ("b", 5)),
        "across",
        *names(("c", 5), ("d", 5)),
    ]


def test_columns_of_different_length_are_read_to_their_ends() -> None:
    assert firsts([*column("a", 50, 9), *column("b", 200, 5)]) == names(("a", 9), ("b", 5))


def test_numbers_beside_names_are_a_table_and_no_columns() -> None:
    words = [
        word
        for at in range(8)
        for word in [*line(f"port{at}", 50, TOP + LEADING * at), *line("17", 250, TOP + LEADING * at)]
    ]
    assert firsts(words) == names(("port", 8))


def test_hanging_bullets_are_no_column() -> None:
    words = [
        word
        for at in range(8)
        for word in [*line(f"{at}.", 50, TOP + LEADING * at), *line("rope knot buoy", 70, TOP + LEADING * at)]
    ]
    assert firsts(words) == [f"{at}." for at in range(8)]


def test_what_stands_in_the_margins_belongs_to_no_column() -> None:
    head = [*line("Left", 50, 20), *line("Right", 300, 20)]
    foot = line("7", 300, 780)
    layout = layout_of([*head, *column("a", 50, 8), *column("b", 200, 8), *foot], PAGE_HEIGHT)
    assert [word.text for found in layout.head for word in found] == ["Left", "Right"]
    assert [found[0].text for found in layout.text] == names(("a", 8), ("b", 8))
    assert [word.text for found in layout.foot for word in found] == ["7"]


def test_text_that_reaches_into_the_margins_is_text() -> None:
    assert firsts([*column("a", 50, 60, 30), *column("b", 200, 60, 30)]) == names(("a", 60), ("b", 60))


def test_a_small_raised_mark_belongs_to_its_line() -> None:
    words = [*line("tides", 50, TOP), Word("1", 75, 78, TOP - 1, TOP + 5, 6), *line("rise", 80, TOP)]
    assert [[word.text for word in found] for found in layout_of(words, PAGE_HEIGHT).text] == [
        ["tides", "1", "rise"]
    ]


lengths = st.floats(min_value=0, max_value=PAGE_HEIGHT, allow_nan=False)
words = st.builds(
    lambda x, y, width, size: Word("word", x, x + width + 1, y, y + size + 1, size),
    lengths,
    lengths,
    st.floats(min_value=0, max_value=200),
    st.floats(min_value=0, max_value=80),
)


@given(st.lists(words, max_size=60))
def test_no_word_is_lost_or_read_twice_wherever_words_stand(found: list[Word]) -> None:
    layout = layout_of(found, PAGE_HEIGHT)
    order = [id(word) for part in (layout.head, layout.text, layout.foot) for each in part for word in each]
    assert sorted(order) == sorted(map(id, found))
