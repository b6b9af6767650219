"""What is asked for is told from the words around it."""

from __future__ import annotations

import pytest

from bot.lookup.query import LAST, Wanted, parse


@pytest.mark.parametrize(
    "text",
    [
        "r8", "R8", "r 8", "rec 8", "rec no 8", "rec no. 8", "rec #8", "r08", "reco 8", "recommendation 8",
        "Recommendation number 8", "recommendation eight", "the eighth recommendation", "eighth rec", "r8?",
    ],
)  # fmt: skip
def test_a_recommendation_can_be_asked_for_by_number_in_many_ways(text: str) -> None:
    assert parse(text).number == 8


@pytest.mark.parametrize("text", ["first recommendation", "the first rec", "recommendation one", "r1"])
def test_the_first_recommendation_is_number_one(text: str) -> None:
    assert parse(text).number == 1


@pytest.mark.parametrize("text", ["last recommendation", "the last rec"])
def test_the_last_recommendation_can_be_asked_for_without_its_number(text: str) -> None:
    assert parse(text).number == LAST


@pytest.mark.parametrize("text", ["33 billion", "china", "recs", "recs on china", "8", "one recommendation"])
def test_other_queries_ask_for_no_number(text: str) -> None:
    assert parse(text).number is None


@pytest.mark.parametrize(
    "text",
    [
        "define FATF",
        "please define FATF",
        "Definition of FATF",
        "meaning of FATF",
        "what is the meaning of FATF",
        "what does FATF stand for",
        "What does FATF stand for?",
        "what does FATF mean",
        "what does the FATF mean",
    ],
)
def test_a_definition_can_be_asked_for_in_many_ways(text: str) -> None:
    query = parse(text)
    assert (query.wanted, query.topic) == (Wanted.DEFINITION, ("fatf",))


@pytest.mark.parametrize("text", ["what does the report say about FATF", "what does pakistan want"])
def test_not_every_what_does_asks_for_a_definition(text: str) -> None:
    assert parse(text).wanted is Wanted.ANYTHING


@pytest.mark.parametrize(
    "text",
    [
        "recs on china",
        "china recs",
        "recommendations about China",
        "recomendations on china",
        "reccomendations for china",
        "recommendatons china",
        "what is recommended on china?",
        "what does the report recommend about china",
    ],
)
def test_recommendations_on_a_topic_can_be_asked_for_well_or_badly_spelt(text: str) -> None:
    query = parse(text)
    assert (query.wanted, query.topic) == (Wanted.RECOMMENDATIONS, ("china",))


@pytest.mark.parametrize("text", ["recs", "give me the recommendations", "recomendations", "list all recs"])
def test_recommendations_without_a_topic_ask_for_all_of_them(text: str) -> None:
    query = parse(text)
    assert (query.wanted, query.topic) == (Wanted.RECOMMENDATIONS, ())


@pytest.mark.parametrize("text", ["record", "reconstruction", "recognition of gender", "reconciliation"])
def test_a_word_that_only_begins_like_recommendation_is_a_topic(text: str) -> None:
    assert parse(text).wanted is Wanted.ANYTHING


@pytest.mark.parametrize("text", ["what should congress do about textiles", "advice on textiles"])
def test_what_should_be_done_asks_for_advice(text: str) -> None:
    query = parse(text)
    assert query.wanted is Wanted.ADVICE
    assert "textiles" in query.topic


@pytest.mark.parametrize(
    "text",
    [
        "kashmir",
        "tell me about kashmir please",
        "what does the report say about Kashmir?",
        "I want to know more about kashmir",
        "can you summarize the section on kashmir",
        "any info on Kashmir",
    ],
)
def test_the_words_around_a_topic_are_taken_off(text: str) -> None:
    assert parse(text).topic == ("kashmir",)


def test_all_words_typed_are_kept_beside_the_topic() -> None:
    assert parse("tell me about Kashmir").words == ("tell", "me", "about", "kashmir")


@pytest.mark.parametrize("text", ["", "😀", "what is it about?", "tell me more please"])
def test_a_query_of_carrier_words_has_no_topic(text: str) -> None:
    assert parse(text).topic == ()
