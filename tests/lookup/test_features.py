"""The fast features come to what the slow, obvious ones do."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.library.snapshot import Library
from bot.lookup.asked import asked_words
from bot.lookup.building import build
from bot.lookup.entries import entries_of
from bot.lookup.features import Features, candidates
from tests.lookup.made_up import report, section
from tests.lookup.reference import Made, Reference, stems

WORDS = st.sampled_from("harbour cranes dredger lighthouse keeper salmon nets the of year tides".split())
PHRASES = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)
ITEMS = st.lists(
    st.builds(
        Made,
        title=PHRASES,
        aliases=st.lists(PHRASES, max_size=3, unique=True).map(tuple),
        sentences=st.lists(st.lists(WORDS, min_size=1, max_size=7).map(" ".join), min_size=1, max_size=3).map(
            tuple
        ),
    ),
    min_size=2,
    max_size=6,
)


def library_of(items: list[Made]) -> Library:
    """The items as the sections of a report that nothing else of is looked up."""
    made = [
        section(f"s{number}", item.title, aliases=item.aliases, points=item.sentences).model_copy(
            update={
                "summary": "",
                "source": section("x", item.title).source.model_copy(update={"heading": item.title}),
            }
        )
        for number, item in enumerate(items)
    ]
    bare = report(*made).model_copy(update={"title": "", "short_title": "", "aliases": (), "terms": ()})
    return Library((bare,))


@given(ITEMS, PHRASES)
def test_fast_features_are_the_slow_ones(items: list[Made], typed: str) -> None:
    assume(all(item.title not in item.aliases for item in items))
    index = build(entries_of(library_of(items)))
    words = tuple(typed.split())
    query = list(dict.fromkeys(stems(typed)))
    assume(all(each in index.stem_number for each in query))
    asked = asked_words(index, words)
    assume(all(len(word.meant) == 1 for word in asked))
    found = candidates(index, words, asked)
    slow = Reference(items)
    for row, place in enumerate(found.items.tolist()):
        fast = Features(*found.features[row].tolist())
        expected = {
            "text": slow.text(place, query) / slow.total(query),
            "evidence": slow.evidence(place, query),
            "words": slow.words(place, query),
            "coverage": slow.coverage(place, query),
            "sentence": slow.sentence(place, query),
            "likeness": slow.likeness(place, typed),
            "grams": slow.grams(place, typed),
            "name": slow.name(place, query),
            "title": slow.title(place, query),
            "pairs": slow.together(place, typed, 1, 1),
            "order": slow.together(place, typed, 2, 3),
            "proximity": slow.proximity(place, typed),
        }
        assert {name: getattr(fast, name) for name in expected} == pytest.approx(expected, rel=1e-3, abs=1e-4)
