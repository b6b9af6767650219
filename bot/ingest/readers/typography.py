"""What type says on a page: marks of notes, notes at the foot, headings by size and weight, the title."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from bot.ingest.readers.columns import Line, Word
from bot.ingest.readers.plain import raised, tidied

_SMALL = 0.85  # of the line's size: a raised mark
_RAISED = 0.12  # of the line's size that a mark stands above its foot
_SPACE = 0.1  # of a letter's size
_SMALL_PRINT = 0.92  # of the body's size: notes at the foot of a page, running headers
_LARGER = 1.08  # than the body's size: a heading
_TITLE = 1.25  # than the body's size
_LONGEST_HEADING = 200  # characters; what is longer is a quotation set large, or a summary in bold
_MOST_LEVELS = 6

Style = tuple[float, bool]
"""Size in points, and whether it is bold: headings of one level share them."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of text, its place in points from the page's upper left corner, and its type."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    style: Style
    is_marked: bool = False  # as a note at the foot of a page is

    @property
    def size(self) -> float:
        """Size of most of its letters, to half a point."""
        return self.style[0]


Page = Sequence[Row]
"""The rows of a page in reading order."""


def row_of(line: Line) -> Row:
    """The words of a line as text, without the marks of notes."""
    style = _style(line)
    foot = max(word.bottom for word in line if _half(word.size) == style[0])
    text, end = "", line[0].x0
    for word in line:
        said = raised(word.text, text[-10:]) if _is_raised(word, style[0], foot) else word.text
        text += " " + said if word.x0 - end > _SPACE * word.size else said
        end = word.x1
    x1, top = max(word.x1 for word in line), min(word.top for word in line)
    is_marked = _is_raised(line[0], style[0], foot) or line[0].text.rstrip(".").isdecimal()
    return Row(tidied(text), line[0].x0, x1, top, foot, style, is_marked)


def body_style(pages: Iterable[Page]) -> Style:
    """The type that most of a document's letters have."""
    letters: Counter[Style] = Counter()
    for page in pages:
        for row in page:
            letters[row.style] += len(row.text)
    return max(letters, key=lambda style: letters[style])


def notes_on(page: Page, body: Style) -> frozenset[Row]:
    """The notes at the foot of a page: runs of small rows, the first with a mark, in its lower half."""
    if not page:
        return frozenset()
    middle = (min(row.top for row in page) + max(row.bottom for row in page)) / 2
    notes: set[Row] = set()
    for small, group in groupby(page, key=lambda row: _is_small(row, body)):
        rows = list(group)
        if small and rows[0].is_marked and rows[0].top > middle and len(rows[0].text.split()) > 1:
            notes.update(rows)
    return frozenset(notes)


def small_print(page: Page, body: Style) -> frozenset[Row]:
    """The rows that are set clearly smaller than the body."""
    return frozenset(row for row in page if _is_small(row, body))


def title_rows(page: Page, body: Style) -> Page:
    """The rows of a first page that are its title: the largest, and clearly larger than the body."""
    largest = max((row.size for row in page), default=0)
    if largest < _TITLE * body[0]:
        return ()
    runs = [list(rows) for is_largest, rows in groupby(page, lambda row: row.size == largest) if is_largest]
    return runs[0] if len(_text(runs[0])) <= _LONGEST_HEADING else ()


def heading_levels(pages: Sequence[Page], body: Style) -> dict[Style, int]:
    """The level of each type in which headings are set: the larger, and then the bolder, the higher."""
    styles = {rows[0].style for page in pages for rows in _runs(page) if _is_heading(rows, body)}
    return {style: min(at, _MOST_LEVELS) for at, style in enumerate(sorted(styles, reverse=True), start=1)}


def levels_of(page: Page, body: Style, levels: dict[Style, int]) -> list[int]:
    """The level of each row of a page as a heading, 0 for text."""
    found: list[int] = []
    for rows in _runs(page):
        level = levels.get(rows[0].style, 0) if _is_heading(rows, body) else 0
        found.extend([level] * len(rows))
    return found


def _runs(page: Page) -> Iterator[Page]:
    """Rows below one another in one type."""
    for _, rows in groupby(page, key=lambda row: row.style):
        yield list(rows)


def _is_heading(rows: Page, body: Style) -> bool:
    size, bold = rows[0].style
    stands_out = size >= _LARGER * body[0] or (bold and not body[1] and size >= body[0])
    text = _text(rows)
    return stands_out and len(text) <= _LONGEST_HEADING and any(map(str.isalpha, text))


def _text(rows: Page) -> str:
    return " ".join(row.text for row in rows)


def _style(line: Line) -> Style:
    letters: Counter[Style] = Counter()
    for word in line:
        letters[_half(word.size), word.bold] += len(word.text)
    return max(letters, key=lambda style: letters[style])


def _half(size: float) -> float:
    return round(2 * size) / 2


def _is_small(row: Row, body: Style) -> bool:
    return row.size <= _SMALL_PRINT * body[0]


def _is_raised(word: Word, size: float, foot: float) -> bool:
    return word.size <= _SMALL * size and word.bottom < foot - _RAISED * size
