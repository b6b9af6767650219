"""A summary is made of a section's own sentences: those that have most in common with the rest."""

from __future__ import annotations

from itertools import islice, product

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


def test_the_order_is_the_sections_also_when_the_last_sentence_has_most_in_common() -> None:
    few = [
        "Herons fish alone in the still water of bays.",
        "Old ferries stand idle when northern harbours freeze.",
        "Boards of islands meet twice and then rest.",
        "Northern harbours freeze, old ferries stand idle, and islands wait for their boards.",
    ]
    assert summary_of(few) == [few[1], few[3]]


def test_an_opening_counts_more_than_what_has_little_more_in_common() -> None:
    opening = "Ferries wait for the dredging of some harbours, lamps and herons."
    other = "Ferries wait for the dredging of all harbours now, the board says."
    rest = "Ferries wait for dredging, and the old boats wait with them."
    apart = "Nobody paints the small pier since it sank in winter."
    assert summary_of([opening, other, rest, apart], many=1) == [opening]
    assert summary_of([apart, opening, other, rest], many=1) != [opening]


def test_scraps_and_the_openings_of_lists_are_no_summary() -> None:
    full = [
        "The dredging of northern harbours waits for new ferries.",
        "Ferries of northern harbours need another dredging soon.",
    ]
    scraps = [
        "Ferries, dredging, northern harbours.",
        "Northern harbours need ferries and dredging, as follows:",
    ]
    others = ["Herons fish alone in the still water of bays.", "Nobody paints the lamps of that pier."]
    assert summary_of([*others, *scraps, *full]) == full


def test_words_that_every_sentence_has_tell_nothing() -> None:
    said = [
        "Islands, islands and islands again are what islands want.",
        "These islands keep dredging their silted harbours.",
        "Those islands think that dredging silted harbours costs much.",
        "Other islands rest, sleep, paint and sing.",
    ]
    assert summary_of(said) == said[1:3]


def test_of_a_very_long_section_its_beginning_is_summed_up() -> None:
    names = ("".join(letters) for letters in islice(product("abcdefg", repeat=3), 300))
    beginning = [f"To him it is a pier of {name}holm now." for name in names]
    annex = ["Dredging silted harbours takes ferries, boards and patience."] * 20
    assert not set(summary_of([*beginning, *annex])) & set(annex)


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
