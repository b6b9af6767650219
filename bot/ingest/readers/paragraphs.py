"""Where paragraphs begin on a typeset page: after a gap, at an indent, after a line that ends early."""

from __future__ import annotations

import re
from itertools import pairwise
from statistics import median

from bot.ingest.readers.typography import Page, Row

_GAP = 0.25  # of a letter's size, more than the usual distance between lines
_INDENT = 0.7  # of a letter's size
_ITEM = re.compile(r"[^\w\s\"'“‘(\[]|\(?[0-9a-z]{1,3}[.)]\s", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?:;][\"'”’)\]]*")


def starts(page: Page) -> list[bool]:
    """Which rows of a page, in the order of reading, are known to begin a paragraph.

    Of the first row nothing is known: it may go on with what the page before began.
    """
    usual = _usual_gap(page)
    found = [False] * len(page)
    for at, (above, row) in enumerate(pairwise(page), start=1):
        if row.top <= above.top:  # at the top of the next column
            found[at] = _ends_early(above, row, page)
        else:
            gap = row.top - above.bottom > usual + _GAP * row.size
            found[at] = (
                gap
                or row.size != above.size
                or _is_indented(above, row, is_start=found[at - 1])
                or (_is_item(above) and row.x0 <= above.x0 and _ends_early(above, row, page))
            )
    return found


def _usual_gap(page: Page) -> float:
    gaps = [row.top - above.bottom for above, row in pairwise(page) if row.top > above.top]
    return median(gaps) if gaps else 0.0


def _is_indented(above: Row, row: Row, *, is_start: bool) -> bool:
    """Whether a row begins a paragraph by its left edge.

    One further in does, unless it goes on below the glyph of an item; one further out does, unless the
    row above was a paragraph's indented first one.
    """
    shift = row.x0 - above.x0
    if shift > _INDENT * row.size:
        return not _is_item(above)
    return shift < -_INDENT * row.size and not (is_start and not _is_item(above))


def _is_item(row: Row) -> bool:
    return _ITEM.match(row.text) is not None


def _ends_early(above: Row, row: Row, page: Page) -> bool:
    """Whether a row ends a sentence, and would have had room for the next row's first word."""
    if _SENTENCE_END.search(above.text[-3:]) is None:
        return False
    beside = [other for other in page if _overlap(other, above)]
    if not _overlap(above, row):  # rows across both columns tell nothing of the width of one
        beside = [other for other in beside if not _overlap(other, row)]
    right = max(other.x1 for other in beside)
    letter = (row.x1 - row.x0) / max(1, len(row.text))
    return right - above.x1 > letter * (1 + len(row.text.partition(" ")[0]))


def _overlap(one: Row, other: Row) -> bool:
    """Whether one stands above the other, or would."""
    return one.x0 < other.x1 and other.x0 < one.x1
