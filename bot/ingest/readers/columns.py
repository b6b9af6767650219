"""The order in which the words of a page are read: line by line, and one column after the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

_SAME_LINE = 0.45  # of the taller word's height that two words of one line share
_GUTTER = 0.8  # of a letter's height: a gap between words that may part columns
_SIDE = 0.15  # of a region's width where no gutter is looked for: hanging bullets, page numbers of contents
_FEWEST_LINES = 4  # beside a gutter, on either side
_FEWEST_WORDS = 2.5  # in a line beside a gutter, on average: a table's cells have fewer
_MOST_GUTTERS = 3
_MARGIN = 0.1  # of a page's height
_MARGIN_GAP = 0.8  # of a line's height
_TRIED = 200  # places where a gutter may stand
_RECENT = 8  # lines that a word may still belong to, when words come from the top of the page


@dataclass(frozen=True, slots=True)
class Word:
    """A word on a page. Lengths are in points, from the page's upper left corner."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    bold: bool = False

    @property
    def height(self) -> float:
        """How tall it is."""
        return self.bottom - self.top


Line = Sequence[Word]
"""Words beside one another, from left to right."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The lines of a page: those in its margins, and between them its text in the order of reading."""

    head: Sequence[Line]
    text: Sequence[Line]
    foot: Sequence[Line]


def layout_of(words: Sequence[Word], page_height: float) -> Layout:
    """The lines of a page. What stands in its margins belongs to no column."""
    lines = lines_of(words)
    zone = _MARGIN * page_height
    head = _in_margin([(line[0].bottom <= zone, line) for line in lines])
    foot = _in_margin([(line[0].top >= page_height - zone, line) for line in reversed(lines[head:])])
    end = len(lines) - foot
    return Layout(lines[:head], list(_by_columns(lines[head:end], _MOST_GUTTERS)), lines[end:])


def _in_margin(lines: Sequence[tuple[bool, Line]]) -> int:
    """How many lines, from the edge of a page inwards, stand in the margin and apart from the text."""
    for at, ((in_zone, line), (_, further_in)) in enumerate(pairwise(lines), start=1):
        if not in_zone:
            return 0
        gap = max(line[0].top, further_in[0].top) - min(line[0].bottom, further_in[0].bottom)
        if gap > _MARGIN_GAP * line[0].height:
            return at
    return 0


def lines_of(words: Sequence[Word]) -> list[Line]:
    """The words of a region as lines across all of it, from top to foot."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word.top, word.x0)):
        for line in reversed(lines[-_RECENT:]):
            if _beside(line[0], word):
                line.append(word)
                break
        else:
            lines.append([word])
    return [sorted(line, key=lambda word: word.x0) for line in sorted(lines, key=_middle)]


def _middle(line: Line) -> float:
    return max((word.height, (word.top + word.bottom) / 2) for word in line)[1]


def _beside(first: Word, second: Word) -> bool:
    shared = min(first.bottom, second.bottom) - max(first.top, second.top)
    return shared >= _SAME_LINE * max(first.height, second.height)


def _by_columns(lines: Sequence[Line], most_gutters: int) -> Iterator[Line]:
    """Lines in order: those across a gutter part the page into bands, each read column by column."""
    gutter = _gutter(lines) if most_gutters and lines else None
    if gutter is None:
        yield from lines
        return
    for across, band in groupby(lines, key=lambda line: _crosses(line, gutter)):
        if across:
            yield from band
            continue
        band_lines = list(band)
        for side in (_left, _right):
            part = [piece for line in band_lines if (piece := side(line, gutter))]
            yield from _by_columns(part, most_gutters - 1)


def _gutter(lines: Sequence[Line]) -> float | None:
    """Where the clearest gutter stands, None where the lines are of one column."""
    spans = [_spans(line) for line in lines]
    left, right = min(line[0].x0 for line in spans), max(line[-1].x1 for line in spans)
    step = (1 - 2 * _SIDE) * (right - left) / _TRIED
    tried = [left + _SIDE * (right - left) + step * at for at in range(_TRIED)]
    clear, gutter = max((_clear(spans, x), x) for x in tried)
    is_text = all(_is_prose([part(line, gutter) for line in lines]) for part in (_left, _right))
    return gutter if clear >= _FEWEST_LINES and is_text else None


def _clear(lines: Sequence[Line], x: float) -> int:
    """How many lines stand beside a gutter without crossing it, on the side that has fewer."""
    beside = [line for line in lines if not _crosses(line, x)]
    return min(sum(line[0].x1 <= x for line in beside), sum(line[-1].x0 >= x for line in beside))


def _spans(line: Line) -> Line:
    """A line's words, those together that no gutter can part."""
    spans = [line[0]]
    for word in line[1:]:
        last = spans[-1]
        if word.x0 - last.x1 < _GUTTER * max(word.size, last.size):
            spans[-1] = replace(last, x1=max(last.x1, word.x1))
        else:
            spans.append(word)
    return spans


def _crosses(line: Line, x: float) -> bool:
    return any(span.x0 < x < span.x1 for span in _spans(line))


def _left(line: Line, x: float) -> Line:
    return [word for word in line if word.x1 <= x]


def _right(line: Line, x: float) -> Line:
    return [word for word in line if word.x1 > x]


def _is_prose(parts: Sequence[Line]) -> bool:
    counts = [len(part) for part in parts if part]
    return sum(counts) >= _FEWEST_WORDS * max(1, len(counts))
