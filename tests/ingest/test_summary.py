"""A summary is made of a section's own sentences: those that have most in common with the rest."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.ingest.summary import summary_of

FERRIES = [
    "The small ferries of the northern islands are old and dear to keep.",
    "Herons like still water.",
    "Every winter the ferries stand idle when the northern harbours freeze.",
    "Islands without ferries lose their schools.",
    "Paint peels.",
    "The board wants new ferries before the next winter in the northern islands.",
]


def test_the_sentences_that_share_most_words_with_others_are_chosen_in_their_order() -> None:
    chosen = summary_of(FERRIES)
    assert chosen == [sentence for sentence in FERRIES if sentence in chosen]
    assert "Paint peels." not in chosen
    assert "Herons like still water." not in chosen


def test_of_a_short_section_two_are_chosen_and_of_a_long_one_three() -> None:
    assert len(summary_of(FERRIES)) == 2
    assert len(summary_of([*FERRIES, *(f"{sentence} Once more." for sentence in FERRIES)])) == 3


def test_one_sentence_is_its_own_summary() -> None:
    assert summary_of(FERRIES[:1]) == FERRIES[:1]
    assert summary_of([]) == []


@given(st.lists(st.text(max_size=40), max_size=12))
def test_every_sentence_of_it_is_one_of_the_section(sentences: list[str]) -> None:
    chosen = summary_of(sentences)
    assert len(chosen) <= 3
    assert all(sentence in sentences for sentence in chosen)
