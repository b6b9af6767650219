"""The items that the postings put highest: those that are worth a close look."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from bot.lookup.asked import AskedWord
from bot.lookup.best import best_places
from bot.lookup.index import Index
from bot.lookup.ragged import Floats, Ints, changes

KEPT = 10
"""Items that are looked at closely for their names and texts together."""

KEPT_FOR_WORDS = 10
"""Items that are looked at closely for having most of the words, where they are not among the others: in a
large library many names have one of them, and would hide the text that has all."""

_POOL = 12
"""For each of those, how many the words beyond the budget are looked for in."""

BUDGET = 12_000
"""Postings that are read; common words beyond it only count for the items that are found without them."""

Allowed = npt.NDArray[np.bool_] | None
"""For each item, whether it may be found; None for all."""


@dataclass(frozen=True, slots=True)
class Sums:
    """Items with their sums: of postings over all fields, over names alone, and of the words they have."""

    items: Ints
    text: Floats
    names: Floats
    covered: Floats

    def at(self, places: npt.NDArray[np.intp] | npt.NDArray[np.bool_]) -> Sums:
        """Some of them."""
        return Sums(self.items[places], self.text[places], self.names[places], self.covered[places])


@dataclass(frozen=True, slots=True)
class _Posted:
    """One meaning of a word: the postings of its stem, items ascending, and what they count."""

    items: Ints
    impact: Floats
    name_impact: Floats
    text: float
    names: float

    def among(self, items: Ints) -> _Posted:
        """Those of some items, ascending."""
        place = self.items.searchsorted(items)
        has = self.items.take(place, mode="clip") == items
        place = place[has]
        return replace(self, items=items[has], impact=self.impact[place], name_impact=self.name_impact[place])


def first_look(
    index: Index, asked: Sequence[AskedWord], total: float, allowed: Allowed, budget: int = BUDGET
) -> Sums:
    """Add up the postings of every word asked, the rarest first, until so many are read.

    `total` is the query's weight; `allowed` says which items may be found, None for all. The sums over all
    fields and of words are weights, as `total` is; those over names are shares of what a name could have.
    """
    named_total = sum(word.share * _name_rarity(index, word) for word in asked) or 1.0
    words = [_posted(index, word, named_total) for word in asked if word.meant]
    if allowed is not None and np.count_nonzero(allowed) <= budget:
        items = allowed.nonzero()[0].astype(np.int32)  # a report's few may all have common words alone
        words = [[posted.among(items) for posted in word] for word in words]
    now, later = _within_budget(words, budget)
    found = _summed(now)
    if allowed is not None:
        found = found.at(allowed[found.items])
    if later:
        found = found.at(_pool(found, total))
        for word in later:
            found = _with(found, word[0])
    best, most = best_places(_both(found, total), KEPT), best_places(_most(found), KEPT_FOR_WORDS)
    return found.at(np.array(list(dict.fromkeys([*best.tolist(), *most.tolist()])), np.intp))


def _both(found: Sums, total: float) -> Floats:
    """Items' sums over all fields and over names together, both as shares."""
    return found.text / np.float32(total) + found.names


def _most(found: Sums) -> Floats:
    """What words items have; of those with the same ones, the text tells."""
    return found.covered + found.text


def _pool(found: Sums, total: float) -> npt.NDArray[np.bool_]:
    """Which items the words beyond the budget are looked for in: many times those that are kept."""
    kept = np.zeros(len(found.items), np.bool_)
    kept[best_places(_both(found, total), _POOL * KEPT)] = True
    kept[best_places(_most(found), _POOL * KEPT_FOR_WORDS)] = True
    return kept


def _name_rarity(index: Index, word: AskedWord) -> float:
    """How rare the word is among names, by its likeliest meaning."""
    if not word.meant or word.meant[0].trust < 0.5:
        return index.unknown_name_rarity
    return index.name_rarity.item(word.meant[0].stem)


def _posted(index: Index, word: AskedWord, named_total: float) -> list[_Posted]:
    starts, rarity, share = index.postings.starts, index.name_rarity, word.share / named_total
    posted = []
    for meant in word.meant:
        row = slice(starts.item(meant.stem), starts.item(meant.stem + 1))
        items, impact, name_impact = index.postings.values[row], index.impact[row], index.name_impact[row]
        names = rarity.item(meant.stem) * meant.trust * share
        posted.append(_Posted(items, impact, name_impact, meant.weight, names))
    return posted


def _within_budget(
    words: list[list[_Posted]], budget: int
) -> tuple[list[list[_Posted]], list[list[_Posted]]]:
    """The words whose postings are read, rarest first, and those that are left for later."""
    lengths = [sum(len(each.items) for each in posted) for posted in words]
    if sum(lengths) <= budget:
        return words, []
    now: list[list[_Posted]] = []
    later: list[list[_Posted]] = []
    read = 0
    for length, posted in sorted(zip(lengths, words, strict=True), key=lambda pair: pair[0]):
        if read and read + length > budget:
            later.append(posted)
        else:
            read += length
            now.append(posted)
    return now, later


def _summed(words: Sequence[Sequence[_Posted]]) -> Sums:
    """Every item that has any of the words, ascending, with its sums.

    Of a word's meanings, each item has the likeliest that it has.
    """
    read = [posted for word in words for posted in word]
    if not read:
        return Sums(np.zeros(0, np.int32), *(np.zeros(0, np.float32) for _ in range(3)))
    lengths = [len(posted.items) for posted in read]
    items = np.concatenate([posted.items for posted in read])
    text = np.concatenate([posted.impact for posted in read])
    names = np.concatenate([posted.name_impact for posted in read])
    covered = np.repeat(np.array([posted.text for posted in read], np.float32), lengths)
    text *= covered
    names *= np.repeat(np.array([posted.names for posted in read], np.float32), lengths)
    order = _by_item(items, words, lengths)
    items = items[order]
    heads = changes(items).nonzero()[0]
    return Sums(
        items[heads],
        np.add.reduceat(text[order], heads),
        np.add.reduceat(names[order], heads),
        np.add.reduceat(covered[order], heads),
    )


def _by_item(items: Ints, words: Sequence[Sequence[_Posted]], lengths: Sequence[int]) -> npt.NDArray[np.intp]:
    """What puts postings in the order of their items, without an item's less likely meanings of a word."""
    if len(lengths) == len(words):
        return items.argsort(kind="stable")  # which merges what is sorted already
    word = np.repeat([number for number, word in enumerate(words) for _ in word], lengths)
    keys = items.astype(np.int64) * len(words) + word
    order = keys.argsort(kind="stable")
    likeliest: npt.NDArray[np.intp] = order[changes(keys[order])]
    return likeliest


def _with(found: Sums, posted: _Posted) -> Sums:
    """What was found without a meaning, with its postings."""
    place = np.minimum(posted.items.searchsorted(found.items), len(posted.items) - 1)
    has = posted.items[place] == found.items
    text = found.text + has * posted.impact[place] * np.float32(posted.text)
    names = found.names + has * posted.name_impact[place] * np.float32(posted.names)
    return Sums(found.items, text, names, found.covered + has * np.float32(posted.text))
