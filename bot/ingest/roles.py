"""Roles that a format leaves open: which heading is the title, and which paragraphs are typed bullets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.ingest.manuscript import Block, Role

_GLYPH = re.compile(r"(?:[•▪◦‣·∙●○■□➢➤✓❖–—*-]|[\ue000-\uf8ff])\s+(?=\S)")
"""A bullet that somebody typed: also a glyph of a font's private use."""


def settled(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks with the title told from the headings, levels from 1, and typed bullets as bullets.

    The title is the document's first heading, where no other heading has its level or a higher one.
    """
    headings = [block for block in blocks if block.role is Role.HEADING]
    if _opens_with_title(headings) and not any(block.role is Role.TITLE for block in blocks):
        title = headings[0]
        blocks = [replace(block, role=Role.TITLE, level=0) if block is title else block for block in blocks]
    levels = sorted({block.level for block in blocks if block.role is Role.HEADING})
    return tuple(_settled(block, levels) for block in blocks)


def _opens_with_title(headings: Sequence[Block]) -> bool:
    return len(headings) > 1 and all(headings[0].level < other.level for other in headings[1:])


def _settled(block: Block, levels: Sequence[int]) -> Block:
    if block.role is Role.HEADING:
        return replace(block, level=levels.index(block.level) + 1)
    if block.role in {Role.PARAGRAPH, Role.BULLET} and (glyph := _GLYPH.match(block.text)):
        return replace(block, role=Role.BULLET, text=block.text[glyph.end() :])
    return block
