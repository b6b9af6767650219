from __future__ import annotations

from typing import Any

import pytest

from bot.playground.page.rich_text import css_color, render_rich_text
from bot.playground.rules.rich_text import INLINE
from tests.playground.page.reading import Read, read
from tests.playground.page.samples import BLOCKS, Office, rich


def shown(*elements: Any) -> Read:
    return read(render_rich_text({"type": "rich_text", "elements": list(elements)}, Office()))


def line(*elements: Any) -> Read:
    return shown({"type": "rich_text_section", "elements": list(elements)})


def test_the_sample_has_every_element_of_a_line() -> None:
    section = BLOCKS["rich_text"]["elements"][0]
    assert {each["type"] for each in section["elements"]} == set(INLINE)
    assert not shown(section).all(class_="bk-unknown-inline")


def test_text_is_never_parsed() -> None:
    found = line({"type": "text", "text": "*a* <@U1> &amp; :eyes: <b>"})
    assert (found.words, found.tags) == ("*a* <@U1> &amp; :eyes: <b>", ["div", "div"])


@pytest.mark.parametrize(
    ("style", "tag"),
    [
        ("bold", "b"),
        ("italic", "i"),
        ("strike", "s"),
        ("code", "code"),
        ("underline", "u"),
        ("highlight", "mark"),
    ],
)
def test_each_style_is_seen(style: str, tag: str) -> None:
    assert tag in line({"type": "text", "text": "a", "style": {style: True}}).tags


def test_a_link_without_words_shows_its_address() -> None:
    assert line({"type": "link", "url": "https://a.b"}).words == "https://a.b"


def test_an_emoji_that_has_no_known_name_is_drawn_from_its_code() -> None:
    assert line({"type": "emoji", "name": "of_ours", "unicode": "1f600"}).words == "😀"
    assert line({"type": "emoji", "name": "of_ours"}).words == ":of_ours:"


def test_an_ordered_list_goes_on_from_its_offset() -> None:
    items = rich("a", "b")["elements"]
    found = shown({"type": "rich_text_list", "style": "ordered", "offset": 4, "elements": items})
    assert (found.all("ol")[0]["start"], found.tags.count("li")) == ("5", 2)


def test_a_nested_list_is_indented() -> None:
    found = shown(
        {"type": "rich_text_list", "style": "bullet", "indent": 2, "elements": rich("a")["elements"]}
    )
    assert found.all("ul")[0]["style"] == "--bk-indent: 2"


def test_a_part_of_an_unknown_type_is_named() -> None:
    assert "[hologram]" in line({"type": "hologram"}).words
    assert shown({"type": "rich_text_hologram"}).all(class_="bk-unknown")


@pytest.mark.parametrize("value", ["red; background: url(//a.b)", "#12345", "", None, "expression(1)"])
def test_a_colour_is_a_colour_or_none(value: object) -> None:
    assert css_color(value) == "var(--line)"
