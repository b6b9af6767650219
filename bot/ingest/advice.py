"""A recommendation from its bullet: who should do what, and which sections it belongs to."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.ingest.areas import Areas
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


@dataclass(frozen=True, slots=True)
class Advice:
    """A recommendation. `areas` are the slugs of the sections that share most of its words."""

    number: int
    action: str
    detail: str
    actors: tuple[str, ...]
    areas: tuple[str, ...]
    locator: str


def advice_of(number: int, block: Block, areas: Areas) -> Advice:
    """The recommendation that a block says; `areas` are the document's."""
    text = printable(block.text) or "(empty)"
    first = (sentences_of(text) or [text])[0]
    action, actors = _action(first)
    return Advice(number, action, text, actors, areas.of(text), block.locator)


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
