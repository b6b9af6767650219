"""Numbers are compared by what they come to, not by how they are written."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ingest.faithful_numbers import numbers_in, worths_in


def foreign(report: str, source: str) -> list[str]:
    """The numbers of a report that a source lacks."""
    known = worths_in(source)
    return [number.text for number in numbers_in(report) if number.worths.isdisjoint(known)]


@pytest.mark.parametrize(
    ("report", "source"),
    [
        ("$33 billion", "$33bn"),
        ("33 billion", "33,000,000,000"),
        ("33 000 crossings", "33,000 crossings"),
        ("€2.5m", "2.5 million euros"),
        ("80k landings", "80,000 landings"),
        ("one-quarter", "25 percent"),
        ("a quarter of the boats", "one in four boats"),
        ("half of them", "50% of them"),
        ("three out of five", "60 per cent"),
        ("two-thirds", "two thirds"),
        ("twenty-five years", "25 years"),
        ("a hundred and fifty lamps", "150 lamps"),
        ("two dozen lamps", "24 lamps"),
        ("a million herons", "1,000,000 herons"),
        ("ten years", "over the last decade"),
        ("the 20th century", "the twentieth century"),
        ("$3 million", "$3 to 5 million"),
        ("14 percent", "between 14 and 25 percent"),
        ("2013", "2005–13"),
        ("FY22", "fiscal year 2022"),
        ("the 1950s", "in 1950"),
        ("5 metres", "5m"),
        ("millions of herons", "6.3 million herons"),
        ("tens of thousands", "80,000"),
    ],
)
def test_a_number_is_known_however_the_source_writes_it(report: str, source: str) -> None:
    assert foreign(report, source) == []


@pytest.mark.parametrize(
    ("report", "source", "told"),
    [
        ("$34 billion", "$33 billion", "$34 billion"),
        ("33 million", "33 billion", "33 million"),
        ("one-third", "one-quarter", "one-third"),
        ("25 percent", "25 boats", "25 percent"),
        ("25 years", "a quarter of the years", "25"),
        ("2017", "2018", "2017"),
        ("15 years", "the year 2015", "15"),
        ("three decades", "two decades", "three"),
        ("thousands of herons", "in 2005 there were millions", "thousands"),
        ("thousands of herons", "80,000 herons", "thousands"),
        ("one in five boats", "one in four boats, five of them old", "one in five"),
        ("305.8 million", "305.9 million", "305.8 million"),
    ],
)
def test_a_number_that_comes_to_something_else_is_foreign(report: str, source: str, told: str) -> None:
    assert foreign(report, source) == [told]


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("two sides", True),
        ("two decades", False),
        ("two million", False),
        ("2 sides", False),
        ("twelve sides", False),
    ],
)
def test_small_numbers_in_words_only_count_unless_they_measure(text: str, counts: bool) -> None:
    [number] = numbers_in(text)
    assert number.counts is counts


@pytest.mark.parametrize("text", ["a half-hearted crackdown", "the last quarter", "a pier", "no one"])
def test_what_only_looks_like_a_number_is_none(text: str) -> None:
    assert [number.text for number in numbers_in(text) if not number.counts] == []


@given(st.integers(min_value=1, max_value=10**12))
def test_commas_and_spaces_in_a_number_change_nothing(worth: int) -> None:
    written = (f"{worth}", f"{worth:,}", f"{worth:,}".replace(",", " "))
    assert [number.worths for text in written for number in numbers_in(text)] == [{Fraction(worth)}] * 3


@given(st.text(alphabet="0123456789.,%$ -–/mkbn’FYaeiotwhfurdn", max_size=60))
def test_each_number_stands_where_it_is_said_to(text: str) -> None:
    assert all(text.startswith(number.text, number.start) for number in numbers_in(text))
