"""What stands on pages and is not of the text: running headers and footers, page numbers, contents."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.ingest.line import Line, Page
from bot.ingest.shapes import ends_sentence

_EDGE = 2
"""Lines at the top and at the foot of a page among which a running header may be."""

_SEEN_ON = 2
"""Pages that a line must stand on to be a running header; of many pages, a fifth of them."""

_PAGE_NUMBER = re.compile(
    r"\W*(?:page|p\.|seite)?\s*(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:of|/|\|)\s*\d{1,4})?\W*", re.IGNORECASE
)
_CONTENTS = re.compile(r"(?:table of )?contents", re.IGNORECASE)
_LEADER = re.compile(r"(?:\.\s?){4,}\s*(?:\d{1,4}|[ivxl]{1,6})?\s*$", re.IGNORECASE)
"""The dots that lead from an entry of the contents to its page."""

_CAPITALS = 3
"""Words that a line of capitals must have to be a running header of a text without pages."""


def without_furniture(pages: Sequence[Page]) -> list[Line]:
    """The lines without running headers, page numbers and entries of contents.

    What comes after one of these, or first on a page, begins a paragraph if the line before ends a sentence.
    """
    running = _running(pages)
    kept: list[Line] = []
    for page in pages:
        was_left_out = True
        for line in page:
            if _is_page_number(line) or _is_of_contents(line) or _key(line.text) in running:
                was_left_out = True
                continue
            begins = line.starts or (was_left_out and (not kept or ends_sentence(kept[-1].text)))
            kept.append(replace(line, starts=begins))
            was_left_out = False
    return kept


def running_header(pages: Sequence[Page]) -> str:
    """The longest running header, "" where there is none: it may be the only place that names the title."""
    running = _running(pages)
    lines = (line.text.strip() for page in pages for line in page)
    return max((text for text in lines if _key(text) in running), key=len, default="")


def _running(pages: Sequence[Page]) -> frozenset[str]:
    if len(pages) > 1:
        return _repeated_at_edges(pages)
    capitals = [_key(line.text) for page in pages for line in page if _is_all_capitals(line.text)]
    return frozenset(each for each in capitals if _stands_twice(each, capitals))


def _repeated_at_edges(pages: Sequence[Page]) -> frozenset[str]:
    seen: Counter[str] = Counter()
    for page in pages:
        seen.update({_key(line.text) for line in (*page[:_EDGE], *page[-_EDGE:])})
    least = max(_SEEN_ON, len(pages) // 5)
    return frozenset(key for key, times in seen.items() if times >= least and key)


def _stands_twice(key: str, keys: Iterable[str]) -> bool:
    """Whether a line stands there again, be it longer or cut short: titles are both."""
    others = list(keys)
    others.remove(key)
    return any(other.startswith(key) or key.startswith(other) for other in others)


def _is_all_capitals(text: str) -> bool:
    return text.isupper() and len(text.split()) >= _CAPITALS


def _is_page_number(line: Line) -> bool:
    return line.level == 0 and _PAGE_NUMBER.fullmatch(line.text) is not None


def _is_of_contents(line: Line) -> bool:
    return _LEADER.search(line.text) is not None or _CONTENTS.fullmatch(line.text.strip()) is not None


def _key(text: str) -> str:
    """A line without its numbers and its case: "3 | FERRIES" and "Ferries | 4" differ in nothing else."""
    return " ".join(re.sub(r"[\W\d_]+", " ", text.casefold()).split())
