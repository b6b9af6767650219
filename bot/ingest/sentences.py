"""A text's sentences, as it writes them."""

from __future__ import annotations

import re

_END = re.compile(r"[.!?…]+[\"”’')\]]*\s+(?=[\"“‘'(\[]*[^\W_a-z])")
_LAST_WORD = re.compile(r"(\S+?)[\"”’')\]]*$")
_ABBREVIATIONS = frozenset(
    "mr. mrs. ms. dr. prof. sen. rep. gov. gen. col. lt. sgt. capt. hon. st. jr. sr. no. nos. vol. pp. p."
    " fig. figs. ch. sec. art. e.g. i.e. cf. vs. v. al. approx. ca. est. jan. feb. mar. apr. jun. jul. aug."
    " sep. sept. oct. nov. dec. inc. ltd. co. corp. bros. dept. univ. ed. eds. viz.".split()
)
_DOTTED = re.compile(r"(?:[^\W\d_]\.){2,}$")
_STARTERS = frozenset(
    "the this that these those it its in on at a an he she they we but and however yet there as for while"
    " when if since although moreover after before both one some many most such".split()
)
_INITIAL = re.compile(r"[^\W\d_a-z]\.")


def sentences_of(text: str) -> list[str]:
    """The sentences of a text, in order, each without white space around it."""
    sentences: list[str] = []
    start = 0
    for end in _END.finditer(text):
        if _ends_sentence(text[start : end.end()].rstrip(), text[end.end() :]):
            sentences.append(text[start : end.end()].strip())
            start = end.end()
    sentences.append(text[start:].strip())
    return [sentence for sentence in sentences if sentence]


def _ends_sentence(before: str, after: str) -> bool:
    """Whether the full stop that a text ends with ends its sentence, or an abbreviation in it."""
    found = _LAST_WORD.search(before)
    word = found[1].lstrip("(\"“‘'[") if found else ""
    if word.casefold() in _ABBREVIATIONS or _INITIAL.fullmatch(word):
        return False
    if _DOTTED.match(word):  # "in the U.S. Congress", but "in the U.S. The board"
        return after.split(" ", 1)[0].strip(",").casefold() in _STARTERS
    return True
