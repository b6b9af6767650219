"""A sieve lets everything through that is there, and little else; pairs of names' words are sieved so."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.library.snapshot import Library
from bot.lookup.building import build
from bot.lookup.entries import entries_of
from bot.lookup.index import Index
from bot.lookup.sieve import Sieve, pair_hash, pair_hashes
from bot.lookup.words import stem
from tests.lookup.made_up import report, section, term

HASHES = st.lists(st.integers(0, 2**64 - 1), max_size=60)
NUMBERS = st.integers(0, 2**31 - 1)


@given(HASHES)
def test_a_sieve_lets_all_through_that_are_there(hashes: list[int]) -> None:
    sieve = Sieve.of(np.array(hashes, np.uint64))
    assert all(map(sieve.passes, hashes))


@pytest.mark.parametrize("many", [0, 1, 100, 5_000])
def test_a_sieve_lets_few_others_through(many: int) -> None:
    draw = np.random.default_rng(many)
    there, others = (draw.integers(0, 2**64, size, dtype=np.uint64) for size in (many, 4_000))
    assert sum(map(Sieve.of(there).passes, others.tolist())) < 4_000 / 30


@given(st.lists(st.tuples(NUMBERS, NUMBERS), max_size=20))
def test_a_pair_has_one_hash_however_it_is_made(pairs: list[tuple[int, int]]) -> None:
    first, second = (np.array([pair[place] for pair in pairs], np.int32) for place in (0, 1))
    assert pair_hashes(first, second).tolist() == [pair_hash(first, second) for first, second in pairs]


def index_of(*titles: str) -> Index:
    made = [section(f"s{number}", title) for number, title in enumerate(titles)]
    watchers = term(  # which is about no section here, and so lends its name to none
        "VTS", "They watch ships by radar.", "elsewhere", long_name="Vessel Traffic Service"
    )
    return build(entries_of(Library((report(*made, terms=(watchers,)),))))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("fishing", "quotas"),
        ("quotas", "and"),
        ("quotas", "lights"),  # "and" may be left out
        ("vessel", "traffic"),  # of a glossary term
    ],
)
def test_words_that_a_name_has_side_by_side_may_adjoin(first: str, second: str) -> None:
    index = index_of("Fishing quotas and lights", "Harbours")
    numbers = index.stem_number
    assert index.may_adjoin(numbers[stem(first)], numbers[stem(second)])


def test_words_of_no_name_side_by_side_do_not_adjoin() -> None:
    index = index_of("Fishing quotas and lights", "Harbours")
    numbers = index.stem_number
    apart = [("quotas", "fishing"), ("lights", "harbours"), ("fishing", "lights"), ("fishing", "and")]
    assert not any(index.may_adjoin(numbers[stem(first)], numbers[stem(second)]) for first, second in apart)
