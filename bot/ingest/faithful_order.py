"""Whether a report's recommendations are the source's, and in its order."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.ingest.faithful_likeness import Likeness
from bot.ingest.manuscript import Block, Role
from bot.ingest.outline import Part, items_of
from bot.library.draft import ReportDraft
from bot.library.problems import Problem, Severity
from bot.library.yaml_source import Document

_LEAST_LIKE = 0.15
"""Likeness from which on a recommendation is taken to be one of the source's."""

_CLEARLY = 1.5
"""How much more like an item elsewhere must be than the one in its place."""


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
        match = _Match(index, item.number, likeness.scores(f"{item.action} {item.detail}"))
        if max(match.scores.values(), default=0) < _LEAST_LIKE:
            yield _unmatched(match, document)
        else:
            matches.append(match)
    yield from _misplaced(sorted(matches, key=lambda match: match.number), items, document)


def _items(headings: Sequence[str], blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The recommendations of a source, in its order: those below the headings that the report names.

    Where it has no such heading, any of its text may be one.
    """
    keys = set(map(key_of_heading, headings))
    parts = [
        _below(number, blocks)
        for number, block in enumerate(blocks)
        if block.role is Role.HEADING and key_of_heading(block.text) in keys
    ]
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


def _misplaced(matches: Sequence[_Match], items: Sequence[Block], document: Document) -> Iterator[Problem]:
    for place, item in enumerate(_in_order(matches, len(items))):
        match = matches[place]
        before = [other.number for other in matches[:place] if other.item > match.item]
        after = [other.number for other in matches[place:] if other.item < match.item]
        is_elsewhere = match.scores[match.item] >= _CLEARLY * match.scores.get(item, 0.0)
        if is_elsewhere and (before or after):
            where = f"before recommendation {before[0]}" if before else f"after recommendation {after[-1]}"
            yield _out_of_order(match, where, items[match.item], document)


def _in_order(matches: Sequence[_Match], items: int) -> list[int]:
    """An item for each match, none before that of the match before, as like as can be on the whole."""
    totals = [0.0] * items
    choices: list[list[int]] = []
    for match in matches:
        totals = [total + match.scores.get(item, 0.0) for item, total in enumerate(totals)]
        best = [0]
        for item in range(1, items):
            best.append(item if totals[item] > totals[best[-1]] else best[-1])
        totals = [totals[item] for item in best]
        choices.append(best)
    chosen = [items - 1]
    for choice in reversed(choices):
        chosen.append(choice[chosen[-1]])
    return chosen[:0:-1]


def _unmatched(match: _Match, document: Document) -> Problem:
    message = f"recommendation {match.number} is like none of the source's"
    hint = "check that the source gives this advice, and keep to its terms"
    at = document.at(("recommendations", match.index, "action"))
    return Problem(at, "unmatched-recommendation", message, hint, Severity.WARNING)


def _out_of_order(match: _Match, where: str, item: Block, document: Document) -> Problem:
    message = f"recommendation {match.number} stands {where} in the source ({item.locator})"
    at = document.at(("recommendations", match.index, "number"))
    return Problem(at, "out-of-order", message, "number them as the source orders them", Severity.WARNING)
