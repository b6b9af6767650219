"""What people asked for and the library did not have, grouped by likeness, for the editors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from rapidfuzz import fuzz

from bot.desk.records import Miss
from bot.library.model import Item, Section
from bot.lookup.engine import Lookup
from bot.lookup.query import parse

_ALIKE = 82.0
"""From this likeness on (0 to 100, word order and repeats aside) two questions are one gap."""

_ALIAS_WORDS = 4
"""An alias longer than this is a sentence: nobody will type it again."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Questions that mean the same and had no answer.

    `wordings` are the ways it was asked, the most frequent first; `for_editors` counts how often somebody
    asked the editors; `nearest` is the section that came nearest, and `alias` what it could be called to be
    found next time, "" when the question is too long for a name.
    """

    wordings: tuple[str, ...]
    count: int
    people: int
    for_editors: int
    last: datetime
    nearest: Section | None
    alias: str


@dataclass(frozen=True, slots=True)
class Closing:
    """What could close a gap: the section that came nearest, and what it could be called besides.

    `alias` is "" when the question is too long for a name.
    """

    nearest: Section | None
    alias: str


def closing(query: str, lookup: Lookup) -> Closing:
    """What could close the gap that a question shows."""
    topic = _topic(query)
    return Closing(_nearest(topic, lookup), topic if len(topic.split()) <= _ALIAS_WORDS else "")


def gaps_in(misses: Iterable[Miss], lookup: Lookup) -> tuple[Gap, ...]:
    """All gaps, the most frequent first; what the library answers by now is no gap any more."""
    groups: list[tuple[str, list[Miss]]] = []
    for miss in misses:
        topic = _topic(miss.query)
        group = next((members for name, members in groups if _alike(name, topic)), None)
        if group is None:
            groups.append((topic, [miss]))
        else:
            group.append(miss)
    gaps = [_gap(topic, members, lookup) for topic, members in groups if not _is_closed(members, lookup)]
    return tuple(sorted(gaps, key=lambda gap: (-gap.count, -gap.people, gap.wordings)))


def _topic(query: str) -> str:
    """What a question is about: without "what is the …", in lower case."""
    return " ".join(parse(query).topic) or " ".join(query.casefold().split())


def _alike(one: str, other: str) -> bool:
    return one == other or fuzz.token_sort_ratio(one, other) >= _ALIKE


def _is_closed(members: Sequence[Miss], lookup: Lookup) -> bool:
    """Whether the library has grown since, so that even the latest wording is answered."""
    return lookup.find(members[-1].query).best is not None


def _gap(topic: str, members: Sequence[Miss], lookup: Lookup) -> Gap:
    wordings = Counter(" ".join(miss.query.split()) for miss in members)
    could_be = closing(topic, lookup)
    return Gap(
        wordings=tuple(text for text, _ in wordings.most_common()),
        count=len(members),
        people=len({miss.user for miss in members}),
        for_editors=sum(miss.for_editors for miss in members),
        last=max(miss.at for miss in members),
        nearest=could_be.nearest,
        alias=could_be.alias,
    )


def _nearest(topic: str, lookup: Lookup) -> Section | None:
    """The section that lookup came nearest to; a recommendation counts for its first section."""
    for match in lookup.find(topic).nearest:
        section = _section_of(match.item, lookup)
        if section is not None:
            return section
    return None


def _section_of(item: Item, lookup: Lookup) -> Section | None:
    areas = getattr(item, "areas", ()) or getattr(item, "see", ())
    candidates = (item, *map(lookup.library.get, areas))
    return next((each for each in candidates if isinstance(each, Section)), None)
