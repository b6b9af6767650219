"""What changed between two states of a library: new reports and sections, new words, new figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from hashlib import blake2s

from bot.library.model import Item, Recommendation, Report, Section
from bot.library.snapshot import Library

Marks = Mapping[str, str]
"""A library's state in brief: the id of each report, section and recommendation, and of each figure as
`<section id>#<what it is of>`, with a mark that changes with its words."""


class Kind(StrEnum):
    """What happened to an item."""

    NEW_REPORT = "new report"
    NEW_SECTION = "new section"
    REWORDED = "reworded section"
    NEW_FIGURE = "new figure"
    NEW_RECOMMENDATION = "new recommendation"
    REWORDED_RECOMMENDATION = "reworded recommendation"


@dataclass(frozen=True, slots=True)
class Change:
    """Something that changed; `item` is the id of what to open, `detail` a figure in words, or ""."""

    kind: Kind
    item: str
    detail: str = ""


def marks_of(library: Library) -> dict[str, str]:
    """The library's state in brief."""
    marks: dict[str, str] = {}
    for item in library.items():
        if isinstance(item, Report):
            marks[item.id] = "report"
        elif isinstance(item, Section):
            marks[item.id] = _mark(item.title, item.summary, *item.points)
            marks |= {_figure_key(item, number): _mark(said) for number, said in _figures(item)}
        elif isinstance(item, Recommendation):
            marks[item.id] = _mark(item.action, item.detail)
    return marks


def changes(before: Marks, library: Library) -> tuple[Change, ...]:
    """What a library has that an earlier state had not, in reading order; what was removed is no news."""
    after = marks_of(library)
    known_reports = {key for key, mark in before.items() if mark == "report"}
    found: list[Change] = []
    for item in library.items():
        if isinstance(item, Report):
            found += [] if item.id in before else [Change(Kind.NEW_REPORT, item.id)]
        elif library.report_of(item).id in known_reports:
            found += _of_item(item, before, after)
    return tuple(found)


def _of_item(item: Item, before: Marks, after: Marks) -> Iterator[Change]:
    if not isinstance(item, Section | Recommendation):
        return
    is_section = isinstance(item, Section)
    if item.id not in before:
        yield Change(Kind.NEW_SECTION if is_section else Kind.NEW_RECOMMENDATION, item.id)
        return
    if before[item.id] != after[item.id]:
        yield Change(Kind.REWORDED if is_section else Kind.REWORDED_RECOMMENDATION, item.id)
    if isinstance(item, Section):
        for number, said in _figures(item):
            if before.get(_figure_key(item, number)) != _mark(said):
                yield Change(Kind.NEW_FIGURE, item.id, said)


def _figures(section: Section) -> Iterator[tuple[str, str]]:
    return ((f"{figure.what} ({figure.as_of})", str(figure)) for figure in section.figures)


def _figure_key(section: Section, which: str) -> str:
    return f"{section.id}#{_mark(which)}"


def _mark(*texts: str) -> str:
    return blake2s("\n".join(texts).encode(), digest_size=8).hexdigest()
