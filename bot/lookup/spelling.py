"""Misspelt words to the library's words that are near to them.

Two words within one edit share a form with at most one letter taken out of each; within two edits, one
with at most two. The forms of the library's words are kept as sorted hashes, so that they can be saved
and mapped, and what shares a hash is measured (optimal string alignment: swapped neighbours are one edit).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import OSA

from bot.lookup.sieve import SPREAD

Hashes = npt.NDArray[np.uint32]
Owners = npt.NDArray[np.int32]

SWAPPED, FIRST_LETTER, OF_ITS_OWN = -0.3, 0.25, 0.35
"""What is taken off an edit's cost for swapped or doubled letters, which are slips of the finger; what a
wrong first letter costs more, and what it costs more to change a word that the library has."""

_LONGEST = 32
"""Letters of a word that is still looked at: longer ones are no words that anybody mistypes."""
_LONGEST_FOR_TWO = 20
_COMPLETED = 4
"""Letters that a word which is cut short ("econ") must have."""
_CUT_SHORT = 0.9
"""What it costs to complete a word."""
_NEAREST = 6


@dataclass(frozen=True, slots=True)
class Correction:
    """A word of the library that a typed one may mean; the higher the `cost`, the less likely."""

    word: str
    cost: float
    trust: float  # 1 for the word itself, towards 0


@dataclass(frozen=True, slots=True)
class Forms:
    """The hashes of every form of the vocabulary's words, sorted, each with its word's number."""

    hashes: Hashes
    owners: Owners

    @classmethod
    def of(cls, vocabulary: Sequence[str]) -> Forms:
        """The forms of all words."""
        by_length: dict[int, list[int]] = defaultdict(list)
        for number, word in enumerate(vocabulary):
            if 2 <= len(word) <= _LONGEST and not word[0].isdigit():
                by_length[len(word)].append(number)
        hashes, owners = [np.zeros(0, np.uint32)], [np.zeros(0, np.int32)]
        for length, numbers in by_length.items():
            for start in range(0, len(numbers), 8_192):
                some = numbers[start : start + 8_192]
                letters = _letters([vocabulary[number] for number in some])
                forms = _hashes(letters, length, reach(length))
                hashes.append(forms.ravel())
                owners.append(np.repeat(np.array(some, np.int32), forms.shape[1]))
        every, owner = np.concatenate(hashes), np.concatenate(owners)
        order = np.argsort(every, kind="stable")
        return cls(every[order], owner[order])

    def with_words(self, vocabulary: Sequence[str], known: int) -> Forms:
        """The same with those of the words that come after the `known` first ones."""
        more = Forms.of(vocabulary[known:])
        at = self.hashes.searchsorted(more.hashes, "right")
        return Forms(
            np.insert(self.hashes, at, more.hashes),
            np.insert(self.owners, at, more.owners + np.int32(known)),
        )

    def sharing(self, word: str, edits: int) -> set[int]:
        """The numbers of the words that share a form with this one, and a few more by chance."""
        if not len(self.hashes):
            return set()
        wanted = _hashes(_letters([word]), len(word), edits)[0]
        starts = self.hashes.searchsorted(wanted)
        shared = self.hashes.take(starts, mode="clip") == wanted
        starts, wanted = starts[shared], wanted[shared]
        ends = self.hashes.searchsorted(wanted, "right").tolist()
        return {
            number
            for start, end in zip(starts.tolist(), ends, strict=True)
            for number in self.owners[start:end].tolist()
        }


class Speller:
    """What the words that people type may mean in a vocabulary. Threads may share it.

    `counts` says how often the library has each word, `in_names` how often its names have it. A word that
    neither has is one that the library had once.
    """

    def __init__(
        self, vocabulary: Sequence[str], counts: Sequence[int], in_names: Sequence[int], forms: Forms
    ) -> None:
        self._vocabulary = vocabulary
        self._counts = counts
        self._in_names = in_names
        self._forms = forms
        numbered = zip(vocabulary, range(len(vocabulary)), counts, in_names, strict=True)
        self._number = {word: number for word, number, count, named in numbered if count or named}
        self._sorted: list[str] | None = None
        self._measured = lru_cache(maxsize=8_192)(self._measure)
        self.near = lru_cache(maxsize=8_192)(self._near)
        self.near_in_names = lru_cache(maxsize=8_192)(self._near_in_names)

    def knows(self, word: str) -> bool:
        """Whether the library has the word, just so."""
        return word in self._number

    def _near(self, typed: str) -> tuple[Correction, ...]:
        """What a word that the library lacks may mean, the likeliest first."""
        if acronym := self._acronym(typed):
            return (acronym,)
        found = list(self._measured(typed, edits=2 if len(typed) >= 6 else 1 if len(typed) >= 4 else 0))
        found = [each for each in found if len(each.word) >= (6 if each.cost > 1.5 else 3)]
        return tuple(sorted([*found, *self._completions(typed)], key=self._likeliest)[:_NEAREST])

    def _near_in_names(self, typed: str) -> tuple[Correction, ...]:
        """The words of names that a word may mean, itself first where it is one."""
        itself = self._number.get(typed)
        known = itself is not None
        edits = 1 if known or len(typed) < 5 else 2
        if len(typed) < 3:
            edits = 0
        if not known and (acronym := self._acronym(typed)):
            return (acronym,)
        near = [*self._measured(typed, edits), *(() if known else self._completions(typed))]
        found = [
            Correction(each.word, each.cost + OF_ITS_OWN * known, each.trust)
            for each in near
            if self._in_names[self._number[each.word]]
        ]
        found = sorted(found, key=self._likeliest)[:_NEAREST]
        if itself is not None and self._in_names[itself]:
            found.insert(0, Correction(typed, 0.0, 1.0))
        return tuple(found)

    def _acronym(self, typed: str) -> Correction | None:
        """What a word is the plural of, as acronyms have it: VCs, NGOs."""
        if typed.endswith("s") and len(typed) <= 5 and typed[:-1] in self._number:
            return Correction(typed[:-1], 0.0, 1.0)
        return None

    def _likeliest(self, correction: Correction) -> tuple[float, int, str]:
        return correction.cost, -self._counts[self._number[correction.word]], correction.word

    def _measure(self, typed: str, edits: int) -> tuple[Correction, ...]:
        """The vocabulary's other words within so many edits."""
        if not edits or not typed.isalpha() or len(typed) > _LONGEST:
            return ()
        near = (
            (word, OSA.distance(typed, word, score_cutoff=edits))
            for number in self._forms.sharing(typed, min(edits, reach(len(typed))))
            for word in (self._vocabulary[number],)
        )
        return tuple(
            _correction(typed, word, distance)
            for word, distance in near
            if len(word) >= 3 and 0 < distance <= min(edits, reach(len(word))) and word in self._number
        )

    def _completions(self, typed: str) -> list[Correction]:
        """Words cut short: 'intro', 'econ', 'tech'. The commonest of those that begin so."""
        if len(typed) < _COMPLETED or not typed.isalpha():
            return []
        if self._sorted is None:
            self._sorted = sorted(self._number)
        start = bisect_left(self._sorted, typed)
        end = bisect_left(self._sorted, typed + "\U0010ffff", start, min(start + 200, len(self._sorted)))
        longer = self._sorted[start:end]
        if not longer:
            return []
        commonest = max(longer, key=lambda word: (self._counts[self._number[word]], word))
        return [Correction(commonest, _CUT_SHORT, 0.75)]


def reach(length: int) -> int:
    """How many edits off a word of this length may be."""
    return 2 if 5 <= length <= _LONGEST_FOR_TWO else 1


def _correction(typed: str, word: str, distance: int) -> Correction:
    cost = _cost(typed, word, distance)
    return Correction(word, cost, max(0.0, 1 - cost / max(len(typed), len(word))))


def _cost(typed: str, word: str, distance: int) -> float:
    cost = float(distance)
    if distance == 1 and _slips(typed, word):
        cost += SWAPPED
    if typed[0] != word[0]:
        cost += FIRST_LETTER
    return cost


def _slips(typed: str, word: str) -> bool:
    """Whether letters are only swapped or doubled."""
    if len(typed) == len(word):
        return sorted(typed) == sorted(word)
    return _undoubled(typed) == _undoubled(word)


def _undoubled(word: str) -> str:
    return "".join(letter for at, letter in enumerate(word) if at == 0 or letter != word[at - 1])


_BASE = 1_000_003
_POWERS = np.array([pow(_BASE, power, 2**64) for power in range(_LONGEST)], np.uint64)
_SPREAD = np.uint64(SPREAD)


def _letters(words: Sequence[str]) -> npt.NDArray[np.uint64]:
    """The letters of words of one length, a row each word."""
    encoded = "".join(words).encode("utf-32-le")
    return np.frombuffer(encoded, np.uint32).reshape(len(words), -1).astype(np.uint64)


def _hashes(letters: npt.NDArray[np.uint64], length: int, edits: int) -> Hashes:
    """For words of one length, a row each: the hashes of its forms with up to `edits` letters taken out."""
    mixed = letters @ _powers_of_forms(length, edits) * _SPREAD
    return (mixed >> np.uint64(32)).astype(np.uint32)


@lru_cache(maxsize=128)
def _powers_of_forms(length: int, edits: int) -> npt.NDArray[np.uint64]:
    """A column for each form: by how much each letter counts, 0 for those that are taken out."""
    forms = [
        kept
        for out in range(min(edits, length - 1) + 1)
        for kept in combinations(range(length), length - out)
    ]
    powers = np.zeros((length, len(forms)), np.uint64)
    for number, kept in enumerate(forms):
        powers[list(kept), number] = _POWERS[: len(kept)]
    return powers
