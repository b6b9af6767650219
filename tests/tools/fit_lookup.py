"""Fit the ranker's and the confidence's weights on labelled questions: `make fit-lookup`.

Two small models, fitted by plain gradient ascent: a softmax over the candidates of each question
that has an answer, and a logistic regression of "the first one is right" over all questions. It
prints what to put into `bot/lookup/rank.py`, and the curve that the threshold was chosen from.
"""

from __future__ import annotations

import argparse
import math
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.library.reader import load_library
from bot.lookup import rank
from bot.lookup.engine import Lookup
from bot.lookup.evaluate import Judged, Question, Score, judge, read_questions, score
from bot.lookup.query import Wanted, parse
from bot.lookup.rank import Candidate, Evidence, Features, TopicWord, evidence_of, topic_words

_STEPS, _RATE, _DECAY = 400, 4.0, 0.004


@dataclass(frozen=True, slots=True)
class Case:
    """A question that ranking decides (not an exact name), with its candidates."""

    question: Question
    words: list[TopicWord]
    found: list[Candidate]
    right: frozenset[int]  # places in `found`


def cases(lookup: Lookup, questions: Iterable[Question]) -> list[Case]:
    """The questions that the weights have a say in."""
    chosen = []
    for question in questions:
        query = parse(question.text)
        if query.number is not None or lookup._exact(query):
            continue
        words = topic_words(lookup._index, query)
        found = lookup._candidates(query, words)
        ids = [lookup._index.entries[each.entry].item.id.split("/", 1)[-1] for each in found]
        right = frozenset(place for place, each in enumerate(ids) if each in question.gold)
        if found and not (query.wanted is Wanted.RECOMMENDATIONS and not query.topic):
            chosen.append(Case(question, words, found, right))
    return chosen


def fit_ranker(data: Sequence[Case]) -> list[float]:
    """Weights that put right candidates first."""
    weights = [1.0] * len(Features._fields)
    useful = [case for case in data if case.right]
    for _ in range(_STEPS):
        gradient = [0.0] * len(weights)
        for case in useful:
            scores = [math.exp(dot(weights, each.features)) for each in case.found]
            total, of_right = sum(scores), sum(scores[place] for place in case.right)
            for place, each in enumerate(case.found):
                pull = (scores[place] / of_right if place in case.right else 0.0) - scores[place] / total
                for at, value in enumerate(each.features):
                    gradient[at] += pull * value / len(useful)
        weights = [w + _RATE * (g - _DECAY * w) for w, g in zip(weights, gradient, strict=True)]
    return weights


def observations(lookup: Lookup, data: Sequence[Case], ranker: list[float]) -> list[tuple[list[float], bool]]:
    """For each case, what is known of its first candidate, and whether that is right."""
    seen = []
    for case in data:
        ranked = sorted(
            ((dot(ranker, each.features), place) for place, each in enumerate(case.found)), reverse=True
        )
        margin = ranked[0][0] - ranked[1][0] if len(ranked) > 1 else 3.0
        best = case.found[ranked[0][1]]
        evidence = evidence_of(lookup._index, case.words, best, margin)
        seen.append(([*best.features, *evidence, 1.0], ranked[0][1] in case.right))
    return seen


def fit_confidence(seen: Sequence[tuple[list[float], bool]]) -> list[float]:
    """Weights of the log-odds that the first candidate is right."""
    weights = [0.0] * len(seen[0][0])
    for _ in range(_STEPS * 8):
        gradient = [0.0] * len(weights)
        for values, right in seen:
            miss = right - 1 / (1 + math.exp(-dot(weights, values)))
            for at, value in enumerate(values):
                gradient[at] += miss * value / len(seen)
        weights = [w + g - 0.002 * w for w, g in zip(weights, gradient, strict=True)]
    return weights


def dot(weights: Iterable[float], values: Iterable[float]) -> float:
    """The weighted sum."""
    return sum(weight * value for weight, value in zip(weights, values, strict=True))


@dataclass(frozen=True, slots=True)
class Fitted:
    """The weights that a fit yields."""

    ranker: list[float]
    sure: list[float]  # of the features, then the evidence, then the bias

    def install(self) -> None:
        """Put the weights to use in this process."""
        split = len(Features._fields)
        rank.RANKER = Features(*self.ranker)
        rank.SURE_OF_ITEM = Features(*self.sure[:split])
        rank.SURE_OF_QUERY = Evidence(*self.sure[split:-1])
        rank.SURE_BIAS = self.sure[-1]


def fit(lookup: Lookup, questions: Iterable[Question]) -> tuple[Fitted, list[tuple[list[float], bool]]]:
    """Fit both models; also what the confidence was fitted on."""
    data = cases(lookup, questions)
    ranker = fit_ranker(data)
    seen = observations(lookup, data, ranker)
    return Fitted(ranker, fit_confidence(seen)), seen


def cross_validate(lookup: Lookup, questions: list[Question], folds: int) -> Score:
    """The measures when each fold is judged by weights that were fitted on the others."""
    shuffled = random.Random(3).sample(questions, len(questions))  # noqa: S311 - a fixed shuffle
    judged: list[Judged] = []
    for fold in range(folds):
        fitted, _ = fit(lookup, [each for at, each in enumerate(shuffled) if at % folds != fold])
        fitted.install()
        judged += judge(lookup, shuffled[fold::folds])
    return score(judged)


def _show(name: str, kind: type[Features] | type[Evidence], values: Sequence[float]) -> None:
    pairs = ", ".join(f"{key}={value:.2f}" for key, value in zip(kind._fields, values, strict=True))
    print(f"{name} = {kind.__name__}({pairs})")  # noqa: T201 - it is a command


def main() -> None:
    """Fit and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("questions", nargs="+", type=Path)
    parser.add_argument("--content", type=Path, default=Path("content"))
    parser.add_argument("--folds", type=int, help="cross-validate instead, with so many folds")
    chosen = parser.parse_args()
    lookup = Lookup(load_library(chosen.content))
    questions = [each for path in chosen.questions for each in read_questions(path)]
    if chosen.folds:
        print(cross_validate(lookup, questions, chosen.folds))  # noqa: T201 - it is a command
        return
    fitted, seen = fit(lookup, questions)
    ranker, sure = fitted.ranker, fitted.sure
    split = len(Features._fields)
    _show("RANKER", Features, ranker)
    _show("SURE_OF_ITEM", Features, sure[:split])
    _show("SURE_OF_QUERY", Evidence, sure[split:-1])
    print(f"SURE_BIAS = {sure[-1]:.2f}")  # noqa: T201
    chances = [(1 / (1 + math.exp(-dot(sure, values))), right) for values, right in seen]
    for threshold in (0.3, 0.35, 0.4, 0.45, 0.5, 0.55):
        kept = sum(1 for chance, right in chances if right and chance >= threshold)
        wrong = sum(1 for chance, right in chances if not right and chance >= threshold)
        rights = sum(1 for _, right in chances if right)
        print(f"threshold {threshold}: right kept {kept}/{rights}, wrong given {wrong}")  # noqa: T201


if __name__ == "__main__":
    main()
