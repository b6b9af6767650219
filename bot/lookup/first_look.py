"""The items that the postings put highest: those that are worth a close look."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bot.lookup.asked import AskedWord
from bot.lookup.index import Index
from bot.lookup.ragged import Floats, Ints

Doubles = npt.NDArray[np.float64]

KEPT = 20
"""Items that are looked at closely."""

BUDGET = 12_000
"""Postings that are read; common words beyond it only count for the items that are found without them."""

_BLOCK = 8
"""Items whose highest score is taken together, to find the best of very many."""


@dataclass(frozen=True, slots=True)
class FirstLook:
    """Items, best first, with the sums of their postings: over all fields, and over names alone."""

    items: Ints
    text: Floats
    names: Floats


@dataclass(frozen=True, slots=True)
class _Posted:
    """One meaning of a word: the postings of its stem, and what they count."""

    start: int
    end: int
    text: float
    names: float


def first_look(
    index: Index, asked: Sequence[AskedWord], total: float, allowed: npt.NDArray[np.bool_] | None
) -> FirstLook:
    """Add up the postings of every word asked, the rarest first, until the budget is spent.

    `total` is the query's weight; `allowed` says which items may be found.
    """
    named_total = sum(word.share * _name_rarity(index, word) for word in asked) or 1.0
    now, later = _within_budget([_posted(index, word) for word in asked if word.meant])
    if not now:
        return FirstLook(np.zeros(0, np.int32), np.zeros(0, np.float32), np.zeros(0, np.float32))
    text, names = _sums(index, now)
    items = (text > 0).nonzero()[0].astype(np.int32)  # of booleans: those are found much faster
    if allowed is not None:
        items = items[allowed[items]]
    text, names = text[items] / total, names[items] / named_total
    if later:
        best = best_places(text + names, 10 * KEPT)
        items, text, names = items[best], text[best], names[best]
        for posted in later:
            _add(index, posted[0], items, text, names, (total, named_total))
    best = best_places(text + names, KEPT)
    return FirstLook(items[best], (text[best] * total).astype(np.float32), names[best].astype(np.float32))


def _name_rarity(index: Index, word: AskedWord) -> float:
    """How rare the word is among names, by its likeliest meaning."""
    if not word.meant or word.meant[0].trust < 0.5:
        return index.unknown_name_rarity
    return index.name_rarity.item(word.meant[0].stem)


def _posted(index: Index, word: AskedWord) -> list[_Posted]:
    starts, rarity = index.postings.starts, index.name_rarity
    return [
        _Posted(
            starts.item(meant.stem),
            starts.item(meant.stem + 1),
            meant.weight,
            rarity.item(meant.stem) * meant.trust * word.share,
        )
        for meant in word.meant
    ]


def _within_budget(words: list[list[_Posted]]) -> tuple[list[list[_Posted]], list[list[_Posted]]]:
    """The words whose postings are read, rarest first, and those that are left for later."""
    lengths = [sum(each.end - each.start for each in posted) for posted in words]
    if sum(lengths) <= BUDGET:
        return words, []
    now: list[list[_Posted]] = []
    later: list[list[_Posted]] = []
    read = 0
    for length, posted in sorted(zip(lengths, words, strict=True), key=lambda pair: pair[0]):
        if read and read + length > BUDGET:
            later.append(posted)
        else:
            read += length
            now.append(posted)
    return now, later


def _sums(index: Index, words: list[list[_Posted]]) -> tuple[Doubles, Doubles]:
    """For every item of the library, what its postings come to."""
    all_text, all_names = np.zeros(index.items), np.zeros(index.items)
    plain = [posted[0] for posted in words if len(posted) == 1]
    if plain:
        spans = [slice(each.start, each.end) for each in plain]
        lengths = [each.end - each.start for each in plain]
        items = np.concatenate([index.postings.values[span] for span in spans])
        text = np.concatenate([index.impact[span] for span in spans])
        names = np.concatenate([index.name_impact[span] for span in spans])
        text *= np.repeat(np.array([each.text for each in plain], np.float32), lengths)
        names *= np.repeat(np.array([each.names for each in plain], np.float32), lengths)
        all_text += np.bincount(items, text, index.items)
        all_names += np.bincount(items, names, index.items)
    for posted in words:
        if len(posted) > 1:
            _add_likeliest(index, posted, all_text, all_names)
    return all_text, all_names


def _add_likeliest(index: Index, posted: list[_Posted], text: Doubles, names: Doubles) -> None:
    """Add a word of several meanings: each item has the likeliest of those that it has."""
    own_text, own_names = np.zeros(index.items, np.float32), np.zeros(index.items, np.float32)
    for each in reversed(posted):
        items = index.postings.values[each.start : each.end]
        own_text[items] = index.impact[each.start : each.end] * np.float32(each.text)
        own_names[items] = index.name_impact[each.start : each.end] * np.float32(each.names)
    text += own_text
    names += own_names


def _add(
    index: Index,
    posted: _Posted,
    items: Ints,
    text: Doubles,
    names: Doubles,
    totals: tuple[float, float],
) -> None:
    """Add a meaning's postings for some items only."""
    row = index.postings.values[posted.start : posted.end]
    place = np.minimum(row.searchsorted(items), len(row) - 1)
    has = row[place] == items
    place += posted.start
    text += has * index.impact[place] * (posted.text / totals[0])
    names += has * index.name_impact[place] * (posted.names / totals[1])


def best_places(scores: Doubles, most: int) -> npt.NDArray[np.intp]:
    """The places of the highest scores, best first; earlier ones first where they are the same."""
    if len(scores) <= 4 * most:
        return (-scores).argsort(kind="stable")[:most]
    highest = scores
    if len(scores) > 2 * most * _BLOCK:  # so many blocks have `least` or more, and with them so many items
        highest = np.maximum.reduceat(scores, np.arange(0, len(scores), _BLOCK))
    least = np.partition(highest, len(highest) - most)[len(highest) - most]
    kept: npt.NDArray[np.intp] = (scores >= least).nonzero()[0]
    return kept[(-scores[kept]).argsort(kind="stable")[:most]]
