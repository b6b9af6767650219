"""Which text of a source says what a report says in other words: the one that shares its rare words."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

_WORD = re.compile(r"[^\W_]{4,}|\d+")
_STEM = 6
"""Letters by which words are compared: "economic" and "economies", "isolating" and "isolate" are alike."""


class Likeness:
    """How like a text is to each of the `texts` of a source, rare words counting for more."""

    def __init__(self, texts: Sequence[str]) -> None:
        stems = [_stems(text) for text in texts]
        self._count = len(texts)
        self._having = defaultdict[str, list[int]](list)
        for number, own in enumerate(stems):
            for stem in own:
                self._having[stem].append(number)
        self._weights = [self._weight(own) for own in stems]

    def scores(self, text: str) -> dict[int, float]:
        """The likeness to each text by its number, where it is none at all left out; 1 for the same words."""
        own = _stems(text)
        shared = defaultdict[int, float](float)
        for stem in own:
            for number in self._having.get(stem, ()):
                shared[number] += self._weight([stem])
        weight = self._weight(own)
        return {number: both / math.sqrt(weight * self._weights[number]) for number, both in shared.items()}

    def best(self, text: str) -> int | None:
        """The number of the text that is most like this one, None where none is."""
        scores = self.scores(text)
        return max(scores, key=lambda number: (scores[number], -number), default=None)

    def _weight(self, stems: Iterable[str]) -> float:
        return sum(math.log1p(self._count / (1 + len(self._having.get(stem, ())))) ** 2 for stem in stems)


def _stems(text: str) -> frozenset[str]:
    return frozenset(word[:_STEM] for word in _WORD.findall(text.casefold()))
