"""What of each item can be found: its names, its headline and its sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from bot.library.model import Item, Recommendation, RecommendationList, Report, Section, Term
from bot.library.snapshot import Library


class Kind(StrEnum):
    """What sort of item was found."""

    SECTION = "section"
    RECOMMENDATION = "recommendation"
    REPORT = "report"
    TERM = "term"


@dataclass(frozen=True, slots=True)
class Name:
    """A way to call an item. `trust` is below 1 for a name that another item has more claim to."""

    text: str
    sort: str  # "title", "alias", "term", "instrument": the word an explanation uses
    trust: float = 1.0


@dataclass(frozen=True, slots=True)
class Entry:
    """One item as lookup sees it."""

    item: Item
    kind: Kind
    names: tuple[Name, ...]
    headline: str
    sentences: tuple[str, ...]


Added = Mapping[str, tuple[str, ...]]
"""Names beyond those of the library's files, by the id of the item that they lead to."""


def entries_of(library: Library, added: Added = MappingProxyType({})) -> list[Entry]:
    """An entry for everything that a query may mean, in reading order."""
    return [entry for report in library.reports for entry in entries_of_report(report, added)]


def entries_of_report(report: Report, added: Added = MappingProxyType({})) -> tuple[Entry, ...]:
    """The entries of one report; they depend on no other."""
    borrowed = _names_by_term(report)
    return tuple(
        _with_names(entry, *borrowed.get(item.id, ()), *_added(entry, added.get(item.id, ())))
        for item in report.items()
        if item.title  # a report that only holds a collection together has none, and is no topic
        or not isinstance(item, Report)
        for entry in [_entry_of(item)]
    )


def kind_of(item: Item) -> Kind:
    """An item's kind; the list of recommendations counts as a section."""
    match item:
        case Section() | RecommendationList():
            return Kind.SECTION
        case Recommendation():
            return Kind.RECOMMENDATION
        case Term():
            return Kind.TERM
        case Report():
            return Kind.REPORT


def _entry_of(item: Item) -> Entry:
    match item:
        case Section():
            figures = tuple(map(str, item.figures))
            names = _names(item.title, item.aliases, item.source.heading)
            return Entry(item, Kind.SECTION, names, item.title, (item.summary, *item.points, *figures))
        case RecommendationList():
            names = _names(item.title, item.aliases, item.source.heading)
            return Entry(item, Kind.SECTION, names, item.title, (item.summary,))
        case Recommendation():
            names = tuple(Name(alias, "alias") for alias in item.aliases)
            tools = tuple(Name(tool, "instrument") for tool in item.instruments)
            who = ", ".join(item.actors)
            return Entry(item, Kind.RECOMMENDATION, names + tools, item.action, (item.detail, who))
        case Term():
            return Entry(item, Kind.TERM, _term_names(item), item.title, ())
        case Report():
            names = _names(item.title, (item.short_title, *item.aliases), item.id)
            return Entry(item, Kind.REPORT, names, item.title, ())


def _names(title: str, aliases: tuple[str, ...], heading: str) -> tuple[Name, ...]:
    """An item's names, each once: where the heading is the title, it is no further name."""
    names = (Name(title, "title"), Name(heading, "title"), *(Name(alias, "alias") for alias in aliases))
    return tuple(dict.fromkeys(names))


def _term_names(term: Term) -> tuple[Name, ...]:
    texts = (term.term, *([term.name] if term.name else []), *term.aliases)
    return tuple(Name(text, "term") for text in texts)


def _added(entry: Entry, texts: tuple[str, ...]) -> Iterator[Name]:
    """Names that the item has not got by itself."""
    own = {name.text for name in entry.names}
    return (Name(text, "alias") for text in texts if text not in own)


def _names_by_term(report: Report) -> dict[str, tuple[Name, ...]]:
    """A term leads to the items it names under `see`; the first has the most claim to it."""
    names: dict[str, tuple[Name, ...]] = {}
    for term in report.terms:
        for place, item_id in enumerate(term.see):
            trust = 1.0 if place == 0 else 0.9 / place**0.25
            lent = tuple(Name(name.text, "term", trust) for name in _term_names(term))
            names[item_id] = names.get(item_id, ()) + lent
    return names


def _with_names(entry: Entry, *more: Name) -> Entry:
    return Entry(entry.item, entry.kind, (*entry.names, *more), entry.headline, entry.sentences)
