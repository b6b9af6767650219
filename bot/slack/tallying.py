"""Counting what was asked and how it ended, which is never worth an answer."""

from __future__ import annotations

from datetime import UTC, datetime

import structlog

from bot.desk.ports import Memory
from bot.desk.tallies import BUTTON
from bot.lookup.outcome import Verdict
from bot.metrics import Metrics

_log = structlog.get_logger("briefbot")


def answered(metrics: Metrics, memory: Memory, team: str, surface: str, outcome: str, at: datetime) -> None:
    """Tell the log, the metrics and the tallies that somebody got an answer."""
    _log.info("answered", surface=surface, outcome=outcome)
    metrics.answered(surface, outcome)
    if outcome == Verdict.NOTHING and surface != BUTTON:
        metrics.missed(surface)
    note_answer(memory, team, surface, outcome, at)


def note_answer(memory: Memory, team: str, surface: str, outcome: str, at: datetime) -> None:
    """Count an answer under its day in UTC. What cannot be counted is left out, and the log says so.

    `outcome` is the reply's `Verdict`, or a word for another end; what a button opened is of the surface
    `bot.desk.tallies.BUTTON`.
    """
    try:
        memory.tallies.count(team, at.astimezone(UTC).date(), surface, outcome)
    except Exception as error:  # noqa: BLE001 - the person has an answer, whatever becomes of the count
        _log.warning("answer not counted", surface=surface, error=type(error).__name__)
