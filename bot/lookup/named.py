"""Matches by name: as typed, inflected, joined or misspelt."""

from __future__ import annotations

from collections.abc import Sequence

from bot.library.model import Term
from bot.lookup.entries import Entry, Kind
from bot.lookup.explain import ByName
from bot.lookup.first_look import Allowed
from bot.lookup.index import Index
from bot.lookup.naming import Likeness, Naming, misspelt_features, named_exactly, named_with_misspellings
from bot.lookup.outcome import Match
from bot.lookup.rank import Weights, misspelt_chance

_CHANCE = {Likeness.SAME: 1.0, Likeness.INFLECTED: 0.95, Likeness.JOINED: 0.95}
"""How likely a name is meant that is typed so; one with misspellings is weighed by the ranker's weights."""


class Named:
    """The items of a library by their names."""

    def __init__(self, index: Index, entries: Sequence[Entry], weights: Weights) -> None:
        self._index = index
        self._entries = entries
        self._weights = weights

    def by_all_of(self, words: tuple[str, ...]) -> list[Match]:
        """The items that the words, all of them, are a name of."""
        names = self._index.by_words.find(" ".join(words)) if words else []
        return self.matches(Naming(tuple(names), Likeness.SAME, words, words)) if names else []

    def by_words(self, words: tuple[str, ...], allowed: Allowed = None) -> list[Match]:
        """The items that the words name, with the words around a topic beside it, or misspelt."""
        return self._matched(words, terms=False, allowed=allowed)

    def terms(self, words: tuple[str, ...]) -> list[Match]:
        """The glossary terms that the words are a name of, or one misspelt."""
        return self._matched(words, terms=True, allowed=None)

    def _matched(self, words: tuple[str, ...], terms: bool, allowed: Allowed) -> list[Match]:
        if not words:
            return []
        naming = named_exactly(self._index, words)
        matches = self.matches(naming, 0, terms, allowed) if naming else []
        if not matches and (naming := named_with_misspellings(self._index, words)):
            matches = self.matches(naming, len(words), terms, allowed)
        return matches

    def term(self, words: tuple[str, ...]) -> Term | None:
        """The glossary term that is called so."""
        if not self._index.name_words_known.issuperset(words[:1]):
            return None
        for number in self._index.by_words.find(" ".join(words)):
            item = self._entries[self._index.item_of_name.item(number)].item
            if isinstance(item, Term):
                return item
        return None

    def matches(
        self, naming: Naming, typed: int = 0, terms: bool = False, allowed: Allowed = None
    ) -> list[Match]:
        """A match for each item that has one of the names; terms only when they are asked for.

        `typed` is how many words were typed in all, which a misspelt name is judged by.
        """
        chance = self.chance(naming, typed)
        exact = naming.likeness is not Likeness.MISSPELT
        best: dict[int, Match] = {}
        for number in naming.names:
            place = self._index.item_of_name.item(number)
            entry = self._entries[place]
            if (entry.kind is Kind.TERM) is not terms or (allowed is not None and not allowed[place]):
                continue
            name = entry.names[number - self._index.first_name.item(place)]
            score = round(chance * name.trust, 4)
            if place not in best or best[place].score < score:
                best[place] = Match(entry.item, entry.kind, score, ByName(name, naming), exact)
        return sorted(best.values(), key=lambda match: -match.score) if len(best) > 1 else [*best.values()]

    def chance(self, naming: Naming, typed: int) -> float:
        """How likely the names are meant."""
        sure = _CHANCE.get(naming.likeness)
        if sure is not None:
            return sure
        return misspelt_chance(self._weights, misspelt_features(self._index, naming, typed))
