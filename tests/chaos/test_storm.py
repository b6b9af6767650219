"""Whatever goes wrong, each question has one reply: the short form of `make chaos`."""

from __future__ import annotations

from pathlib import Path

from tests.chaos.storm import Plan, run
from tests.support.postgres import fresh_postgres


def test_on_sqlite_each_question_has_one_reply(tmp_path: Path) -> None:
    seen = run(Plan(f"sqlite:///{tmp_path}/briefbot.db"), tmp_path)
    assert (seen.missing, seen.doubled, seen.waiting) == (0, 0, 0)
    assert seen.killed_before >= 1
    assert seen.killed_after >= 1


def test_on_postgresql_two_replicas_give_each_question_one_reply(tmp_path: Path) -> None:
    with fresh_postgres() as url:
        seen = run(Plan(url, workers=2, leave=True), tmp_path)
    assert (seen.missing, seen.doubled, seen.waiting) == (0, 0, 0)
    assert seen.killed_before >= 1
    assert seen.killed_after >= 1


def test_without_the_look_replies_are_doubled(tmp_path: Path) -> None:
    """The storm is strong enough to tell."""
    plan = Plan(f"sqlite:///{tmp_path}/briefbot.db", mutant="no-look", deadly_every=3)
    assert run(plan, tmp_path).doubled > 0
