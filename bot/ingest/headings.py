"""Headings of a document whose format has levels: which one is its title, and levels from 1."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.ingest.manuscript import Block, Role


def ranked(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks with the title told from the headings, and the highest heading on level 1.

    The title is the document's first heading, where no other heading has its level or a higher one.
    """
    headings = [block for block in blocks if block.role is Role.HEADING]
    if _opens_with_title(headings) and not any(block.role is Role.TITLE for block in blocks):
        title = headings[0]
        blocks = [replace(block, role=Role.TITLE, level=0) if block is title else block for block in blocks]
    levels = sorted({block.level for block in blocks if block.role is Role.HEADING})
    return tuple(
        replace(block, level=levels.index(block.level) + 1) if block.role is Role.HEADING else block
        for block in blocks
    )


def _opens_with_title(headings: Sequence[Block]) -> bool:
    return len(headings) > 1 and all(headings[0].level < other.level for other in headings[1:])
