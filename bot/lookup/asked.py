"""The words of a query as they are looked up: what each may mean here, and how much it tells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.lookup.building import FUNCTION_SHARE
from bot.lookup.index import Index
from bot.lookup.synonyms import SYNONYM_TRUST, synonyms
from bot.lookup.vocabulary import CARRIER_WORDS, EVERYDAY_WORDS, FUNCTION_WORDS, GENERIC_WORDS
from bot.lookup.words import stem, swaps_function_word, words_of

HISTORY_SHARE = 0.3
"""What a word of an earlier turn of the thread weighs beside one that is asked now."""

_TURNS = 3
_WORDS_OF_A_TURN = 64
AROUND = FUNCTION_WORDS | CARRIER_WORDS


@dataclass(frozen=True, slots=True)
class Meant:
    """A stem that a word may mean; `corrected` is the library's word where the one typed is misspelt."""

    stem: int
    weight: float
    trust: float
    corrected: str | None = None


@dataclass(frozen=True, slots=True)
class AskedWord:
    """A word of the query. `meant` is empty when the library has nothing like it."""

    typed: str
    weight: float
    meant: tuple[Meant, ...]
    share: float = 1.0  # below 1 for a word of an earlier turn


def asked_words(index: Index, words: Sequence[str], history: Sequence[str] = ()) -> list[AskedWord]:
    """The words asked, each stem once; then those that only earlier turns have."""
    asked: dict[str, AskedWord] = {}
    stems = {word: stem(word) for word in words}
    others = set(stems.values())
    for word, stemmed in stems.items():
        if stemmed not in asked and (stemmed in index.stem_number or not swaps_function_word(word)):
            asked[stemmed] = _asked(index, word, stemmed, others)
    for turn in history[-_TURNS:]:
        for word in words_of(turn)[:_WORDS_OF_A_TURN]:
            stemmed = stem(word)
            number = index.stem_number.get(stemmed)
            if number is not None and stemmed not in asked and word not in AROUND:
                weight = index.weight.item(number) * HISTORY_SHARE
                asked[stemmed] = AskedWord(word, weight, (Meant(number, weight, 1.0),), HISTORY_SHARE)
    return list(asked.values())


def _asked(index: Index, word: str, stemmed: str, others: set[str]) -> AskedWord:
    numbers, weights = index.stem_number, index.weight
    number = numbers.get(stemmed)
    meant: list[Meant] = []
    if number is not None:
        weight = weights.item(number)
        meant.append(Meant(number, weight, 1.0))
    else:
        weight = index.unknown_weight * (FUNCTION_SHARE if word in AROUND else 1)
        meant = _corrections(index, word)
        if meant:
            weight = weights.item(meant[0].stem)
            meant = [Meant(m.stem, min(weight, m.weight) * m.trust, m.trust, m.corrected) for m in meant]
    known = {each.stem for each in meant}
    for other in synonyms().get(stemmed, ()):
        place = numbers.get(other)
        if place is not None and other not in others and place not in known:
            meant.append(Meant(place, min(weight, weights.item(place)) * SYNONYM_TRUST, SYNONYM_TRUST))
    return AskedWord(word, weight, tuple(meant))


def _corrections(index: Index, word: str) -> list[Meant]:
    """What a word that the library lacks may be a misspelling of."""
    if word in EVERYDAY_WORDS or word in GENERIC_WORDS:
        return []
    meant: dict[int, Meant] = {}
    for correction in index.speller.near(word):
        number = index.stem_number[stem(correction.word)]
        weight = index.weight.item(number)
        meant.setdefault(number, Meant(number, weight, correction.trust, correction.word))
    return list(meant.values())[:4]
