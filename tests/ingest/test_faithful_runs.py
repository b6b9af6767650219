"""Ten words in a row as in the source are found, whatever printing did to them, and nine are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ingest.faithful_runs import SHORTEST, Run, Runs
from bot.ingest.manuscript import Block, Role

HERONS = "Every heron on the lower marsh prefers a slightly wetter stone at dusk"
FERRIES = "No ferry of the northern line has ever left its well-kept pier before the mail came aboard"
BLOCKS = (
    Block(Role.PARAGRAPH, f"{HERONS}, as we saw.", "line 4"),
    Block(Role.PARAGRAPH, f"In winter it is so. {FERRIES}.", "line 9"),
)
WORDS = f"{HERONS} {FERRIES}".split()


def runs_in(text: str) -> list[Run]:
    return list(Runs([text], BLOCKS).found_in(text))


def copied(text: str) -> list[str]:
    return [text[run.start : run.end] for run in runs_in(text)]


def test_a_run_is_told_with_its_words_its_length_and_its_place() -> None:
    text = "We know that no ferry of the northern line has ever left its pier, or so, in May."
    [run] = runs_in(text)
    assert text[run.start : run.end] == "no ferry of the northern line has ever left its"
    assert (run.length, run.block.locator) == (10, "line 9")


def test_nine_words_are_not_held_against_a_text() -> None:
    assert runs_in("Often no ferry of the northern line has ever left, or so.") == []


@pytest.mark.parametrize(
    "text",
    [
        HERONS.upper(),
        HERONS.replace("heron", "her\u00adon"),
        HERONS.replace("slightly", "slight-ly"),
        HERONS.replace("lower marsh", "“lower” marsh —"),
        FERRIES.replace("-", "‑"),
        FERRIES.replace("its", "it’s"),
    ],
    ids=["capitals", "soft hyphen", "hyphen", "punctuation", "another hyphen", "apostrophe"],
)
def test_a_copy_is_found_whatever_printing_does_to_it(text: str) -> None:
    assert copied(text) == [text]


def test_two_runs_in_a_text_are_both_told() -> None:
    assert copied(f"{HERONS}. But once more: {FERRIES}.") == [HERONS, FERRIES]


def test_a_run_that_goes_on_in_the_next_block_is_one() -> None:
    [run] = runs_in("a slightly wetter stone at dusk, as we saw. In winter it is so")
    assert (run.length, run.block.locator) == (14, "line 4")


def test_of_two_places_that_begin_alike_the_longer_copy_is_told() -> None:
    blocks = (
        Block(Role.PARAGRAPH, "a b c d e f g h i j k", "first"),
        Block(Role.PARAGRAPH, "a b c d e f g h i j x y", "second"),
    )
    [run] = Runs(["A b c d e f g h i j x y"], blocks).found_in("A b c d e f g h i j x y")
    assert (run.length, run.block.locator) == (12, "second")


@given(
    st.integers(0, len(WORDS) - SHORTEST),
    st.integers(SHORTEST, len(WORDS)),
    st.lists(st.sampled_from(["gulls", "soup", "Tuesday"]), max_size=8),
)
def test_every_copy_of_ten_words_is_found_in_the_midst_of_others(
    start: int, length: int, others: list[str]
) -> None:
    copy = WORDS[start : start + length]
    text = " ".join((*others, *copy, *others))
    blocks = (Block(Role.PARAGRAPH, " ".join(WORDS), "line 1"),)
    assert [run.length for run in Runs([text], blocks).found_in(text)] == [len(copy)]
