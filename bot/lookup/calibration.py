"""Thresholds for one library, chosen on its own labelled questions."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import fmean, stdev

from bot.errors import QuestionsError
from bot.lookup.engine import Lookup
from bot.lookup.evaluate import Question
from bot.lookup.outcome import Outcome, Verdict
from bot.lookup.verdict import Thresholds, verdict_on

RIGHT, OFFERED, MISLEADING, WRONG = 1.0, 0.6, -1.0, -2.0
"""What an outcome is worth to the asker: the right answer, a choice that has it, a choice without it, a
wrong answer. Nothing found is worth nothing: it says so, and leads to the editors."""

FOUND = tuple(share / 100 for share in range(20, 81, 5))
CLOSE = tuple(share / 100 for share in range(10, 91, 10))
"""The thresholds that are tried, each with each."""

FEWEST = 50
"""Questions below which chance would choose."""
_FEWEST_OF_A_KIND = 10


@dataclass(frozen=True, slots=True)
class Worth:
    """What the outcome of each question was worth, and what that comes to."""

    each: tuple[float, ...]

    @property
    def questions(self) -> int:
        """How many questions there were."""
        return len(self.each)

    @property
    def right(self) -> int:
        """How many got the right answer."""
        return self.each.count(RIGHT)

    @property
    def offered(self) -> int:
        """How many got a choice that has it."""
        return self.each.count(OFFERED)

    @property
    def misleading(self) -> int:
        """How many got a choice without it."""
        return self.each.count(MISLEADING)

    @property
    def wrong(self) -> int:
        """How many got a wrong answer."""
        return self.each.count(WRONG)

    @property
    def mean(self) -> float:
        """The mean worth of a question, 1 at best."""
        return math.fsum(self.each) / max(1, len(self.each))


@dataclass(frozen=True, slots=True)
class Calibration:
    """The thresholds chosen, what they come to, and what the ones before came to."""

    thresholds: Thresholds
    chosen: Worth
    before: Worth


def calibrate(lookup: Lookup, questions: Sequence[Question]) -> Iterator[Calibration]:
    """Try thresholds one after the other, and tell of the best so far after each step of `found`.

    The last is the one chosen; of several that are worth the same, it is the one nearest to those before,
    which stay where what others would gain may be chance (`surely_gains`).

    Raises:
        QuestionsError: there are too few questions, with or without an answer, to choose on.

    """
    _check(questions)
    was = lookup.thresholds
    before = worth_of(_outcomes(lookup, questions))
    best = Calibration(was, before, before)
    for found in FOUND:
        outcomes = list(_outcomes(lookup.at(Thresholds(found, was.close)), questions))
        for close in CLOSE:
            thresholds = Thresholds(found, close)
            tried = worth_of((question, judged_again(outcome, thresholds)) for question, outcome in outcomes)
            better = (tried.mean, -_far(thresholds, was)) > (best.chosen.mean, -_far(best.thresholds, was))
            if better and surely_gains(before.each, tried.each):
                best = Calibration(thresholds, tried, before)
        yield best


def judged_again(outcome: Outcome, thresholds: Thresholds) -> Outcome:
    """The verdict on the same matches by other thresholds."""
    weighed = outcome.matches or outcome.nearest  # otherwise it is nothing whatever the thresholds
    return verdict_on(outcome.ranked, thresholds, outcome.why) if weighed and outcome.ranked else outcome


def surely_gains(before: Sequence[float], after: Sequence[float]) -> bool:
    """Whether the same questions gain more than twice the standard error of the gain: 95 % sure, about."""
    gains = [now - then for then, now in zip(before, after, strict=True)]
    return fmean(gains) > 2 * stdev(gains) / math.sqrt(len(gains))


def worth_of(outcomes: Iterable[tuple[Question, Outcome]]) -> Worth:
    """What outcomes are worth."""
    return Worth(tuple(_worth(question, outcome) for question, outcome in outcomes))


def _worth(question: Question, outcome: Outcome) -> float:
    if outcome.verdict is Verdict.NOTHING:
        return 0.0
    shown = [match.item.id.split("/", 1)[-1] in question.gold for match in outcome.matches]
    if outcome.verdict is Verdict.CHOICES:
        return OFFERED if any(shown) else MISLEADING
    return RIGHT if shown[0] else WRONG


def _outcomes(lookup: Lookup, questions: Iterable[Question]) -> Iterator[tuple[Question, Outcome]]:
    return ((question, lookup.find(question.text)) for question in questions)


def _far(one: Thresholds, other: Thresholds) -> float:
    return abs(one.found - other.found) + abs(one.close - other.close)


def _check(questions: Sequence[Question]) -> None:
    answerable = sum(question.answerable for question in questions)
    fewest = min(answerable, len(questions) - answerable)
    if len(questions) < FEWEST or fewest < _FEWEST_OF_A_KIND:
        raise QuestionsError(
            f"{len(questions)} questions, {len(questions) - answerable} of them without an answer, are too"
            f" few to choose on: write at least {FEWEST}, {_FEWEST_OF_A_KIND} of them about what the library"
            ' has not ("gold": ["none"]); until then the shipped thresholds hold'
        )
