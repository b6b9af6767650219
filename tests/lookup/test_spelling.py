"""Slips are read as what was meant; right words and foreign ones are left alone."""

from __future__ import annotations

import pytest

from bot.library.model import Report, Term
from bot.library.snapshot import Library
from bot.lookup.engine import Lookup
from bot.lookup.entries import entries_of
from bot.lookup.index import Index
from bot.lookup.query import Query, Wanted
from bot.lookup.rank import topic_words
from bot.lookup.spelling import Speller
from bot.lookup.vocabulary import FUNCTION_WORDS
from bot.lookup.words import stem
from tests.lookup.reading import words_in


@pytest.fixture(scope="module")
def index(library: Library) -> Index:
    return Index(entries_of(library))


def read_as(index: Index, word: str) -> str | None:
    """What a word of a query is corrected to, if it is."""
    query = Query((word,), (word,), Wanted.ANYTHING)
    return next((found.corrected for found in topic_words(index, query)), None)


def corrected(speller: Speller, typed: str) -> str | None:
    correction = speller.correct(typed)
    return correction.word if correction else None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("cihna", "china"), ("inida", "india"), ("pakisatn", "pakistan"), ("chnage", "change")],
)
def test_swapped_letters_are_put_right(index: Index, typed: str, meant: str) -> None:
    assert read_as(index, typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("chna", "china"), ("pakstan", "pakistan"), ("climte", "climate"), ("nucear", "nuclear")],
)
def test_a_missing_letter_is_put_in(index: Index, typed: str, meant: str) -> None:
    assert read_as(index, typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"), [("chinna", "china"), ("kashmirr", "kashmir"), ("terorist", "terrorist")]
)
def test_a_letter_doubled_or_not_is_put_right(index: Index, typed: str, meant: str) -> None:
    assert read_as(index, typed) == meant


@pytest.mark.parametrize("typed", ["kashmeer", "kashmere", "cashmir"])
def test_a_spelling_by_ear_of_kashmir_is_understood_unless_it_begins_otherwise(
    index: Index, typed: str
) -> None:
    assert read_as(index, typed) == ("kashmir" if typed.startswith("k") else None)


@pytest.mark.parametrize("word", ["usa", "idn", "pk", "uea", "chn"])
def test_a_short_word_is_not_corrected(index: Index, word: str) -> None:
    assert read_as(index, word) is None


@pytest.mark.parametrize("word", ["bread", "christmas", "gold", "hiking", "concert", "horse", "meat"])
def test_an_everyday_word_is_not_corrected(index: Index, word: str) -> None:
    assert corrected(index.speller, word) is not None, "the speller alone would have"
    assert read_as(index, word) is None


def test_no_word_of_the_library_that_carries_a_topic_is_ever_corrected(
    index: Index, library: Library
) -> None:
    grammar = set(map(stem, FUNCTION_WORDS))
    passages = [item for item in library.items() if not isinstance(item, Report | Term)]
    said = {word for item in passages for word in words_in(item)}
    words = {word for word in said if stem(word) not in grammar}
    assert len(words) > 1_500
    assert {word: read_as(index, word) for word in words if read_as(index, word)} == {}


def test_a_correction_is_a_word_of_the_vocabulary() -> None:
    assert corrected(Speller({"herring": 1}), "herrign") == "herring"


def test_of_two_near_words_the_one_that_matters_more_is_meant() -> None:
    assert corrected(Speller({"barged": 1, "barges": 40}), "bargex") == "barges"
    assert corrected(Speller({"barged": 40, "barges": 1}), "bargex") == "barged"


def test_a_word_that_begins_with_another_letter_is_not_meant() -> None:
    assert corrected(Speller({"kettle": 1}), "cettle") is None


def test_a_first_letter_in_the_wrong_place_is_a_slip_of_the_finger() -> None:
    assert corrected(Speller({"china": 1}), "hcina") == "china"


def test_a_replaced_letter_in_a_short_word_makes_another_word() -> None:
    assert corrected(Speller({"main": 1}), "mail") is None


def test_a_replaced_letter_in_a_long_word_is_a_slip() -> None:
    assert corrected(Speller({"harbour": 1}), "harbous") == "harbour"


def test_two_slips_are_forgiven_in_a_long_word() -> None:
    assert corrected(Speller({"lighthouse": 1}), "lihthose") == "lighthouse"


def test_two_slips_are_not_forgiven_in_a_short_word() -> None:
    assert corrected(Speller({"boats": 1}), "bxxts") is None


def test_three_slips_are_never_forgiven() -> None:
    assert corrected(Speller({"lighthouse": 1}), "lxghxhoxse") is None


def test_a_word_cut_short_is_the_commonest_that_begins_so() -> None:
    assert corrected(Speller({"technique": 2, "technology": 9}), "tech") == "technology"


def test_the_plural_of_a_short_acronym_is_the_acronym() -> None:
    assert corrected(Speller({"vc": 1}), "vcs") == "vc"


def test_a_word_with_a_digit_is_not_corrected() -> None:
    assert corrected(Speller({"covid": 1}), "covi1d") is None


def test_a_word_that_is_like_nothing_is_not_corrected() -> None:
    assert corrected(Speller({"china": 1, "india": 1}), "xyzzyq") is None


def test_a_surer_correction_is_trusted_more() -> None:
    speller = Speller({"kashmir": 1})
    swapped, by_ear = speller.correct("kahsmir"), speller.correct("kashmeer")
    assert swapped is not None
    assert by_ear is not None
    assert 0 < by_ear.trust < swapped.trust <= 1


def test_a_misspelt_topic_finds_what_the_right_spelling_finds(lookup: Lookup) -> None:
    slips = {"cihna": "china", "kashmeer": "kashmir", "chinna": "china", "climte change": "climate change"}
    for typed, meant in slips.items():
        misspelt, right = lookup.find(typed).best, lookup.find(meant).best
        assert misspelt is not None
        assert right is not None
        assert misspelt.item == right.item, typed


def test_a_query_of_swapped_function_words_names_no_topic(lookup: Lookup) -> None:
    assert lookup.find("teh adn waht").why == "there is no topic in it"
