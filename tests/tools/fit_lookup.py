"""Fit the weights of lookup on labelled questions: `make fit-lookup`.

Three small models: a softmax over the candidates of each question that has an answer, and two logistic
regressions, of "the first one is right" over all questions that are ranked, and over all that are read as
a misspelt name. Every collection counts the same, whatever its size. It writes `bot/lookup/weights.json`.

    python -m tests.tools.fit_lookup --collections ../shared/collections content/*/questions.jsonl
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import numpy.typing as npt
from rich.console import Console
from rich.progress import track
from scipy.optimize import minimize

from bot.library.reader import load_library
from bot.lookup.asked import AskedWord, asked_words
from bot.lookup.collection import read_library, read_queries
from bot.lookup.engine import Lookup
from bot.lookup.evaluate import read_questions
from bot.lookup.features import Candidates, Features
from bot.lookup.naming import (
    MISSPELT_FEATURES,
    misspelt_features,
    named_exactly,
    named_with_misspellings,
)
from bot.lookup.query import Wanted, parse
from bot.lookup.rank import MOST_LEAD, Evidence, evidence_of
from tests.conftest import ROOT
from tests.lookup.together import TOGETHER, collections_in, write_together

WEIGHTS = ROOT / "bot" / "lookup" / "weights.json"
Values = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Asked:
    """A labelled question; `right` tells a right item by its id."""

    text: str
    right: frozenset[str]
    history: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """A question that ranking decides, with its candidates' features, a row each."""

    features: Values
    right: npt.NDArray[np.bool_]
    asked: list[AskedWord]
    found: Candidates
    worth: tuple[float, float]  # for ranking, and for confidence


@dataclass(frozen=True, slots=True)
class Misspelt:
    """A question that was read as a misspelt name."""

    features: tuple[float, ...]
    right: bool


def cases(
    lookup: Lookup, questions: Sequence[Asked], worth: tuple[float, float]
) -> Iterator[Case | Misspelt]:
    """The questions that the weights have a say in."""
    many = max(1, len(questions))
    share = (worth[0] / many, worth[1] / many)
    index, entries, named = lookup._index, lookup._entries, lookup._named
    for question in questions:
        place = lookup._places.place_in(parse(question.text).words)
        query = lookup._read(place.words)
        wants_recommendations = query.wanted is Wanted.RECOMMENDATIONS
        if not query.words or query.number is not None or query.wanted is Wanted.DEFINITION:
            continue
        if wants_recommendations and not query.topic:
            continue
        if not wants_recommendations and not question.history:
            naming = named_exactly(index, query.words)
            if naming and named.matches(naming):
                continue
            naming = named_with_misspellings(index, query.words)
            if naming and (found := named.matches(naming, len(query.words))):
                features = misspelt_features(index, naming, len(query.words))
                if worth[1]:
                    yield Misspelt(features, found[0].item.id in question.right)
                continue
        asked = asked_words(index, query.asked, question.history)
        candidates, _ = lookup.ranking.candidates(query, asked, lookup._allowed(place, query))
        ids = [entries[item].item.id for item in candidates.items.tolist()]
        right = np.array([each in question.right for each in ids], np.bool_)
        yield Case(candidates.features.astype(np.float64), right, asked, candidates, share)


def fit_ranker(data: Sequence[Case], ridge: float = 5e-4) -> Values:
    """Weights that put right candidates first."""
    useful = [case for case in data if case.right.any() and not case.right.all()]
    features = np.vstack([with_roots(case.features) for case in useful])
    spread = features.std(axis=0)
    spread[spread == 0] = 1.0
    scaled = features / spread
    starts = np.cumsum([0, *(len(case.features) for case in useful)])[:-1]
    owner = np.repeat(np.arange(len(useful)), [len(case.features) for case in useful])
    right = np.concatenate([case.right for case in useful])
    worth = np.array([case.worth[0] for case in useful])
    worth /= worth.sum()

    def loss(weights: Values) -> tuple[float, Values]:
        scores = scaled @ weights
        odds = np.exp(scores - np.maximum.reduceat(scores, starts)[owner])
        of_right = np.where(right, odds, 0)
        every, rights = np.add.reduceat(odds, starts), np.add.reduceat(of_right, starts)
        pull = worth[owner] * (of_right / rights[owner] - odds / every[owner])
        missed = float((worth * (np.log(every) - np.log(rights))).sum() + ridge * weights @ weights)
        return missed, -(scaled * pull[:, None]).sum(axis=0) + 2 * ridge * weights

    found = minimize(loss, np.zeros(len(spread)), jac=True, method="L-BFGS-B", options={"maxiter": 500})
    return np.asarray(found.x / spread)


def with_roots(features: Values) -> Values:
    """The features, and the root of each."""
    return np.hstack([features, np.sqrt(features)])


def fit_chance(
    rows: Sequence[Sequence[float]], right: Sequence[bool], share: Sequence[float], ridge: float
) -> Values:
    """Weights of the log-odds that something is right."""
    features, truth, worth = np.array(rows, np.float64), np.array(right, np.float64), np.array(share)
    worth = worth / worth.sum()
    spread = features.std(axis=0)
    spread[spread == 0] = 1.0
    scaled = features / spread

    def loss(weights: Values) -> tuple[float, Values]:
        chance = 1 / (1 + np.exp(-np.clip(scaled @ weights, -30, 30)))
        likely = truth * np.log(chance + 1e-12) + (1 - truth) * np.log(1 - chance + 1e-12)
        return float(-(worth * likely).sum() + ridge * weights @ weights), scaled.T @ (
            worth * (chance - truth)
        ) + 2 * ridge * weights

    found = minimize(loss, np.zeros(len(spread)), jac=True, method="L-BFGS-B", options={"maxiter": 1_000})
    return np.asarray(found.x / spread)


def observations(data: Iterable[Case], ranker: Values) -> tuple[list[list[float]], list[bool], list[float]]:
    """What is known of each first candidate, whether it is right, and what the question is worth."""
    rows, right, share = [], [], []
    for case in data:
        if len(case.features):
            scores = with_roots(case.features) @ ranker
            order = np.argsort(-scores, kind="stable")
            best = scores.item(order[0])
            lead = best - scores.item(order[1]) if len(order) > 1 else MOST_LEAD
            evidence = evidence_of(case.asked, case.found, order.item(0), best, lead)
            rows.append([*case.features[order[0]], *evidence])
            right.append(bool(case.right[order[0]]))
            share.append(case.worth[1])
    return rows, right, share


def fit(data: Sequence[Case | Misspelt]) -> dict[str, dict[str, float]]:
    """Fit all three models."""
    ranking = [each for each in data if isinstance(each, Case)]
    misspelt = [each for each in data if isinstance(each, Misspelt)]
    ranker = fit_ranker(ranking)
    sure = fit_chance(*observations(ranking, ranker), ridge=1e-4)
    of_misspelt = fit_chance(
        [each.features for each in misspelt],
        [each.right for each in misspelt],
        [1.0] * len(misspelt),
        ridge=1e-3,
    )
    split = len(Features._fields)
    return {
        "ranker": _named(Features._fields, ranker[:split]),
        "roots": _named(Features._fields, ranker[split:]),
        "confidence": _named(Features._fields, sure[:split]),
        "evidence": _named(Evidence._fields, sure[split:]),
        "misspelt": _named(MISSPELT_FEATURES, of_misspelt),
    }


def _named(names: Sequence[str], weights: Iterable[float]) -> dict[str, float]:
    return {
        name: round(float(weight), 3)
        for name, weight in zip(names, weights, strict=True)
        if abs(weight) > 5e-4
    }


FAR = "oos_far"
"""The kind of a collection's queries that are far from it, and from our report: "call an uber to …"."""

WORTH = {
    "content": (4.0, 10.0), "clinc150_k10": (6.0, 1.0), "banking77_k10": (3.0, 1.0),
    TOGETHER: (4.0, 0.0), FAR: (0.0, 1.0),
}  # fmt: skip
"""What a collection counts for ranking, and for confidence, where that is not once: many phrasings of one
topic are the hardest to tell apart, and confidence is for libraries like ours before all others. What ranking
is like in a large library, the collections show together; what is far from our report, everyday questions."""


def training(
    collections: Path | None, content: Path, questions: Sequence[Path]
) -> Iterator[tuple[str, Lookup, list[Asked]]]:
    """Every library to fit on, with its questions."""
    lookup = Lookup(load_library(content))
    if questions:
        report = {item.id.split("/", 1)[-1]: item.id for item in lookup.library.items()}
        asked = [
            Asked(each.text, frozenset(report[gold] for gold in each.gold if gold in report))
            for path in questions
            for each in read_questions(path)
        ]
        yield "content", lookup, [*asked, *_facts(lookup)]
    if collections:
        folders = collections_in(collections)
        every = (query for folder in folders for query in read_queries(folder))
        far = [Asked(query.text, frozenset()) for query in every if query.kind == FAR]
        yield FAR, lookup, far
        with TemporaryDirectory() as made:
            for folder in (*folders, write_together(folders, Path(made) / TOGETHER)):
                queries = read_queries(folder)
                asked = [Asked(each.text, frozenset(each.relevant), each.history) for each in queries]
                yield folder.name, Lookup(read_library(folder)), asked


def _facts(lookup: Lookup) -> Iterator[Asked]:
    """Questions for a fact, which every section or recommendation answers that states it."""
    for line in (ROOT / "tests" / "data" / "answers.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        fact = row["fact"].casefold()
        stating = (
            entry.item.id
            for entry in lookup._entries
            if any(fact in text.casefold() for text in (entry.headline, *entry.sentences))
        )
        yield Asked(row["q"], frozenset(stating))


def main() -> None:
    """Fit and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("questions", nargs="*", type=Path)
    parser.add_argument("--collections", type=Path)
    parser.add_argument("--content", type=Path, default=ROOT / "content")
    chosen = parser.parse_args()
    data: list[Case | Misspelt] = []
    every = list(training(chosen.collections, chosen.content, chosen.questions))
    for name, lookup, questions in track(every, "Looking", console=Console(stderr=True)):
        data += cases(lookup, questions, WORTH.get(name, (1.0, 1.0)))
    written: dict[str, Any] = {"made_by": "make fit-lookup", **fit(data)}
    WEIGHTS.write_text(json.dumps(written, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
