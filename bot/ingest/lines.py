"""Lines of pages to blocks: headings, paragraphs and bullets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from bot.ingest.furniture import without_furniture
from bot.ingest.hyphens import Joiner
from bot.ingest.line import Line, Page
from bot.ingest.manuscript import Block, Role
from bot.ingest.shapes import (
    bullet_glyphs,
    could_be_heading,
    could_be_plain_heading,
    ends_sentence,
    is_numbered,
    plain_heading,
    without_bullet,
)

__all__ = ["Line", "Page", "blocks_of"]

_NOTE_MARK = re.compile(
    r"(?<=[a-z][a-z][.,;:!?”’)])\d{1,2}(?=\s|$)"  # a number that is stuck to the end of a sentence
    r"|\[\d{1,3}\]|(?<![kcm]m)(?<!\bm)[⁰¹²³⁴⁵⁶⁷⁸⁹]+(?=[\s.,;:]|$)"
)
_UNDERLINE = re.compile(r"[=\-_~*]{3,}")
_MOST_HEADING_LINES = 3
_GOES_ON = frozenset("a an and are as at by for from in is of on or that the their to was were with".split())
"""Words that no paragraph ends with: what follows belongs to it, across a page's end too."""


def blocks_of(pages: Sequence[Page]) -> tuple[Block, ...]:
    """What lines say, without what belongs to the pages and not to the text.

    Where no type tells headings, they are told by their shape: short lines of capitalised words with text
    below them.
    """
    lines = [line for line in without_furniture(pages) if not _UNDERLINE.fullmatch(line.text.strip())]
    joiner = Joiner(line.text for line in lines)
    blocks = list(_Paragraphs(lines).blocks(joiner))
    tidied = (
        replace(block, text=" ".join(_NOTE_MARK.sub("", block.text).split()))
        for block in _rejoined(blocks, joiner)
    )
    return tuple(block for block in tidied if block.text)


class _Paragraphs:
    """Lines in runs: each begins with a line that is known to start something."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._glyphs = bullet_glyphs(lines)
        self._by_type = any(line.level for line in lines)
        longest = sorted(len(line.text) for line in lines)
        self._width = longest[int(len(longest) * 0.9)] if longest else 0
        self._runs = list(_runs(lines))

    def blocks(self, joiner: Joiner) -> Iterator[Block]:
        for number, run in enumerate(self._runs):
            before = self._runs[number - 1] if number else []
            following = self._runs[number + 1] if number + 1 < len(self._runs) else []
            headings = 0 if self._by_type else self._heading_lines(run, before, following)
            if headings:
                text = " ".join(line.text.strip() for line in run[:headings])
                yield _block(Role.HEADING, plain_heading(text), run[0], level=1)
            yield from self._text(run[headings:], joiner)

    def _heading_lines(self, run: Sequence[Line], before: Sequence[Line], following: Sequence[Line]) -> int:
        """How many of a run's first lines are a heading."""
        if self._is_bullet(run[0], None) and not is_numbered(run[0].text):
            return 0
        capitalised = takewhile(lambda line: could_be_heading(line.text, self._width), run)
        for many in range(len(list(capitalised)[:_MOST_HEADING_LINES]), 0, -1):
            below = run[many:] or following
            if below and self._is_text(below):
                return many
        return int(self._is_plain_heading(run, before, following))

    def _is_plain_heading(
        self, run: Sequence[Line], before: Sequence[Line], following: Sequence[Line]
    ) -> bool:
        """Whether a run begins with a heading in small letters: a short line above a gap or bullets."""
        if len(before) > 1 and not ends_sentence(before[-1].text):
            return False
        if len(run) > 1:
            is_above_text = self._is_bullet(run[1], None)
        else:
            is_above_text = bool(following) and self._is_text(following)
        return is_above_text and could_be_plain_heading(run[0].text)

    def _is_text(self, lines: Sequence[Line]) -> bool:
        """Whether lines are what stands below a heading: a sentence's beginning, or a bullet."""
        first = lines[0].text.strip()
        if self._is_bullet(lines[0], None):
            return True
        begins = not first[:1].islower() and first[:1] not in ",;.)"
        return begins and (len(lines) > 1 or ends_sentence(first) or len(first) > 0.6 * self._width)

    def _is_bullet(self, line: Line, before: Block | None) -> bool:
        text = line.text.strip()
        if without_bullet(text, self._glyphs) is None:
            return False
        goes_on = before is not None and not line.starts and not ends_sentence(before.text)
        return not goes_on or (before is not None and before.role is Role.BULLET and not is_numbered(text))

    def _text(self, lines: Sequence[Line], joiner: Joiner) -> Iterator[Block]:
        block: Block | None = None
        for line in lines:
            text = line.text.strip()
            if line.level:
                new = _block(Role.HEADING, plain_heading(text), line, line.level)
            elif self._is_bullet(line, block):
                new = _block(Role.BULLET, without_bullet(text, self._glyphs) or "", line)
            else:
                new = _block(Role.PARAGRAPH, text, line)
            if block is not None and new.role is Role.PARAGRAPH and block.role is not Role.HEADING:
                block = replace(block, text=joiner.joined(block.text, text))
                continue
            if block is not None and _is_one_heading(block, new):
                block = replace(block, text=joiner.joined(block.text, text))
                continue
            if block is not None:
                yield block
            block = new
        if block is not None:
            yield block


def _runs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    run: list[Line] = []
    for line in lines:
        if run and (line.starts or bool(line.level) != bool(run[-1].level)):
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _block(role: Role, text: str, line: Line, level: int = 0) -> Block:
    return Block(role, " ".join(text.split()), line.locator, line.number, level)


def _is_one_heading(block: Block, new: Block) -> bool:
    return block.role is Role.HEADING and new.role is Role.HEADING and block.level == new.level


def _rejoined(blocks: Sequence[Block], joiner: Joiner) -> Iterator[Block]:
    """The blocks, with paragraphs whole again that the end of a page or of a column had parted."""
    last: Block | None = None
    for block in blocks:
        if last is not None and block.role is Role.PARAGRAPH and _goes_on(last, block):
            last = replace(last, text=joiner.joined(last.text, block.text))
            continue
        if last is not None:
            yield last
        last = block
    if last is not None:
        yield last


def _goes_on(last: Block, block: Block) -> bool:
    if last.role is Role.HEADING or ends_sentence(last.text):
        return False
    words = last.text.split()
    is_open = last.text.endswith(("-", ",")) or (bool(words) and words[-1].casefold() in _GOES_ON)
    return is_open or block.text[:1].islower()
