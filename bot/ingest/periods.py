"""The time that a sentence speaks of, for a figure in it."""

from __future__ import annotations

import calendar
import re

_MONTHS = "|".join(name for name in calendar.month_name if name)
_YEAR = r"(?:19|20)\d{2}"
_PERIODS = (
    (re.compile(rf"\bbetween ({_YEAR}) and ({_YEAR})\b", re.IGNORECASE), "{}–{}"),
    (re.compile(rf"\bfrom ({_YEAR}) (?:to|until|through) ({_YEAR})\b", re.IGNORECASE), "{}–{}"),
    (re.compile(rf"\b({_YEAR})\s?[–-]\s?({_YEAR})\b"), "{}–{}"),
    (re.compile(rf"\b(?:fiscal year|FY)\s?({_YEAR})\b", re.IGNORECASE), "FY{}"),
    (re.compile(rf"\b((?:{_MONTHS}) {_YEAR})\b"), "{}"),
    (re.compile(rf"\b(?:since|after) ({_YEAR})\b", re.IGNORECASE), "since {}"),
    (re.compile(rf"(?<![\w,.$€£/-])({_YEAR})(?!\w|[,.]\d|[/-])"), "{}"),
)
_PARTED = re.compile(r"[,;:]\s")
_COMMA = 60
"""Letters that a comma counts for."""

_SPAN = re.compile(
    r"\bover the (?:last|past|previous) (?:\d+|[a-z]+) (?:years|decades|months)\b", re.IGNORECASE
)


def period_in(sentence: str, at: int, year: str) -> str:
    """The time nearest to a place in a sentence, in words with a year.

    Where it names none, that is the document's year, said to be so.
    """
    taken: list[tuple[int, int]] = []
    found: list[tuple[int, str]] = []
    for pattern, form in _PERIODS:
        for match in pattern.finditer(sentence):
            if not any(start < match.end() and match.start() < end for start, end in taken):
                taken.append(match.span())
                found.append((_distance(sentence, match.start(), at), form.format(*match.groups())))
    named = min(found)[1] if found else f"{year}, as given in the report"
    span = _SPAN.search(sentence)
    return f"{named}, {span[0].casefold()}" if span else named


def _distance(sentence: str, one: int, other: int) -> int:
    """Letters between two places; a comma between them parts what belongs to each."""
    between = sentence[min(one, other) : max(one, other)]
    return len(between) + _COMMA * len(_PARTED.findall(between))
