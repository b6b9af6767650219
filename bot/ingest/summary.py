"""An extractive summary: the sentences that have most in common with the others."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence

_WORD = re.compile(r"[^\W\d_]{4,}")
_OPENING = 1.3
"""What the first sentence counts more: reports begin with what they are about."""

_FEWEST_WORDS, _MOST_WORDS = 6, 45
_CONSIDERED = 300
"""Sentences that are compared with one another, each with all: a section of more is mostly an annex."""

_MANY = 8
"""Sentences from which on a summary has three of them instead of two."""


def summary_of(sentences: Sequence[str], many: int = 3) -> list[str]:
    """At most `many` of the sentences, in their order; two of a few.

    They are those whose words, weighed by how few sentences have them, are most like the words of all others
    (degree centrality: Erkan and Radev, "LexRank", 2004).
    """
    sentences = sentences[:_CONSIDERED]
    many = many if len(sentences) >= _MANY else min(many, 2)
    if len(sentences) <= many:
        return list(sentences)
    vectors = _vectors(sentences)
    scores = [
        sum(_likeness(one, other) for other in vectors if other is not one)
        * _worth(number, sentences[number])
        for number, one in enumerate(vectors)
    ]
    best = sorted(range(len(sentences)), key=lambda number: -scores[number])[:many]
    return [sentences[number] for number in sorted(best)]


def _vectors(sentences: Sequence[str]) -> list[dict[str, float]]:
    """The weight of each sentence's words, scaled to a length of 1."""
    counts = [Counter(word.casefold() for word in _WORD.findall(sentence)) for sentence in sentences]
    spread = Counter(word for count in counts for word in count)
    vectors = []
    for count in counts:
        weights = {word: times * math.log(len(counts) / spread[word]) for word, times in count.items()}
        length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        vectors.append({word: weight / length for word, weight in weights.items()})
    return vectors


def _likeness(one: dict[str, float], other: dict[str, float]) -> float:
    return sum(weight * other[word] for word, weight in one.items() if word in other)


def _worth(number: int, sentence: str) -> float:
    words = len(sentence.split())
    fits = 1.0 if _FEWEST_WORDS <= words <= _MOST_WORDS and not sentence.endswith(":") else 0.5
    return fits * (_OPENING if number == 0 else 1.0)
