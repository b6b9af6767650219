"""How good lookup's answers to labelled queries are; `docs/cli.md` says what each measure means."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bot.lookup.resampling import Estimate, Floats, Measure, Weights, bootstrap, once, ratio, wilson

DEPTH = 10
"""How many hits MRR and nDCG look at."""

PRECISION = 0.95
"""What share of the answers given has to be right in ans@95P."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found for one labelled query.

    `relevant` grades items by id, right ones above 0; `hits` are ids, best first, each once. The first
    hit is the answer, `confidence` how sure it is, and `answered` whether it would be shown.
    """

    kind: str
    answerable: bool
    relevant: Mapping[str, int]
    hits: tuple[str, ...]
    confidence: float
    answered: bool

    @property
    def rank(self) -> int | None:
        """The place of the first right hit, from 1."""
        if not self.answerable:
            return None
        places = (place for place, hit in enumerate(self.hits, start=1) if self.relevant.get(hit, 0) > 0)
        return next(places, None)

    @property
    def right(self) -> bool:
        """Whether the first hit is right; nothing is, for a query out of scope."""
        return self.rank == 1


@dataclass(frozen=True, slots=True)
class Figures:
    """The measures over some answers; None where there is nothing to measure.

    The last three are of what is shown: the share of answerable queries answered, of all answers that are
    right, and of queries out of scope answered.
    """

    queries: int
    answerable: int
    hit1: Estimate | None
    hit3: Estimate | None
    mrr: Estimate | None
    ndcg: Estimate | None
    auroc: Estimate | None
    answered_at_95: Estimate | None
    coverage: Estimate | None
    precision: Estimate | None
    false_answers: Estimate | None


def figures(answers: Sequence[Answer]) -> Figures:
    """Every measure over some answers, with its interval."""
    asked = [answer for answer in answers if answer.answerable]
    others = [answer for answer in answers if not answer.answerable]
    shown = [answer for answer in answers if answer.answered]
    return Figures(
        queries=len(answers),
        answerable=len(asked),
        hit1=_share([within(answer, 1) for answer in asked]),
        hit3=_share([within(answer, 3) for answer in asked]),
        mrr=bootstrap(_mean([reciprocal_rank(answer) for answer in asked]), len(asked)),
        ndcg=bootstrap(_mean([ndcg(answer) for answer in asked]), len(asked)),
        auroc=bootstrap(_auroc(answers), len(answers)),
        answered_at_95=bootstrap(_answered_at(answers, PRECISION), len(answers)),
        coverage=_share([answer.answered for answer in asked]),
        precision=_share([answer.right for answer in shown]) if asked else None,
        false_answers=_share([answer.answered for answer in others]),
    )


def by_kind(answers: Iterable[Answer]) -> dict[str, list[Answer]]:
    """Answers by the kind of their query, in order of appearance."""
    kinds: dict[str, list[Answer]] = defaultdict(list)
    for answer in answers:
        kinds[answer.kind].append(answer)
    return dict(kinds)


def within(answer: Answer, depth: int) -> bool:
    """Whether one of the first `depth` hits is right."""
    return answer.rank is not None and answer.rank <= depth


def reciprocal_rank(answer: Answer) -> float:
    """1 / the place of the first right hit among the first ten; 0 without one."""
    return 1 / answer.rank if answer.rank is not None and answer.rank <= DEPTH else 0.0


def ndcg(answer: Answer) -> float:
    """The grades of the first ten hits, each divided by log2(place + 1), as a share of the best possible.

    Grades count as they are (not as powers of two), as in trec_eval. 0 where no item is right.
    """
    best = sorted((grade for grade in answer.relevant.values() if grade > 0), reverse=True)
    found = [max(0, answer.relevant.get(hit, 0)) for hit in answer.hits]
    return _discounted(found) / _discounted(best) if best else 0.0


def hit_rate(answers: Iterable[Answer], k: int) -> float | None:
    """hit@k: the share of answerable queries with a right hit among the first `k`; None without one."""
    asked = [within(answer, k) for answer in answers if answer.answerable]
    return sum(asked) / len(asked) if asked else None


def auroc(answers: Sequence[Answer]) -> float | None:
    """How likely a right answer has more confidence than anything else, equal ones counting half.

    Anything else: a first hit that is wrong or missing, any query out of scope. None unless there are both.
    """
    return once(_auroc(answers), len(answers))


def answered_at_precision(answers: Sequence[Answer], precision: float = PRECISION) -> float | None:
    """The share of answerable queries answered right at the best threshold with this precision.

    A threshold answers each query that has a hit and at least that much confidence: equal ones together.
    Answers to queries out of scope are wrong ones. Of the thresholds at which this share of all answers is
    right, the best has the most right ones. 0 where there is none, None without an answerable query.
    """
    return once(_answered_at(answers, precision), len(answers))


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest of the values that this share of them does not exceed."""
    return sorted(values)[max(0, math.ceil(share * len(values)) - 1)]


def _share(successes: Sequence[bool]) -> Estimate | None:
    return wilson(sum(successes), len(successes))


def _discounted(grades: Sequence[int]) -> float:
    return math.fsum(grade / math.log2(place + 1) for place, grade in enumerate(grades[:DEPTH], start=1))


def _mean(values: Sequence[float]) -> Measure:
    array = np.array(values, np.float64)
    return lambda weights: ratio(weights @ array, weights.sum(axis=1))


def _auroc(answers: Sequence[Answer]) -> Measure:
    """Over groups of equal confidence, so that ties are one comparison of sums."""
    confidence = np.array([answer.confidence for answer in answers])
    order = np.argsort(confidence, kind="stable")
    right = np.array([answer.right for answer in answers], np.int64)[order]
    first = np.flatnonzero(_changes(confidence[order]))

    def measure(weights: Weights) -> Floats:
        sorted_weights = weights[:, order]
        rights = np.add.reduceat(sorted_weights * right, first, axis=1)
        others = np.add.reduceat(sorted_weights * (1 - right), first, axis=1)
        beaten = np.cumsum(others, axis=1) - others / 2
        return ratio((rights * beaten).sum(axis=1), rights.sum(axis=1) * others.sum(axis=1))

    return measure


def _answered_at(answers: Sequence[Answer], precision: float) -> Measure:
    """All thresholds at once: running sums over queries with a hit, the surest first."""
    confidence = np.array([answer.confidence for answer in answers])
    given = np.flatnonzero([bool(answer.hits) for answer in answers])
    order = given[np.argsort(-confidence[given], kind="stable")]
    right = np.array([answer.right for answer in answers], np.int64)[order]
    answerable = np.array([answer.answerable for answer in answers], np.int64)
    last = np.flatnonzero(np.roll(_changes(confidence[order]), -1))

    def measure(weights: Weights) -> Floats:
        rights = np.cumsum(weights[:, order] * right, axis=1)[:, last]
        every = np.cumsum(weights[:, order], axis=1)[:, last]
        allowed = ratio(rights, every) >= precision
        return ratio(np.where(allowed, rights, 0).max(axis=1, initial=0), weights @ answerable)

    return measure


def _changes(values: Floats) -> npt.NDArray[np.bool_]:
    """Where a value differs from the one before; the first does."""
    return np.append([True], values[1:] != values[:-1])[: len(values)]
