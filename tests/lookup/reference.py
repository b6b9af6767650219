"""The features of ranking, slow and obvious: what `bot.lookup.features` must come to.

It covers words that the index has as they are typed: no misspellings, synonyms or earlier turns.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bot.lookup.asked import AROUND
from bot.lookup.building import FUNCTION_SHARE, GENERIC_SHARE
from bot.lookup.counting import ALIAS, K1, NAMES_B, NAMES_K1, TEXT, TITLE
from bot.lookup.features import EVIDENCE
from bot.lookup.grams import grams_of
from bot.lookup.vocabulary import FUNCTION_WORDS, GENERIC_WORDS
from bot.lookup.words import stem, words_of


@dataclass(frozen=True, slots=True)
class Made:
    """An item by its words: a title, aliases and sentences."""

    title: str
    aliases: tuple[str, ...]
    sentences: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        return (self.title, *self.aliases)


def stems(text: str) -> list[str]:
    return [stem(word) for word in words_of(text)]


def rarity(documents: int, total: int) -> float:
    return math.log(1 + (total - documents + 0.5) / (documents + 0.5))


def norm(length: int, lengths: Sequence[int], b: float) -> float:
    filled = [each for each in lengths if each]
    return 1 - b + b * length / (sum(filled) / len(filled)) if filled else 1.0


class Reference:
    """The features of every item for a query."""

    def __init__(self, items: Sequence[Made]) -> None:
        self.items = items
        self.titles = [stems(item.title) for item in items]
        self.aliases = [[each for alias in item.aliases for each in stems(alias)] for item in items]
        self.texts = [[each for sentence in item.sentences for each in stems(sentence)] for item in items]

    def weight(self, stemmed: str) -> float:
        having = sum(
            stemmed in {*title, *alias, *text}
            for title, alias, text in zip(self.titles, self.aliases, self.texts, strict=True)
        )
        share = 1.0
        if stemmed in {stem(word) for word in AROUND}:
            share = FUNCTION_SHARE
        elif stemmed in {stem(word) for word in GENERIC_WORDS}:
            share = GENERIC_SHARE
        return share * rarity(having, len(self.items))

    def mass(self, place: int, stemmed: str) -> float:
        fields = ((self.titles, TITLE), (self.aliases, ALIAS), (self.texts, TEXT))
        return sum(
            weight * field[place].count(stemmed) / norm(len(field[place]), [len(each) for each in field], b)
            for field, (weight, b) in fields
        )

    def text(self, place: int, query: Sequence[str]) -> float:
        masses = {each: self.mass(place, each) for each in query}
        return sum(self.weight(each) * mass / (K1 + mass) for each, mass in masses.items())

    def total(self, query: Sequence[str]) -> float:
        return sum(self.weight(each) for each in dict.fromkeys(query))

    def evidence(self, place: int, query: Sequence[str]) -> float:
        return self.text(place, query) / (self.total(query) + EVIDENCE)

    def words(self, place: int, query: Sequence[str]) -> float:
        found = whole = 0.0
        lengths = [sum(len(stems(name)) for name in item.names) for item in self.items]
        for each in dict.fromkeys(query):
            having = sum(any(each in stems(name) for name in item.names) for item in self.items)
            rare = rarity(having, len(self.items))
            times = sum(each in stems(name) for name in self.items[place].names)
            found += (
                rare * times * (1 + NAMES_K1) / (times + NAMES_K1 * norm(lengths[place], lengths, NAMES_B))
            )
            whole += rare
        return found / whole

    def coverage(self, place: int, query: Sequence[str]) -> float:
        own = {*self.titles[place], *self.aliases[place], *self.texts[place]}
        return sum(self.weight(each) for each in set(query) & own) / self.total(query)

    def sentence(self, place: int, query: Sequence[str]) -> float:
        sums = (
            sum(self.weight(each) for each in set(query) & set(stems(sentence)))
            for sentence in self.items[place].sentences
        )
        return max(sums, default=0.0) / self.total(query)

    def likeness(self, place: int, typed: str) -> float:
        asked = set(grams_of(" ".join(words_of(typed))))
        own = [grams_of(" ".join(words_of(name))) for name in self.items[place].names]
        return max(len(asked.intersection(each)) / math.sqrt(len(asked) * len(each)) for each in own)

    def grams(self, place: int, typed: str) -> float:
        asked = grams_of(" ".join(words_of(typed)))
        every = [[grams_of(" ".join(words_of(name))) for name in item.names] for item in self.items]
        lengths = [sum(map(len, names)) for names in every]
        times = Counter(gram for name in every[place] for gram in name)
        found = whole = 0.0
        for gram in asked:
            rare = rarity(sum(any(gram in name for name in names) for names in every), len(self.items))
            own = times[gram]
            found += rare * own * (1 + NAMES_K1) / (own + NAMES_K1 * norm(lengths[place], lengths, NAMES_B))
            whole += rare
        return found / whole

    def of_name(self, name: str, query: Sequence[str]) -> tuple[float, float]:
        """How much of a name the query has, and how much of the query the name has."""
        own = stems(name)
        telling = [word for word in words_of(name) if word not in FUNCTION_WORDS]
        singled_out = 1.25 if len(telling) == 1 and len(own) > 1 else 1.0
        shared = sum(self.weight(each) for each in set(query) & set(own))
        whole = sum(map(self.weight, own)) * singled_out
        return min(1.0, shared / whole), min(1.0, shared / self.total(query))

    def name(self, place: int, query: Sequence[str]) -> float:
        both = (self.of_name(name, query) for name in self.items[place].names)
        return max(of_name * math.sqrt(of_name * of_query) for of_name, of_query in both)

    def title(self, place: int, query: Sequence[str]) -> float:
        return self.of_name(self.items[place].title, query)[0]

    def together(self, place: int, typed: str, nearest: int, furthest: int) -> float:
        """How often the query's pairs of words stand so far apart in the item's names."""
        pairs = pairs_in(stems(typed), nearest, furthest)
        names = [stems(name) for name in self.items[place].names]
        lengths = [sum(len(stems(name)) for name in item.names) for item in self.items]
        damped = NAMES_K1 * norm(lengths[place], lengths, NAMES_B)
        times = Counter(pair for name in names for pair in all_pairs(name, nearest, furthest))
        return sum(times[pair] / (times[pair] + damped) for pair in pairs) / max(1, len(pairs))

    def proximity(self, place: int, typed: str) -> float:
        """The share of the query's neighbours, by weight, that one sentence has within two words."""
        weights = {
            pair: min(self.weight(pair[0]), self.weight(pair[1])) for pair in pairs_in(stems(typed), 1, 1)
        }
        sentences = [set(all_pairs(stems(each), 1, 2)) for each in self.items[place].sentences]
        best = max((sum(weights[pair] for pair in weights if pair in own) for own in sentences), default=0.0)
        return best / max(1e-6, sum(weights.values()))


def all_pairs(words: Sequence[str], nearest: int, furthest: int) -> list[tuple[str, str]]:
    """The pairs of words that stand so far apart, as often as they do."""
    return [
        (first, second)
        for at, first in enumerate(words)
        for second in words[at + nearest : at + furthest + 1]
    ]


def pairs_in(words: Sequence[str], nearest: int, furthest: int) -> set[tuple[str, str]]:
    """The pairs of different words that stand so far apart."""
    return {pair for pair in all_pairs(words, nearest, furthest) if pair[0] != pair[1]}
