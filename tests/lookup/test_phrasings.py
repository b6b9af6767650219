"""Topics that share their words are told apart by what their phrasings have in common."""

from __future__ import annotations

from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.library.snapshot import Library
from bot.lookup import phrasings
from bot.lookup.asked import asked_words
from bot.lookup.building import build
from bot.lookup.engine import Lookup
from bot.lookup.entries import entries_of
from bot.lookup.features import AT
from bot.lookup.phrasings import MOST_NAMES, Phrasings, phrasings_of
from bot.lookup.query import parse
from bot.lookup.words import words_of
from tests.lookup.made_up import report, section
from tests.lookup.reference import Made
from tests.lookup.test_features import library_of

ASKED_OFTEN = (
    Made(
        "ferry ticket late",
        (
            "my ferry ticket has not come yet",
            "when will the ferry ticket get here",
            "still waiting for a ferry ticket",
            "the ticket for the ferry is not in my mail",
            "how long until my ferry ticket comes",
        ),
        ("Ferries sail daily.",),
    ),
    Made(
        "ferry ticket refused",
        (
            "the ferry would not take my ticket",
            "why does the gate not read my ferry ticket",
            "my ferry ticket is not working at the gate",
            "they turned my ferry ticket down",
            "the machine says my ferry ticket is no good",
        ),
        ("Ferries sail daily.",),
    ),
    Made(
        "ferry ticket price",
        (
            "how much is a ferry ticket",
            "what do I pay for a ferry ticket",
            "is a ferry ticket cheaper for children",
            "what does the ferry cost",
            "price of a return ferry ticket",
        ),
        ("Ferries sail daily.",),
    ),
)


def learned_from(library: Library, most_names: int = MOST_NAMES) -> Phrasings | None:
    return phrasings_of(build(entries_of(library)), most_names)


OFTEN = library_of(list(ASKED_OFTEN))
LEARNED = cast("Phrasings", learned_from(OFTEN))


def likeliest(text: str) -> str:
    chances = LEARNED.chances(words_of(text)).tolist()
    return ASKED_OFTEN[chances.index(max(chances))].title


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("I am waiting for my ferry ticket", "ferry ticket late"),
        ("the gate says no to my ferry ticket", "ferry ticket refused"),
        ("what's the fee for a ferry ticket", "ferry ticket price"),  # a synonym of price
        ("ferry ticket isn't wrking at the gate", "ferry ticket refused"),  # misspelt
    ],
)
def test_a_new_phrasing_finds_its_topic(asked: str, meant: str) -> None:
    assert likeliest(asked) == meant
    best = Lookup(OFTEN).find(asked).ranked[0].item
    assert best.title == meant


@pytest.mark.parametrize(
    ("said", "same"),
    [
        ("I cannot board", "I can not board"),
        ("I cant board", "I can't board"),
        ("unable to board", "not to board"),
    ],
)
def test_not_is_heard_however_it_is_said(said: str, same: str) -> None:
    views = zip(phrasings.seen_in(words_of(said)), phrasings.seen_in(words_of(same)), strict=True)
    assert all(one == other for one, other in views)


def test_a_word_that_no_phrasing_has_speaks_for_those_that_say_nearly_the_same() -> None:
    late, refused, price = LEARNED.chances(["fee"]).tolist()
    assert price > 2 * max(late, refused)


def test_ranking_takes_what_was_learned_as_a_feature() -> None:
    lookup = Lookup(OFTEN)
    query = parse("the gate says no to my ferry ticket")
    found, _ = lookup.ranking.candidates(query, asked_words(build(entries_of(OFTEN)), query.asked), None)
    told = dict(zip(found.items.tolist(), found.features[:, AT["phrasing"]].tolist(), strict=True))
    assert told == pytest.approx(dict(enumerate(LEARNED.chances(query.asked).tolist())))


@given(st.text(max_size=80))
def test_whatever_is_asked_the_chances_are_of_one_item(text: str) -> None:
    chances = LEARNED.chances(words_of(text))
    assert chances.sum() == pytest.approx(1, abs=1e-5)
    assert (chances >= 0).all()


def test_short_names_are_labels_and_nothing_is_learned_from_them(library: Library) -> None:
    assert learned_from(library) is None
    labels = [
        section(f"s{number}", f"port {number}", aliases=tuple(f"quay {number} {each}" for each in range(6)))
        for number in range(4)
    ]
    assert learned_from(Library((report(*labels),))) is None


def test_a_library_of_one_name_an_item_has_nothing_to_learn_from() -> None:
    single = [Made(f"how do I get to harbour number {number}", (), ("It is open.",)) for number in range(9)]
    assert learned_from(library_of(single)) is None


def test_beyond_so_many_names_nothing_is_learned() -> None:
    many = sum(len(entry.names) for entry in entries_of(OFTEN))
    assert learned_from(OFTEN, most_names=many) is not None
    assert learned_from(OFTEN, most_names=many - 1) is None
