"""Replicas are restarted one after the other, and nobody who asks notices."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from tests.rolling.restart import Plan, Result, roll
from tests.support.postgres import fresh_postgres

SHORT = Plan(commands=200, questions=50, rounds=2)


def test_a_rolling_restart_loses_no_request_and_doubles_none(tmp_path: Path) -> None:
    with fresh_postgres() as database:
        result = roll(SHORT, tmp_path, database)
    assert result.faults(SHORT) == []
    assert (result.restarts, sum(result.statuses.values()), result.asked) == (6, 200, 50)


def test_what_is_lost_doubled_or_told_otherwise_is_noticed() -> None:
    plan = Plan(commands=2, questions=3, rounds=1)
    texts = {"china": {"The China Factor", "Nothing"}, "india": {"India"}}
    result = Result(Counter({200: 1, 409: 1}), texts, 3, Counter({"C1 1.5": 2, "C1 1.6": 1}), 3, 1)
    assert result.faults(plan) == [
        "commands: {200: 1, 409: 1}",
        "other answers from other replicas: ['china']",
        "questions without a reply: 1",
        "questions with several replies: 1",
    ]
