"""What changed between two states of a library, in words: for `brief diff`, and as news for digests."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from hashlib import blake2s

from bot.library.model import Figure, Item, Recommendation, RecommendationList, Report, Section, Term
from bot.library.snapshot import Library

Marks = Mapping[str, str]
"""A library's state in brief. `<id>` has a mark that changes with what the item says; `<id>#<part>` is a part
of it: short ones in their own words, long ones as a hash. Figures go by a hash of what they are of."""


class Kind(StrEnum):
    """What happened to an item."""

    NEW_REPORT = "new report"
    NEW_SECTION = "new section"
    REWORDED = "reworded section"
    NEW_FIGURE = "new figure"
    CHANGED_FIGURE = "changed figure"
    NEW_RECOMMENDATION = "new recommendation"
    REWORDED_RECOMMENDATION = "reworded recommendation"
    NEW_TERM = "new term"
    REWORDED_TERM = "reworded term"
    RETITLED = "new title"
    REDATED = "new dates"
    RENAMED = "other names"
    REMOVED = "removed"
    REMOVED_FIGURE = "removed figure"


NEWS = frozenset(
    {
        Kind.NEW_REPORT,
        Kind.NEW_SECTION,
        Kind.REWORDED,
        Kind.NEW_FIGURE,
        Kind.CHANGED_FIGURE,
        Kind.NEW_RECOMMENDATION,
        Kind.REWORDED_RECOMMENDATION,
    }
)
"""What a digest tells its readers; the rest is for editors."""

_TITLE, _DATES, _NAMES, _SUMMARY, _POINTS, _ACTION, _DETAIL = (
    "title", "dates", "names", "summary", "points", "action", "detail",
)  # fmt: skip
_WORDING = (_SUMMARY, _POINTS, _ACTION, _DETAIL)
_PARTS = frozenset({_TITLE, _DATES, _NAMES, *_WORDING})

_NEW: dict[type[Item], Kind] = {
    Section: Kind.NEW_SECTION,
    Recommendation: Kind.NEW_RECOMMENDATION,
    Term: Kind.NEW_TERM,
}
_REWORDED: dict[type[Item], Kind] = {
    Section: Kind.REWORDED,
    RecommendationList: Kind.REWORDED,
    Recommendation: Kind.REWORDED_RECOMMENDATION,
    Term: Kind.REWORDED_TERM,
}


@dataclass(frozen=True, slots=True)
class Change:
    """Something that changed. `item` is the id of what to open, `detail` says more in words, or is ""."""

    kind: Kind
    item: str
    detail: str = ""

    def said_of(self, title: str) -> str:
        """The change in a line, of an item with this title."""
        return f"{self.kind.capitalize()}: {title}{f': {self.detail}' if self.detail else ''}"


def marks_of(library: Library) -> dict[str, str]:
    """The library's state in brief."""
    marks: dict[str, str] = {}
    for item in library.items():
        marks[item.id] = _mark_of(item)
        marks |= {f"{item.id}#{part}": mark for part, mark in _parts(item)}
        if isinstance(item, Section):
            marks |= {_figure_key(item, figure): str(figure) for figure in item.figures}
    return marks


def changes(before: Marks, library: Library) -> tuple[Change, ...]:
    """Everything that is not as it was, in reading order; items that were removed come last.

    What is in a new report, or was in one that is gone, is not told by itself.
    """
    return tuple(_Comparison(before, library).changes())


class _Comparison:
    def __init__(self, before: Marks, library: Library) -> None:
        self._before = before
        self._after = marks_of(library)
        self._library = library
        self._figures_gone: dict[str, list[str]] = {}
        for key in before.keys() - self._after.keys():
            item, mark, part = key.partition("#")
            if mark and part not in _PARTS and item in self._after:
                self._figures_gone.setdefault(item, []).append(before[key])

    def changes(self) -> Iterator[Change]:
        for item in self._library.items():
            if self._library.report_of(item).id in self._before:
                yield from self._of_item(item)
            elif isinstance(item, Report):
                yield Change(Kind.NEW_REPORT, item.id)
        yield from self._removed()

    def _of_item(self, item: Item) -> Iterator[Change]:
        if item.id not in self._before:
            if (kind := _NEW.get(type(item))) is not None:
                yield Change(kind, item.id)
            return
        changed = [part for part, _ in _parts(item) if self._differs(f"{item.id}#{part}")]
        kind = _REWORDED.get(type(item))
        if kind is not None and self._before[item.id] != self._after[item.id]:
            yield Change(kind, item.id, " and ".join(part for part in changed if part in _WORDING))
        for part, renewed in ((_TITLE, Kind.RETITLED), (_DATES, Kind.REDATED)):
            if part in changed:
                yield Change(renewed, item.id, "from {} to {}".format(*self._both(item, part)))
        if _NAMES in changed:
            yield Change(Kind.RENAMED, item.id, _names_changed(*self._both(item, _NAMES)))
        if isinstance(item, Section):
            yield from self._of_figures(item)

    def _of_figures(self, section: Section) -> Iterator[Change]:
        """Figures that are new, that are another, for the same time or a later one, and that are gone."""
        gone = sorted(self._figures_gone.get(section.id, ()))
        for figure in section.figures:
            said, before = str(figure), self._before.get(_figure_key(section, figure))
            if before in (said, _mark(said)):
                continue
            earlier = next((words for words in gone if words.startswith(f"{figure.what}: ")), None)
            if before is None and earlier is not None:
                gone.remove(earlier)
                before = earlier
            if before is None or _is_hash(before):
                yield Change(Kind.NEW_FIGURE, section.id, said)
            else:
                was = before.removeprefix(f"{figure.what}: ")
                now = said.removeprefix(f"{figure.what}: ")
                yield Change(Kind.CHANGED_FIGURE, section.id, f"{figure.what}: from {was} to {now}")
        for words in gone:
            yield Change(Kind.REMOVED_FIGURE, section.id, "" if _is_hash(words) else words)

    def _removed(self) -> Iterator[Change]:
        for key in sorted(self._before.keys() - self._after.keys()):
            report = key.partition("/")[0]
            if "#" not in key and (key == report or report in self._after):
                yield Change(Kind.REMOVED, key, self._before.get(f"{key}#{_TITLE}", ""))

    def _differs(self, key: str) -> bool:
        """Whether a part is another; one that an earlier Briefbot did not note is taken to be the same."""
        return self._before.get(key, self._after[key]) != self._after[key]

    def _both(self, item: Item, part: str) -> tuple[str, str]:
        key = f"{item.id}#{part}"
        return self._before[key], self._after[key]


def _names_changed(before: str, after: str) -> str:
    old, new = before.split("\n"), after.split("\n")
    added = [f"+ {name}" for name in new if name and name not in old]
    gone = [f"- {name}" for name in old if name and name not in new]
    return ", ".join([*added, *gone]) or "in another order"


def _mark_of(item: Item) -> str:
    match item:
        case Section():
            return _mark(item.title, item.summary, *item.points)
        case Recommendation():
            return _mark(item.action, item.detail)
        case Term():
            return _mark(item.title, item.definition)
        case RecommendationList():
            return _mark(item.title, item.summary)
        case Report():
            return "report"


def _parts(item: Item) -> Iterator[tuple[str, str]]:
    """The parts of an item that are compared one by one, each with its mark."""
    match item:
        case Report():
            yield _TITLE, item.title
            yield _DATES, f"{item.published}, to be reviewed by {item.review_by}"
            yield _NAMES, "\n".join(item.aliases)
        case Section():
            yield _TITLE, item.title
            yield _SUMMARY, _mark(item.summary)
            yield _POINTS, _mark(*item.points)
            yield _NAMES, "\n".join(item.aliases)
        case Recommendation():
            yield _ACTION, _mark(item.action)
            yield _DETAIL, _mark(item.detail)
            yield _NAMES, "\n".join(item.aliases)
        case Term():
            yield _NAMES, "\n".join(item.aliases)
        case RecommendationList():
            yield _SUMMARY, _mark(item.summary)
            yield _NAMES, "\n".join(item.aliases)


def _figure_key(section: Section, figure: Figure) -> str:
    return f"{section.id}#{_mark(f'{figure.what} ({figure.as_of})')}"


def _mark(*texts: str) -> str:
    return blake2s("\n".join(texts).encode(), digest_size=8).hexdigest()


def _is_hash(mark: str) -> bool:
    """Whether a figure was noted by an earlier Briefbot, which kept no words."""
    return re.fullmatch(r"[0-9a-f]{16}", mark) is not None
