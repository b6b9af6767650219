"""Counting what was asked and how it ended, which is never worth an answer."""

from __future__ import annotations

from datetime import UTC, datetime

import structlog

from bot.desk.ports import Memory

_log = structlog.get_logger("briefbot")


def note_answer(memory: Memory, team: str, surface: str, outcome: str, at: datetime) -> None:
    """Count an answer under its day in UTC. What cannot be counted is left out, and the log says so.

    `outcome` is the reply's `Verdict`, or a word for another end; what a button opened is of the surface
    `bot.desk.tallies.BUTTON`.
    """
    try:
        memory.tallies.count(team, at.astimezone(UTC).date(), surface, outcome)
    except Exception as error:  # noqa: BLE001 - the person has an answer, whatever becomes of the count
        _log.warning("answer not counted", surface=surface, error=type(error).__name__)
