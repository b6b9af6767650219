"""A recommendation from its bullet: who should do what, and which sections it belongs to."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from bot.ingest.manuscript import Block
from bot.ingest.sentences import sentences_of
from bot.ingest.text import printable

NOBODY = "To be named"
"""Who acts, where the sentence does not say so."""

_SHOULD = re.compile(
    r"(?:^|,\s(?:so\s)?)(?P<who>(?:[A-Z]|the\s|both\s|all\s)[^.,;:]{1,80}?)\s+"
    r"(?:should|must|ought to|needs? to|ha(?:s|ve) to|shall)\s+"
    r"(?P<negated>not\s+)?(?P<what>(?!be\b)[a-z].*)$",
    re.DOTALL,
)
"""Who should do what, also after a clause; "lamps should be lit" does not say who should."""

_FILLERS = re.compile(r"^(?:also|therefore|thus|now|then|still|instead)\s+", re.IGNORECASE)
_NO_ONE = frozenset("it this that there these those they we he she who which".split())
_MOST_WORDS_OF_WHO = 8
_MOST_AREAS = 2
_NEAR = 0.6
"""A second area is one that is nearly as like as the first."""
_WORD = re.compile(r"[^\W\d_]{3,}")


@dataclass(frozen=True, slots=True)
class Advice:
    """A recommendation. `areas` are the slugs of the sections that share most of its words."""

    number: int
    action: str
    detail: str
    actors: tuple[str, ...]
    areas: tuple[str, ...]
    locator: str


def advice_of(number: int, block: Block, texts: Mapping[str, str]) -> Advice:
    """The recommendation that a block says; `texts` are those of the sections, by slug."""
    text = printable(block.text) or "(empty)"
    first = (sentences_of(text) or [text])[0]
    action, actors = _action(first)
    return Advice(number, action, text, actors, _areas(text, texts), block.locator)


def _action(sentence: str) -> tuple[str, tuple[str, ...]]:
    """What is to be done, as an imperative where the sentence says who should do it; and who that is."""
    said = _SHOULD.search(sentence)
    if said is None or len(said["who"].split()) > _MOST_WORDS_OF_WHO or said["who"].casefold() in _NO_ONE:
        return sentence, (NOBODY,)
    what = _FILLERS.sub("", said["what"].strip())
    clause = sentence[: said.start("who")]
    return _raised(f"{clause}{'do not ' if said['negated'] else ''}{what}"), (_raised(said["who"].strip()),)


def _raised(text: str) -> str:
    return text[:1].upper() + text[1:]


def _areas(text: str, texts: Mapping[str, str]) -> tuple[str, ...]:
    """The sections whose words are most like those of a text, rare words counting for more."""
    words = {slug: Counter(_stems(said)) for slug, said in texts.items()}
    spread = Counter(word for counts in words.values() for word in counts)
    own = set(_stems(text))
    likeness = {
        slug: sum(
            math.log(1 + len(words) / spread[word]) * math.log1p(counts[word]) for word in own & counts.keys()
        )
        / math.sqrt(1 + sum(counts.values()))
        for slug, counts in words.items()
    }
    ranked = sorted(likeness, key=lambda slug: -likeness[slug])
    return tuple(slug for slug in ranked[:_MOST_AREAS] if likeness[slug] >= _NEAR * likeness[ranked[0]])


def _stems(text: str) -> list[str]:
    """Words in small letters, without a plural's end: near enough to compare texts by."""
    return [word.casefold().removesuffix("s") for word in _WORD.findall(text)]
