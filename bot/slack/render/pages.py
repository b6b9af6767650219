"""A reply of any length as pages that each fit one Slack message."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.desk.reply import Reply, Style
from bot.slack.render.text import clip, escape, split, units

PAGE_TEXT = 3_600
"""Escaped units of a page's text. Slack advises 4,000 for `text`; the rest is for the buttons' names."""

LINE_TEXT = 2_400
"""Escaped units of one line; a longer one is split. Leaves room for its mark within a section."""

LINES_ON_PAGE = 36
"""Lines that one page holds, so that even one block a line keeps within a message's blocks."""

TITLE_TEXT = 150
FOOTNOTE_TEXT = 240
FOOTNOTES = 3
"""Notes, and citations, that stand under each page; a reply from more reports names them in its lines."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page; a heading, or an urgent note, stands out. `opens`: it begins a passage."""

    text: str
    style: Style = Style.TEXT
    heading: bool = False
    opens: bool = False

    def plain(self) -> str:
        """The line in plain words, unescaped."""
        return f"• {self.text}" if self.style is Style.BULLETS and not self.heading else self.text


@dataclass(frozen=True, slots=True)
class Page:
    """What one message shows. Every page has the notes and the citations: none stands uncited."""

    title: str
    lines: tuple[Line, ...]
    footer: tuple[Line, ...]
    number: int
    count: int

    @property
    def heading(self) -> str:
        """The title, with the page's number where there are several."""
        return self.title if self.count == 1 else f"{self.title} ({self.number + 1} of {self.count})"


def paginate(reply: Reply) -> tuple[Page, ...]:
    """The reply's pages, at least one."""
    title = clip(reply.title, TITLE_TEXT - 20)
    footer = tuple(_footer(reply))
    room = PAGE_TEXT - _size(Line(title)) - sum(map(_size, footer)) - 20
    batches = list(_batches(_body(reply), room))
    return tuple(
        Page(title, tuple(batch), footer, number, len(batches)) for number, batch in enumerate(batches)
    )


def _body(reply: Reply) -> Iterator[Line]:
    for passage in reply.passages:
        if passage.lines and passage.heading:
            yield Line(clip(passage.heading, TITLE_TEXT), passage.style, heading=True, opens=True)
        pieces = (piece for text in passage.lines for piece in split(text, LINE_TEXT) if piece)
        for number, piece in enumerate(pieces):
            yield Line(piece, passage.style, opens=number == 0 and not passage.heading)


def _footer(reply: Reply) -> Iterator[Line]:
    for note in reply.notes[:FOOTNOTES]:
        yield Line(clip(note.text, FOOTNOTE_TEXT), Style.QUIET, heading=note.urgent)
    for citation in reply.citations[:FOOTNOTES]:
        yield Line(clip(f"Source: {citation}", FOOTNOTE_TEXT), Style.QUIET)


def _batches(lines: Iterator[Line], room: int) -> Iterator[list[Line]]:
    batch: list[Line] = []
    used = 0
    for line in lines:
        size = _size(line)
        if batch and (used + size > room or len(batch) >= LINES_ON_PAGE):
            carried = [batch.pop()] if batch[-1].heading and len(batch) > 1 else []
            yield batch
            batch, used = carried, sum(map(_size, carried))
        batch.append(line)
        used += size
    yield batch


def _size(line: Line) -> int:
    return units(escape(line.plain())) + 2  # its line end and the colon of a heading
