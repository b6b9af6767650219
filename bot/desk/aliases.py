"""Names that editors add beside the library's files: what one may be, and which of them the files lack."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from bot.desk.records import AddedAlias
from bot.library.model import Item, Report, Term
from bot.library.slug import slug_of
from bot.library.snapshot import Library
from bot.lookup.entries import Added

MAX_ALIAS = 80
"""Characters of an alias: more than that is a sentence."""


def named(item: Item) -> str:
    """An item as people call it: a report by its short title."""
    return item.short_title if isinstance(item, Report) else item.title


def fault_of(text: str) -> str:
    """What keeps a text from being a name, in plain words; "" when nothing does."""
    if not text:
        return "Type a name of at least one letter or digit."
    if len(text.splitlines()) > 1:
        return "A name is one line."
    if len(text) > MAX_ALIAS:
        return f"A name has at most {MAX_ALIAS} characters; this one has {len(text)}."
    if not slug_of(text) or not text.isprintable():
        return "A name has a letter or a digit, and nothing that cannot be printed."
    return ""


def everywhere(names: Mapping[str, Added]) -> Added:
    """The names of all workspaces together, for who runs the bot."""
    found: dict[str, tuple[str, ...]] = {}
    for own in names.values():
        for item, texts in own.items():
            found[item] = tuple(dict.fromkeys((*found.get(item, ()), *texts)))
    return found


def owner_of(text: str, report: Report, added: Mapping[str, tuple[str, ...]]) -> Item | None:
    """The item of a report that a name leads to; case, accents and punctuation do not matter."""
    wanted = slug_of(text)
    for item in report.items():
        names = (*_own_names(item), *added.get(item.id, ()))
        if any(slug_of(name) == wanted for name in names):
            return item
    return None


@dataclass(frozen=True, slots=True)
class Unwritten:
    """An added name that the files lack; `why_not` says why it cannot go into them, "" when it can."""

    alias: AddedAlias
    why_not: str = ""


def unwritten(library: Library, aliases: Iterable[AddedAlias]) -> Iterator[Unwritten]:
    """The added names that the files lack, in order."""
    for alias in aliases:
        item = library.get(alias.item)
        if item is None:
            yield Unwritten(alias, f"there is no {alias.item} any more")
            continue
        owner = owner_of(alias.text, library.report_of(item), {})
        if owner is None:
            yield Unwritten(alias)
        elif owner.id != item.id:
            yield Unwritten(alias, f"in the files it leads to {owner.id} by now")


def _own_names(item: Item) -> Iterator[str]:
    yield item.title
    yield from item.aliases
    if isinstance(item, Report):
        yield item.short_title
    if isinstance(item, Term):
        yield from (item.term, item.name or item.term)
