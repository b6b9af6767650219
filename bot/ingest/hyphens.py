"""Lines to running text: words broken at a line's end are whole again, and compounds keep their hyphen."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_BROKEN = re.compile(r"([^\W_]+(?:[-'’][^\W_]+)*)-$")
_NEXT = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_SMALL_WORDS = frozenset("to of in on by up out off and for at as or".split())
"""What stands inside a compound, or ends one: "state-to-state", "start-up"."""

_BEFORE_A_HYPHEN = frozenset("self well half ill ex vice non all cross high low long short".split())
_AFTER_A_HYPHEN = frozenset(
    "based led related funded backed owned run armed trained educated driven style type wide term level free"
    " making held oriented hearted friendly sponsored only like year day month old scale size ranking"
    " standing looking controlled".split()
)
"""Halves of compounds that the rest of a document need not have."""

_LONG = 4
"""Letters of words that are hardly ever half of a broken one, as "in" is of "increased"."""

_BEGIN_WORDS = frozenset("under over with after fore inter some every where super counter".split())
_END_WORDS = frozenset("ships ward wards times thing things where lands hoods".split())
"""Words that are more often a part of one word than half of a compound."""


class Joiner:
    """Joins lines of one document; what it does with a hyphen at a line's end it learns from the rest."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._words: Counter[str] = Counter()
        was_broken = False
        for line in map(str.rstrip, lines):
            words = _WORD.findall(line.casefold())
            words, was_broken = words[was_broken:], line.endswith("-")
            if was_broken and words:
                words.pop()  # half a word, whose other half begins the next line
            self._words.update(words)
            self._words.update(part for word in words if "-" in word for part in word.split("-"))

    def joined(self, text: str, more: str) -> str:
        """Text and what stands on its next line."""
        text, more = text.rstrip(), more.lstrip()
        broken, following = _BROKEN.search(text), _NEXT.match(more)
        if broken is None or following is None:
            return f"{text} {more}".strip()
        if self._keeps_hyphen(broken[1], following[0]):
            return text + more
        return text[:-1] + more

    def _keeps_hyphen(self, before: str, after: str) -> bool:
        """Whether "before-after" is a compound, and not a word that was broken."""
        first, last = before.split("-")[-1], after.split("-")[0]
        whole, compound = self._words[(first + last).casefold()], self._words[f"{first}-{last}".casefold()]
        if whole or compound:
            return compound > whole
        if last[0].isupper():  # no word is broken before a capital, but acronyms are
            return not (first.isupper() and last.isupper() and len(first) > 1)
        if ("-" in before and first in _SMALL_WORDS) or ("-" in after and last in _SMALL_WORDS):
            return True
        known = self._words[first.casefold()] > 0
        if last in _AFTER_A_HYPHEN and (first in _BEFORE_A_HYPHEN or (known and len(first) > 2)):
            return True
        if last in _SMALL_WORDS:
            return known and len(first) > 2
        both = known and self._words[last] > 0
        if first[0].isupper() or first in _BEFORE_A_HYPHEN:
            return both  # "Pakistan-based", "well-kept"
        is_one_word = first in _BEGIN_WORDS or last in _END_WORDS
        return both and not is_one_word and min(len(first), len(last)) >= _LONG
