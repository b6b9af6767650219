"""What tells items apart in a library that gives many phrasings of each, learned from these phrasings.

Of topics that share their words ("top up failed", "top up reverted") rarity does not say which words tell.
The names do: each is a text whose item is known. A library of short names has no such model.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

import numpy as np

from bot.lookup.index import Index
from bot.lookup.logistic import Vectors, learned
from bot.lookup.ragged import Floats, Ints, Ragged
from bot.lookup.synonyms import synonyms
from bot.lookup.words import stem

FEWEST_NAMES = 5
"""What the items have in names, in the median, before these are learned from."""

FEWEST_WORDS = 4
"""What names have in words, on average: shorter ones are labels and no phrasings."""

MOST_NAMES = 4_000
"""Beyond it, learning would take too long: its time and memory grow with the square (64 MB here)."""

_NEGATIONS = {"t": ("not",), "cant": ("can", "not"), "cannot": ("can", "not"), "unable": ("not",)}
"""Words that say "not" as others do; the t is what is left of "isn't"."""

_APART = 3
_LETTERS = (2, 3, 4, 5)


def phrasings_of(index: Index, most_names: int = MOST_NAMES) -> Phrasings | None:
    """What the names of a library tell, where they are phrasings."""
    many = len(index.name_texts)
    if not FEWEST_NAMES <= many <= most_names or np.median(np.diff(index.first_name)) < FEWEST_NAMES:
        return None
    texts = [text.split() for text in index.name_texts]
    if sum(map(len, texts)) < FEWEST_WORDS * many:
        return None
    return Phrasings(texts, index.item_of_name, index.items)


class Phrasings:
    """Tells of a query how likely it is a phrasing of each item. `owners` has the item of each text."""

    def __init__(self, texts: Sequence[Sequence[str]], owners: Ints, items: int) -> None:
        seen = [seen_in(text) for text in texts]
        self._views: list[_View] = []
        self._width = 0
        for counters, share in zip(zip(*seen, strict=True), _SHARES, strict=True):
            self._views.append(_View(counters, share, self._width))
            self._width += len(self._views[-1].rarity)
        self._weights = learned(self._vectors(seen), owners, items)

    def chances(self, words: Sequence[str]) -> Floats:
        """The chance of each item; they sum to 1."""
        vector = self._vectors([seen_in(words)])
        return self._weights.chances(vector.rows.values, vector.values)

    def _vectors(self, seen: Iterable[Sequence[Counter[str]]]) -> Vectors:
        places: list[int] = []
        values: list[float] = []
        lengths: list[int] = []
        for counters in seen:
            before = len(places)
            for view, counter in zip(self._views, counters, strict=True):
                view.add(counter, places, values)
            lengths.append(len(places) - before)
        rows = Ragged.of_lengths(lengths, np.array(places, np.int32))
        return Vectors(rows, np.array(values, np.float32), self._width)


class _View:
    """One way to see texts: the place and the rarity of all that it sees in the names."""

    def __init__(self, counters: Sequence[Counter[str]], share: float, first: int) -> None:
        texts = Counter(chain.from_iterable(counters))
        self.share = share
        self.place = {each: first + number for number, each in enumerate(texts)}
        self.rarity = {each: 1 + math.log((1 + len(counters)) / (1 + many)) for each, many in texts.items()}

    def add(self, counter: Counter[str], places: list[int], values: list[float]) -> None:
        """Add what it sees in one text: a vector as long as its share, or nothing where all is unknown."""
        rarity = self.rarity
        known = [each for each in counter if each in rarity]
        counts = [rarity[each] * (1 + math.log(counter[each])) for each in known]
        length = math.hypot(*counts) / self.share
        places += [self.place[each] for each in known]
        values += [count / length for count in counts]


def seen_in(words: Sequence[str]) -> tuple[Counter[str], ...]:
    """What each view sees in a text, in the order of `_SHARES`."""
    plain = [each for word in words for each in _NEGATIONS.get(word, (word,))]
    stems = [stem(word) for word in plain]
    return Counter(_nearly(stems)), Counter(_pairs(stems)), Counter(_runs(plain))


_SHARES = (1.5, 0.5, 1.0)
"""What words with those that say nearly the same, pairs of words, and runs of letters count."""


def _nearly(stems: Sequence[str]) -> Iterator[str]:
    """The words and all that say nearly the same."""
    known = synonyms()
    return chain.from_iterable((each, *known.get(each, ())) for each in stems)


def _pairs(stems: Sequence[str]) -> Iterator[str]:
    """Every two words that stand near each other, in their order."""
    return (f"{one} {other}" for at, one in enumerate(stems) for other in stems[at + 1 : at + 1 + _APART])


def _runs(words: Sequence[str]) -> Iterator[str]:
    """The runs of letters in words, with the words' edges."""
    for word in words:
        padded = f" {word} "
        for length in _LETTERS:
            yield from (padded[at : at + length] for at in range(len(padded) - length + 1))
