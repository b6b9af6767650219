"""Whatever goes wrong, each question and each edition is one message: the short form of `make chaos`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.chaos.digests import Digests
from tests.chaos.questions import Questions
from tests.chaos.storm import Plan, Storm, Work, run
from tests.support.postgres import fresh_postgres

WORKS = pytest.mark.parametrize("work", [Questions, Digests])


@WORKS
def test_on_sqlite_each_has_one_message(tmp_path: Path, work: Callable[[Storm], Work]) -> None:
    seen = run(Plan(f"sqlite:///{tmp_path}/briefbot.db"), tmp_path, work)
    assert (seen.missing, seen.doubled, seen.waiting) == (0, 0, 0)
    assert seen.killed_before >= 1
    assert seen.killed_after >= 1


@WORKS
def test_on_postgresql_replicas_bring_each_one_message(tmp_path: Path, work: Callable[[Storm], Work]) -> None:
    with fresh_postgres() as url:
        seen = run(Plan(url, workers=2, leave=True), tmp_path, work)
    assert (seen.missing, seen.doubled, seen.waiting) == (0, 0, 0)
    assert seen.killed_before >= 1
    assert seen.killed_after >= 1


def test_without_the_look_replies_are_doubled(tmp_path: Path) -> None:
    """The storm is strong enough to tell."""
    plan = Plan(f"sqlite:///{tmp_path}/briefbot.db", mutant="no-look", deadly_every=3)
    assert run(plan, tmp_path, Questions).doubled > 0
