"""`/brief …` through the real Bolt app, over HTTP and Socket Mode."""

from __future__ import annotations

import pytest

from bot.desk.desk import Desk
from bot.playground.stand_in import StandIn
from bot.slack.manifest import manifest
from tests.conftest import TODAY
from tests.slack.bots import Person, bot_over_http, office_for
from tests.slack.reading import labels


def test_a_topic_is_answered_with_the_acknowledgement_for_the_asker_alone(person: Person) -> None:
    message = person.types("china")
    assert message.seen_by == person.user
    assert message.text.startswith("The China Factor\n")
    assert "response_url" not in [each.kind for each in person.stand_in.exchanges]


def test_a_brief_says_where_it_comes_from_and_how_old_it_is(person: Person) -> None:
    text = person.types("china").text
    assert "Source: US Reengagement with Pakistan" in text
    assert "“The China Factor”" in text
    assert "Published 2022 (4 years ago). Past its review date (31 December 2024)" in text


def test_a_misspelt_topic_is_found_and_the_reading_is_told(person: Person) -> None:
    text = person.types("chnia").text
    assert "The China Factor" in text
    assert "read 'chnia' as 'china'" in text


def test_a_brief_offers_what_can_be_done_next(person: Person) -> None:
    wanted = ["Recommendations", "Full section", "Related", "Share to channel", "Useful", "Not useful"]
    assert labels(person.types("china")) == wanted


@pytest.mark.parametrize("text", ["", "  ", "help", "HELP", "help?"])
def test_nothing_typed_and_help_show_what_can_be_asked(person: Person, text: str) -> None:
    assert "/brief recs [topic]" in person.types(text).text


def test_every_example_in_the_help_works(person: Person) -> None:
    text = person.types("help").text
    examples = text.partition("For example:\n")[2].splitlines()
    tried = [line.removeprefix("• /brief ") for line in examples if line.startswith("• /brief ")]
    assert len(tried) >= 5
    assert not [query for query in tried if "Nothing on that" in person.types(query).text]


def test_what_the_library_lacks_is_said_with_the_nearest_topics_and_a_way_on(person: Person) -> None:
    message = person.types("tacos")
    assert "Nothing on that in the library" in message.text
    assert "“tacos”" in message.text
    assert "/brief list" in message.text
    assert "All topics" in labels(message)
    assert len(labels(message)) > 1


@pytest.mark.parametrize("text", ["payload", "payload=1", "what is a payload"])
def test_a_query_with_the_word_payload_arrives(person: Person, text: str) -> None:
    assert text in person.types(text).text


@pytest.mark.parametrize(
    "text",
    [
        "<!channel> china",
        "@here @everyone",
        "@bilal and #general",
        "a & b",
        "*_~`>",
        "😀" * 200,
        "سلام " * 400,
        "x" * 5_000,
        "\u202eright to left",
        "zero\u200bwidth",
        "null\x00byte",
    ],
)
def test_no_input_breaks_a_limit_or_pings_anybody(person: Person, text: str) -> None:
    message = person.types(text)  # checks the limits, the escapes and the mentions
    assert message.text


def test_escaped_input_is_quoted_as_it_was_typed(person: Person) -> None:
    assert "“R&amp;D &lt;tacos&gt;”" in person.types("R&D <tacos>").text


def test_the_reply_is_the_same_as_in_the_terminal(person: Person, desk: Desk) -> None:
    for query in ("china", "recs china", "r8", "define FATF", "who is funding startups"):
        said = [line for _style, line in desk.answer(query, TODAY).lines()]
        text = person.types(query).text
        assert not [line for line in said if line.rstrip(":") not in text]


def test_another_name_for_the_command_works_too(desk: Desk) -> None:
    renamed = manifest("http://127.0.0.1")
    renamed["features"]["slash_commands"][0]["command"] = "/brief-test"
    with StandIn(renamed) as slack, bot_over_http(slack, office_for(desk)):
        assert "The China Factor" in Person(slack).types("china", command="/brief-test").text
