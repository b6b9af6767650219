"""A line of a page, as readers of formats that know lines but no paragraphs hand it on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text that is not empty.

    `page` and `number`, of the line on its page or in its file, count from 1. `locator` is where a reader
    finds it: "page 3" or "line 120". `level` is a heading's where its type tells that it is one, otherwise 0.
    `starts`: it is known to begin a paragraph, since a gap is above it.
    """

    text: str
    page: int
    number: int
    locator: str
    level: int = 0
    starts: bool = False


Page = Sequence[Line]
"""The lines of a page in reading order; a text without pages is one page."""
