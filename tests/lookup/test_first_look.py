"""The items that are worth a close look are among the very many that have a word of the query."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.library.snapshot import Library
from bot.lookup.asked import AskedWord, Meant
from bot.lookup.building import build
from bot.lookup.engine import Lookup
from bot.lookup.entries import entries_of
from bot.lookup.first_look import KEPT, best_places, first_look
from bot.lookup.index import Index
from bot.lookup.words import stem
from tests.lookup.made_up import report, section


@given(
    seed=st.integers(0, 2**32 - 1),
    many=st.sampled_from([0, 1, 5, 40, 41, 79, 80, 161, 500, 3_000]),
    levels=st.sampled_from([1, 3, 1_000_000]),
    most=st.integers(1, 20),
)
def test_the_best_are_those_that_sorting_all_puts_first(seed: int, many: int, levels: int, most: int) -> None:
    made = np.random.default_rng(seed).integers(0, levels, many).astype(np.float64)
    assert best_places(made, most).tolist() == (-made).argsort(kind="stable")[:most].tolist()


@pytest.mark.parametrize("best", [0, 7, 8, 15_999])
def test_the_best_item_is_found_wherever_it_stands(best: int) -> None:
    scores = np.zeros(16_000)
    scores[best] = 1.0
    assert best_places(scores, 20)[0] == best


STEMS = ("dredger", "salmon", "tide")
SECTIONS = st.lists(
    st.tuples(st.sampled_from(STEMS), st.lists(st.sampled_from(STEMS), min_size=1)), min_size=1, max_size=6
)
MEANINGS = st.lists(st.lists(st.sampled_from(range(3)), min_size=1, unique=True), min_size=1, max_size=3)


@given(SECTIONS, MEANINGS, st.data())
def test_an_item_has_the_likeliest_of_a_words_meanings_and_the_sum_of_all_words(
    sections: list[tuple[str, list[str]]], words: list[list[int]], data: st.DataObject
) -> None:
    made = [section(f"s{at}", title, points=(" ".join(text),)) for at, (title, text) in enumerate(sections)]
    index = build(entries_of(Library((report(*made),))))
    known = [number for each in STEMS if (number := index.stem_number.get(stem(each))) is not None]
    weights = data.draw(st.lists(st.floats(0.1, 3), min_size=9, max_size=9))
    asked = [
        AskedWord(
            "", 1.0, tuple(Meant(known[each % len(known)], weights[3 * at + each], 1.0) for each in word)
        )
        for at, word in enumerate(words)
    ]
    slow = {item: sum(likeliest_impact(index, word, item) for word in asked) for item in range(index.items)}
    found = first_look(index, asked, 1.0, None)
    assert dict(zip(found.items.tolist(), found.text.tolist(), strict=True)) == pytest.approx(
        {item: text for item, text in slow.items() if text}, rel=1e-5
    )


def likeliest_impact(index: Index, word: AskedWord, item: int) -> float:
    """What the first meaning that an item has counts, 0 where it has none."""
    for meant in word.meant:
        row = index.postings.row(meant.stem).tolist()
        if item in row:
            return meant.weight * index.impact.item(index.postings.starts[meant.stem] + row.index(item))
    return 0.0


def test_a_text_with_all_the_words_is_not_hidden_by_many_names_with_one_of_them() -> None:
    asked = ("dredger", "salmon", "lighthouse", "winch")
    named = [
        section(f"{word}-{number}", f"{word} {chr(97 + number)}isle", points=("Boats lie in rows.",))
        for word in asked
        for number in range(KEPT)
    ]
    told = section("told", "Piers", points=("A dredger, salmon, a lighthouse and a winch are all there.",))
    outcome = Lookup(Library((report(*named, told),))).find(f"how does the {' '.join(asked)} compare")
    assert outcome.ranked[0].item.id == told.id
