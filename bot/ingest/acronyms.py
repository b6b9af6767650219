"""Acronyms with what they stand for, as documents introduce them: "Long Form (LF)" or "LF (Long Form)"."""

from __future__ import annotations

import re
from dataclasses import dataclass

_IN_BRACKETS = re.compile(r"[(\[]([^()\[\]]{2,90})[)\]]")
_UPPER = "A-ZÀ-ÖØ-Þ"
_ACRONYM = re.compile(rf"[{_UPPER}][{_UPPER}a-z0-9&/-]{{0,11}}[{_UPPER}0-9s]|[{_UPPER}]{{2,12}}s?")
_LAST_ACRONYM = re.compile(rf"(?<!\w)([{_UPPER}][{_UPPER}0-9&-]{{1,11}})\s*$")
_QUOTES = " ,;:“”\"'‘’"
_POSSESSIVE = re.compile(r"[’']s$")
_SMALL = frozenset("a an and for in of on or the to".split())
_MOST_LETTERS_LONGER = 5
_NEAR = 300
"""Letters before a bracket that are looked at: more than any long form has."""


@dataclass(frozen=True, slots=True)
class Acronym:
    """A short form, and the long one that it stands for."""

    short: str
    long: str


def acronyms_in(text: str) -> list[Acronym]:
    """The acronyms that a text explains, each once, in their order."""
    found: dict[str, Acronym] = {}
    for bracket in _IN_BRACKETS.finditer(text):
        inside = re.split(r"[,;]", bracket[1])[0].strip(_QUOTES)
        before = text[max(0, bracket.start() - _NEAR) : bracket.start()].rstrip()
        acronym = None
        if _ACRONYM.fullmatch(inside) and sum(map(str.isupper, inside)) > 1:
            acronym = _of(_singular(inside), before)
        elif inside[:1].isalpha() and (short := _LAST_ACRONYM.search(before)):
            acronym = _of(short[1], inside, whole=True)
        if acronym is not None:
            found.setdefault(acronym.short, acronym)
    return list(found.values())


def _of(short: str, candidate: str, *, whole: bool = False) -> Acronym | None:
    """The acronym, if its letters stand in the words before it.

    Schwartz and Hearst, "A Simple Algorithm for Identifying Abbreviation Definitions" (2003): from the end
    to the beginning, each letter is looked for, and the first one must begin a word.
    """
    words = candidate.split()
    most = min(len(short) + _MOST_LETTERS_LONGER, 2 * len(short))
    text = " ".join(words if whole else words[-most:])
    at = len(text)
    for number, letter in reversed(list(enumerate(short.casefold()))):
        if not letter.isalnum():
            continue
        at -= 1
        while at >= 0 and not (text[at].casefold() == letter and (number > 0 or _begins_name(text, at))):
            at -= 1
        if at < 0:
            return None
    long = _POSSESSIVE.sub("", text[_start(text, at, short) :].strip(' ,;:“”"‘')).strip(_QUOTES)
    if len(long) <= len(short) or len(long.split()) < 2 or long.casefold() == short.casefold():
        return None
    return Acronym(short, long)


def _start(text: str, at: int, short: str) -> int:
    """Where the word at a place begins, with what a hyphen joins to it: "public-private" of PPP."""
    word = text.rfind(" ", 0, at) + 1
    return word if text[at - 1 : at] == "-" and text[word].casefold() == short[0].casefold() else at


def _begins_name(text: str, at: int) -> bool:
    """Whether a word that a name may begin with begins here."""
    begins = at == 0 or not text[at - 1].isalnum()
    return begins and text[at:].split(" ", 1)[0].casefold() not in _SMALL


def _singular(acronym: str) -> str:
    return acronym[:-1] if acronym.endswith("s") and acronym[:-1].isupper() else acronym
