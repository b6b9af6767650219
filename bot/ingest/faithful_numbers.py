"""The numbers of a text by their worth, however it writes them: "33 billion", "33bn", "33,000,000,000"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

_ONES = {word: worth for worth, word in enumerate("one two three four five six seven eight nine".split(), 1)}
_TEENS = {
    word: worth
    for worth, word in enumerate(
        "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(), 10
    )
}
_TENS = {
    word: 10 * worth
    for worth, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
_WORDS = {**_ONES, **_TEENS, **_TENS, "a": 1, "an": 1, "and": 0, "dozen": 12, "hundred": 100}
_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_SIGNS = {"k": 10**3, "m": 10**6, "mn": 10**6, "mln": 10**6, "bn": 10**9, "tn": 10**12}
_PARTS = {
    "half": 2, "halves": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10, "thirds": 3, "quarters": 4, "fifths": 5, "sixths": 6, "sevenths": 7,
    "eighths": 8, "ninths": 9, "tenths": 10,
}  # fmt: skip
_VAGUE = {
    "dozens": 24, "tens": 20, "hundreds": 200, "thousands": 2 * 10**3, "tens of thousands": 2 * 10**4,
    "hundreds of thousands": 2 * 10**5, "millions": 2 * 10**6, "tens of millions": 2 * 10**7,
    "hundreds of millions": 2 * 10**8, "billions": 2 * 10**9, "tens of billions": 2 * 10**10,
    "hundreds of billions": 2 * 10**11, "trillions": 2 * 10**12,
}  # fmt: skip
"""Vague numbers, each with the least that is so many."""

_PERIODS = {
    "decade": 10, "decades": 10, "century": 100, "centuries": 100, "dozen": 12, "nineteenth": 19,
    "twentieth": 20, "twenty-first": 21,
}  # fmt: skip
"""Words of a source that a report may well put as a number: "ten years", "the 20th century"."""


def _any(words: Iterable[str]) -> str:
    return "(?:" + "|".join(sorted(words, key=len, reverse=True)) + ")"


_BELOW_100 = rf"(?:{_any(_TENS)}(?:[ -]{_any(_ONES)})?|{_any(_TEENS)}|{_any(_ONES)})"
_LARGE = rf"an?(?= {_any(_SCALES)}\b)"
_SPELLED = (
    rf"(?:(?:{_BELOW_100}|an?)[ -]hundred(?:(?: and)? {_BELOW_100})?|(?:{_any(_ONES)}|a)[ -]dozen"
    rf"|{_BELOW_100}|{_LARGE})"
)
_TIME = r"(?:years?|decades?|centur(?:y|ies)|months?|weeks?|days?|hours?|minutes?)"
_EXACT = (
    r"(?:(?:(?:US|A|C)?[$€£¥₹] ?)?(?P<digits>(?<!\d)(?:\d{1,3}(?:[, ]\d{3})+(?!\d)|\d+)(?:\.\d+)?)"
    rf"|\b(?P<spelled>{_SPELLED})\b)"
    rf"(?:(?:[ -](?P<scale>{_any(_SCALES)})| ?(?P<sign>bn|mn|mln|tn)|(?P<letter>[mk]))\b)?"
    r"(?P<share> ?%|[ -]per ?cent\b|[ -]percentage points?\b)?"
)
_FORMS = (
    rf"\b(?P<vague>{_any(_VAGUE)})\b",
    rf"\b(?P<count>{_any(_ONES)}|a)[ -](?P<part>{_any(_PARTS)})\b(?!-)",
    r"\b(?P<alone>half|quarter(?= of\b))\b(?!-)",
    rf"\b(?P<few>{_BELOW_100}|\d+) (?:in|out of)(?: every)? (?P<all>{_BELOW_100}|\d\d?)\b(?! {_TIME}\b)",
    _EXACT,
)
_NUMBER = re.compile("|".join(_FORMS), re.IGNORECASE)
_MEASURES = re.compile(
    rf"[ -](?:(?:more|further|full) )?(?:{_TIME}|times|fold|people|dollars|euros|pounds|rupees|met(?:er|re)s"
    r"|kilomet(?:er|re)s|miles|feet|tons|tonnes)\b",
    re.IGNORECASE,
)
_RANGE = re.compile(r" ?[-–—/] ?| (?:to|and|or) ")
_PERIOD = re.compile(rf"\b{_any(_PERIODS)}\b", re.IGNORECASE)
_SHORT_YEAR = re.compile(r"(?:FY ?|['’‘])$", re.IGNORECASE)

Worth = Fraction | str
"""What a number comes to; one that is vague comes to its own words: "millions"."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number as a text writes it. `worths` are all that it may mean: the "3" of "3 to 5 million" too.

    `counts` tells that it is a small one in words that measures nothing: "two sides".
    """

    start: int
    text: str
    worths: frozenset[Worth]
    counts: bool = False


def numbers_in(text: str) -> list[Number]:
    """The numbers of a text, in their order."""
    matches = list(_NUMBER.finditer(text))
    numbers = [_number(match) for match in matches]
    for index, (one, other) in enumerate(pairwise(matches)):
        if _is_exact(one) and _is_exact(other) and _RANGE.fullmatch(text, one.end(), other.start()):
            numbers[index] = _also(numbers[index], _amount(one) * _unit(other))
            numbers[index + 1] = _also(numbers[index + 1], *_year_after(_amount(one), other))
    return numbers


def worths_in(text: str) -> frozenset[Worth]:
    """All that the numbers of a source may mean, and what a report may well conclude from them."""
    found = {worth for number in numbers_in(text) for worth in number.worths}
    found.update(Fraction(_PERIODS[period[0].casefold()]) for period in _PERIOD.finditer(text))
    amounts = [worth for worth in found if isinstance(worth, Fraction) and not _is_year(worth)]
    found.update(_vaguely(amounts))
    return frozenset(found)


def _vaguely(amounts: Sequence[Fraction]) -> Iterator[str]:
    """The vague words that are true of one of the amounts: "millions" of 6.3 million."""
    for words, least in _VAGUE.items():
        if any(least <= amount < least * 10 for amount in amounts):
            yield words


def _number(match: re.Match[str]) -> Number:
    start, said = match.start(), match[0]
    if match["vague"]:
        return Number(start, said, frozenset({said.casefold()}))
    if match["part"]:
        share = Fraction(_WORDS[match["count"].casefold()], _PARTS[match["part"].casefold()])
        return Number(start, said, frozenset({share}))
    if match["alone"]:
        return Number(start, said, frozenset({Fraction(1, _PARTS[said.casefold()])}))
    if match["few"]:
        few, every = _worth(match["few"]), _worth(match["all"])
        return Number(start, said, frozenset({few / every} if 0 < few < every else {few, every}))
    worths = {_amount(match) * _unit(match)}
    if match["letter"]:  # "5m" may be 5 metres
        worths.add(_amount(match))
    before = match.string[max(start - 3, 0) : start]
    if len(match["digits"] or "") == 2 and _SHORT_YEAR.search(before):
        worths.update(century + _amount(match) for century in (1900, 2000))
    return Number(start, said, frozenset(worths), _counts(match))


def _is_exact(match: re.Match[str]) -> bool:
    return bool(match["digits"] or match["spelled"])


def _counts(match: re.Match[str]) -> bool:
    is_small = bool(match["spelled"]) and _unit(match) == 1 and _amount(match) <= 10
    return is_small and _MEASURES.match(match.string, match.end()) is None


def _also(number: Number, *worths: Fraction) -> Number:
    return replace(number, worths=number.worths.union(worths))


def _amount(match: re.Match[str]) -> Fraction:
    """What the digits or words of a number come to, without their scale."""
    return _worth(match["digits"] or match["spelled"])


def _worth(said: str) -> Fraction:
    if said[0].isdigit():
        return Fraction(re.sub(r"[, ]", "", said))
    total = 0
    for worth in (_WORDS[word] for word in re.split(r"[ -]", said.casefold())):
        total = total * worth if worth in {12, 100} and total else total + worth
    return Fraction(total)


def _unit(match: re.Match[str]) -> Fraction:
    """What a number is multiplied with by the words or signs after it."""
    scale = _SCALES.get((match["scale"] or "").casefold(), 1)
    scale *= _SIGNS.get((match["sign"] or match["letter"] or "").casefold(), 1)
    return Fraction(scale, 100 if match["share"] else 1)


def _year_after(year: Fraction, last: re.Match[str]) -> Iterator[Fraction]:
    """The year that ends a range such as "2005–13"."""
    if _is_year(year) and re.fullmatch(r"\d\d", last[0]):
        yield year - year % 100 + _amount(last)


def _is_year(worth: Fraction) -> bool:
    return worth.denominator == 1 and 1000 <= worth <= 2100
