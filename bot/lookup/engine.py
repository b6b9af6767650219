"""`Lookup`: a query in, an `Outcome` out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rapidfuzz.distance import OSA

from bot.library.model import Section, Term
from bot.library.snapshot import Library
from bot.lookup import explain
from bot.lookup.entries import Kind, entries_of
from bot.lookup.index import Index, IndexedName
from bot.lookup.outcome import Match, Outcome, Verdict
from bot.lookup.query import LAST, Query, Wanted, parse
from bot.lookup.rank import (
    Candidate,
    Features,
    TopicWord,
    candidates,
    confidence,
    evidence_of,
    rank_score,
    topic_words,
)
from bot.lookup.words import stem, words_of

_CLEAR_LEAD = 3.0
"""The ranker's margin of an item that nothing competes with."""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Where the verdicts part; scores are 0 to 1. Chosen on labelled questions, see `docs/lookup.md`."""

    found: float = 0.5
    close: float = 0.05  # a runner-up nearer than this makes it a choice
    nearest: float = 0.08  # a topic worth naming when nothing is found


class Lookup:
    """Finds what a query means in one library. Immutable once built; threads may share it."""

    def __init__(
        self,
        library: Library,
        thresholds: Thresholds | None = None,
    ) -> None:
        self.library = library
        self._index = Index(entries_of(library))
        self._places = {entry.item.id: place for place, entry in enumerate(self._index.entries)}
        self._thresholds = thresholds or Thresholds()

    def find(
        self,
        text: str,
        limit: int = 5,
        history: Sequence[str] = (),  # noqa: ARG002 - on its way
        scope: str | None = None,  # noqa: ARG002
    ) -> Outcome:
        """What a query means; at most `limit` matches, best first.

        `history` holds the earlier texts of the same thread, oldest first; `scope` is the id of the
        report that the query is about, where that is known.
        """
        query = parse(text)
        if query.number is not None:
            return self._by_number(query.number)
        words = topic_words(self._index, query)
        if query.wanted is Wanted.DEFINITION:
            return self._definition(query, words, limit)
        if query.wanted is Wanted.RECOMMENDATIONS and not query.topic:
            return self._recommendation_lists(limit)
        exact = self._exact(query)
        return self._judged(exact, self._ranked(query, words, limit), words, limit)

    def term_in(self, text: str) -> Term | None:
        """The glossary term that a text names; the longest name when it names several."""
        stems = list(map(stem, parse(text).words))
        spans = (
            tuple(stems[start:end])
            for length in range(len(stems), 0, -1)
            for start in range(len(stems) - length + 1)
            for end in [start + length]
        )
        return next((term for span in spans for term in self._terms(span)), None)

    def weights(self, text: str) -> dict[str, float]:
        """What each telling word of a text, by its stem, says here; misspelt ones as they are read."""
        return {word.stem: word.weight * word.trust for word in topic_words(self._index, parse(text))}

    def _terms(self, stems: tuple[str, ...]) -> Iterator[Term]:
        for place in self._index.exact.get(stems, ()):
            item = self._index.entries[self._index.names[place].entry].item
            if isinstance(item, Term):
                yield item

    def _by_number(self, number: int) -> Outcome:
        found = tuple(
            Match(item, Kind.RECOMMENDATION, 1.0, f"is recommendation {item.number}", exact=True)
            for listed in self.library.recommendation_lists()
            for item in listed.items
            if item.number == (listed.items[-1].number if number == LAST else number)
        )
        if not found:
            return Outcome(Verdict.NOTHING, why=f"there is no recommendation {number}")
        return Outcome(Verdict.FOUND if len(found) == 1 else Verdict.CHOICES, found)

    def _recommendation_lists(self, limit: int) -> Outcome:
        found = tuple(
            Match(listed, Kind.SECTION, 1.0, "asks for the recommendations", exact=True)
            for listed in self.library.recommendation_lists()
        )
        verdict = {0: Verdict.NOTHING, 1: Verdict.FOUND}.get(len(found), Verdict.CHOICES)
        return Outcome(verdict, found[:limit], why="" if found else "the library has no recommendations")

    def _definition(self, query: Query, words: list[TopicWord], limit: int) -> Outcome:
        """Terms first: then whatever the topic finds."""
        terms = [match for match in self._exact(query, terms=True) if match.kind is Kind.TERM]
        corrected = tuple(word.corrected or word.typed for word in words)
        terms = terms or [
            replace(match, score=0.9, exact=False)
            for match in self._exact(replace(query, words=corrected, topic=corrected), terms=True)
            if match.kind is Kind.TERM
        ]
        plain = replace(query, words=query.topic, wanted=Wanted.ANYTHING)
        exact = terms or self._exact(plain)
        return self._judged(exact, self._ranked(plain, words, limit), words, limit)

    def _exact(self, query: Query, terms: bool = False) -> list[Match]:
        """Items whose name the query is, as typed or without the words around the topic."""
        found: dict[str, Match] = {}
        bare = () if query.wanted is Wanted.RECOMMENDATIONS else query.topic
        for words in (query.words, bare):
            for place in self._index.exact.get(tuple(map(stem, words)), ()):
                name = self._index.names[place]
                if not _same_words(words, name):
                    continue
                entry = self._index.entries[name.entry]
                if terms or entry.kind is not Kind.TERM:
                    why = explain.by_exact_name(name)
                    match = Match(entry.item, entry.kind, name.name.trust, why, exact=True)
                    before = found.setdefault(entry.item.id, match)
                    if before.score < match.score:
                        found[entry.item.id] = match
            if found:
                break
        return sorted(found.values(), key=lambda match: -match.score)

    def _ranked(self, query: Query, words: list[TopicWord], limit: int) -> list[Match]:
        """The likeliest items, each with how likely it is that it is meant."""
        found = self._candidates(query, words)
        scored = sorted(((rank_score(each.features), each) for each in found), key=lambda pair: -pair[0])
        scored = scored[: limit + 1]
        lead = scored[0][0] - scored[1][0] if len(scored) > 1 else _CLEAR_LEAD
        matches: list[Match] = []
        for rank, candidate in scored:
            margin = rank - scored[0][0] if matches else lead
            match = self._match(candidate, words, margin)
            cap = matches[-1].score if matches else 1.0  # the ranker's order stands
            matches.append(replace(match, score=min(match.score, cap)))
        return matches

    def _candidates(self, query: Query, words: list[TopicWord]) -> list[Candidate]:
        found = candidates(self._index, words, query.wanted)
        if query.wanted is not Wanted.RECOMMENDATIONS:
            return found
        return self._with_sections(found) or found

    def _match(self, candidate: Candidate, words: list[TopicWord], margin: float) -> Match:
        entry = self._index.entries[candidate.entry]
        evidence = evidence_of(self._index, words, candidate, margin)
        sure = round(confidence(candidate.features, evidence), 4)
        return Match(entry.item, entry.kind, sure, explain.by_words(self._index, candidate, words))

    def _with_sections(self, found: list[Candidate]) -> list[Candidate]:
        """The recommendations among the candidates, and those of the sections among them."""
        by_id = {self._index.entries[each.entry].item.id: each for each in found}
        recommendations = {item_id: each for item_id, each in by_id.items() if self._is_recommendation(each)}
        for candidate in found:
            section = self._index.entries[candidate.entry].item
            if isinstance(section, Section):
                for order, item in enumerate(self.library.recommendations_of(section)):
                    place = self._places[item.id]
                    before = recommendations.get(item.id) or Candidate(place, Features(wanted=1.0))
                    recommendations[item.id] = before.inherit(candidate, 0.95 / (1 + 0.05 * order))
        return list(recommendations.values())

    def _is_recommendation(self, candidate: Candidate) -> bool:
        return self._index.entries[candidate.entry].kind is Kind.RECOMMENDATION

    def _judged(
        self,
        exact: list[Match],
        ranked: list[Match],
        words: list[TopicWord],
        limit: int,
    ) -> Outcome:
        known = {match.item.id for match in exact}
        matches = tuple(exact + [match for match in ranked if match.item.id not in known])[:limit]
        sure = [match for match in matches if match.exact or match.score >= self._thresholds.found]
        if not sure:
            why = explain.nothing(words, any(self._index.knows(word.stem) for word in words))
            return Outcome(Verdict.NOTHING, nearest=tuple(ranked[:limit]), why=why, ranked=matches)
        close = [match for match in sure if sure[0].score - match.score <= self._thresholds.close]
        verdict = Verdict.CHOICES if len(close) > 1 and not sure[0].exact else Verdict.FOUND
        if sure[0].exact and sum(1 for match in exact if match.score == sure[0].score) > 1:
            verdict = Verdict.CHOICES
        return Outcome(verdict, tuple(sure[:limit]), ranked=matches)


def _same_words(words: tuple[str, ...], name: IndexedName) -> bool:
    """Whether a name has the words typed, not just their stems: "opens" is no "openness"."""
    own = words_of(name.name.text)
    furthest = 2 if len(own) == len(words) == 1 else 3
    typed = (word for word in words if len(word) > furthest)
    return all(any(OSA.distance(word, each) <= furthest for each in own) for word in typed)
