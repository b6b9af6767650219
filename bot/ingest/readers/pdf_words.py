"""The words of a PDF's page, with their places and type."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTChar, LTContainer
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfplumber.utils.text import extract_words

from bot.ingest.readers.columns import Word
from bot.ingest.readers.pdf_document import UnsafeError

MOST_LETTERS = 100_000
"""Letters and parts of the fullest page that is read."""

_WORD_GAP = 0.15  # of a letter's size
_HAIR = 0.08  # of a letter's size
_AROUND = tuple(product((-1, 0, 1), repeat=2))
_BOLD = re.compile(r"bold|black|heavy|demi|[-,]bd", re.IGNORECASE)
_NO_CODE = re.compile(r"\(cid:\d+\)")


class _Letters(PDFPageAggregator):
    """Hears what a page draws, and keeps the letters alone."""

    count = 0
    pictures = 0

    def render_char(self, *args: Any, **kwargs: Any) -> float:
        self._count_one()
        return super().render_char(*args, **kwargs)

    def begin_figure(self, *args: Any, **kwargs: Any) -> None:
        self._count_one()  # a form that draws others many times over may draw no letter at all
        super().begin_figure(*args, **kwargs)

    def paint_path(self, *_args: Any, **_kwargs: Any) -> None:
        """A line or an area, of which maps have a great many."""

    def render_image(self, *_args: Any, **_kwargs: Any) -> None:
        """A picture: perhaps one of text."""
        self.pictures += 1

    def _count_one(self) -> None:
        self.count += 1
        if self.count > MOST_LETTERS:
            raise UnsafeError(f"a page has more than {MOST_LETTERS} letters")


@dataclass(frozen=True, slots=True)
class Sheet:
    """What can be seen on a page: words in no order, its height in points, how many pictures."""

    words: Sequence[Word]
    height: float
    pictures: int


def sheet_of(page: PDFPage, resources: PDFResourceManager) -> Sheet:
    """What can be seen on a page.

    Raises:
        UnsafeError: the page is too full to be one for reading.
        Exception: whatever the parser raises where the page is damaged.

    """
    device = _Letters(resources)
    PDFPageInterpreter(resources, device).process_page(page)
    drawn = device.get_result()
    letters = list(_once(_as_found(letter, drawn.height) for letter in _letters(drawn)))
    found = extract_words(letters, x_tolerance_ratio=_WORD_GAP, extra_attrs=["fontname", "size"])
    words = [_word(each) for each in found if each["upright"]]
    seen = [word for word in words if _is_on(drawn.width, drawn.height, word)]
    return Sheet(seen, drawn.height, device.pictures)


def _letters(drawn: LTContainer[Any]) -> Iterator[LTChar]:
    """The letters of a page and of the forms on it."""
    waiting = [iter(drawn)]
    while waiting:
        item = next(waiting[-1], None)
        if item is None:
            waiting.pop()
        elif isinstance(item, LTChar):
            yield item
        elif isinstance(item, LTContainer):
            waiting.append(iter(item))


def _as_found(letter: LTChar, height: float) -> dict[str, Any]:
    """A letter as pdfplumber joins them to words."""
    top = height - letter.y1
    return {
        "text": letter.get_text(),
        "x0": letter.x0,
        "x1": letter.x1,
        "top": top,
        "doctop": top,
        "bottom": height - letter.y0,
        "upright": letter.upright,
        "fontname": str(letter.fontname),
        "size": letter.size,
    }


def _once(letters: Iterator[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Each letter once, also where a program drew it twice, a hair apart, to make it look bold."""
    drawn: set[tuple[str, str, int, int]] = set()
    for letter in letters:
        hair = _HAIR * letter["size"] or 1
        x, y = round(letter["x0"] / hair), round(letter["top"] / hair)
        if (letter["text"], letter["fontname"], x, y) not in drawn:
            drawn.update((letter["text"], letter["fontname"], x + right, y + down) for right, down in _AROUND)
            yield letter


def _word(found: dict[str, Any]) -> Word:
    text = _NO_CODE.sub("", found["text"]) or "•"  # a letter without a code is mostly a bullet
    x0, x1, top, bottom, size = (float(found[key]) for key in ("x0", "x1", "top", "bottom", "size"))
    return Word(text, x0, x1, top, bottom, size, _BOLD.search(found["fontname"]) is not None)


def _is_on(width: float, height: float, word: Word) -> bool:
    """Whether a word can be seen: damaged pages have words at any place and of any size."""
    return 0 <= word.x0 < word.x1 <= width and 0 <= word.top < word.bottom <= height
