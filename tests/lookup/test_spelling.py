"""Slips are read as what was meant; right words and foreign ones are left alone."""

from __future__ import annotations

import pytest

from bot.library.model import Report, Term
from bot.library.snapshot import Library
from bot.lookup.asked import asked_words
from bot.lookup.building import build
from bot.lookup.engine import Lookup
from bot.lookup.entries import entries_of
from bot.lookup.index import Index
from bot.lookup.spelling import Forms, Speller
from bot.lookup.vocabulary import FUNCTION_WORDS
from bot.lookup.words import stem
from tests.lookup.reading import words_in


@pytest.fixture(scope="module")
def index(library: Library) -> Index:
    return build(entries_of(library))


def read_as(index: Index, word: str) -> str | None:
    """What a word of a query is corrected to, if it is."""
    meant = [meant for asked in asked_words(index, (word,)) for meant in asked.meant]
    return meant[0].corrected if meant else None


def speller_of(**counts: int) -> Speller:
    """A speller of these words, each as frequent as it is said to be and none of them a name's."""
    words = list(counts)
    return Speller(words, list(counts.values()), [False] * len(words), Forms.of(words))


def corrected(speller: Speller, typed: str) -> str | None:
    near = speller.near(typed)
    return near[0].word if near else None


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
def test_a_spelling_by_ear_of_kashmir_is_understood(index: Index, typed: str) -> None:
    assert read_as(index, typed) == "kashmir"


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
    assert corrected(speller_of(herring=1), "herrign") == "herring"


def test_of_two_near_words_the_one_that_matters_more_is_meant() -> None:
    assert corrected(speller_of(barged=1, barges=40), "bargex") == "barges"
    assert corrected(speller_of(barged=40, barges=1), "bargex") == "barged"


def test_a_word_that_begins_with_another_letter_is_less_likely_meant() -> None:
    assert corrected(speller_of(kettle=9, centre=1), "cettre") == "centre"
    [first], [later] = speller_of(kettle=1).near("cettle"), speller_of(kettle=1).near("kettke")
    assert first.cost > later.cost


def test_a_first_letter_in_the_wrong_place_is_a_slip_of_the_finger() -> None:
    assert corrected(speller_of(china=1), "hcina") == "china"


def test_a_replaced_letter_in_a_short_word_is_trusted_less_than_in_a_long_one() -> None:
    [short], [long] = speller_of(main=1).near("mail"), speller_of(harbour=1).near("harbous")
    assert short.trust < long.trust


def test_a_replaced_letter_in_a_long_word_is_a_slip() -> None:
    assert corrected(speller_of(harbour=1), "harbous") == "harbour"


def test_two_slips_are_forgiven_in_a_long_word() -> None:
    assert corrected(speller_of(lighthouse=1), "lihthose") == "lighthouse"


def test_two_slips_are_not_forgiven_in_a_short_word() -> None:
    assert corrected(speller_of(boats=1), "bxxts") is None


def test_three_slips_are_never_forgiven() -> None:
    assert corrected(speller_of(lighthouse=1), "lxghxhoxse") is None


def test_a_word_cut_short_is_the_commonest_that_begins_so() -> None:
    assert corrected(speller_of(technique=2, technology=9), "tech") == "technology"


def test_the_plural_of_a_short_acronym_is_the_acronym() -> None:
    assert corrected(speller_of(vc=1), "vcs") == "vc"


def test_a_word_with_a_digit_is_not_corrected() -> None:
    assert corrected(speller_of(covid=1), "covi1d") is None


def test_a_word_that_is_like_nothing_is_not_corrected() -> None:
    assert corrected(speller_of(china=1, india=1), "xyzzyq") is None


def test_a_surer_correction_is_trusted_more() -> None:
    speller = speller_of(kashmir=1)
    [swapped], [by_ear] = speller.near("kahsmir"), speller.near("kashmeer")
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
