"""The parts of a document: its sections by their headings, and the recommendations among them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.ingest.manuscript import Block, Role
from bot.ingest.shapes import could_be_heading, ends_sentence

INTRODUCTION = "Introduction"
"""What text before the first heading is called."""

_DEEPEST = 2
"""Headings of this level are sections of their own; deeper ones part the text of a section."""

_FEW_WORDS = 12
"""A cover's lines (names, dates) have fewer or are a title, and end no sentence."""

_WIDE = 200

_RECOMMENDS = re.compile(r"\brecommend", re.IGNORECASE)
_ADVISES = re.compile(
    r"\b(policy (?:options|proposals)|proposals|next steps|way forward|what (?:should|must|is to) be done"
    r"|what to do|priorities for action|call to action|road ?map)\b",
    re.IGNORECASE,
)
_MODAL = re.compile(r"\b(should|must|ought to|needs? to|has to|have to|shall)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Part:
    """A heading with the text below it. `locator` is where it begins."""

    heading: str
    locator: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """A document's sections, and the part with its recommendations, if it has one."""

    sections: tuple[Part, ...]
    recommendations: Part | None


def outline_of(blocks: Sequence[Block]) -> Outline:
    """The outline of a document's blocks. Headings without text below them are left out."""
    blocks = [block for block in blocks if block.role is not Role.TITLE]
    at = _recommendations_at(blocks)
    end = _end_of(blocks, at) if at is not None else 0
    advice = _part(blocks[at], blocks[at + 1 : end]) if at is not None else None
    rest = blocks if at is None else [*blocks[:at], *blocks[end:]]
    sections = tuple(_sections(rest))
    if not sections and advice:  # recommendations belong to sections: without any they are one
        return Outline((advice,), None)
    return Outline(sections, advice)


def items_of(recommendations: Part) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """The recommendations of their part in their order, and the text around them.

    They are its bullets or, where there are none, its paragraphs from the first one that says what should be.
    """
    text = [block for block in recommendations.blocks if block.role is not Role.HEADING]
    bullets = tuple(block for block in text if block.role is Role.BULLET)
    if bullets:
        return bullets, tuple(block for block in text if block.role is not Role.BULLET)
    first = next((number for number, block in enumerate(text) if _MODAL.search(block.text)), 0)
    return tuple(text[first:]), tuple(text[:first])


def _recommendations_at(blocks: Sequence[Block]) -> int | None:
    headings = [
        number
        for number, block in enumerate(blocks)
        if block.role is Role.HEADING and _has_text(blocks[number + 1 : _end_of(blocks, number)])
    ]
    for pattern in (_RECOMMENDS, _ADVISES):
        if found := [number for number in headings if pattern.search(blocks[number].text)]:
            return found[-1]  # a summary of them may stand before
    return None


def _end_of(blocks: Sequence[Block], heading: int) -> int:
    """Where the part of a heading ends: at the next one of its level or a higher one."""
    level = blocks[heading].level
    return next(
        (
            number
            for number, block in enumerate(blocks[heading + 1 :], start=heading + 1)
            if block.role is Role.HEADING and block.level <= level
        ),
        len(blocks),
    )


def _sections(blocks: Sequence[Block]) -> Iterator[Part]:
    heading: Block | None = None
    text: list[Block] = []
    for block in (*blocks, None):
        begins = block is None or (block.role is Role.HEADING and block.level <= _DEEPEST)
        if not begins:
            assert block is not None
            text.append(block)
            continue
        if heading is None:
            text = [each for each in text if _is_prose(each)]
        if _has_text(text):
            yield _part(heading, text)
        heading, text = block, []


def _part(heading: Block | None, text: Sequence[Block]) -> Part:
    name, locator = (heading.text, heading.locator) if heading else (INTRODUCTION, text[0].locator)
    return Part(name, locator, tuple(text))


def _has_text(blocks: Sequence[Block]) -> bool:
    return any(block.role is not Role.HEADING and block.text for block in blocks)


def _is_prose(block: Block) -> bool:
    many = len(block.text.split()) >= _FEW_WORDS and not could_be_heading(block.text, _WIDE)
    return many or ends_sentence(block.text)
