"""Every explanation is true: what it quotes is there to be found."""

from __future__ import annotations

import re

import pytest

from bot.library.model import Recommendation, Report, Section, Term
from bot.library.snapshot import Library
from bot.lookup.engine import Lookup
from bot.lookup.evaluate import Judged
from bot.lookup.outcome import Match
from bot.lookup.vocabulary import CARRIER_WORDS, FUNCTION_WORDS
from bot.lookup.words import stem, words_of
from tests.lookup.reading import lent_names, names_of, words_in

QUOTED = re.compile(r"'([^' ]+)'")
READ_AS = re.compile(r"read '([^' ]+)' as '([^' ]+)'")


RECOMMENDATION_WORDS = {"recommend", "recommends", "recommended", "recommendation", "recommendations"}


@pytest.fixture(scope="session")
def reasons(asked: list[Judged]) -> list[tuple[str, Match]]:
    """Every match of every labelled question, the nearest topics included, with its question."""
    return [
        (row.question.text, match) for row in asked for match in (*row.outcome.matches, *row.outcome.nearest)
    ]


def reason(match: Match) -> str:
    """The explanation without how a word was read."""
    return match.why.split("; read ")[0]


def called(library: Library, match: Match) -> set[str]:
    """What the item may be said to be called: the title 'Technology', the alias 'tech'."""
    names = (*names_of(match.item), *lent_names(library, match.item))
    return {f"{sort} '{text}'" for sort, text in names}


def test_every_match_has_an_explanation_of_a_known_form(reasons: list[tuple[str, Match]]) -> None:
    form = re.compile(
        r"(?:matched the|matches the|is close to the) (?:title|alias|term|instrument) '.+'"
        r"|has the word '\S+'|has the words '\S+'(?:, '\S+')? and '\S+'"
        r"|is recommended under '.+'|is recommendation \d+|asks for the recommendations"
    )
    assert [match.why for _, match in reasons if not form.fullmatch(reason(match))] == []


def test_a_name_that_was_matched_is_a_name_of_the_item(
    reasons: list[tuple[str, Match]], library: Library
) -> None:
    matched = [(text, match) for text, match in reasons if match.why.startswith("matched the ")]
    assert matched
    wrong = [
        (text, match.why)
        for text, match in matched
        if reason(match).removeprefix("matched the ") not in called(library, match)
    ]
    assert wrong == []


def test_a_name_that_was_matched_stands_in_the_query(reasons: list[tuple[str, Match]]) -> None:
    wrong = [
        (text, match.why)
        for text, match in reasons
        if match.why.startswith("matched the ")
        for name in [match.why.split("'", 1)[1].removesuffix("'")]
        if not ({stem(word) for word in words_of(name)} & {stem(word) for word in words_of(text)})
    ]
    assert wrong == []


def test_a_name_that_is_close_is_a_name_of_the_item(
    reasons: list[tuple[str, Match]], library: Library
) -> None:
    near = ("is close to the ", "matches the ")
    close = [(text, match) for text, match in reasons if match.why.startswith(near)]
    assert close
    wrong = [
        (text, match.why)
        for text, match in close
        if reason(match).removeprefix(near[0]).removeprefix(near[1]) not in called(library, match)
    ]
    assert wrong == []


def test_each_word_that_an_item_is_said_to_have_stands_in_it(
    reasons: list[tuple[str, Match]], library: Library
) -> None:
    having = [(text, match) for text, match in reasons if match.why.startswith("has the word")]
    assert having
    wrong = []
    for text, match in having:
        lent = {word for _, name in lent_names(library, match.item) for word in words_of(name)}
        stems = set(map(stem, words_in(match.item) | lent))
        wrong += [(text, word) for word in QUOTED.findall(reason(match)) if stem(word) not in stems]
    assert wrong == []


def test_each_word_that_an_item_is_said_to_have_was_asked_for(reasons: list[tuple[str, Match]]) -> None:
    wrong = []
    for text, match in reasons:
        if match.why.startswith("has the word"):
            read = {after for _, after in READ_AS.findall(match.why)}
            told = set(QUOTED.findall(reason(match)))
            wrong += [(text, word) for word in told - read - set(words_of(text))]
    assert wrong == []


def test_a_word_read_as_another_was_typed_so(reasons: list[tuple[str, Match]]) -> None:
    read = [(text, typed) for text, match in reasons for typed, _ in READ_AS.findall(match.why)]
    assert read
    assert [(text, typed) for text, typed in read if typed not in words_of(text)] == []


def test_a_word_that_another_was_read_as_stands_in_the_library(
    reasons: list[tuple[str, Match]], library: Library
) -> None:
    known = {word for item in library.items() for word in words_in(item)}
    read = {after for _, match in reasons for _, after in READ_AS.findall(match.why)}
    assert read
    assert read - known == set()


def test_a_section_that_a_recommendation_was_found_under_lists_it(
    reasons: list[tuple[str, Match]], library: Library
) -> None:
    under = [match for _, match in reasons if match.why.startswith("is recommended under ")]
    assert under
    listing = {section.title: library.recommendations_of(section) for section in library.sections()}
    for match in under:
        title = reason(match).removeprefix("is recommended under ").strip("'")
        assert match.item in listing[title]


def test_a_number_in_an_explanation_is_the_recommendation_s_own(lookup: Lookup) -> None:
    match = lookup.find("the eighth recommendation").best
    assert match is not None
    assert isinstance(match.item, Recommendation)
    assert match.why == f"is recommendation {match.item.number}"


def test_an_explanation_of_a_misspelt_query_tells_how_it_was_read(lookup: Lookup) -> None:
    match = lookup.find("cihna").best
    assert match is not None
    assert isinstance(match.item, Section)
    assert match.why == "matches the alias 'china'; read 'cihna' as 'china'"


def test_an_explanation_of_a_well_spelt_query_tells_of_no_reading(lookup: Lookup) -> None:
    match = lookup.find("which loans from china").best
    assert match is not None
    assert "read '" not in match.why


def test_nothing_found_always_has_a_reason(asked: list[Judged]) -> None:
    nothing = [row for row in asked if not row.outcome.matches]
    assert nothing
    assert [row.question.text for row in nothing if not row.outcome.why] == []


def test_a_query_said_to_have_no_known_word_has_none(asked: list[Judged], library: Library) -> None:
    items = [item for item in library.items() if not isinstance(item, Report | Term)]
    telling = {word for item in items for word in words_in(item)} - FUNCTION_WORDS - CARRIER_WORDS
    unknown = [row for row in asked if row.outcome.why == "the library has none of these words"]
    assert unknown
    wanted = telling - RECOMMENDATION_WORDS
    assert [(row.question.text, known) for row in unknown
            if (known := wanted & set(words_of(row.question.text)))] == []  # fmt: skip
