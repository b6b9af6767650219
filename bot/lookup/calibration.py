"""Thresholds for one library, chosen on its own labelled questions."""

from __future__ import annotations

import math
from collections import Counter
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
    """What outcomes came to: their number by kind, and their mean worth."""

    questions: int
    right: int
    offered: int
    misleading: int
    wrong: int

    @property
    def mean(self) -> float:
        """The mean worth of a question, 1 at best."""
        total = (
            self.right * RIGHT + self.offered * OFFERED + self.misleading * MISLEADING + self.wrong * WRONG
        )
        return total / max(1, self.questions)


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
    unchanged = _worths(_outcomes(lookup, questions))
    before = _counted(unchanged)
    best = Calibration(was, before, before)
    for found in FOUND:
        outcomes = list(_outcomes(lookup.at(Thresholds(found, was.close)), questions))
        for close in CLOSE:
            thresholds = Thresholds(found, close)
            worths = _worths((question, judged_again(outcome, thresholds)) for question, outcome in outcomes)
            tried = _counted(worths)
            better = (tried.mean, -_far(thresholds, was)) > (best.chosen.mean, -_far(best.thresholds, was))
            if better and surely_gains(unchanged, worths):
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
    """Count outcomes by what they are worth."""
    return _counted(_worths(outcomes))


def _counted(worths: Sequence[float]) -> Worth:
    counts = Counter(worths)
    return Worth(len(worths), counts[RIGHT], counts[OFFERED], counts[MISLEADING], counts[WRONG])


def _worths(outcomes: Iterable[tuple[Question, Outcome]]) -> list[float]:
    return [_worth(question, outcome) for question, outcome in outcomes]


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
