"""Texts that a reader takes for the same words come out as the same words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.lookup.query import MAX_WORDS, parse
from bot.lookup.words import stem, swaps_function_word, words_of

ANY_TEXT = st.text(st.characters(exclude_categories=()))
"""Any text that a str can hold, lone surrogates and control characters included."""


def test_case_makes_no_difference() -> None:
    assert words_of("CHINA and Kashmir") == words_of("china AND kashmir") == ("china", "and", "kashmir")


def test_case_is_folded_where_lower_case_is_not_enough() -> None:
    assert words_of("STRASSE") == words_of("straße")


@pytest.mark.parametrize(
    ("accented", "plain"),
    [("émigré", "emigre"), ("Nai\u0308ve", "naive"), ("Balo\N{LATIN SMALL LETTER C WITH CARON}", "baloc")],
)
def test_accents_on_latin_letters_make_no_difference(accented: str, plain: str) -> None:
    assert words_of(accented) == (plain,)


def test_marks_on_other_letters_are_kept() -> None:
    assert words_of("\N{CYRILLIC SMALL LETTER SHORT I}") == ("\N{CYRILLIC SMALL LETTER SHORT I}",)


def test_full_width_letters_and_digits_are_plain_ones() -> None:
    assert words_of("ＣＰＥＣ　２０２２") == ("cpec", "2022")


def test_ligatures_are_plain_letters() -> None:
    assert words_of("\N{LATIN SMALL LIGATURE FI}nance") == ("finance",)


@pytest.mark.parametrize("text", ["Pakistan's", "Pakistan’s", "pakistan"])
def test_a_possessive_is_the_word_itself(text: str) -> None:
    assert words_of(text) == ("pakistan",)


def test_a_plural_possessive_is_the_plural() -> None:
    assert words_of("the generals' views") == ("the", "generals", "views")


def test_an_ampersand_is_the_word_and() -> None:
    assert words_of("R&D, aid & trade") == words_of("R and D, aid and trade")


def test_thousands_commas_are_no_part_of_a_number() -> None:
    assert words_of("$1,000,000 or 33,000") == ("1000000", "or", "33000")


def test_other_commas_part_numbers() -> None:
    assert words_of("9,11") == ("9", "11")


def test_a_decimal_point_stays_in_its_number() -> None:
    assert words_of("3.5 billion") == ("3.5", "billion")


def test_a_letter_and_a_number_are_two_words() -> None:
    assert words_of("r8") == ("r", "8")


@pytest.mark.parametrize("text", ["F.A.T.F.", "FATF", "fatf"])
def test_a_dotted_acronym_is_the_acronym(text: str) -> None:
    assert words_of(text) == ("fatf",)


def test_a_full_stop_between_words_is_no_acronym() -> None:
    assert words_of("Aid ended.Trade began.") == ("aid", "ended", "trade", "began")


@pytest.mark.parametrize("text", ["al-Qaeda", "al qaeda", "al_qaeda", "al/Qaeda"])
def test_hyphens_underscores_and_slashes_part_words(text: str) -> None:
    assert words_of(text) == ("al", "qaeda")


def test_signs_of_a_script_without_spaces_are_words_each() -> None:
    assert words_of("中国政策") == ("中", "国", "政", "策")


@pytest.mark.parametrize("word", ["پاکستان", "пакистан", "한국어"])
def test_words_in_other_scripts_are_words(word: str) -> None:
    assert words_of(f"{word}?") == (word,)


def test_lone_surrogates_part_words_and_vanish() -> None:
    assert words_of("\ud800china\udfff aid") == ("china", "aid")


def test_a_pair_of_surrogates_is_the_character_it_stands_for() -> None:
    assert words_of("\ud835\udc00") == ("a",)


def test_control_characters_part_words_and_vanish() -> None:
    assert words_of("china\x00\x07aid\x1b") == ("china", "aid")


def test_emoji_alone_are_no_words() -> None:
    assert words_of("😀🎉👩‍🌾") == ()


@pytest.mark.parametrize("text", ["", "   ", "?!…", "\n\t"])
def test_a_text_without_letters_or_digits_has_no_words(text: str) -> None:
    assert words_of(text) == ()


def test_only_the_start_of_a_pasted_text_is_looked_at() -> None:
    assert parse("aid " * 5_000).words == ("aid",) * MAX_WORDS
    assert len(parse("x" * 5_000).words[0]) < 5_000


def test_a_text_of_the_library_is_read_whole() -> None:
    assert len(words_of("aid " * 5_000)) == 5_000


@given(ANY_TEXT)
def test_any_text_yields_words_that_are_not_empty(text: str) -> None:
    assert all(words_of(text))


@given(ANY_TEXT)
def test_words_hold_letters_and_digits_only(text: str) -> None:
    assert all(letter.isalnum() or letter == "." for word in words_of(text) for letter in word)


@pytest.mark.parametrize(
    "words",
    [
        ("militant", "militants"),
        ("invest", "investing", "investments"),
        ("policy", "policies"),
        ("loan", "loans"),
    ],
)
def test_the_forms_of_a_word_share_a_stem(words: tuple[str, ...]) -> None:
    assert len(set(map(stem, words))) == 1


def test_different_words_keep_different_stems() -> None:
    assert len(set(map(stem, ["india", "china", "aid", "army"]))) == 4


@pytest.mark.parametrize("word", ["2022", "中国", ""])
def test_what_has_no_english_ending_is_its_own_stem(word: str) -> None:
    assert stem(word) == word


@pytest.mark.parametrize("slip", ["teh", "adn", "waht"])
def test_a_function_word_with_swapped_letters_is_known_for_one(slip: str) -> None:
    assert swaps_function_word(slip)


def test_a_topic_is_no_swapped_function_word() -> None:
    assert not swaps_function_word("china")
