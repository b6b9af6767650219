"""Names become ids, and misspelt names lead to the known one."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.library.problems import Position, Problem, did_you_mean
from bot.library.slug import slug_of
from tests.library.conftest import BRIDGES_FILE, SmallLibrary


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("FATF", "fatf"),
        ("Zarb-e-Azb", "zarb-e-azb"),
        ("9/11", "9-11"),
        ("  two   words  ", "two-words"),
        ("Café Zürich", "cafe-zurich"),
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
        ("snake_case", "snake-case"),
        ("Pakistan’s “close” ties…", "pakistan-s-close-ties"),
        ("پاکستان", "پاکستان"),
        ("!?", ""),
    ],
)
def test_a_slug_keeps_letters_and_digits_and_joins_them_with_hyphens(text: str, slug: str) -> None:
    assert slug_of(text) == slug


@given(text=st.text())
def test_a_slug_never_begins_or_ends_with_a_hyphen_nor_doubles_one(text: str) -> None:
    assert re.fullmatch(r"([^-]+(-[^-]+)*)?", slug_of(text))


@given(text=st.text(alphabet=st.characters(max_codepoint=127)))
def test_a_slug_does_not_depend_on_case(text: str) -> None:
    assert slug_of(text.upper()) == slug_of(text.lower())


def test_a_misspelt_word_leads_to_the_nearest_known_one() -> None:
    assert did_you_mean("aliasses", ["title", "aliases", "summary"]) == "did you mean 'aliases'?"


def test_two_letters_in_the_wrong_order_count_as_one_mistake() -> None:
    assert did_you_mean("tilte", ["title", "table"]) == "did you mean 'title'?"


def test_a_word_that_resembles_none_leads_to_all_that_are_known() -> None:
    assert did_you_mean("zebra", ["title", "aliases"]) == "known here: aliases, title"


def test_there_is_no_hint_when_nothing_is_known() -> None:
    assert did_you_mean("zebra", []) == ""


def test_a_problem_without_a_hint_is_one_line(small: SmallLibrary) -> None:
    problem = Problem(Position(small.root / BRIDGES_FILE, 3, 9), "empty-text", "it is empty")
    assert str(problem) == f"{small.root / BRIDGES_FILE}:3:9: error[empty-text]: it is empty"


def test_a_problem_with_a_hint_has_it_on_a_second_line(small: SmallLibrary) -> None:
    problem = Problem(Position(small.root), "no-reports", "no report here", "add one")
    assert str(problem) == f"{small.root}:1:1: error[no-reports]: no report here\n  hint: add one"
