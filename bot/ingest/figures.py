"""The figures in a sentence: amounts of money, shares, counts; with what they count, and when."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.ingest.periods import period_in

_HEDGE = (
    r"(?:(?:well )?(?:more|less|fewer) than|(?:just |well )?over|under|nearly|almost|about|around"
    r"|approximately|roughly|some|up to|at least|only|just|an estimated|as (?:many|much) as)"
)
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
_LARGE = r"(?:thousand|million|billion|trillion)"
_CURRENCIES = {
    "$": "US dollars", "US$": "US dollars", "A$": "Australian dollars", "C$": "Canadian dollars",
    "€": "euros", "£": "pounds", "¥": "yen", "₹": "rupees", "Rs": "rupees", "Rs.": "rupees",
    "USD": "US dollars", "EUR": "euros", "GBP": "pounds", "PKR": "Pakistani rupees",
    "INR": "Indian rupees", "JPY": "yen", "CHF": "Swiss francs",
}  # fmt: skip
_LONGEST_FIRST = sorted(_CURRENCIES, key=len, reverse=True)
_SIGN = "(?:" + "|".join(map(re.escape, _LONGEST_FIRST)) + ")"
_COIN = (
    r"(?:(?:US|Swiss|Canadian|Australian) )?(?:dollars|euros|pounds|yen|rupees|crowns|francs|kron[oe]r|yuan)"
)
_RATE = r"(?: (?:a|per|each) (?:year|month|day|week|person|head|capita)| (?:annually|yearly|monthly))?"
_PART = r"(?:half|halves|thirds?|quarters?|fifths?|sixths?|eighths?|tenths?)"
_COUNT = r"(?:one|two|three|four|five|six|seven|eight|nine|a)"
_ALONE = r"(?<![\w.,$€£/-])"
_FORMS = {
    "money": rf"{_SIGN} ?{_NUMBER}(?:[ -]{_LARGE}| ?(?:bn|mn|m|k))?\b{_RATE}",
    "coins": rf"{_ALONE}{_NUMBER}(?: {_LARGE})? (?P<coin>{_COIN})\b{_RATE}",
    "share": rf"{_ALONE}{_NUMBER} ?(?:%|percent\b|per cent\b|percentage points\b)",
    "part": rf"\b(?:{_COUNT}[- ]{_PART}|half)\b",
    "many": r"\b(?:tens|hundreds|thousands|millions|billions)(?: of (?:thousands|millions|billions))?\b",
    "count": rf"{_ALONE}{_NUMBER}(?: {_LARGE})?(?![\w%/-]|[.,]\d)",
}
"""How figures are written, by their kind; what more than one fits is of the first."""
_FIGURE = re.compile(
    rf"(?:\b{_HEDGE} )?(?:{'|'.join(f'(?P<{kind}>{form})' for kind, form in _FORMS.items())})", re.IGNORECASE
)
_COUNTED = re.compile(r"(?: of)? (?P<unit>[A-Z][a-z]+s\b|(?:[a-z][a-z’'-]+ ){0,2}[a-z][a-z’'-]*[a-z])")
_WHOLE = re.compile(r" of (?P<unit>(?:(?:the|its|their|all|[A-Z][\w-]*[’']s?) )?[^\W\d_][\w’'-]*)")
_ENDS_UNIT = re.compile(
    r" (?:that|which|who|from|in|on|at|to|for|with|by|between|and|or|but|than|as|of|over|under|during|since"
    r"|were|was|are|is|had|have|has|did|do|would|could|will|can|ago|later|before|after|until|per|a|the|away|more|less"
    r")\b.*"
)
_PLURALS = ("s", "people", "men", "women", "children", "fish", "sheep")
_TIMES = frozenset(
    "years year decades decade months month weeks week days day hours minutes century centuries pm am"
    " january february march april may june july august september october november december".split()
)
_LABEL = re.compile(
    r"\b(?:section|chapter|figure|table|pages?|part|article|no\.|number|note|step|option|box|annex) $",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d{2}")
_UNIT_WORDS = re.compile(rf" ?(?:%|percent|per cent|percentage points|{_COIN})", re.IGNORECASE)
_BEGINS = re.compile(r"(?:[;—]|[:–](?=\s)|,\s(?:and|but|while|whereas)\b)\s*")
_ENDS = re.compile(r"\s*(?:[;—]|[:–](?=\s)|,\s(?:and|but|while|whereas|which|although|making|according)\b)")
"""Where a part of a sentence begins and ends; "which" goes with the words before it."""

_BEFORE, _AFTER = 20, 10
"""Words around a figure that say what it is of."""


@dataclass(frozen=True, slots=True)
class FoundFigure:
    """A figure as a report keeps it: `value` with its hedge, `as_of` with a year."""

    value: str
    unit: str
    what: str
    as_of: str


def figures_in(sentence: str, year: str) -> Iterator[FoundFigure]:
    """The figures of a sentence; `year` is the document's, for those whose sentence names no time."""
    sentence = " ".join(sentence.split())
    for match in _FIGURE.finditer(sentence):
        unit, end = _unit(match, sentence)
        if unit:
            what = _clause(sentence, match.start(), end)
            value = _UNIT_WORDS.sub("", match[0]) if match["share"] or match["coins"] else match[0]
            yield FoundFigure(value, unit, what, period_in(sentence, match.start(), year))


def _unit(match: re.Match[str], sentence: str) -> tuple[str, int]:
    """What is counted, "" where a number is no figure; and where that ends."""
    after = sentence[match.end() :]
    if match["money"]:
        sign = next(sign for sign in _LONGEST_FIRST if match["money"].casefold().startswith(sign.casefold()))
        return _CURRENCIES[sign], match.end()
    if match["coins"]:
        return match["coin"], match.end()
    if match["share"]:
        return "percent", match.end()
    if match["part"]:
        whole = _WHOLE.match(after)
        return (f"share of {whole['unit']}", match.end() + whole.end()) if whole else ("", 0)
    if match["count"] and _is_no_count(match, sentence):
        return "", 0
    return _counted(match.end(), after)


def _is_no_count(match: re.Match[str], sentence: str) -> bool:
    """Whether a number is a year, or that of a section or a page."""
    before = sentence[: match.start("count")]
    return _YEAR.fullmatch(match["count"]) is not None or _LABEL.search(before) is not None


def _counted(end: int, after: str) -> tuple[str, int]:
    found = _COUNTED.match(after)
    if found is None:
        return "", 0
    words = _ENDS_UNIT.sub("", f" {found['unit']}").split()
    while words and not words[-1].casefold().endswith(_PLURALS):
        words.pop()
    if not words or words[0].casefold() in _TIMES:
        return "", 0
    return " ".join(words), end + found.end()


def _clause(sentence: str, start: int, end: int) -> str:
    """What stands around a figure in its part of a sentence, as its first proposed description."""
    begin = max((mark.end() for mark in _BEGINS.finditer(sentence, 0, start)), default=0)
    close = next((mark.start() for mark in _ENDS.finditer(sentence, end)), len(sentence))
    before, after = sentence[begin:start].split(" "), sentence[end:close].split(" ")
    said = " ".join(before[-_BEFORE:]) + sentence[start:end] + " ".join(after[:_AFTER])
    if len(after) > _AFTER:
        return f"{_opened(said, before)}…"
    return _opened(said.rstrip(" .,;:"), before)


def _opened(said: str, before: Sequence[str]) -> str:
    """A description with its first letter raised, or with a mark that words before it are left out."""
    return f"…{said}" if len(before) > _BEFORE else said[:1].upper() + said[1:]
