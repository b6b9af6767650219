"""An installation that is under way is let through once, and in time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest
import sqlalchemy as sa

from bot.state.database import connect
from bot.state.install_states import SqlInstallStates
from bot.state.memory import SqlMemory
from bot.state.tables import slack_oauth_states
from tests.conftest import NOW


@pytest.fixture
def engine(memory: SqlMemory) -> sa.Engine:
    return memory._engine


def count(engine: sa.Engine) -> int:
    with engine.connect() as connection:
        return connection.scalar(sa.select(sa.func.count()).select_from(slack_oauth_states)) or 0


class Clock:
    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


def test_a_state_is_good_once(engine: sa.Engine) -> None:
    states = SqlInstallStates(engine, 600, Clock())
    state = states.issue()
    assert [states.consume(state), states.consume(state)] == [True, False]


def test_a_state_that_nobody_issued_is_refused(engine: sa.Engine) -> None:
    assert not SqlInstallStates(engine, 600, Clock()).consume("forged")


def test_a_state_expires(engine: sa.Engine) -> None:
    clock = Clock()
    states = SqlInstallStates(engine, 600, clock)
    state = states.issue()
    clock.now = (NOW + timedelta(seconds=600)).astimezone(UTC)
    assert not states.consume(state)


def test_expired_states_are_deleted_when_the_next_is_issued(engine: sa.Engine) -> None:
    clock = Clock()
    states = SqlInstallStates(engine, 600, clock)
    for _ in range(3):
        states.issue()
    clock.now = NOW + timedelta(seconds=601)
    states.issue()
    assert count(engine) == 1


def test_of_very_many_states_the_oldest_are_dropped(engine: sa.Engine) -> None:
    states = SqlInstallStates(engine, 600, Clock())
    first = states.issue()
    later = NOW.replace(tzinfo=None) + timedelta(seconds=600)
    with engine.begin() as connection:
        rows = [{"state": f"state {number}", "expire_at": later} for number in range(9_999)]
        connection.execute(sa.insert(slack_oauth_states), rows)
    last = states.issue()
    assert [states.consume(first), states.consume("state 0"), states.consume(last)] == [False, True, True]


def test_of_many_callbacks_at_once_one_uses_the_state(url: str, memory: SqlMemory) -> None:
    del memory  # it has made the tables
    engine = connect(url)
    states = SqlInstallStates(engine, 600, Clock())
    state, together = states.issue(), Barrier(8)

    def use(_number: int) -> bool:
        together.wait()
        return states.consume(state)

    with ThreadPoolExecutor(8) as pool:
        assert sorted(pool.map(use, range(8))) == [*[False] * 7, True]
    engine.dispose()
