"""The figures in a sentence: amounts of money, shares, counts; with what they count, and when."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.ingest.figures_forms import COIN, CURRENCIES, FIGURE, SIGNS
from bot.ingest.periods import period_in

_COUNTED = re.compile(r"(?: of)? (?P<unit>[A-Z][a-z]+s\b|(?:[a-z][a-z’'-]+ ){0,2}[a-z][a-z’'-]*[a-z])")
_MEASURED = re.compile(r" (?P<unit>km|kg|ha|[kMGT]Wh?|mph)\b")
_WHOLE = re.compile(
    r" (?:of |(?=(?:the|its|their|all) ))"
    r"(?P<unit>(?:(?:the|its|their|all|[A-Z][\w-]*[’']s?) )?[^\W\d_][\w’'-]*)"
)
_POPULATION = re.compile(r"\bpopulation\b[^.,;:]{0,30}$", re.IGNORECASE)
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
_YEAR = re.compile(r"(?<![\w.,])(?:19|20)\d{2}\b(?![.,]\d)")
_UNIT_WORDS = re.compile(rf" ?(?:%|percentage points?|percent|per cent|{COIN})", re.IGNORECASE)
_BEGINS = re.compile(r"(?:[;—]|[:–](?=\s)|,\s(?:and|but|while|whereas)\b)\s*")
_ENDS = re.compile(r"\s*(?:[;—]|[:–](?=\s)|,\s(?:and|but|while|whereas|which|although|making|according)\b)")
"""Where a part of a sentence begins and ends; "which" goes with the words before it."""

_BEFORE, _AFTER = 20, 10
"""Words around a figure that say what it is of."""

_NEAR = 600
"""Letters on each side that are looked at: a table without full stops may be one sentence."""


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
    for match in FIGURE.finditer(sentence):
        since = max(0, match.start() - _NEAR)
        before, after = sentence[since : match.start()], sentence[match.end() : match.end() + _NEAR]
        unit, length = _unit(match, before, after)
        if unit:
            near = f"{before}{match[0]}{after}"
            what = _clause(near, len(before), len(before) + len(match[0]) + length)
            value = _UNIT_WORDS.sub("", match[0]) if match["share"] or match["coins"] else match[0]
            yield FoundFigure(value, unit, what, period_in(near, len(before), year))


def _unit(match: re.Match[str], before: str, after: str) -> tuple[str, int]:
    """What is counted, "" where a number is no figure; and how many letters after the number say so."""
    if match["money"]:
        return CURRENCIES[_sign(match["money"])], 0
    if match["coins"]:
        return match["coin"], 0
    if match["share"]:
        return ("percentage points" if "point" in match["share"].casefold() else "percent"), 0
    if match["part"]:
        whole = _WHOLE.match(after)
        return (f"share of {whole['unit']}", whole.end()) if whole else ("", 0)
    if match["count"] and (_YEAR.search(match["count"]) or _LABEL.search(before)):
        return "", 0
    if match["large"] and _POPULATION.search(before):
        return "people", 0
    return _counted(after)


def _sign(amount: str) -> str:
    """The sign that stands first in an amount of money."""
    amount = amount.casefold().removeprefix("between ")
    return next(sign for sign in SIGNS if amount.startswith(sign.casefold()))


def _counted(after: str) -> tuple[str, int]:
    if measured := _MEASURED.match(after):
        return measured["unit"], measured.end()
    found = _COUNTED.match(after)
    if found is None:
        return "", 0
    words = _ENDS_UNIT.sub("", f" {found['unit']}").split()
    while words and not words[-1].casefold().endswith(_PLURALS):
        words.pop()
    if not words or words[0].casefold() in _TIMES:
        return "", 0
    return " ".join(words), found.end()


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
