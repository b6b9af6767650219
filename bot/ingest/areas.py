"""The sections of a document by their words: which of them a text belongs to."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping

_MOST = 2
_NEAR = 0.6
"""A second section is one that is nearly as like as the first."""

_WORD = re.compile(r"[^\W\d_]{3,}")


class Areas:
    """A document's sections; `texts` are theirs, by slug."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._counts = {slug: Counter(_stems(text)) for slug, text in texts.items()}
        self._spread = Counter(word for counts in self._counts.values() for word in counts)
        self._sizes = {slug: sum(counts.values()) for slug, counts in self._counts.items()}

    def of(self, text: str) -> tuple[str, ...]:
        """The slugs of the one or two sections whose words are most like those of a text."""
        words = set(_stems(text))
        likeness = {slug: self._likeness(words, slug) for slug in self._counts}
        ranked = sorted(likeness, key=lambda slug: -likeness[slug])
        return tuple(slug for slug in ranked[:_MOST] if likeness[slug] >= _NEAR * likeness[ranked[0]])

    def _likeness(self, words: set[str], slug: str) -> float:
        """How much of a section these words are, those that few sections have counting for more."""
        counts = self._counts[slug]
        rare = (
            math.log1p(len(self._counts) / self._spread[word]) * math.log1p(counts[word])
            for word in words & counts.keys()
        )
        return math.fsum(rare) / math.sqrt(1 + self._sizes[slug])


def _stems(text: str) -> list[str]:
    """Words in small letters, without a plural's end: near enough to compare texts by."""
    return [word.casefold().removesuffix("s") for word in _WORD.findall(text)]
