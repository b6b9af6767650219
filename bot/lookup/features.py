"""How well items fit the words of a query: a few named features, each about 0 to 1.

All of an item's are computed from flat arrays, for the few items that a first look puts highest.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz

from bot.lookup.asked import AROUND, AskedWord
from bot.lookup.building import NAMES_K1
from bot.lookup.grams import grams_of
from bot.lookup.index import Index
from bot.lookup.ragged import Floats, Ints, spans
from bot.lookup.words import stem

KEPT = 20
"""Items that are looked at closely."""

BUDGET = 12_000
"""Postings that a first look reads; common words beyond it only count for the items that are found."""

EVIDENCE = 10.0
"""A query's weight at which `evidence` is half of what it would be for a very long one."""

Matrix = npt.NDArray[np.float32]


class Features(NamedTuple):
    """What ranking knows of one item for one query."""

    words: float = 0.0  # how many of its names have the query's words
    pairs: float = 0.0  # how many of its names have neighbouring words of the query side by side
    order: float = 0.0  # the same for words that stand a word or two apart, in the query's order
    grams: float = 0.0  # how many of its names have the query's runs of three letters
    name: float = 0.0  # how nearly one of its names and the query are the same, by words
    likeness: float = 0.0  # the same by runs of three letters
    ratio: float = 0.0  # the same by edits, for the nearest name and the query's topic
    title: float = 0.0  # how much of its title the query has
    text: float = 0.0  # BM25F over title, names and text, as a share of the query's weight
    evidence: float = 0.0  # the same, more for a query that says more
    coverage: float = 0.0  # share of the query's weight that it has anywhere
    sentence: float = 0.0  # share of the query's weight that its best sentence has
    proximity: float = 0.0  # share of the query's neighbouring words near each other in a sentence
    has_text: float = 0.0  # whether it has more than names
    wanted: float = 0.0  # whether it is the kind of item that was asked for
    section: float = 0.0  # whether it is a section, which is what a bare topic mostly means


@dataclass(frozen=True, slots=True)
class Candidates:
    """Some items with their features, a row each; `nearest_name` is -1 where no name has a word asked."""

    items: Ints
    features: Matrix
    nearest_name: Ints
    hits: npt.NDArray[np.bool_]  # for each item and asked word, whether the item has it
    total: float  # the query's weight


class _Scratch(threading.local):
    """Tables that a thread uses again, since an index has many stems and a query few."""

    def __init__(self) -> None:
        self.slots: dict[tuple[str, int], npt.NDArray[np.int16]] = {}
        self.weights: dict[int, Floats] = {}

    def slot_table(self, what: str, size: int) -> npt.NDArray[np.int16]:
        table = self.slots.get((what, size))
        if table is None:
            table = self.slots[what, size] = np.zeros(size + 1, np.int16)
        return table

    def weight_table(self, size: int) -> Floats:
        table = self.weights.get(size)
        if table is None:
            table = self.weights[size] = np.zeros(size + 1, np.float32)
        return table


_scratch = _Scratch()


def candidates(
    index: Index,
    words: Sequence[str],
    asked: Sequence[AskedWord],
    allowed: npt.NDArray[np.bool_] | None = None,
) -> Candidates:
    """The likeliest items for a query with their features; `allowed` says which items may be found."""
    total = sum(word.weight for word in asked) or 1.0
    first = _first_look(index, asked, total, allowed)
    matrix = np.zeros((len(first.items), len(Features._fields)), np.float32)
    nearest = np.full(len(first.items), -1, np.int32)
    hits = np.zeros((len(first.items), len(asked)), np.float32)
    found = Candidates(first.items, matrix, nearest, hits > 0, total)
    if not len(first.items):
        return found
    at = {name: number for number, name in enumerate(Features._fields)}
    matrix[:, at["words"]] = first.names
    matrix[:, at["text"]] = first.text / total
    matrix[:, at["evidence"]] = first.text / (total + EVIDENCE)
    look = _Look(index, words, asked, total, first.items)
    with look:
        nearest = look.names(matrix, at, hits)
        look.text(matrix, at, hits)
    look.grams(matrix, at)
    matrix[:, at["coverage"]] = hits.sum(axis=1) / total
    matrix[:, at["has_text"]] = index.has_text(first.items)
    return Candidates(first.items, matrix, nearest, hits > 0, total)


@dataclass(frozen=True, slots=True)
class _FirstLook:
    items: Ints
    text: Floats
    names: Floats


def _first_look(
    index: Index, asked: Sequence[AskedWord], total: float, allowed: npt.NDArray[np.bool_] | None
) -> _FirstLook:
    """The items that the postings put highest."""
    size = index.items
    starts = index.postings.starts
    text, names = np.zeros(size, np.float32), np.zeros(size, np.float32)
    named_total = 1e-9
    touched: list[Ints] = []
    later: list[AskedWord] = []
    read = 0
    lengths = [sum(starts.item(m.stem + 1) - starts.item(m.stem) for m in word.meant) for word in asked]
    for length, word in sorted(zip(lengths, asked, strict=True), key=lambda pair: pair[0]):
        named_total += word.share * _name_rarity(index, word)
        if not word.meant:
            continue
        if read and read + length > BUDGET:
            later.append(word)
            continue
        read += length
        touched += _add(index, word, text, names)
    if not touched:
        return _FirstLook(np.zeros(0, np.int32), text[:0], names[:0])
    items = _unique(np.concatenate(touched), size)
    if allowed is not None:
        items = items[allowed[items]]
    if later:
        items = _best(items, text[items] / total + names[items] / named_total, 10 * KEPT)
        for word in later:
            _add_to(index, word, items, text, names)
    items = _best(items, text[items] / total + names[items] / named_total, KEPT)
    return _FirstLook(items, text[items], names[items] / named_total)


def _unique(items: Ints, size: int) -> Ints:
    """The distinct items, ascending."""
    seen = np.zeros(size, np.bool_)
    seen[items] = True
    return np.flatnonzero(seen).astype(np.int32)


def _best(items: Ints, scores: Floats, most: int) -> Ints:
    """The items with the highest scores; earlier ones first where they are the same."""
    if len(items) > 4 * most:
        least = np.partition(scores, len(scores) - most)[len(scores) - most]
        kept = np.flatnonzero(scores >= least)
        items, scores = items[kept], scores[kept]
    return items[np.argsort(-scores, kind="stable")[:most]]


def _name_rarity(index: Index, word: AskedWord) -> float:
    """How rare the word is among names, by its likeliest meaning."""
    if not word.meant or word.meant[0].trust < 0.5:
        return index.unknown_name_rarity
    return index.name_rarity.item(word.meant[0].stem)


def _add(index: Index, word: AskedWord, text: Floats, names: Floats) -> list[Ints]:
    """Add a word's postings; of several meanings, an item has the one that says most."""
    postings = index.postings
    rarity = index.name_rarity
    if len(word.meant) == 1:
        [meant] = word.meant
        a, b = postings.starts.item(meant.stem), postings.starts.item(meant.stem + 1)
        items = postings.values[a:b]
        text[items] += index.impact[a:b] * np.float32(meant.weight)
        names[items] += index.name_impact[a:b] * np.float32(
            rarity.item(meant.stem) * meant.trust * word.share
        )
        return [items]
    best_text, best_names = np.zeros_like(text), np.zeros_like(names)
    touched = []
    for meant in word.meant:
        a, b = postings.starts.item(meant.stem), postings.starts.item(meant.stem + 1)
        items = postings.values[a:b]
        scale = np.float32(rarity.item(meant.stem) * meant.trust * word.share)
        best_text[items] = np.maximum(best_text[items], index.impact[a:b] * np.float32(meant.weight))
        best_names[items] = np.maximum(best_names[items], index.name_impact[a:b] * scale)
        touched.append(items)
    text += best_text
    names += best_names
    return touched


def _add_to(index: Index, word: AskedWord, items: Ints, text: Floats, names: Floats) -> None:
    """Add a word's postings for some items only."""
    best_text, best_names = np.zeros(len(items), np.float32), np.zeros(len(items), np.float32)
    for meant in word.meant:
        a, b = index.postings.starts.item(meant.stem), index.postings.starts.item(meant.stem + 1)
        row = index.postings.values[a:b]
        place = np.minimum(row.searchsorted(items), len(row) - 1)
        has = row[place] == items
        scale = np.float32(index.name_rarity.item(meant.stem) * meant.trust * word.share)
        best_text = np.maximum(best_text, has * index.impact[a:b][place] * np.float32(meant.weight))
        best_names = np.maximum(best_names, has * index.name_impact[a:b][place] * scale)
    text[items] += best_text
    names[items] += best_names


class _Look:
    """A close look at some items."""

    def __init__(
        self, index: Index, words: Sequence[str], asked: Sequence[AskedWord], total: float, items: Ints
    ) -> None:
        self.index, self.words, self.asked, self.total, self.items = index, words, asked, total, items
        self.slot = _scratch.slot_table("stem", len(index.weight))
        self.weight = _scratch.weight_table(len(index.weight))
        order = _order(words, asked)
        self.beside = _Pairs.of(order, asked, 1, 1)
        self.apart = _Pairs.of(order, asked, 2, 3)

    def __enter__(self) -> None:
        for number, word in enumerate(self.asked, start=1):
            for meant in reversed(word.meant):
                if meant.weight >= self.weight[meant.stem]:
                    self.slot[meant.stem] = number
                    self.weight[meant.stem] = meant.weight

    def __exit__(self, *_: object) -> None:
        for word in self.asked:
            for meant in word.meant:
                self.slot[meant.stem] = 0
                self.weight[meant.stem] = 0

    def names(self, matrix: Matrix, at: dict[str, int], hits: Matrix) -> Ints:
        """Fill in what an item's names say; the nearest name of each item."""
        index, items = self.index, self.items
        first, after = index.first_name[items], index.first_name[items + 1]
        name, owner = spans(first, after - first)
        starts = index.name_stems.starts
        token, token_name = spans(starts[name], starts[name + 1] - starts[name])
        stems = index.name_stems.values[token]
        slots = self.slot[stems]
        hit = np.flatnonzero(slots)
        if not len(hit):
            return np.full(len(items), -1, np.int32)
        hit_name, hit_slot = token_name[hit], slots[hit]
        weights = self.weight[stems[hit]]
        np.maximum.at(hits, (owner[hit_name], hit_slot - 1), weights)
        shared = np.bincount(hit_name, weights, len(name)).astype(np.float32)
        whole = index.name_weight[name]
        of_name = np.minimum(1, shared / np.maximum(whole, 1e-6))
        like = index.name_trust[name] * of_name * np.sqrt(of_name * np.minimum(1, shared / self.total))
        best = np.zeros(len(items), np.float32)
        np.maximum.at(best, owner, like)
        matrix[:, at["name"]] = best
        nearest = np.full(len(items), -1, np.int32)
        is_best = np.flatnonzero((like > 0) & (like == best[owner]))[::-1]
        nearest[owner[is_best]] = name[is_best]
        has_name = after > first
        opening = np.searchsorted(owner, np.arange(len(items)))[has_name]
        matrix[has_name, at["title"]] = of_name[opening]
        matrix[:, at["pairs"]] = self._pairs(self.beside, hit, hit_name, hit_slot, owner)
        matrix[:, at["order"]] = self._pairs(self.apart, hit, hit_name, hit_slot, owner)
        topic = " ".join(word for word in self.words if word not in AROUND) or " ".join(self.words)
        for row, number in enumerate(nearest.tolist()):
            if number >= 0:
                matrix[row, at["ratio"]] = fuzz.ratio(topic, index.name_texts[number]) / 100
        return nearest

    def _pairs(
        self,
        pairs: _Pairs,
        hit: npt.NDArray[np.intp],
        hit_name: Ints,
        hit_slot: npt.NDArray[np.int16],
        owner: Ints,
    ) -> Floats:
        """How often the query's pairs of words stand as far apart in names too, against their number."""
        if not pairs.many or len(hit) < 2:
            return np.zeros(len(self.items), np.float32)
        cells = []
        for step in range(1, min(pairs.furthest, len(hit) - 1) + 1):
            pair = pairs.table[hit_slot[:-step], hit_slot[step:]]
            apart = hit[step:] - hit[:-step]
            found = (pair >= 0) & (apart >= pairs.nearest) & (apart <= pairs.furthest)
            near = np.flatnonzero(found & (hit_name[step:] == hit_name[:-step]))
            cells.append(owner[hit_name[near]] * pairs.many + pair[near])
        times = np.bincount(np.concatenate(cells), minlength=len(self.items) * pairs.many)
        times = times.reshape(-1, pairs.many)
        norm = NAMES_K1 * self.index.name_words[self.items][:, None]
        share: Floats = (times / (times + norm)).mean(axis=1).astype(np.float32)
        return share

    def text(self, matrix: Matrix, at: dict[str, int], hits: Matrix) -> None:
        """Fill in what an item's sentences say."""
        index, items = self.index, self.items
        first, after = index.first_sentence[items], index.first_sentence[items + 1]
        starts = index.sentence_stems.starts
        token, owner = spans(starts[first], starts[after] - starts[first])
        stems = index.sentence_stems.values[token]
        slots = self.slot[stems]
        hit = np.flatnonzero(slots)
        if not len(hit):
            return
        place, hit_owner, hit_slot = token[hit], owner[hit], slots[hit]
        weights = self.weight[stems[hit]]
        np.maximum.at(hits, (hit_owner, hit_slot - 1), weights)
        sentence = starts.searchsorted(place, "right")
        many = len(self.asked) + 1
        matrix[:, at["sentence"]] = (
            _best_sums(sentence * many + hit_slot, many, weights, hit_owner, len(items)) / self.total
        )
        if self.beside.many:
            near = self._near(place, sentence, hit_slot, hit_owner)
            matrix[:, at["proximity"]] = near / max(1e-6, float(self.beside.weight.sum()))

    def _near(
        self, place: Ints, sentence: npt.NDArray[np.intp], slot: npt.NDArray[np.int16], owner: Ints
    ) -> Floats:
        """For each item, the weight of the query's neighbours that one sentence has within two words."""
        many = self.beside.many
        keys, owners = [], []
        for step in (1, 2):
            pair = self.beside.table[slot[:-step], slot[step:]]
            near = np.flatnonzero(
                (pair >= 0) & (place[step:] - place[:-step] <= 2) & (sentence[step:] == sentence[:-step])
            )
            keys.append(sentence[near] * many + pair[near])
            owners.append(owner[near])
        key = np.concatenate(keys)
        return _best_sums(key, many, self.beside.weight[key % many], np.concatenate(owners), len(self.items))

    def grams(self, matrix: Matrix, at: dict[str, int]) -> None:
        """Fill in what is alike letter by letter."""
        index, items = self.index, self.items
        numbers = index.gram_number
        asked = grams_of(" ".join(self.words))
        # sorted: the order of a sum must not depend on the process
        known = [number for gram in sorted(asked) if (number := numbers.get(gram)) is not None]
        if not known:
            return
        table = _scratch.slot_table("gram", len(index.gram_rarity))
        known_grams = np.array(known, np.int32)
        table[known_grams] = np.arange(1, len(known) + 1, dtype=np.int16)
        first, after = index.first_name[items], index.first_name[items + 1]
        name, owner = spans(first, after - first)
        starts = index.name_grams.starts
        lengths = starts[name + 1] - starts[name]
        token, token_name = spans(starts[name], lengths)
        slots = table[index.name_grams.values[token]]
        table[known_grams] = 0
        hit = np.flatnonzero(slots)
        hit_name = token_name[hit]
        shared = np.bincount(hit_name, minlength=len(name))
        cosine = shared / np.sqrt(np.maximum(1, lengths) * len(asked))
        best = np.zeros(len(items))
        np.maximum.at(best, owner, cosine)
        matrix[:, at["likeness"]] = best
        rarity = index.gram_rarity[known_grams]
        cell = owner[hit_name] * len(known) + slots[hit] - 1
        times = np.bincount(cell, minlength=len(items) * len(known)).reshape(-1, len(known))
        norm = NAMES_K1 * index.name_letters[items][:, None]
        weighed = (times * (1 + NAMES_K1) / (times + norm)) @ rarity
        whole = float(rarity.sum()) + (len(asked) - len(known)) * index.unknown_gram_rarity
        matrix[:, at["grams"]] = weighed / max(whole, 1e-6)


def _best_sums(keys: npt.NDArray[np.integer], many: int, weights: Floats, owners: Ints, items: int) -> Floats:
    """For each item, the highest sum of one sentence: each of its keys counts once, by its weight.

    A key is a sentence's number times `many` plus what was found in it.
    """
    best = np.zeros(items, np.float32)
    if len(keys):
        distinct, first = np.unique(keys, return_index=True)
        sentences, group = np.unique(distinct // many, return_inverse=True)
        sums = np.bincount(group, weights[first], len(sentences)).astype(np.float32)
        owner_of = np.zeros(len(sentences), np.int32)
        owner_of[group] = owners[first]
        np.maximum.at(best, owner_of, sums)
    return best


def _order(words: Sequence[str], asked: Sequence[AskedWord]) -> list[int]:
    """The query's words in their order, by their place in `asked` from 1."""
    slot = {stem(word.typed): number for number, word in enumerate(asked, start=1) if word.share == 1}
    return [slot[stemmed] for word in words if (stemmed := stem(word)) in slot]


@dataclass(frozen=True, slots=True)
class _Pairs:
    """The pairs of words that stand so far apart in a query: a table by their slots, and their weights."""

    nearest: int
    furthest: int
    table: npt.NDArray[np.int16]
    weight: Floats

    @property
    def many(self) -> int:
        return len(self.weight)

    @classmethod
    def of(cls, order: list[int], asked: Sequence[AskedWord], nearest: int, furthest: int) -> _Pairs:
        pairs = dict.fromkeys(
            pair
            for apart in range(nearest, furthest + 1)
            for pair in zip(order, order[apart:], strict=False)
            if pair[0] != pair[1]
        )
        table = np.full((len(asked) + 1, len(asked) + 1), -1, np.int16)
        for number, pair in enumerate(pairs):
            table[pair] = number
        weight = [min(asked[a - 1].weight, asked[b - 1].weight) for a, b in pairs]
        return cls(nearest, furthest, table, np.array(weight, np.float32))
