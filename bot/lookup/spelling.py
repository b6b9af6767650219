"""Misspelt words to words that the library has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA


@dataclass(frozen=True, slots=True)
class Correction:
    """A word of the library that a typed word likely means; `trust` is 0 to 1."""

    word: str
    trust: float


class Speller:
    """Corrects words against a vocabulary: word to how much it matters (its count, say).

    Candidates come from a dictionary of deletions: two words within one edit share a form with one
    letter taken out. Long words may be two edits off.
    """

    def __init__(self, vocabulary: Mapping[str, float]) -> None:
        self._short = frozenset(word for word in vocabulary if 2 <= len(word) <= 4)
        self._weights = {word: weight for word, weight in vocabulary.items() if _correctable(word)}
        self._by_deletion: dict[str, list[str]] = defaultdict(list)
        for word in self._weights:
            for form in _deletions(word, _reach(word)):
                self._by_deletion[form].append(word)
        self._by_prefix: dict[str, list[str]] = defaultdict(list)
        for word in self._weights:
            self._by_prefix[word[:4]].append(word)
        self.correct = lru_cache(maxsize=4_096)(self._correct)

    def _correct(self, typed: str) -> Correction | None:
        """The best correction, or None when nothing is near enough to be trusted."""
        if typed.endswith("s") and typed[:-1] in self._short:
            return Correction(typed[:-1], 1.0)  # the plural of an acronym: VCs, NGOs
        if not _correctable(typed):
            return None
        ranked = sorted(
            [*self._candidates(typed), *self._completions(typed)],
            key=lambda found: (-found.trust, found.word),
        )
        return ranked[0] if ranked else None

    def _candidates(self, typed: str) -> Iterator[Correction]:
        near = {word for form in _deletions(typed, _reach(typed)) for word in self._by_deletion.get(form, ())}
        for word in near:
            trust = _trust(typed, word)
            if trust > 0:
                yield Correction(word, trust + min(self._weights[word], 50) / 10_000)

    def _completions(self, typed: str) -> Iterator[Correction]:
        """Words cut short: 'intro', 'econ', 'tech'. The commonest of those that begin so."""
        longer = [word for word in self._by_prefix.get(typed[:4], ()) if word.startswith(typed)]
        if longer:
            yield Correction(max(longer, key=lambda word: (self._weights[word], word)), 0.75)


def _correctable(word: str) -> bool:
    return len(word) >= 4 and word.isalpha()


def _reach(word: str) -> int:
    """How many edits off a word of this length may be."""
    return 2 if len(word) >= 7 else 1


def _deletions(word: str, reach: int) -> set[str]:
    forms = {word}
    for _ in range(reach):
        forms |= {form[:at] + form[at + 1 :] for form in forms for at in range(len(form))}
    return forms


def _trust(typed: str, word: str) -> float:
    """How likely `typed` is a slip for `word`; 0 when too far.

    Swapped and doubled letters are slips of the finger and rarely make another word; a replaced
    letter in a short word mostly does ("rain" is no "main").
    """
    swapped = sorted(typed) == sorted(word)
    distance = OSA.distance(typed, word, score_cutoff=2)
    if distance > min(_reach(typed), _reach(word)):
        return 0.0
    if distance == 1 and (swapped or _undoubled(typed) == _undoubled(word)):
        return 0.95
    if typed[0] != word[0]:
        return 0.0
    if distance == 2:
        return 0.85 if swapped else 0.7 if max(len(typed), len(word)) >= 8 else 0.0
    if len(typed) != len(word):
        return 0.9 if min(len(typed), len(word)) >= 5 else 0.7  # a letter missing or too many
    return 0.8 if len(typed) >= 6 else 0.55 if len(typed) == 5 else 0.0


def _undoubled(word: str) -> str:
    return "".join(letter for at, letter in enumerate(word) if at == 0 or letter != word[at - 1])
