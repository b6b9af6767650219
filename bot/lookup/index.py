"""An inverted index over a library: which items have a word, in their names and in their text."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from bot.lookup.entries import Entry, Kind, Name
from bot.lookup.spelling import Speller
from bot.lookup.vocabulary import FUNCTION_WORDS, GENERIC_WORDS
from bot.lookup.words import stem, words_of

K1 = 1.4
"""BM25's saturation: how soon further mentions of a word stop to add."""

FIELDS = {"title": (3.0, 0.0), "names": (2.0, 0.0), "text": (1.0, 0.75)}
"""BM25F's weight and length normalisation for each field; b is 0 for none, 1 for full. Many aliases
make an item easier to find, never harder, so only running text is normalised by its length."""

GENERIC_SHARE = 0.35
"""What a word of every subject weighs, of what its rarity would give it."""


@dataclass(frozen=True, slots=True)
class IndexedName:
    """A name ready to be compared: its stems, and the entry it leads to."""

    entry: int
    name: Name
    stems: tuple[str, ...]
    weight: float  # of all its stems together


@dataclass(slots=True)
class Index:
    """Everything that ranking looks at, built once from the entries."""

    entries: list[Entry]
    names: list[IndexedName] = field(default_factory=list)
    names_with: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    exact: dict[tuple[str, ...], list[int]] = field(default_factory=lambda: defaultdict(list))
    postings: dict[str, dict[int, float]] = field(default_factory=dict)
    sentences_with: dict[str, list[tuple[int, int]]] = field(default_factory=lambda: defaultdict(list))
    speller: Speller = field(init=False)
    _idf: dict[str, float] = field(default_factory=dict)
    unknown_weight: float = 0.0

    def __post_init__(self) -> None:
        """Index the entries."""
        counted = [_field_counts(entry) for entry in self.entries]
        self._weigh_words(counted)
        self._post(counted)
        self._index_names()
        self._post_sentences()
        self._learn_spelling()

    def weight(self, stemmed: str) -> float:
        """How much a word tells: its rarity here, less for words of every subject."""
        rarity = self._idf.get(stemmed, self.unknown_weight)
        return rarity * GENERIC_SHARE if stemmed in _GENERIC_STEMS else rarity

    def knows(self, stemmed: str) -> bool:
        """Whether the library has the word at all."""
        return stemmed in self._idf

    def _weigh_words(self, counted: list[dict[str, Counter[str]]]) -> None:
        documents = Counter(word for fields in counted for word in set().union(*fields.values()))
        total = sum(1 for fields in counted if any(fields.values())) or 1
        self._idf = {word: math.log(1 + (total - n + 0.5) / (n + 0.5)) for word, n in documents.items()}
        self.unknown_weight = math.log(1 + (total + 0.5) / 0.5)

    def _post(self, counted: list[dict[str, Counter[str]]]) -> None:
        average = _average_lengths(counted)
        for entry, fields in enumerate(counted):
            if self.entries[entry].kind is Kind.TERM:
                continue  # a term is found by its names, and lends them to the items it is about
            weighted: dict[str, float] = defaultdict(float)
            for field_name, counts in fields.items():
                weight, b = FIELDS[field_name]
                norm = 1 - b + b * counts.total() / average[field_name]
                for word, count in counts.items():
                    weighted[word] += weight * count / norm
            for word, mass in weighted.items():
                self.postings.setdefault(word, {})[entry] = mass / (K1 + mass)

    def _index_names(self) -> None:
        for entry, item in enumerate(self.entries):
            for name in dict.fromkeys(item.names):
                stems = tuple(stem(word) for word in words_of(name.text))
                telling = [word for word in stems if word not in _FUNCTION_STEMS] or list(stems)
                weight = sum(map(self.weight, telling))
                if len(telling) == 1 < len(stems):
                    weight *= 1.25  # "IT exports" is not all of "exports"
                if not stems:
                    continue
                place = len(self.names)
                self.names.append(IndexedName(entry, name, tuple(telling), weight))
                self.exact[stems].append(place)
                if tuple(telling) != stems and len(telling) > 1:
                    self.exact[tuple(telling)].append(place)
                if item.kind is not Kind.TERM:
                    for word in set(telling):
                        self.names_with[word].append(place)

    def _post_sentences(self) -> None:
        for place, entry in enumerate(self.entries):
            for number, sentence in enumerate((entry.headline, *entry.sentences)):
                for stemmed in {stem(word) for word in words_of(sentence)} - _FUNCTION_STEMS:
                    self.sentences_with[stemmed].append((place, number))

    def _learn_spelling(self) -> None:
        words: Counter[str] = Counter()
        for entry in self.entries:
            for text in (entry.headline, *entry.sentences):
                words.update(words_of(text))
            for name in entry.names:
                words.update(dict.fromkeys(words_of(name.text), 5))
        self.speller = Speller(words)


_FUNCTION_STEMS = frozenset(map(stem, FUNCTION_WORDS))
_GENERIC_STEMS = frozenset(map(stem, GENERIC_WORDS))


def _field_counts(entry: Entry) -> dict[str, Counter[str]]:
    """How often each stem stands in each field of an entry."""
    names = {name.text for name in entry.names if name.sort != "title"}
    titles = {name.text for name in entry.names if name.sort == "title"}
    has_text = entry.kind not in (Kind.REPORT, Kind.TERM)
    return {
        "title": _counts([*titles, *([entry.headline] if has_text else [])]),
        "names": _counts(names),
        "text": _counts(entry.sentences if has_text else ()),
    }


def _counts(texts: Iterable[str]) -> Counter[str]:
    stems = (stem(word) for text in texts for word in words_of(text))
    return Counter(stemmed for stemmed in stems if stemmed not in _FUNCTION_STEMS)


def _average_lengths(counted: list[dict[str, Counter[str]]]) -> dict[str, float]:
    average: dict[str, float] = {}
    for field_name in FIELDS:
        lengths = [fields[field_name].total() for fields in counted if fields[field_name]]
        average[field_name] = sum(lengths) / len(lengths) if lengths else 1.0
    return average
