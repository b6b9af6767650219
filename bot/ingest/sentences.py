"""A text's sentences, as it writes them."""

from __future__ import annotations

import re

_END = re.compile(r"(?<![.!?…])[.!?…]++(?P<closing>[\"”’')\]]*+)\s++(?=[\"“‘'(\[]*+[^\W_a-z])")
"""Marks that may end a sentence. Each run is tried once: a line of dots would take minutes otherwise."""

_NEVER_END = frozenset(
    "mr. mrs. ms. dr. prof. sen. rep. gov. gen. col. lt. sgt. capt. hon. e.g. i.e. cf. vs. v. approx. ca."
    " viz.".split()
)
_BEFORE_NUMBERS = frozenset("no. nos. vol. pp. p. fig. figs. ch. sec. art.".split())
_MAY_END = frozenset(
    "st. jr. sr. al. est. jan. feb. mar. apr. jun. jul. aug. sep. sept. oct. nov. dec. inc. ltd. co. corp."
    " bros. dept. univ. ed. eds.".split()
)
_DOTTED = re.compile(r"(?:[^\W\d_]{1,2}\.){2,}")
_STARTERS = frozenset(
    "the this that these those then it its in on at a an he she they we but and however yet there as for"
    " while when if since although moreover after before both one some many most such".split()
)
_INITIAL = re.compile(r"[^\W\d_a-z]\.")
_NUMBER = re.compile(r"\d|[IVX]{2,}\b|[B-HJ-Z]\b")
"""What has a number: 5, IV or B. "A" and "I" are words more often."""

_NEAR = 40
"""Letters beside a mark that tell whether it ends a sentence: more than any abbreviation has."""


def sentences_of(text: str) -> list[str]:
    """The sentences of a text, in order, each without white space around it."""
    sentences: list[str] = []
    start = 0
    for end in _END.finditer(text):
        before = text[max(0, end.start() - _NEAR) : end.start("closing")]
        if _ends_sentence(before, text[end.end() : end.end() + _NEAR]):
            sentences.append(text[start : end.end()].strip())
            start = end.end()
    sentences.append(text[start:].strip())
    return [sentence for sentence in sentences if sentence]


def _ends_sentence(before: str, after: str) -> bool:
    """Whether the mark that a text ends with ends its sentence, or an abbreviation in it."""
    word = before.split()[-1].lstrip("(\"“‘'[")
    known, after = word.casefold(), after.lstrip("(\"“‘'[")
    if known in _NEVER_END or _INITIAL.fullmatch(word):
        return False
    if known in _BEFORE_NUMBERS:  # "at No. 5 Pier", but "They said no. Nobody"
        return _NUMBER.match(after) is None
    if known in _MAY_END or _DOTTED.fullmatch(word):  # "in the U.S. Congress", but "in the U.S. The board"
        return bool(after) and after.split()[0].strip(",").casefold() in _STARTERS
    return True
