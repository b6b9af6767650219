"""A close look at a few items: what their names and sentences have of a query, and how near together."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from bot.lookup.asked import AskedWord
from bot.lookup.counting import NAMES_K1
from bot.lookup.grams import grams_of
from bot.lookup.index import Index
from bot.lookup.neighbours import neighbours
from bot.lookup.ragged import Floats, Ints
from bot.lookup.rows import hits_in
from bot.lookup.scratch import scratch
from bot.lookup.words import stem


class CloseLook:
    """What some items have of a query; `total` is the query's weight."""

    def __init__(
        self, index: Index, words: Sequence[str], asked: Sequence[AskedWord], total: float, items: Ints
    ) -> None:
        self.index, self.words, self.asked, self.total, self.items = index, words, asked, total, items
        self.hits = np.zeros((len(items), len(asked)), np.float32)
        """The weight of each asked word in each item."""
        self.nearest_name: Ints = np.full(len(items), -1, np.int32)
        self._order = _order(words, asked)
        with scratch.words(asked, len(index.weight)) as (slots, weights):
            self._in_names = hits_in(index.stems_in_names, items, slots)
            self._in_text = hits_in(index.stems_in_text, items, slots)
            self._name_weights = weights[self._in_names.value]
            self._text_weights = weights[self._in_text.value]

    def features(self) -> dict[str, Floats]:
        """The features of names and text, a value for each item."""
        found: dict[str, Floats] = {}
        if self._in_names.any:
            found |= self._names()
        if self._in_text.any:
            found |= self._text()
        found["coverage"] = self.hits.sum(axis=1) / self.total
        return found | self._letters()

    def _names(self) -> dict[str, Floats]:
        """How near an item's nearest name is, and how many names have the query's words together."""
        index, hits = self.index, self._in_names
        found = hits.table(self._name_weights, len(self.asked))
        hits.highest(found, self.hits)
        shared = found.sum(axis=1)
        of_name = np.minimum(1, shared / np.maximum(index.name_weight[hits.number], 1e-6))
        like = index.name_trust[hits.number] * of_name * np.sqrt(of_name * np.minimum(1, shared / self.total))
        best = np.zeros(len(self.items), np.float32)
        hits.highest(like, best)
        is_best = (like == best[hits.owner]).nonzero()[0][::-1]
        self.nearest_name[hits.owner[is_best]] = hits.number[is_best]
        title = np.zeros(len(self.items), np.float32)
        is_title = hits.number == index.first_name[self.items[hits.owner]]
        title[hits.owner[is_title]] = of_name[is_title]
        return {"name": best, "title": title, **self._together()}

    def _together(self) -> dict[str, Floats]:
        """How often the query's pairs of words stand as far apart in names too, against their number."""
        beside, around = pairs_of(self._order, 1, 1), pairs_of(self._order, 2, 3)
        many = len(beside) + len(around)
        if not many:
            return {}
        table = _pair_table(len(self.asked), (beside, 1, 1), (around, 2, 3))
        near = neighbours(self._in_names, 3)
        pair = table[near.apart, near.first, near.second]
        kept = (pair >= 0).nonzero()[0]
        owner = self._in_names.owner[near.row[kept]]
        times = np.bincount(owner * many + pair[kept], minlength=len(self.items) * many).reshape(-1, many)
        share = times / (times + NAMES_K1 * self.index.name_words[self.items][:, None])
        both = {"pairs": share[:, : len(beside)], "order": share[:, len(beside) :]}
        return {name: own.mean(axis=1).astype(np.float32) for name, own in both.items() if own.size}

    def _text(self) -> dict[str, Floats]:
        """What the best sentence has of the query, and of its neighbouring words."""
        hits = self._in_text
        found = hits.table(self._text_weights, len(self.asked))
        hits.highest(found, self.hits)
        sentence = np.zeros(len(self.items), np.float32)
        hits.highest(found.sum(axis=1) / self.total, sentence)
        return {"sentence": sentence, "proximity": self._near()}

    def _near(self) -> Floats:
        """For each item, the weight of the query's neighbours that one sentence has within two words."""
        most = np.zeros(len(self.items), np.float32)
        pairs = pairs_of(self._order, 1, 1)
        if not pairs:
            return most
        weight = np.array([min(self.asked[a - 1].weight, self.asked[b - 1].weight) for a, b in pairs])
        near = neighbours(self._in_text, 2)
        pair = _pair_table(len(self.asked), (pairs, 1, 2))[near.apart, near.first, near.second]
        kept = (pair >= 0).nonzero()[0]
        found = np.zeros((len(self._in_text.owner), len(pairs)), np.float32)
        found[near.row[kept], pair[kept]] = weight[pair[kept]]
        self._in_text.highest(found.sum(axis=1) / max(1e-6, float(weight.sum())), most)
        return most

    def _letters(self) -> dict[str, Floats]:
        """What is alike letter by letter."""
        index, items = self.index, self.items
        numbers = index.gram_number
        asked = grams_of(" ".join(self.words))
        known = np.array([numbers[gram] for gram in asked if gram in numbers], np.int32)
        with scratch.numbers("gram", known, len(index.gram_rarity)) as slots:
            hits = hits_in(index.grams_in_names, items, slots)
        if not hits.any:
            return {}
        starts = index.name_grams.starts
        shared = np.bincount(hits.row, minlength=len(hits.owner))
        own = starts[hits.number + 1] - starts[hits.number]
        likeness = np.zeros(len(items), np.float32)
        hits.highest(shared / np.sqrt(own * len(asked)), likeness)
        rarity = index.gram_rarity[known]
        cell = hits.owner[hits.row] * len(known) + hits.slot - 1
        times = np.bincount(cell, minlength=len(items) * len(known)).reshape(-1, len(known))
        norm = NAMES_K1 * index.name_letters[items][:, None]
        whole = float(rarity.sum()) + (len(asked) - len(known)) * index.unknown_gram_rarity
        weighed = (times * (1 + NAMES_K1) / (times + norm)) @ rarity
        return {"likeness": likeness, "grams": (weighed / max(whole, 1e-6)).astype(np.float32)}


def _order(words: Sequence[str], asked: Sequence[AskedWord]) -> list[int]:
    """The query's words in their order, by their place in `asked` from 1."""
    slot = {stem(word.typed): number for number, word in enumerate(asked, start=1) if word.share == 1}
    return [slot[stemmed] for word in words if (stemmed := stem(word)) in slot]


def pairs_of(order: Sequence[int], nearest: int, furthest: int) -> list[tuple[int, int]]:
    """The pairs of different words that stand so far apart, each once."""
    found = (
        pair
        for apart in range(nearest, furthest + 1)
        for pair in zip(order, order[apart:], strict=False)
        if pair[0] != pair[1]
    )
    return list(dict.fromkeys(found))


def _pair_table(words: int, *some: tuple[Sequence[tuple[int, int]], int, int]) -> npt.NDArray[np.int16]:
    """The numbers of pairs by how far apart their words stand and by their slots, -1 for what is none.

    Pairs come with the distances, from and to, at which they count.
    """
    apart = max(furthest for _, _, furthest in some)
    table = np.full((apart + 1, words + 1, words + 1), -1, np.int16)
    number = 0
    for pairs, nearest, furthest in some:
        for first, second in pairs:
            table[nearest : furthest + 1, first, second] = number
            number += 1
    return table
