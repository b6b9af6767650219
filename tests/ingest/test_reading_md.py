"""Markdown: its words are read, without its signs."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import DocumentError
from bot.ingest.manuscript import Block, Manuscript, Role
from tests.ingest.reading import manuscript_of, said, written


def read(tmp_path: Path, text: str) -> Manuscript:
    """What a Markdown document says."""
    return manuscript_of(written(tmp_path / "a.md", text))


def texts(manuscript: Manuscript) -> list[str]:
    return [block.text for block in manuscript.blocks]


def test_the_first_heading_is_the_title_where_no_other_is_as_high(tmp_path: Path) -> None:
    blocks = read(tmp_path, "# Tides\n\n## Moons\n\n### New moons\n\n## Winds").blocks
    assert [(block.role, block.level) for block in blocks] == [
        (Role.TITLE, 0),
        (Role.HEADING, 1),
        (Role.HEADING, 2),
        (Role.HEADING, 1),
    ]


def test_of_two_headings_as_high_none_is_the_title(tmp_path: Path) -> None:
    assert [role for role, _ in said(read(tmp_path, "# Tides\n\n# Moons"))] == [Role.HEADING] * 2


def test_a_heading_may_be_underlined(tmp_path: Path) -> None:
    assert said(read(tmp_path, "Tides\n-----\n\nThey rise.")) == [
        (Role.HEADING, "Tides"),
        (Role.PARAGRAPH, "They rise."),
    ]


def test_a_block_knows_its_line_below_the_front_matter_and_notes(tmp_path: Path) -> None:
    text = "---\ntitle: Tides\n---\n\nFirst.[^1]\n\n[^1]: A note\n    of two lines.\n\nLast."
    assert [(block.text, block.line, block.locator) for block in read(tmp_path, text).blocks] == [
        ("First.", 5, "line 5"),
        ("Last.", 10, "line 10"),
    ]


def test_front_matter_tells_title_date_and_language(tmp_path: Path) -> None:
    text = "---\ntitle: 'Tides: a table'\ndate: 2024-05-17 10:00\nlanguage: nb\ntags: [a, b]\n---\nThey rise."
    manuscript = read(tmp_path, text)
    assert (manuscript.title, manuscript.published, manuscript.language) == (
        "Tides: a table",
        "2024-05-17",
        "nb",
    )


def test_broken_front_matter_is_no_reason_to_refuse_the_text(tmp_path: Path) -> None:
    assert texts(read(tmp_path, "---\ntitle: [Tides\n---\n\nThey rise.")) == ["They rise."]


def test_inline_signs_are_gone_and_links_keep_their_text(tmp_path: Path) -> None:
    text = "The **new** *pier* has [two `lamps`](http://example.org), ![lamp](a.png) a<br>bell\\*."
    assert texts(read(tmp_path, text)) == ["The new pier has two lamps, a bell*."]


def test_lines_of_a_paragraph_are_joined(tmp_path: Path) -> None:
    assert texts(read(tmp_path, "They rise  \nand\r\nfall.")) == ["They rise and fall."]


def test_items_of_nested_lists_are_bullets(tmp_path: Path) -> None:
    text = "1. Pier\n\n   of stone\n2. Mole\n   * of wood\n"
    assert said(read(tmp_path, text)) == [
        (Role.BULLET, "Pier"),
        (Role.PARAGRAPH, "of stone"),
        (Role.BULLET, "Mole"),
        (Role.BULLET, "of wood"),
    ]


def test_a_row_of_a_table_is_a_paragraph_on_its_line(tmp_path: Path) -> None:
    blocks = read(tmp_path, "| Port | Boats |\n|---|---|\n| North | 7 |").blocks
    assert blocks == (
        Block(Role.PARAGRAPH, "Port | Boats", "line 1", 1),
        Block(Role.PARAGRAPH, "North | 7", "line 3", 3),
    )


def test_quotations_are_paragraphs(tmp_path: Path) -> None:
    assert texts(read(tmp_path, "> They rise.")) == ["They rise."]


def test_code_and_html_are_left_out(tmp_path: Path) -> None:
    text = "Before.\n\n```\ncode\n```\n\n    code\n\n<div>\nhtml\n</div>\n\nAfter."
    assert texts(read(tmp_path, text)) == ["Before.", "After."]


def test_raised_marks_are_dropped_and_powers_stay(tmp_path: Path) -> None:
    assert texts(read(tmp_path, "Tides<sup>1</sup> of 3 km<sup>2</sup>.")) == ["Tides of 3 km²."]


def test_signs_that_cannot_be_seen_are_dropped(tmp_path: Path) -> None:
    assert texts(read(tmp_path, "A\u00a0har\u00adbour\u200b, well\u2011kept\x07.")) == [
        "A harbour, well-kept."
    ]


def test_a_document_without_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="holds no text"):
        read(tmp_path, "```\ncode\n```")


@pytest.mark.parametrize(
    "sign", ["> ", "- ", "[", "*", "_a ", "![", "``a`", "<", "&", "](", "**a *", "a[^", "<sup>", "[^a]: b\n"]
)
def test_a_document_of_signs_without_end_is_read_at_once(tmp_path: Path, sign: str) -> None:
    assert texts(read(tmp_path, f"{sign * 20_000}\n\n# Tides"))[-1] == "Tides"
