"""Words that are of one name: a country and its people, a plural, a possessive, a name and its acronym."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

_POSSESSIVE = re.compile(r"(?:['’]s|['’])$")
_ENDINGS = (
    "a an ans e ean eans en er ers es ese ey i ia ian ians ic is ish ism ist ists istan ium land n ns o on s"
    " stan y"
).split()
"""What the names of countries and their people differ by."""

_SHORTEST_STEM = 4
_IRREGULAR = (
    "america american us",
    "britain british briton uk",
    "congo congolese",
    "cyprus cypriot",
    "denmark danish dane",
    "england english",
    "finland finnish finn",
    "france french",
    "greece greek",
    "holland netherlands dutch",
    "iraq iraqi",
    "ireland irish",
    "norway norwegian",
    "oman omani",
    "peru peruvian",
    "philippines filipino",
    "poland polish pole",
    "portugal portuguese",
    "scotland scottish scot",
    "spain spanish spaniard",
    "switzerland swiss",
    "thailand thai",
    "wales welsh",
)
_SPELLED_OUT = {
    "eu": ("european", "union"),
    "uk": ("united", "kingdom"),
    "un": ("united", "nations"),
    "us": ("united", "states"),
}
"""Acronyms that nobody need explain."""

_SMALL = frozenset("a an and for in of on or the to".split())
_LONGEST = 8
"""Words in the longest name that an acronym is looked for in."""


def key_of(word: str) -> str:
    """A word without case, accents, dots and its possessive, to compare by."""
    plain = "".join(
        letter
        for letter in unicodedata.normalize("NFKD", _POSSESSIVE.sub("", word).casefold())
        if not unicodedata.combining(letter)
    )
    return re.sub(r"[.'’]", "", plain)


def stems_of(key: str) -> frozenset[str]:
    """What names of one kin share at least one of: `pakistani` and `pakistan`, `swedes` and `swedish`."""
    singular = key.removesuffix("s")
    kin = (group for group in map(str.split, _IRREGULAR) if key in group or singular in group)
    endings = (word.removesuffix(ending) for word in (key, singular) for ending in _ENDINGS)
    stems = {stem for stem in endings if len(stem) >= _SHORTEST_STEM}
    return frozenset({key, singular if len(singular) > 1 else key, *stems, *(group[0] for group in kin)})


def spelled_out(acronym: str) -> tuple[str, ...]:
    """The words that a well-known acronym stands for."""
    return _SPELLED_OUT.get(acronym, ())


def acronyms_of(words: Iterable[str]) -> Iterator[str]:
    """The acronyms that words in a row may have: "US Space Command" has `ussc`, `uss` and `sc`.

    Each part of a run of capitalised words gives one, with and without the small words in it.
    """
    run: list[str] = []
    for word in words:
        if word[:1].isupper() or (run and word in _SMALL):
            run = [*run, word][-_LONGEST:]
            yield from _ending_with(run)
        else:
            run = []


def _ending_with(run: list[str]) -> Iterator[str]:
    if run[-1] in _SMALL:
        return
    for start in range(len(run) - 1):
        part = run[start:]
        if part[0] not in _SMALL:
            yield "".join(map(_initials, part))
            yield "".join(_initials(word) for word in part if word not in _SMALL)


def _initials(word: str) -> str:
    """What a word gives to an acronym: one in capitals is taken whole, as in USAID."""
    return (word if word.isupper() else word[0]).casefold()
