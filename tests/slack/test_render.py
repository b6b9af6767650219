"""Whatever a reply holds, its messages keep Slack's limits, say all of it, and ping nobody."""

from __future__ import annotations

import html
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.desk.desk import Desk
from bot.desk.reply import Action, Citation, Note, Origin, Passage, Reply, Style, Verb
from bot.library.snapshot import Library
from bot.playground.rules import (
    ADVISABLE_MESSAGE_TEXT,
    mentions_in_message,
    problems_of_message,
    raw_markup_in_message,
)
from bot.slack.render.message import Click, draw, render
from bot.slack.render.pages import LINES_ON_PAGE, paginate
from bot.slack.render.text import clip, escape, printable, split, units
from tests.conftest import TODAY
from tests.slack.libraries import huge_library

_NASTY = ["<!channel>", "<@U123>", "<#C1|x>", "a & b", "1 < 2 > 0", "*bold*", "`code`", "> quote", "😀" * 40]
_NASTY += [
    "سلام دنیا",
    "\u202eevil",
    "中国" * 300,
    "x" * 5_000,
    "word " * 2_000,
    "\x00\x07",
    "\ud800",
    "&amp;",
]

texts = st.one_of(st.text(min_size=1, max_size=300), st.sampled_from(_NASTY))
passages = st.builds(
    Passage,
    lines=st.lists(texts, max_size=6).map(tuple),
    heading=st.one_of(st.just(""), texts),
    style=st.sampled_from(Style),
)
verbs = st.sampled_from(Verb)
actions = st.builds(Action, label=texts, verb=verbs, target=st.just("a-report/a-section"))
replies = st.builds(
    Reply,
    title=texts,
    passages=st.lists(passages, max_size=4).map(tuple),
    notes=st.lists(st.builds(Note, text=texts, urgent=st.booleans()), max_size=4).map(tuple),
    citations=st.lists(st.builds(Citation, report=texts, published=texts, heading=texts), max_size=5).map(
        tuple
    ),
    actions=st.lists(actions, max_size=40).map(tuple),
    origin=st.builds(Origin, verb=verbs, target=st.just("a-report/a-section")),
)


def messages(reply: Reply) -> list[dict[str, Any]]:
    return [draw(reply, page) for page in paginate(reply)]


def assert_fit(message: dict[str, Any]) -> None:
    assert [str(problem) for problem in problems_of_message(message)] == []
    assert mentions_in_message(message) == []
    assert raw_markup_in_message(message) == []
    assert units(message["text"]) <= ADVISABLE_MESSAGE_TEXT


@given(replies)
def test_every_page_of_any_reply_is_a_message_that_slack_takes(reply: Reply) -> None:
    for message in messages(reply):
        assert_fit(message)


@given(replies)
def test_the_pages_together_hold_every_word_of_the_reply(reply: Reply) -> None:
    said = "".join(html.unescape(message["text"]) for message in messages(reply))
    squeezed = "".join(said.split())
    for passage in reply.passages:
        for line in passage.lines:
            for word in printable(" ".join(line.split())).split():
                assert word[:50] in squeezed


@given(replies)
def test_every_page_is_cited(reply: Reply) -> None:
    for message in messages(reply):
        assert message["text"].count("Source: ") >= min(len(reply.citations), 3)


@given(replies)
def test_every_page_but_the_last_has_a_button_for_the_next(reply: Reply) -> None:
    drawn = messages(reply)
    for number, message in enumerate(drawn):
        following = [each for each in _buttons(message) if each["action_id"].endswith(".next")]
        assert len(following) == (number + 1 < len(drawn))


def test_a_heading_goes_to_the_part_that_its_lines_are_on() -> None:
    filled = Passage(tuple("x" for _ in range(LINES_ON_PAGE - 1)))
    first, second = paginate(Reply("title", (filled, Passage(("its line",), "The heading"))))
    assert not first.lines[-1].heading
    assert [line.text for line in second.lines] == ["The heading", "its line"]


@given(st.text(max_size=400), st.integers(min_value=5, max_value=80))
def test_clipped_text_fits_and_says_that_it_was_cut(text: str, limit: int) -> None:
    clipped = clip(text, limit)
    assert units(clipped) <= limit
    assert clipped.endswith("…") or units(text) <= limit


@given(st.text(max_size=2_000), st.integers(min_value=10, max_value=120))
def test_split_text_loses_no_letter(text: str, limit: int) -> None:
    pieces = list(split(text, limit))
    assert all(units(escape(piece)) <= limit for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(text.split())


@given(verbs, st.text(max_size=50), st.integers(min_value=0, max_value=99))
def test_what_a_button_carries_is_read_back_as_it_was(verb: Verb, target: str, page: int) -> None:
    click = Click(verb, target, page)
    assert Click.parse(str(click)) == click


def test_every_item_of_the_real_library_fits_whatever_its_button(desk: Desk, library: Library) -> None:
    for item in library.items():
        for verb in (Verb.BRIEF, Verb.FULL, Verb.RECOMMENDATIONS, Verb.RELATED):
            for message in messages(desk.act(verb, item.id, TODAY)):
                assert_fit(message)


@pytest.fixture(scope="module")
def huge() -> Desk:
    """A desk on a library that is far larger than a message."""
    return Desk(huge_library())


@pytest.mark.parametrize("verb", [Verb.BRIEF, Verb.FULL, Verb.RECOMMENDATIONS, Verb.RELATED])
def test_a_section_of_ten_thousand_words_with_two_hundred_recommendations_fits(
    huge: Desk, verb: Verb
) -> None:
    (report,) = huge.library.reports
    assert report.recommendations is not None
    for item in (report, report.sections[0], report.recommendations, report.recommendations.items[7]):
        for message in messages(huge.act(verb, item.id, TODAY)):
            assert_fit(message)


def test_two_hundred_recommendations_can_each_be_opened_from_their_list(huge: Desk) -> None:
    listed = next(huge.library.recommendation_lists())
    message = render(huge.act(Verb.BRIEF, listed.id, TODAY))
    menus = [each for block in message["blocks"] for each in block.get("elements", []) if "options" in each]
    opened = {Click.parse(option["value"]).target for menu in menus for option in menu["options"]}
    assert opened == {item.id for item in listed.items}


def test_the_text_of_a_brief_holds_what_its_blocks_show(desk: Desk) -> None:
    message = render(desk.answer("china", TODAY))
    shown = [
        line
        for block in message["blocks"]
        for markup in _markup(block)
        for line in markup.replace("*", "").split("\n")
    ]
    assert [line for line in shown if line not in message["text"]] == []


def _buttons(message: dict[str, Any]) -> list[dict[str, Any]]:
    rows = [block["elements"] for block in message["blocks"] if block["type"] == "actions"]
    return [element for row in rows for element in row if element["type"] == "button"]


def _markup(block: dict[str, Any]) -> list[str]:
    if block["type"] == "section":
        return [block["text"]["text"]]
    if block["type"] == "header":
        return [escape(block["text"]["text"])]
    if block["type"] == "context":
        return [element["text"] for element in block["elements"]]
    return []
