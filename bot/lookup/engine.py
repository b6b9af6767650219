"""`Lookup`: a query in, an `Outcome` out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from copy import copy
from dataclasses import replace

import numpy as np

from bot.library.model import Term
from bot.library.snapshot import Library
from bot.lookup import explain
from bot.lookup.asked import AROUND, AskedWord, asked_words
from bot.lookup.building import build
from bot.lookup.entries import Entry, Kind, entries_of
from bot.lookup.explain import Later, Plainly
from bot.lookup.first_look import Allowed
from bot.lookup.index import Index
from bot.lookup.named import Named
from bot.lookup.narrowing import Place, Places
from bot.lookup.outcome import Match, Outcome, Verdict
from bot.lookup.query import LAST, MAX_CHARACTERS, MAX_WORDS, Query, Wanted, parse, parse_words
from bot.lookup.rank import Weights, shipped_weights
from bot.lookup.ranking import RECOMMENDATION, SECTION, Ranking
from bot.lookup.verdict import Thresholds, verdict_on
from bot.lookup.vocabulary import GENERIC_WORDS
from bot.lookup.words import words_of


class Lookup:
    """Finds what a query means in one library. Immutable once built; threads may share it.

    `indexed` makes the index of its entries, or knows one that was made before. `entries` are the library's,
    where they have names beyond those in it.
    """

    def __init__(
        self,
        library: Library,
        thresholds: Thresholds | None = None,
        weights: Weights | None = None,
        indexed: Callable[[Sequence[Entry]], Index] = build,
        entries: Sequence[Entry] | None = None,
    ) -> None:
        self.library = library
        self._entries = entries_of(library) if entries is None else entries
        self._index = indexed(self._entries)
        self.thresholds = thresholds or Thresholds()
        weights = weights or shipped_weights()
        self.ranking = Ranking(library, self._entries, self._index, weights)
        self._named = Named(self._index, self._entries, weights)
        self._places = Places(library.reports)
        self._report_number = {report.id: number for number, report in enumerate(library.reports)}
        ids = (getattr(entry.item, "report_id", entry.item.id) for entry in self._entries)
        self._reports = np.fromiter(map(self._report_number.__getitem__, ids), np.int32, len(self._entries))
        """For each item, the number of its report."""
        self._has_recommendations = RECOMMENDATION in self._index.kinds
        self._has_terms = any(entry.kind is Kind.TERM for entry in self._entries)
        self._has_figures = any(section.figures for section in library.sections())

    def find(
        self, text: str, limit: int = 5, history: Sequence[str] = (), scope: str | None = None
    ) -> Outcome:
        """What a query means; at most `limit` matches, best first.

        `history` holds the earlier texts of the same thread, oldest first; `scope` is the id of the
        report that the query is about, where that is known.
        """
        words = words_of(text[:MAX_CHARACTERS])[:MAX_WORDS]
        if scope is None and (matches := self._named.by_all_of(words)):
            return verdict_on(matches[:limit], self.thresholds, "")
        place = self._places.place_in(words) if scope is None else Place(words, frozenset({scope}))
        query = self._read(place.words)
        if place.reports is not None and not place.reports:
            return self._no_such_report(query, place, limit)
        outcome = self._answered(query, limit, history, self._allowed(place, query))
        if place.said and outcome.verdict is Verdict.NOTHING:
            return replace(outcome, why=place.why_nothing)
        return outcome

    def at(self, thresholds: Thresholds) -> Lookup:
        """The same lookup with other thresholds."""
        other = copy(self)
        other.thresholds = thresholds
        return other

    def without(self, features: Collection[str]) -> Lookup:
        """The same lookup with some features of the ranking left out, to see what they are good for."""
        other = copy(self)
        other.ranking = self.ranking.without(features)
        return other

    def term_in(self, text: str) -> Term | None:
        """The glossary term that a text names; the longest name when it names several."""
        words = parse(text).words
        for length in range(len(words), 0, -1):
            for start in range(len(words) - length + 1):
                term = self._named.term(words[start : start + length])
                if term is not None:
                    return term
        return None

    def weights(self, text: str) -> dict[str, float]:
        """What each telling word of a text, by its stem, says here; misspelt ones as they are read."""
        weights: dict[str, float] = {}
        for word in asked_words(self._index, parse(text).topic):
            said = self._index.stems[word.meant[0].stem] if word.meant else word.typed
            weights[said] = word.meant[0].weight if word.meant else word.weight
        return weights

    def _read(self, words: tuple[str, ...]) -> Query:
        """The query that words are; what the library has none of, the words do not ask for."""
        query = parse_words(words)
        if query.wanted is Wanted.RECOMMENDATIONS and query.topic and not self._has_recommendations:
            return replace(query, wanted=Wanted.ANYTHING)
        lacks_terms = query.wanted is Wanted.DEFINITION and not self._has_terms
        if lacks_terms or (query.wanted is Wanted.FIGURES and not self._has_figures):
            return replace(query, words=words, wanted=Wanted.ANYTHING)
        return query

    def _allowed(self, place: Place, query: Query) -> Allowed:
        """The items that are where the query says to look; None for all."""
        allowed: Allowed = None
        if place.reports is not None:
            allowed = np.isin(self._reports, [self._report_number.get(each, -1) for each in place.reports])
        if place.kind is Kind.SECTION or query.wanted is Wanted.FIGURES:
            sections = self._index.kinds == SECTION
            allowed = sections if allowed is None else allowed & sections
        return allowed

    def _no_such_report(self, query: Query, place: Place, limit: int) -> Outcome:
        """There is no report of the year asked for: that is said, with what other reports have."""
        elsewhere = self._answered(query, limit, (), None)
        return Outcome(Verdict.NOTHING, nearest=elsewhere.ranked, why=place.why_nothing)

    def _answered(self, query: Query, limit: int, history: Sequence[str], allowed: Allowed) -> Outcome:
        if query.number is not None:
            outcome = self._by_number(query.number, allowed)
        elif query.wanted is Wanted.DEFINITION:
            outcome = self._definition(query, limit, allowed)
        elif query.wanted is Wanted.RECOMMENDATIONS and not query.topic:
            outcome = self._recommendation_lists(limit, allowed)
        else:
            outcome = self._found(query, limit, history, allowed)
            if outcome.verdict is Verdict.NOTHING and self._asks_for_recommendations(query):
                query = replace(query, words=query.topic, wanted=Wanted.RECOMMENDATIONS)
                outcome = self._found(query, limit, history, allowed)
        return outcome if query.wanted is Wanted.ANYTHING else replace(outcome, wanted=query.wanted)

    def _asks_for_recommendations(self, query: Query) -> bool:
        """Whether advice is asked for on what the library knows, every word of it: "… Congress … aid"."""
        if query.wanted is not Wanted.ADVICE or not self._has_recommendations:
            return False
        telling = [word for word in query.topic if word not in GENERIC_WORDS]
        return bool(telling) and all(map(_known_topic, asked_words(self._index, telling)))

    def _by_number(self, number: int, allowed: Allowed) -> Outcome:
        found = [
            Match(item, Kind.RECOMMENDATION, 1.0, Plainly(f"is recommendation {item.number}"), exact=True)
            for listed in self.library.recommendation_lists()
            for item in listed.items
            if item.number == (listed.items[-1].number if number == LAST else number)
            and (allowed is None or allowed[self.ranking.number[item.id]])
        ]
        return verdict_on(found, self.thresholds, f"there is no recommendation {number}")

    def _recommendation_lists(self, limit: int, allowed: Allowed) -> Outcome:
        found = [
            Match(listed, Kind.SECTION, 1.0, Plainly("asks for the recommendations"), exact=True)
            for listed in self.library.recommendation_lists()
            if allowed is None or allowed[self.ranking.number[listed.id]]
        ]
        return verdict_on(found[:limit], self.thresholds, "the library has no recommendations")

    def _definition(self, query: Query, limit: int, allowed: Allowed) -> Outcome:
        """Terms first: then whatever the topic finds."""
        if terms := self._named.terms(query.topic):
            return verdict_on(terms[:limit], self.thresholds, "")
        plain = replace(query, words=query.topic, wanted=Wanted.ANYTHING)
        return self._found(plain, limit, (), allowed)

    def _found(self, query: Query, limit: int, history: Sequence[str], allowed: Allowed) -> Outcome:
        """By name, with misspellings where need be; otherwise by all that the words tell."""
        names: list[Match] = []
        if query.wanted is not Wanted.RECOMMENDATIONS and not history:
            names = self._named.by_words(query.words, allowed)
            if names and names[0].score >= self.thresholds.found:
                return verdict_on(names[:limit], self.thresholds, "")
        asked = asked_words(self._index, query.asked, history)
        matches = self.ranking.matches(query, asked, limit, allowed)
        telling = any(word.typed not in AROUND for word in asked)
        if not telling and not history and (not matches or _scattered(matches[0])):
            return Outcome(Verdict.NOTHING, why=explain.nothing(()), ranked=tuple(matches))
        if query.wanted is Wanted.RECOMMENDATIONS and matches and any(map(_known_topic, asked)):
            matches = _asked_for(matches, self.thresholds.found)
        if names and (not matches or names[0].score > matches[0].score):
            known = {match.item.id for match in names}
            matches = [*names, *(match for match in matches if match.item.id not in known)]
        return verdict_on(matches[:limit], self.thresholds, explain.nothing(asked))


def _scattered(match: Match) -> bool:
    return isinstance(match.reason, Later) and match.reason.make().scattered


def _known_topic(word: AskedWord) -> bool:
    """Whether the library has a telling word just as it was asked."""
    return bool(word.meant) and word.meant[0].trust == 1 and word.typed not in AROUND


def _asked_for(matches: Sequence[Match], least: float) -> list[Match]:
    """Recommendations on a topic that the library knows: some are wanted, so the best is an answer."""
    raised = max(1.0, least / max(matches[0].score, 1e-6))
    return [replace(match, score=round(min(1.0, match.score * raised), 4)) for match in matches]
