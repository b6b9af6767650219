"""The items that are worth a close look are among the very many that have a word of the query."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.library.snapshot import Library
from bot.lookup.asked import AskedWord, Meant
from bot.lookup.building import build
from bot.lookup.engine import Lookup
from bot.lookup.entries import entries_of
from bot.lookup.first_look import KEPT, Sums, first_look
from bot.lookup.index import Index
from bot.lookup.words import stem
from tests.lookup.made_up import report, section

STEMS = ("dredger", "salmon", "tide")
SECTIONS = st.lists(
    st.tuples(st.sampled_from(STEMS), st.lists(st.sampled_from(STEMS), min_size=1)), min_size=1, max_size=6
)
WEIGHT = st.floats(0.1, 3)


def index_of(sections: list[tuple[str, list[str]]]) -> Index:
    made = [section(f"s{at}", title, points=(" ".join(text),)) for at, (title, text) in enumerate(sections)]
    return build(entries_of(Library((report(*made),))))


def asked_of(data: st.DataObject, index: Index, meanings: int = 3) -> list[AskedWord]:
    """Words that mean one of the library's or more."""
    known = [number for each in STEMS if (number := index.stem_number.get(stem(each))) is not None]
    some = st.lists(st.sampled_from(known), min_size=1, max_size=meanings, unique=True)
    words = data.draw(st.lists(some, min_size=1, max_size=3))
    return [AskedWord("", 1.0, tuple(Meant(each, data.draw(WEIGHT), 1.0) for each in word)) for word in words]


def text_of(found: Sums) -> dict[int, float]:
    return dict(zip(found.items.tolist(), found.text.tolist(), strict=True))


def slow_text(index: Index, asked: list[AskedWord], item: int) -> float:
    return sum(impact * meant.weight for impact, meant in likeliest(index, asked, item))


@given(SECTIONS, st.data())
def test_an_item_has_the_likeliest_of_a_words_meanings_and_the_sum_of_all_words(
    sections: list[tuple[str, list[str]]], data: st.DataObject
) -> None:
    index = index_of(sections)
    asked = asked_of(data, index)
    slow = {item: text for item in range(index.items) if (text := slow_text(index, asked, item))}
    found = first_look(index, asked, 1.0, None)
    assert text_of(found) == pytest.approx(slow, rel=1e-5)
    for item, covered in zip(found.items.tolist(), found.covered.tolist(), strict=True):
        weights = [meant.weight for _, meant in likeliest(index, asked, item)]
        assert covered == pytest.approx(sum(weights), rel=1e-5)


@given(SECTIONS, st.data(), st.integers(1, 8))
def test_words_beyond_the_budget_count_for_what_is_found_without_them(
    sections: list[tuple[str, list[str]]], data: st.DataObject, budget: int
) -> None:
    index = index_of(sections)
    asked = asked_of(data, index, meanings=1)
    found = first_look(index, asked, 1.0, None, budget)
    slow = {item: slow_text(index, asked, item) for item in found.items.tolist()}
    assert slow
    assert text_of(found) == pytest.approx(slow, rel=1e-5)
    words = [[meant.weight for _, meant in likeliest(index, asked, item)] for item in slow]
    assert found.covered.tolist() == pytest.approx(list(map(sum, words)), rel=1e-5)


@given(SECTIONS, st.data())
def test_where_few_items_may_be_found_all_words_are_read(
    sections: list[tuple[str, list[str]]], data: st.DataObject
) -> None:
    index = index_of(sections)
    asked = asked_of(data, index)
    allowed = np.array(data.draw(st.lists(st.booleans(), min_size=index.items, max_size=index.items)))
    budget = max(int(allowed.sum()) * len(asked) * len(STEMS), 1)
    slow = {item: slow_text(index, asked, item) for item in allowed.nonzero()[0].tolist()}
    found = text_of(first_look(index, asked, 1.0, allowed, budget))
    assert found == pytest.approx({item: text for item, text in slow.items() if text}, rel=1e-5)


def test_a_reports_own_sections_are_found_by_words_that_are_common_elsewhere() -> None:
    index = index_of([*[("salmon", ["tide"])] * 9, ("dredger", ["dredger"]), ("salmon", ["tide"])])
    asked = [
        AskedWord(word, 1.0, (Meant(index.stem_number[stem(word)], 1.0, 1.0),))
        for word in ("dredger", "tide")
    ]
    last = max(first_look(index, asked[1:], 1.0, None, 100).items.tolist())
    allowed = np.arange(index.items) == last
    assert first_look(index, asked, 1.0, allowed, 5).items.tolist() == [last]


def likeliest(index: Index, asked: list[AskedWord], item: int) -> Iterator[tuple[float, Meant]]:
    """For each word, the first of its meanings that an item has, and its impact there."""
    for word in asked:
        for meant in word.meant:
            row = index.postings.row(meant.stem).tolist()
            if item in row:
                yield index.impact.item(index.postings.starts[meant.stem] + row.index(item)), meant
                break


def crowded(told: str, said: str) -> tuple[Lookup, tuple[str, ...]]:
    """A section that tells of four things among many that have one of them in their name."""
    asked = ("dredger", "salmon", "lighthouse", "winch")
    named = [
        section(f"{word}-{number}", f"{word} {chr(97 + number)}isle", points=(said.replace("it", word),))
        for word in asked
        for number in range(2 * KEPT)
    ]
    return Lookup(Library((report(*named, section("told", "Piers", points=(told,))),))), asked


def test_a_text_with_all_the_words_is_not_hidden_by_many_names_with_one_of_them() -> None:
    lookup, asked = crowded(
        "A dredger, salmon, a lighthouse and a winch are all there.", "Boats lie in rows."
    )
    outcome = lookup.find(f"how does the {' '.join(asked)} compare")
    assert outcome.ranked[0].item.id == "harbours/told"


def test_a_long_text_with_all_the_words_is_looked_at_beside_short_ones_that_have_one_again_and_again() -> (
    None
):
    filler = " ".join(f"{chr(97 + number % 26)}{'xyz'[number % 3]}quay" for number in range(300))
    lookup, asked = crowded(f"A dredger, salmon, a lighthouse, a winch. {filler}.", "It is it, and it is it.")
    ranked = lookup.find(f"how does the {' '.join(asked)} compare", limit=30).ranked
    assert "harbours/told" in {match.item.id for match in ranked}
