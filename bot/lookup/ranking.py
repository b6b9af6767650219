"""Items in the order of their chances, by all that the words of a query tell."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from copy import copy
from functools import partial

from bot.library.model import Section
from bot.library.snapshot import Library
from bot.lookup.asked import AskedWord
from bot.lookup.collecting import KINDS
from bot.lookup.entries import Entry, Kind
from bot.lookup.explain import ByWords, Later
from bot.lookup.features import AT, Candidates, candidates
from bot.lookup.first_look import Allowed
from bot.lookup.index import Index
from bot.lookup.outcome import Match
from bot.lookup.phrasings import phrasings_of
from bot.lookup.query import Query, Wanted
from bot.lookup.rank import Weights, ranked
from bot.lookup.recommended import recommendations_among

SECTION, RECOMMENDATION = map(KINDS.index, (Kind.SECTION, Kind.RECOMMENDATION))
"""The kinds of items, as an index has them."""


class Ranking:
    """Ranks the items of one library. `number` tells an item's place in the index by its id."""

    def __init__(self, library: Library, entries: Sequence[Entry], index: Index, weights: Weights) -> None:
        self._library = library
        self._entries = entries
        self._index = index
        self.weights = weights
        self._phrasings = phrasings_of(index)
        self.number = {entry.item.id: number for number, entry in enumerate(entries)}

    def without(self, features: Collection[str]) -> Ranking:
        """The same with some features left out, to see what they are good for."""
        other = copy(self)
        other.weights = self.weights.without(features)
        return other

    def matches(self, query: Query, asked: Sequence[AskedWord], limit: int, allowed: Allowed) -> list[Match]:
        """The likeliest items, each with its chance."""
        found, through = self.candidates(query, asked, allowed)
        order = ranked(self.weights, found, asked)
        matches: list[Match] = []
        for row, chance in zip(order.places[:limit], order.chances, strict=False):
            item = found.items.item(row)
            entry = self._entries[item]
            reason = Later(partial(self._reason, found, row, asked, through.get(item)))
            matches.append(Match(entry.item, entry.kind, round(chance, 4), reason))
        return matches

    def candidates(
        self, query: Query, asked: Sequence[AskedWord], allowed: Allowed
    ) -> tuple[Candidates, dict[int, int]]:
        """Candidates with all of their features, and the sections that recommendations were found through."""
        found = candidates(self._index, query.asked, asked, allowed)
        kinds = self._index.kinds[found.items]
        is_recommendation = kinds == RECOMMENDATION
        fits = {Wanted.RECOMMENDATIONS: 1.0, Wanted.ADVICE: 0.3}.get(query.wanted, 0.0)
        found.features[:, AT["wanted"]] = fits * is_recommendation
        if self._phrasings is not None:
            found.features[:, AT["phrasing"]] = self._phrasings.chances(query.asked)[found.items]
        found.features[:, AT["section"]] = (kinds == SECTION) & (query.wanted is Wanted.ANYTHING)
        if query.wanted is not Wanted.RECOMMENDATIONS:
            return found, {}
        return recommendations_among(found, is_recommendation.tolist(), self._recommended)

    def _recommended(self, item: int) -> list[int]:
        """The recommendations of a section, as items."""
        section = self._entries[item].item
        if not isinstance(section, Section):
            return []
        return [self.number[each.id] for each in self._library.recommendations_of(section)]

    def _reason(
        self, found: Candidates, row: int, asked: Sequence[AskedWord], section: int | None
    ) -> ByWords:
        item, number = found.items.item(row), found.nearest_name.item(row)
        near = None
        if number >= 0:
            name = self._entries[item].names[number - self._index.first_name.item(item)]
            near = (name, found.features.item(row, AT["name"]))
        items = (item,) if section is None else (item, section)
        through = None if section is None else self._entries[section].item.title
        return ByWords(self._index, items, asked, found.hits[row].tolist(), near, through)
