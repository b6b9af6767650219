"""A query that finds nothing is told so, with what to do next."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.desk.desk import Desk
from bot.desk.reply import Reply, Verb
from bot.library.model import Section
from bot.library.snapshot import Library
from bot.lookup.outcome import Verdict
from tests.desk.reading import TODAY, passage, text_of

OFF_TOPIC = [
    "pizza recipe",
    "football world cup final",
    "how do I reset my password?",
    "lorem ipsum",
    "😀",
    "?",
]


def quoted(reply: Reply) -> str:
    """What a reply says was asked for."""
    line = reply.passages[0].lines[0]
    assert line.startswith("You asked for “")
    return line.removeprefix("You asked for “").rsplit("”", 1)[0]


@pytest.mark.parametrize("text", OFF_TOPIC)
def test_a_query_off_the_topic_is_told_that_nothing_was_found(desk: Desk, text: str) -> None:
    reply = desk.answer(text, TODAY)
    assert (reply.outcome, reply.title) == (Verdict.NOTHING, "Nothing on that in the library")


@pytest.mark.parametrize("text", OFF_TOPIC)
def test_nothing_found_cites_nothing(desk: Desk, text: str) -> None:
    assert desk.answer(text, TODAY).citations == ()


@pytest.mark.parametrize("text", OFF_TOPIC)
def test_nothing_found_quotes_what_was_asked(desk: Desk, text: str) -> None:
    assert quoted(desk.answer(text, TODAY)) == text


def test_nothing_found_tells_the_reason(desk: Desk) -> None:
    reply = desk.answer("pizza recipe", TODAY)
    assert reply.passages[0].lines == ("You asked for “pizza recipe”: the library has none of these words.",)


def test_a_long_query_is_quoted_up_to_80_characters(desk: Desk) -> None:
    text = "pizza recipe with olives " * 10
    said = quoted(desk.answer(text, TODAY))
    assert said == f"{text[:80].rstrip()}…"


def test_a_query_of_80_characters_is_quoted_whole(desk: Desk) -> None:
    assert quoted(desk.answer("z" * 80, TODAY)) == "z" * 80


def test_a_query_of_81_characters_is_cut(desk: Desk) -> None:
    assert quoted(desk.answer("z" * 81, TODAY)) == "z" * 80 + "…"


def test_a_query_of_several_lines_is_quoted_on_one(desk: Desk) -> None:
    assert quoted(desk.answer("pizza\n\n  recipe\twith\r\nolives", TODAY)) == "pizza recipe with olives"


def test_a_query_is_quoted_without_what_cannot_be_printed(desk: Desk) -> None:
    assert quoted(desk.answer("pizza\x00\x1b\u202e\ud800recipe", TODAY)) == "pizza recipe"


def test_nothing_found_names_topics_that_can_be_opened(desk: Desk, library: Library) -> None:
    for text in OFF_TOPIC:
        reply = desk.answer(text, TODAY)
        opening = [action for action in reply.actions if action.verb is Verb.BRIEF]
        assert 1 <= len(opening) <= 3
        assert passage(reply, "Nearest topics").lines == tuple(action.label for action in opening)
        assert all(library.get(action.target) is not None for action in opening)


def test_nothing_found_names_the_topics_that_lookup_came_nearest_to(desk: Desk) -> None:
    text = "football world cup final"
    targets = [action.target for action in desk.answer(text, TODAY).actions if action.verb is Verb.BRIEF]
    nearest = [match.item.id for match in desk.lookup.find(text).nearest[:3]]
    assert nearest
    assert targets == nearest


def test_nothing_found_without_a_near_topic_names_sections_spelt_alike(desk: Desk, library: Library) -> None:
    reply = desk.answer("xxtechnologyxx", TODAY)
    assert reply.outcome is Verdict.NOTHING
    opened = [library.get(action.target) for action in reply.actions if action.verb is Verb.BRIEF]
    assert all(isinstance(item, Section) for item in opened)
    assert "Technology" in [action.label for action in reply.actions]


def test_nothing_found_offers_all_topics(desk: Desk) -> None:
    action = desk.answer("pizza recipe", TODAY).actions[-1]
    assert (action.label, action.verb, action.target) == ("All topics", Verb.ASK, "list")


def test_nothing_found_tells_what_to_do_next(desk: Desk) -> None:
    lines = "\n".join(passage(desk.answer("pizza recipe", TODAY), "What you can do").lines)
    assert "Try one or two words" in lines
    assert "/brief list" in lines
    assert "/brief help" in lines


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("hlep", "help"), ("halp", "help"), ("abuot", "about"), ("glosary", "glossary"), ("HLEP", "help"),
     ("toopics", "topics")],
)  # fmt: skip
def test_a_misspelt_subcommand_is_told_the_right_one(desk: Desk, typed: str, meant: str) -> None:
    lines = passage(desk.answer(typed, TODAY), "What you can do").lines
    assert lines[0] == f"Did you mean /brief {meant}?"


@pytest.mark.parametrize("text", ["pizza recipe", "xyzzyq", "hlep pizza", "?"])
def test_what_is_like_no_subcommand_is_told_of_none(desk: Desk, text: str) -> None:
    assert "Did you mean" not in text_of(desk.answer(text, TODAY))


def test_a_number_that_no_recommendation_has_is_told_so(desk: Desk) -> None:
    assert "there is no recommendation 99." in text_of(desk.answer("r99", TODAY))


def test_an_empty_library_says_that_nothing_was_found() -> None:
    assert Desk(Library(())).answer("china", TODAY).outcome is Verdict.NOTHING


@given(st.text(st.characters(exclude_categories=())))
def test_any_text_gets_a_reply_with_a_title_and_content(desk: Desk, text: str) -> None:
    reply = desk.answer(text, TODAY)
    assert reply.title
    assert text_of(reply)


@given(st.text(st.characters(exclude_categories=()), min_size=1))
def test_any_text_that_finds_nothing_is_quoted_short_on_one_line(desk: Desk, text: str) -> None:
    reply = desk.answer(text, TODAY)
    if reply.outcome is Verdict.NOTHING:
        assert len(quoted(reply)) <= 81
        assert quoted(reply).isprintable()
