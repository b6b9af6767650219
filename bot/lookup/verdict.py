"""Whether matches are an answer, a choice, or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.lookup.outcome import Match, Outcome, Verdict

_READINGS = 3
"""Readings that may be close to one another: more of them are not a choice but a guess."""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Where the verdicts part. `brief eval --calibrate` chooses them on a library's own questions."""

    found: float = 0.5
    """The chance from which on an item is an answer, or several near ones together a choice."""
    close: float = 0.2
    """A runner-up with at least this share of the best one's chance makes it a choice."""


def verdict_on(near: Sequence[Match], thresholds: Thresholds, why_nothing: str) -> Outcome:
    """The verdict on matches, best first; `why_nothing` is the reason if none is near enough."""
    near = tuple(near)
    if not near:
        return Outcome(Verdict.NOTHING, why=why_nothing)
    alone = near[0].score >= thresholds.found
    if alone and len(near) == 1:  # as most names are: there is nothing to weigh
        return Outcome(Verdict.FOUND, near, ranked=near)
    close = _close(near, thresholds)
    together = sum(match.score for match in close) >= thresholds.found
    # several readings of a misspelt word are no choice worth offering
    if not alone and (not together or near[0].corrected):
        return Outcome(Verdict.NOTHING, nearest=near, why=why_nothing, ranked=near)
    if len(close) > 1:
        return Outcome(Verdict.CHOICES, close, ranked=near)
    sure = (near[0], *(each for each in near[1:] if each.score >= thresholds.found))
    return Outcome(Verdict.FOUND, sure, ranked=near)


def _close(near: tuple[Match, ...], thresholds: Thresholds) -> tuple[Match, ...]:
    """The readings that a reader would have to choose from."""
    best = near[0]
    if best.exact:
        return tuple(each for each in near if each.exact and each.score == best.score)
    least = thresholds.close * best.score
    return (best, *(each for each in near[1:] if each.score >= least))[:_READINGS]
