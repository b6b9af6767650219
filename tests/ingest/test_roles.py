"""What a format leaves open is settled: the title, levels from 1, and bullets that were typed."""

from __future__ import annotations

import pytest

from bot.ingest.manuscript import Block, Role
from bot.ingest.roles import settled


def heading(level: int, text: str = "Tides") -> Block:
    return Block(Role.HEADING, text, "line 1", level=level)


def paragraph(text: str) -> Block:
    return Block(Role.PARAGRAPH, text, "line 1")


def test_a_first_heading_above_all_others_is_the_title() -> None:
    assert [(block.role, block.level) for block in settled([heading(2), heading(3), heading(5)])] == [
        (Role.TITLE, 0),
        (Role.HEADING, 1),
        (Role.HEADING, 2),
    ]


@pytest.mark.parametrize("levels", [[2], [2, 2], [3, 2], [2, 3, 2]])
def test_a_first_heading_that_is_not_above_all_others_is_none(levels: list[int]) -> None:
    assert {block.role for block in settled([heading(level) for level in levels])} == {Role.HEADING}


def test_a_title_that_the_format_tells_is_the_only_one() -> None:
    blocks = settled([Block(Role.TITLE, "Sea", "line 1"), heading(1), heading(2)])
    assert [block.role for block in blocks] == [Role.TITLE, Role.HEADING, Role.HEADING]


@pytest.mark.parametrize("glyph", ["•", "–", "*", "▪", "➢", "\uf0b7"])
def test_a_paragraph_after_a_typed_glyph_is_a_bullet_without_it(glyph: str) -> None:
    assert settled([paragraph(f"{glyph} The pier.")]) == (Block(Role.BULLET, "The pier.", "line 1"),)


@pytest.mark.parametrize("text", ["-5 degrees", "*emphasis*", "•", "– ", "The pier – of stone"])
def test_a_sign_that_begins_no_item_stays(text: str) -> None:
    assert settled([paragraph(text)]) == (paragraph(text),)


def test_a_heading_keeps_its_dash() -> None:
    assert settled([heading(1, "– Tides –")])[0].text == "– Tides –"
