"""What of a query says where to look: "… in the 2022 report", "what does <report> say about …", "… section".

The words that say so are taken off; what is left is looked up there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.library.model import Report
from bot.lookup.asked import AROUND
from bot.lookup.entries import Kind
from bot.lookup.words import words_of

_REPORT = frozenset({"report", "paper", "brief", "study", "edition", "publication", "document"})
_NEWEST = frozenset({"latest", "newest", "last", "current"})
_OLDEST = frozenset({"oldest", "earliest"})
_IN = frozenset({"in", "from", "of", "by", "per", "to", "within", "under"})  # "according to"
_SAYS = frozenset({"say", "says", "mention", "mentions", "conclude", "concludes", "find", "finds"})
_RECOMMENDS = frozenset({"recommend", "recommends"})
_ON = frozenset({"on", "about", "regarding", "concerning"})
_YEAR = re.compile(r"(?:19|20)\d\d")
_SECTION_WORD = frozenset({"section", "chapter"})
_LONGEST = 12
"""Words of a report's name that is looked for inside a query."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where to look, and the words that are left to look for.

    `reports` holds ids: None for anywhere, empty where no report is of the year asked for. `kind` is
    the only kind of item that is wanted, if one is. `said` names the place: "the report of 2022".
    """

    words: tuple[str, ...]
    reports: frozenset[str] | None = None
    kind: Kind | None = None
    said: str = ""

    @property
    def why_nothing(self) -> str:
        """Why nothing is found there."""
        if self.reports is not None and not self.reports:
            return f"the library has no {self.said.removeprefix('the ')}"
        return f"nothing in {self.said} is close enough"


class Places:
    """The places that queries about some reports may name. `reports` come newest first."""

    def __init__(self, reports: Sequence[Report]) -> None:
        self._reports = tuple(report for report in reports if report.title)
        self._named = _by_name(self._reports)
        self._first_words = frozenset(words[0] for words in self._named)

    def place_in(self, words: tuple[str, ...]) -> Place:
        """Where a query says to look; the words as they are where it does not say, or says only that."""
        if not self._reports:
            return Place(words)
        for place in (*self._by_age(words), *self._by_report(words)):
            if any(word not in AROUND for word in place.words):
                return _of_kind(place)
        return _of_kind(Place(words))

    def _by_age(self, words: tuple[str, ...]) -> Iterator[Place]:
        """As in "the 2022 report", "the report of 2022", "the newest report"."""
        for at, word in enumerate(words):
            if word not in _REPORT:
                continue
            before, after = words[at - 1 : at], words[at + 1 : at + 3]
            if before and (reports := self._of_age(before[0])) is not None:
                yield Place(_tied(words, at - 1, at + 1), reports, said=_said(before[0]))
            elif after[:1] and after[0] in {"of", "from"} and _YEAR.fullmatch("".join(after[1:])):
                yield Place(_tied(words, at, at + 3), self._of_age(after[1]), said=_said(after[1]))

    def _by_report(self, words: tuple[str, ...]) -> Iterator[Place]:
        """As in "… in <report>", "what does <report> say about …", "<report> on …"."""
        for start, word in enumerate(words):
            if word not in self._first_words:
                continue
            for end in range(min(len(words), start + _LONGEST), start, -1):
                named = self._named.get(words[start:end])
                if named is None:
                    continue
                called = end + (words[end : end + 1] != () and words[end] in _REPORT)
                rest = _without(words, start, called)
                if rest is not None:
                    yield Place(rest, frozenset({named.id}), said=f"'{named.short_title}'")

    def _of_age(self, word: str) -> frozenset[str] | None:
        """The reports of a year, or the newest or oldest; None for another word."""
        if _YEAR.fullmatch(word):
            return self._of_year(word)
        if word in _NEWEST:
            return frozenset({self._reports[0].id})
        return frozenset({self._reports[-1].id}) if word in _OLDEST else None

    def _of_year(self, year: str) -> frozenset[str]:
        return frozenset(report.id for report in self._reports if report.published.iso[:4] == year)


def _said(age: str) -> str:
    """A report by its year or age."""
    return f"the report of {age}" if _YEAR.fullmatch(age) else f"the {age} report"


def _by_name(reports: Sequence[Report]) -> Mapping[tuple[str, ...], Report]:
    """Reports by the words of their names; of two with one name, the newer."""
    names: dict[tuple[str, ...], Report] = {}
    for report in reports:
        for text in (report.title, report.short_title, report.id, *report.aliases):
            words = words_of(text)
            if words[:1] == ("the",):
                words = words[1:]
            if words:
                names.setdefault(words, report)
    return names


def _tied(words: tuple[str, ...], start: int, end: int) -> tuple[str, ...]:
    """The words without a place, whatever ties them to it."""
    rest = _without(words, start, end)
    return words[:start] + words[end:] if rest is None else rest


def _without(words: tuple[str, ...], start: int, end: int) -> tuple[str, ...] | None:
    """The words without a place and what ties them to it; None where nothing does."""
    before, after = words[:start], words[end:]
    if before[-1:] and before[-1] in {"the", "this", "our"}:
        before = before[:-1]
    if before and before[-1] in _IN:
        before = before[:-1]
        if before and before[-1] == "according":
            before = before[:-1]
        return before + after
    if after and after[0] in _SAYS and (not before or before[-1] in {"does", "did", "do", "what"}):
        rest = after[1:]
        return rest[1:] if rest and rest[0] in _ON else rest
    if after and after[0] in _RECOMMENDS:
        return after
    if not before and after and after[0] in _ON:
        return after[1:]
    return None


def _of_kind(place: Place) -> Place:
    """The kind of item that the last word asks for: "the economy section"."""
    *rest, last = place.words or ("",)
    if rest and last in _SECTION_WORD:
        return Place(tuple(rest), place.reports, Kind.SECTION, place.said)
    return place
