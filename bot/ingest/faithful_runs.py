"""Words in a row that a text has from its source, whatever printing did to them."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.ingest.manuscript import Block

SHORTEST = 10
"""Words in a row that are too many."""

_WORD = re.compile(r"[^\W_](?:[-‑'’.,\u00ad]?[^\W_])*")
_INSIDE = re.compile(r"[-‑'’\u00ad]")


@dataclass(frozen=True, slots=True)
class Run:
    """Copied words: where they start and end in a text, how many they are, and the block where they begin."""

    start: int
    end: int
    length: int
    block: Block


@dataclass(frozen=True, slots=True)
class _Word:
    key: str
    start: int
    end: int


class Runs:
    """Finds copied runs in `texts`, and in no others: so only what they have is kept of a long source."""

    def __init__(self, texts: Iterable[str], blocks: Sequence[Block]) -> None:
        self._words: list[tuple[str, Block]] = [
            (word.key, block) for block in blocks for word in _words_of(block.text)
        ]
        keys = [key for key, _ in self._words]
        looked_for = {shingle for text in texts for shingle in _shingles([w.key for w in _words_of(text)])}
        self._places = defaultdict[tuple[str, ...], list[int]](list)
        for place, shingle in enumerate(_shingles(keys)):
            if shingle in looked_for:
                self._places[shingle].append(place)

    def found_in(self, text: str) -> Iterator[Run]:
        """The copied runs of a text, each as long as it is."""
        words = list(_words_of(text))
        number = 0
        while number + SHORTEST <= len(words):
            shingle = tuple(word.key for word in words[number : number + SHORTEST])
            places = self._places.get(shingle, ())
            lengths = {place: self._length(words[number:], place) for place in places}
            if not lengths:
                number += 1
                continue
            place = max(lengths, key=lambda place: lengths[place])
            last = number + lengths[place] - 1
            yield Run(words[number].start, words[last].end, lengths[place], self._words[place][1])
            number = last + 1

    def _length(self, words: Sequence[_Word], place: int) -> int:
        """How many of the words are those of the source from a place on."""
        pairs = enumerate(zip(words, self._words[place : place + len(words)], strict=False))
        differs = (number for number, (own, (key, _)) in pairs if own.key != key)
        return next(differs, min(len(words), len(self._words) - place))


def _words_of(text: str) -> Iterator[_Word]:
    for word in _WORD.finditer(text):
        key = unicodedata.normalize("NFKC", _INSIDE.sub("", word[0])).casefold()
        yield _Word(key, word.start(), word.end())


def _shingles(keys: Sequence[str]) -> Iterator[tuple[str, ...]]:
    for start in range(len(keys) - SHORTEST + 1):
        yield tuple(keys[start : start + SHORTEST])
