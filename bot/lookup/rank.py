"""How well each item fits a query: a few named features, and two weighted sums over them.

The ranker orders the items; the confidence says how likely the first of them is right. Their
weights were fitted on labelled questions (`make fit-lookup`, `docs/lookup.md`).
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from operator import mul
from typing import NamedTuple

from bot.lookup.entries import Kind
from bot.lookup.index import Index, IndexedName
from bot.lookup.query import Query, Wanted
from bot.lookup.vocabulary import EVERYDAY_WORDS, GENERIC_WORDS
from bot.lookup.words import stem, swaps_function_word


@dataclass(frozen=True, slots=True)
class TopicWord:
    """A word of the query as it is looked up; `corrected` is how a misspelt one was read."""

    typed: str
    stem: str
    weight: float
    trust: float
    corrected: str | None = None


class Features(NamedTuple):
    """What ranking knows of one item for one query; all are 0 to 1."""

    name: float = 0.0  # how nearly a name of the item and the query are the same
    coverage: float = 0.0  # share of the query's weight that the item has anywhere
    text: float = 0.0  # BM25F of its text, against the best that is possible
    sentence: float = 0.0  # share of the query's weight in its best sentence
    wanted: float = 0.0  # whether it is the kind of item that was asked for
    section: float = 0.0  # whether it is a section, which is what a bare topic mostly means


class Evidence(NamedTuple):
    """What confidence knows of a query's best item, besides its features; all are 0 to 1."""

    margin: float  # how far the ranker puts it before the next
    hits: float  # how many words of the query it has: 1 is four or more
    unknown: float  # share of the query's weight that the library has not at all
    doubt: float  # how uncertain the least certain correction is


@dataclass(frozen=True, slots=True)
class Candidate:
    """An item with its features; `near_name` is the name that is like the query.

    `through` is the entry of the section that a recommendation was found by.
    """

    entry: int
    features: Features
    near_name: IndexedName | None = None
    through: int | None = None

    def inherit(self, section: Candidate, share: float) -> Candidate:
        """The same recommendation with what its section has for the query, where that is more."""
        lent = Features(*(value * share for value in section.features))._replace(wanted=1.0, section=0.0)
        if sum(lent) <= sum(self.features):
            return self
        features = Features(*map(max, self.features, lent))
        return Candidate(self.entry, features, self.near_name, section.entry)


RANKER = Features(name=3.77, coverage=3.42, text=3.53, sentence=1.88, wanted=0.33, section=0.68)
"""What each feature adds to an item's rank."""

SURE_OF_ITEM = Features(name=1.89, coverage=0.33, text=1.70, sentence=1.30, wanted=-1.16, section=-0.08)
SURE_OF_QUERY = Evidence(margin=2.08, hits=1.64, unknown=-2.55, doubt=0.34)
SURE_BIAS = -3.10
"""What each adds to the log-odds that the best item is right."""


def rank_score(features: Features) -> float:
    """The ranker's sum; only its order means anything."""
    return _dot(RANKER, features)


def confidence(features: Features, evidence: Evidence) -> float:
    """How likely an item is right, from 0 to 1."""
    log_odds = _dot(SURE_OF_ITEM, features) + _dot(SURE_OF_QUERY, evidence) + SURE_BIAS
    return 1 / (1 + math.exp(-log_odds))


def _dot(weights: Iterable[float], values: Iterable[float]) -> float:
    return math.fsum(map(mul, weights, values))


def topic_words(index: Index, query: Query) -> list[TopicWord]:
    """The query's telling words, misspelt ones read as the library's nearest word."""
    return [
        _topic_word(index, word)
        for word in dict.fromkeys(query.topic)
        if index.knows(stem(word)) or not swaps_function_word(word)
    ]


def _topic_word(index: Index, word: str) -> TopicWord:
    stemmed = stem(word)
    if not index.knows(stemmed) and word not in GENERIC_WORDS and word not in EVERYDAY_WORDS:
        correction = index.speller.correct(word)
        if correction is not None:
            meant = stem(correction.word)
            return TopicWord(word, meant, index.weight(meant), min(correction.trust, 1.0), correction.word)
    return TopicWord(word, stemmed, index.weight(stemmed), 1.0)


def candidates(index: Index, words: list[TopicWord], wanted: Wanted) -> list[Candidate]:
    """Every item that has a word of the query, with its features."""
    total = sum(word.weight for word in words)
    if not total:
        return []
    covered, text = _text_scores(index, words)
    names = _near_names(index, words, total)
    sentences = _best_sentences(index, words)
    found = []
    for entry, weight in covered.items():
        likeness, name = names.get(entry, (0.0, None))
        features = Features(
            name=likeness,
            coverage=weight / total,
            text=text[entry] / total,
            sentence=sentences[entry] / total,
            wanted=_fits(index.entries[entry].kind, wanted),
            section=float(index.entries[entry].kind is Kind.SECTION and wanted is Wanted.ANYTHING),
        )
        found.append(Candidate(entry, features, name))
    return found


def hits_of(index: Index, words: list[TopicWord], candidate: Candidate) -> list[TopicWord]:
    """Those words of the query that the item has, or the section that it was found through."""
    has = (candidate.entry, candidate.through)
    return [word for word in words if any(entry in index.postings.get(word.stem, {}) for entry in has)]


def evidence_of(index: Index, words: list[TopicWord], candidate: Candidate, margin: float) -> Evidence:
    """What speaks for an item that the ranker puts `margin` before the next."""
    hits = hits_of(index, words, candidate)
    total = sum(word.weight for word in words) or 1.0
    unknown = sum(word.weight for word in words if not index.knows(word.stem))
    return Evidence(
        margin=max(0.0, min(margin, 3.0)) / 3,
        hits=min(len(hits), 4) / 4,
        unknown=unknown / total,
        doubt=1 - min((word.trust for word in hits), default=1.0),
    )


def _text_scores(index: Index, words: list[TopicWord]) -> tuple[dict[int, float], dict[int, float]]:
    covered: dict[int, float] = defaultdict(float)
    text: dict[int, float] = defaultdict(float)
    for word in words:
        worth = word.weight * word.trust
        for entry, saturated in index.postings.get(word.stem, {}).items():
            covered[entry] += worth
            text[entry] += worth * saturated
    return covered, text


def _near_names(
    index: Index, words: list[TopicWord], total: float
) -> dict[int, tuple[float, IndexedName | None]]:
    """For each item, the name most like the query, and how like it is."""
    shared: dict[int, float] = defaultdict(float)
    for word in words:
        for place in index.names_with.get(word.stem, ()):
            shared[place] += word.weight * word.trust
    best: dict[int, tuple[float, IndexedName | None]] = {}
    for place, weight in shared.items():
        name = index.names[place]
        of_name = min(weight / name.weight, 1.0)
        # half of a long alias says less than all of a short one, hence the power
        likeness = name.name.trust * of_name**1.5 * math.sqrt(min(weight / total, 1.0))
        if likeness > best.get(name.entry, (0.0, None))[0]:
            best[name.entry] = (likeness, name)
    return best


def _best_sentences(index: Index, words: list[TopicWord]) -> dict[int, float]:
    """For each item, the weight of the query's words that its best sentence has."""
    shared: dict[tuple[int, int], float] = defaultdict(float)
    for word in words:
        for place in index.sentences_with.get(word.stem, ()):
            shared[place] += word.weight * word.trust
    best: dict[int, float] = defaultdict(float)
    for (entry, _sentence), weight in shared.items():
        best[entry] = max(best[entry], weight)
    return best


def _fits(kind: Kind, wanted: Wanted) -> float:
    if kind is not Kind.RECOMMENDATION:
        return 0.0
    return {Wanted.RECOMMENDATIONS: 1.0, Wanted.ADVICE: 0.3}.get(wanted, 0.0)
