"""Words that were broken at a line's end are whole again; compounds keep their hyphen."""

from __future__ import annotations

import pytest

from bot.ingest.hyphens import Joiner


def joined(first: str, second: str, *others: str) -> str:
    """Two lines of a document that has other ones too."""
    return Joiner([first, second, *others]).joined(first, second)


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("the har-", "bour master", "the harbour master"),
        ("in the coun-", "tries of", "in the countries of"),
        ("and there-", "fore it", "and therefore it"),
        ("they under-", "took it", "they undertook it"),
        ("Presi-", "dent of the board", "President of the board"),
    ],
)
def test_a_broken_word_is_joined(first: str, second: str, whole: str) -> None:
    assert joined(first, second) == whole


@pytest.mark.parametrize(
    ("first", "second", "whole", "others"),
    [
        ("a state-to-", "state ferry", "a state-to-state ferry", "a state of things"),
        ("these well-", "armed men", "these well-armed men", "all is well, they are armed"),
        ("every start-", "up here", "every start-up here", "from the start"),
        ("the island-", "based crews", "the island-based crews", "on this island"),
        ("the decision-", "making of the board", "the decision-making of the board", "a decision"),
        ("a five-", "year plan", "a five-year plan", "five boats"),
        ("the Anglo-", "Norwegian line", "the Anglo-Norwegian line", ""),
        ("a well-", "trained pilot", "a well-trained pilot", ""),
        ("the ferry-", "keeper said", "the ferry-keeper said", "a ferry and its keeper"),
    ],
)
def test_a_compound_that_was_broken_at_its_hyphen_keeps_it(
    first: str, second: str, whole: str, others: str
) -> None:
    assert joined(first, second, others) == whole


@pytest.mark.parametrize(
    ("first", "second", "whole", "others"),
    [
        ("they under-", "stand it", "they understand it", "under a stand"),
        ("the friend-", "ships last", "the friendships last", "a friend has ships"),
        ("it in-", "creased then", "it increased then", "in a creased coat"),
    ],
)
def test_halves_that_happen_to_be_words_are_joined(first: str, second: str, whole: str, others: str) -> None:
    assert joined(first, second, others) == whole


def test_the_rest_of_the_document_tells_which_it_is() -> None:
    assert joined("the cut-", "off point", "a cutoff here, a cutoff there") == "the cutoff point"
    assert joined("the cut-", "off point", "a cut-off here, a cut-off there") == "the cut-off point"


def test_a_name_that_was_broken_inside_a_compound_keeps_the_compounds_hyphen() -> None:
    assert joined("the North-Har-", "bour line", "at the harbour") == "the North-Harbour line"


def test_an_acronym_that_was_broken_is_whole() -> None:
    assert joined("the board (BSH-", "CN) said", "") == "the board (BSHCN) said"


def test_halves_of_broken_words_are_no_words() -> None:
    assert joined("There-", "fore it was", "there it was") == "Therefore it was"


def test_lines_that_end_with_whole_words_are_parted_by_a_blank() -> None:
    assert joined("the ferry ", " leaves") == "the ferry leaves"
    assert joined("at noon –", "so they say") == "at noon – so they say"
