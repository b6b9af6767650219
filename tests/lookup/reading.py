"""What an item says and what it is called, read off the item itself: the tests' own view of it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from bot.library.model import Item, Recommendation, Report, Term
from bot.library.snapshot import Library
from bot.lookup.words import words_of


def names_of(item: Item) -> list[tuple[str, str]]:
    """An item's names, each with what sort of name an explanation calls it."""
    match item:
        case Report():
            titles = [item.title, item.id]
            aliases = [item.short_title, *item.aliases]
            return [*(("title", text) for text in titles), *(("alias", text) for text in aliases)]
        case Recommendation():
            tools = [("instrument", text) for text in item.instruments]
            return [*(("alias", text) for text in item.aliases), *tools]
        case Term():
            return [("term", text) for text in (item.term, item.name, *item.aliases) if text]
        case _:
            titles = [item.title, item.source.heading]
            return [*(("title", text) for text in titles), *(("alias", text) for text in item.aliases)]


def lent_names(library: Library, item: Item) -> list[tuple[str, str]]:
    """The names of the terms that lead to an item."""
    terms = [term for term in library.items() if isinstance(term, Term) and item.id in term.see]
    return [name for term in terms for name in names_of(term)]


@cache
def words_in(item: Item) -> frozenset[str]:
    """Every word that stands anywhere in an item."""
    return frozenset(word for text in _texts(item.model_dump()) for word in words_of(text))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, (list, tuple)):
        for each in value:
            yield from _texts(each)
