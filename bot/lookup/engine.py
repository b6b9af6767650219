"""`Lookup`: a query in, an `Outcome` out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from bot.library.model import Item, Section, Term
from bot.library.snapshot import Library
from bot.lookup import explain
from bot.lookup.asked import AROUND, AskedWord, asked_words
from bot.lookup.building import KINDS, build
from bot.lookup.entries import Kind, entries_of
from bot.lookup.features import Candidates, Features, candidates
from bot.lookup.naming import Likeness, Naming, misspelt_features, named_exactly, named_with_misspellings
from bot.lookup.outcome import Match, Outcome, Verdict
from bot.lookup.query import LAST, MAX_CHARACTERS, MAX_WORDS, Query, Wanted, parse, parse_words
from bot.lookup.rank import Weights, misspelt_chance, ranked, shipped_weights
from bot.lookup.words import words_of

_CHANCE = {Likeness.SAME: 1.0, Likeness.INFLECTED: 0.95, Likeness.JOINED: 0.95}
"""How likely a name is meant that is typed so; one with misspellings is weighed by the ranker's weights."""

_READINGS = 3
"""Readings that may be close to one another: more of them are not a choice but a guess."""

_LENT = 0.95
"""What a recommendation has of what its section has for a query; a little less for each after the first."""

_AT = {name: number for number, name in enumerate(Features._fields)}
_SECTION, _RECOMMENDATION = map(KINDS.index, (Kind.SECTION, Kind.RECOMMENDATION))


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Where the verdicts part. Chosen on labelled questions, see `docs/lookup.md`."""

    found: float = 0.45
    """The chance from which on an item is an answer, or several near ones together a choice."""
    close: float = 0.3
    """A runner-up with at least this share of the best one's chance makes it a choice."""


class Lookup:
    """Finds what a query means in one library. Immutable once built; threads may share it.

    `without` names features that are not to count, to see what they are good for.
    """

    def __init__(
        self,
        library: Library,
        thresholds: Thresholds | None = None,
        weights: Weights | None = None,
        without: Collection[str] = (),
    ) -> None:
        self.library = library
        self._entries = entries_of(library)
        self._index = build(self._entries)
        self._reports = np.array([_report_id(entry.item) for entry in self._entries])
        self._places = {entry.item.id: place for place, entry in enumerate(self._entries)}
        self._thresholds = thresholds or Thresholds()
        self._weights = (weights or shipped_weights()).without(without)
        self._has_recommendations = _RECOMMENDATION in self._index.kinds

    def find(
        self, text: str, limit: int = 5, history: Sequence[str] = (), scope: str | None = None
    ) -> Outcome:
        """What a query means; at most `limit` matches, best first.

        `history` holds the earlier texts of the same thread, oldest first; `scope` is the id of the
        report that the query is about, where that is known.
        """
        words = words_of(text[:MAX_CHARACTERS])[:MAX_WORDS]
        if scope is None and (named := self._by_name(words, limit)):
            return named
        query = self._read(words)
        if query.number is not None:
            return self._by_number(query.number)
        if query.wanted is Wanted.DEFINITION:
            return self._definition(query, limit)
        if query.wanted is Wanted.RECOMMENDATIONS and not query.topic:
            return self._recommendation_lists(limit)
        return self._found(query, limit, history, self._allowed(scope))

    def _read(self, words: tuple[str, ...]) -> Query:
        """The query that words are; a topic's recommendations mean the topic where there are none."""
        query = parse_words(words)
        if query.wanted is Wanted.RECOMMENDATIONS and query.topic and not self._has_recommendations:
            return replace(query, wanted=Wanted.ANYTHING)
        return query

    def term_in(self, text: str) -> Term | None:
        """The glossary term that a text names; the longest name when it names several."""
        words = parse(text).words
        for length in range(len(words), 0, -1):
            for start in range(len(words) - length + 1):
                term = self._term(words[start : start + length])
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

    def _by_name(self, words: tuple[str, ...], limit: int) -> Outcome | None:
        """The items that the whole text is a name of."""
        names = self._index.by_words.find(" ".join(words)) if words else []
        matches = self._named(Naming(tuple(names), Likeness.SAME, words, words)) if names else []
        return self._judged(matches[:limit], ()) if matches else None

    def _named(self, naming: Naming, words: int = 0, terms: bool = False) -> list[Match]:
        """A match for each item that has one of the names; terms only when they are asked for."""
        chance = _CHANCE.get(naming.likeness)
        if chance is None:
            chance = misspelt_chance(self._weights, misspelt_features(self._index, naming, words))
        best: dict[int, Match] = {}
        for number in naming.names:
            place = self._index.item_of_name(number)
            entry = self._entries[place]
            if (entry.kind is Kind.TERM) is not terms:
                continue
            name = entry.names[number - self._index.first_name.item(place)]
            score = round(chance * name.trust, 4)
            if place not in best or best[place].score < score:
                misspelt = naming.likeness is Likeness.MISSPELT
                why = explain.by_name(name, naming)
                best[place] = Match(entry.item, entry.kind, score, why, not misspelt, misspelt)
        return sorted(best.values(), key=lambda match: -match.score)

    def _by_number(self, number: int) -> Outcome:
        found = tuple(
            Match(item, Kind.RECOMMENDATION, 1.0, f"is recommendation {item.number}", exact=True)
            for listed in self.library.recommendation_lists()
            for item in listed.items
            if item.number == (listed.items[-1].number if number == LAST else number)
        )
        return self._judged(found, (), f"there is no recommendation {number}")

    def _recommendation_lists(self, limit: int) -> Outcome:
        found = tuple(
            Match(listed, Kind.SECTION, 1.0, "asks for the recommendations", exact=True)
            for listed in self.library.recommendation_lists()
        )
        return self._judged(found[:limit], (), "the library has no recommendations")

    def _definition(self, query: Query, limit: int) -> Outcome:
        """Terms first: then whatever the topic finds."""
        naming = named_exactly(self._index, query.topic) if query.topic else None
        terms = self._named(naming, terms=True) if naming else []
        if not terms and query.topic and (naming := named_with_misspellings(self._index, query.topic)):
            terms = self._named(naming, len(query.topic), terms=True)
        if terms:
            return self._judged(terms[:limit], ())
        plain = replace(query, words=query.topic, wanted=Wanted.ANYTHING)
        return self._found(plain, limit, (), None)

    def _term(self, words: tuple[str, ...]) -> Term | None:
        if not self._index.name_words_known.issuperset(words[:1]):
            return None
        for number in self._index.by_words.find(" ".join(words)):
            item = self._entries[self._index.item_of_name(number)].item
            if isinstance(item, Term):
                return item
        return None

    def _allowed(self, scope: str | None) -> npt.NDArray[np.bool_] | None:
        """The items of a report."""
        return None if scope is None else self._reports == scope

    def _found(
        self, query: Query, limit: int, history: Sequence[str], allowed: npt.NDArray[np.bool_] | None
    ) -> Outcome:
        """By name, with misspellings where need be; otherwise by all that the words tell."""
        names: list[Match] = []
        if query.wanted is not Wanted.RECOMMENDATIONS and allowed is None and not history:
            names = self._names_in(query)
            if names and names[0].score >= self._thresholds.found:
                return self._judged(names[:limit], ())
        asked = asked_words(self._index, query.asked, history)
        matches, scattered = self._ranked(query, asked, limit, allowed)
        telling = any(word.typed not in AROUND for word in asked)
        if scattered and not telling and not history:
            return Outcome(Verdict.NOTHING, why=explain.nothing(()), ranked=tuple(matches))
        if (
            query.wanted is Wanted.RECOMMENDATIONS
            and matches
            and any(word.meant and word.meant[0].trust == 1 and word.typed not in AROUND for word in asked)
        ):
            matches = _asked_for(matches, self._thresholds.found)
        if names and (not matches or names[0].score > matches[0].score):
            known = {match.item.id for match in names}
            matches = [*names, *(match for match in matches if match.item.id not in known)]
        return self._judged(matches[:limit], asked)

    def _names_in(self, query: Query) -> list[Match]:
        if not query.words:
            return []
        naming = named_exactly(self._index, query.words)
        matches = self._named(naming) if naming else []
        if not matches and (naming := named_with_misspellings(self._index, query.words)):
            matches = self._named(naming, len(query.words))
        return matches

    def _ranked(
        self,
        query: Query,
        asked: Sequence[AskedWord],
        limit: int,
        allowed: npt.NDArray[np.bool_] | None,
    ) -> tuple[list[Match], bool]:
        """The likeliest items, each with its chance; and whether the first rests on scattered words alone."""
        found, through = self._candidates(query, asked, allowed)
        order = ranked(self._weights, found, asked)
        matches: list[Match] = []
        scattered = False
        for place, chance in zip(order.places[:limit], order.chances, strict=False):
            item = found.items.item(place)
            entry = self._entries[item]
            number = found.nearest_name.item(place)
            near = None
            if number >= 0:
                name = entry.names[number - self._index.first_name.item(item)]
                near = (name, found.features[place].item(_AT["name"]))
            section = through.get(item)
            place_of = item if section is None else section
            reason = explain.by_words(
                self._index,
                (item, place_of),
                asked,
                found.hits[place].tolist(),
                near,
                None if section is None else self._entries[section],
            )
            score = round(chance, 4)
            matches.append(Match(entry.item, entry.kind, score, reason.why, corrected=reason.corrected))
            scattered = scattered or (reason.scattered and len(matches) == 1)
        return matches, scattered or not matches

    def _candidates(
        self, query: Query, asked: Sequence[AskedWord], allowed: npt.NDArray[np.bool_] | None
    ) -> tuple[Candidates, dict[int, int]]:
        """Candidates with all of their features, and the sections that recommendations were found through."""
        found = candidates(self._index, query.asked, asked, allowed)
        kinds = self._index.kinds[found.items]
        fits = {Wanted.RECOMMENDATIONS: 1.0, Wanted.ADVICE: 0.3}.get(query.wanted, 0.0)
        found.features[:, _AT["wanted"]] = fits * (kinds == _RECOMMENDATION)
        found.features[:, _AT["section"]] = (kinds == _SECTION) & (query.wanted is Wanted.ANYTHING)
        if query.wanted is not Wanted.RECOMMENDATIONS:
            return found, {}
        return self._with_sections(found, kinds)

    def _with_sections(
        self, found: Candidates, kinds: npt.NDArray[np.int8]
    ) -> tuple[Candidates, dict[int, int]]:
        """The recommendations among the candidates, and those of the sections among them."""
        found_rows = {item: row for row, item in enumerate(found.items.tolist())}
        rows = {item: row for item, row in found_rows.items() if kinds[row] == _RECOMMENDATION}
        features = {item: found.features[row] for item, row in rows.items()}
        through: dict[int, int] = {}
        for row, item in enumerate(found.items.tolist()):
            section = self._entries[item].item
            if isinstance(section, Section):
                for order, each in enumerate(self.library.recommendations_of(section)):
                    place = self._places[each.id]
                    lent = found.features[row] * np.float32(_LENT / (1 + 0.05 * order))
                    lent[_AT["wanted"]], lent[_AT["section"]] = 1.0, 0.0
                    own = features.get(place)
                    if own is None or lent.sum() > own.sum():
                        features[place] = lent if own is None else np.maximum(own, lent)
                        through[place] = item
        if not features:
            return found, {}
        items = np.array(list(features), np.int32)
        nearest = np.array([found.nearest_name.item(rows[item]) if item in rows else -1 for item in features])
        matrix = np.array(list(features.values()), np.float32)
        sources = [rows.get(item, found_rows.get(through.get(item, item), 0)) for item in features]
        hits = found.hits[sources]
        nearest = nearest.astype(np.int32)
        return Candidates(items, matrix, nearest, hits, found.total), through

    def _judged(self, matches: Iterable[Match], asked: Sequence[AskedWord], why: str = "") -> Outcome:
        """The verdict on matches that are sorted best first."""
        near = tuple(matches)
        if not near:
            return Outcome(Verdict.NOTHING, why=why or explain.nothing(asked))
        best, *others = near
        close = (best, *(each for each in others if each.score >= self._thresholds.close * best.score))
        close = close[:_READINGS]
        if best.exact:
            close = tuple(each for each in near if each.exact and each.score == best.score)
        alone = best.score >= self._thresholds.found
        # several readings of a misspelt word are no choice worth offering
        if not alone and (best.corrected or sum(match.score for match in close) < self._thresholds.found):
            return Outcome(Verdict.NOTHING, nearest=near, why=explain.nothing(asked), ranked=near)
        verdict = Verdict.CHOICES if len(close) > 1 else Verdict.FOUND
        shown = close if verdict is Verdict.CHOICES else self._sure(near)
        return Outcome(verdict, shown, ranked=near)

    def _sure(self, near: tuple[Match, ...]) -> tuple[Match, ...]:
        """The first, and what is an answer by itself too."""
        return (near[0], *(each for each in near[1:] if each.score >= self._thresholds.found))


def _asked_for(matches: Sequence[Match], least: float) -> list[Match]:
    """Recommendations on a topic that the library knows: some are wanted, so the best is an answer."""
    raised = max(1.0, least / max(matches[0].score, 1e-6))
    return [replace(match, score=min(1.0, match.score * raised)) for match in matches]


def _report_id(item: Item) -> str:
    return item.id if not hasattr(item, "report_id") else str(item.report_id)
