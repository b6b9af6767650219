"""Whether a report's recommendations are the source's, and in its order."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.ingest.faithful_likeness import Likeness
from bot.ingest.manuscript import Block, Role
from bot.ingest.outline import Part, items_of, outline_of
from bot.library.draft import ReportDraft
from bot.library.model import RecommendationFile
from bot.library.problems import Problem, Severity
from bot.library.yaml_source import Document

_LEAST_LIKE = 0.15
"""Likeness from which on a recommendation is taken to be one of the source's."""

_CLEARLY = 1.5
"""How much more like an item elsewhere must be than any in its place."""


@dataclass(frozen=True, slots=True)
class _Match:
    """A recommendation (the `index`-th of its file) with how like it is to each item of the source."""

    index: int
    number: int
    scores: dict[int, float]

    @property
    def item(self) -> int:
        """The item that it is most like."""
        return max(self.scores, key=lambda item: (self.scores[item], -item))


def key_of_heading(heading: str) -> str:
    """A heading without case, accents, punctuation, hyphens and white space, to compare by."""
    plain = unicodedata.normalize("NFKD", heading.replace("&", " and ").casefold())
    return re.sub(r"[\W_]+", "", "".join(letter for letter in plain if not unicodedata.combining(letter)))


def order_problems(draft: ReportDraft, blocks: Sequence[Block]) -> Iterator[Problem]:
    """Recommendations that no item of the source is like, and those that stand elsewhere there."""
    listed, document = draft.recommendations, draft.recommendations_document
    if listed is None or document is None:
        return
    headings = [
        listed.source.heading,
        *(item.source.heading for item in listed.recommendations if item.source),
    ]
    items = _items(headings, blocks)
    likeness = Likeness([item.text for item in items])
    matches = []
    for index, item in enumerate(listed.recommendations):
        match = _Match(index, item.number, likeness.scores(_text_of(item)))
        if max(match.scores.values(), default=0) < _LEAST_LIKE:
            yield _unmatched(match, document)
        else:
            matches.append(match)
    yield from _misplaced(sorted(matches, key=lambda match: match.number), items, document)


def _items(headings: Sequence[str], blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The recommendations of a source, in its order: those below the headings that the report names."""
    keys = set(map(key_of_heading, headings))
    parts = [
        _below(number, blocks)
        for number, block in enumerate(blocks)
        if block.role is Role.HEADING and key_of_heading(block.text) in keys
    ]
    if not parts and (likely := outline_of(blocks).recommendations):
        parts = [likely]
    found = dict.fromkeys(item for part in parts for item in items_of(part)[0])
    return tuple(found) or tuple(block for block in blocks if block.role in {Role.PARAGRAPH, Role.BULLET})


def _below(number: int, blocks: Sequence[Block]) -> Part:
    heading, following = blocks[number], blocks[number + 1 :]
    ends = (
        at
        for at, block in enumerate(following)
        if block.role is Role.HEADING and block.level <= heading.level
    )
    return Part(heading.text, heading.locator, tuple(following[: next(ends, len(following))]))


def _text_of(item: RecommendationFile) -> str:
    return " ".join((item.action, item.detail, *item.actors, *item.instruments))


def _misplaced(matches: Sequence[_Match], items: Sequence[Block], document: Document) -> Iterator[Problem]:
    in_order = _longest_in_order([match.item for match in matches])
    for place, match in enumerate(matches):
        if place in in_order:
            continue
        before = [matches[other] for other in in_order if other < place]
        after = [matches[other] for other in in_order if other > place]
        first, last = (before[-1].item if before else 0), (after[0].item if after else len(items) - 1)
        in_place = max((match.scores.get(item, 0.0) for item in range(first, last + 1)), default=0.0)
        if match.scores[match.item] >= _CLEARLY * in_place:
            yield _out_of_order(match, before, after, items[match.item], document)


def _longest_in_order(items: Sequence[int]) -> list[int]:
    """The places of the longest rising row among the items: what need not move."""
    ends: list[int] = []
    places: list[int] = []
    before: list[int | None] = []
    for at, item in enumerate(items):
        length = bisect_right(ends, item)
        before.append(places[length - 1] if length else None)
        ends[length : length + 1] = [item]
        places[length : length + 1] = [at]
    row: list[int] = []
    place: int | None = places[-1] if places else None
    while place is not None:
        row.append(place)
        place = before[place]
    return row[::-1]


def _unmatched(match: _Match, document: Document) -> Problem:
    message = f"recommendation {match.number} is like none of the source's"
    hint = "check that the source gives this advice, and keep to its terms"
    at = document.at(("recommendations", match.index, "action"))
    return Problem(at, "unmatched-recommendation", message, hint, Severity.WARNING)


def _out_of_order(
    match: _Match, before: Sequence[_Match], after: Sequence[_Match], item: Block, document: Document
) -> Problem:
    earlier = [other.number for other in before if other.item > match.item]
    later = [other.number for other in after if other.item < match.item]
    where = f"before recommendation {earlier[0]}" if earlier else f"after recommendation {later[-1]}"
    message = f"recommendation {match.number} stands {where} in the source ({item.locator})"
    at = document.at(("recommendations", match.index, "number"))
    return Problem(at, "out-of-order", message, "number them as the source orders them", Severity.WARNING)
