"""How often somebody may ask: at once, in the long run, and when it is over."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.desk.pace import Limits, Pace, Rates
from tests.conftest import NOW


def taken(pace: Pace, moments: list[float]) -> list[float]:
    """The moments, in order, at which a request was allowed."""
    state, allowed = 0.0, []
    for moment in sorted(moments):
        wait, state = pace.take(state, moment)
        if not wait:
            allowed.append(moment)
    return allowed


def test_a_burst_is_allowed_at_once_and_not_one_more() -> None:
    assert taken(Pace(60, burst=5), [1_000.0] * 9) == [1_000.0] * 5


def test_in_the_long_run_there_are_as_many_as_the_limit_says() -> None:
    tries = [1_000 + tenth / 10 for tenth in range(6_000)]  # ten minutes
    assert len(taken(Pace(30, burst=1), tries)) == 10 * 30


@given(st.integers(1, 100), st.integers(1, 20), st.lists(st.floats(1e6, 1e6 + 300), max_size=200))
def test_no_minute_has_more_than_a_burst_and_what_a_minute_brings(
    limit: int, burst: int, moments: list[float]
) -> None:
    allowed = taken(Pace(limit, burst), moments)
    for start in allowed:
        assert sum(start <= each < start + 60 for each in allowed) <= burst + limit


@given(st.integers(1, 100), st.integers(1, 20), st.floats(1e6, 2e9))
def test_who_waits_as_long_as_told_is_allowed(limit: int, burst: int, moment: float) -> None:
    pace, state, wait = Pace(limit, burst), 0.0, 0.0
    while not wait:
        wait, state = pace.take(state, moment)
    assert pace.take(state, moment + wait)[0] == 0


def test_a_refused_request_makes_nobody_wait_longer() -> None:
    pace = Pace(60, burst=1)
    _, state = pace.take(0.0, 1_000.0)
    waits = [pace.take(state, 1_000.5) for _ in range(5)]
    assert waits == [(0.5, state)] * 5


def test_a_clock_that_was_set_back_makes_nobody_wait_for_hours() -> None:
    pace = Pace(60, burst=3)
    _, state = pace.take(0.0, 10_000.0)
    assert pace.take(state, 1_000.0)[0] <= 1


def test_each_person_has_their_own_limit() -> None:
    limits, rates = Limits(), Rates(user=2, workspace=100)
    assert [bool(limits.wait("T1", "U1", NOW, rates)) for _ in range(3)] == [False, False, True]
    assert not limits.wait("T1", "U2", NOW, rates)
    assert not limits.wait("T2", "U1", NOW, rates)


def test_a_workspaces_limit_holds_for_all_of_its_people_together() -> None:
    limits, rates = Limits(), Rates(user=10, workspace=3)
    waits = [limits.wait("T1", f"U{number}", NOW, rates) for number in range(4)]
    assert [wait.scope for wait in waits] == ["", "", "", "workspace"]
    assert not limits.wait("T2", "U1", NOW, rates)


def test_what_one_limit_refuses_does_not_count_for_the_other() -> None:
    limits, rates = Limits(), Rates(user=1, workspace=2)
    for _ in range(5):
        limits.wait("T1", "U1", NOW, rates)
    assert not limits.wait("T1", "U2", NOW, rates)
    for _ in range(5):
        assert limits.wait("T1", "U3", NOW, rates).scope == "workspace"
    assert not limits.wait("T1", "U3", NOW + timedelta(seconds=30), rates)


def test_it_tells_how_many_seconds_to_wait_and_whose_limit_it_is() -> None:
    limits, rates = Limits(), Rates(user=30, workspace=600)
    for _ in range(30):
        limits.wait("T1", "U1", NOW, rates)
    wait = limits.wait("T1", "U1", NOW, rates)
    assert wait.seconds == pytest.approx(2.0, abs=0.01)
    assert wait.scope == "user"
    assert not limits.wait("T1", "U1", NOW + timedelta(seconds=2), rates)


def test_a_workspace_may_have_rates_of_its_own() -> None:
    limits, usual, own = Limits(), Rates(user=1, workspace=1), Rates(user=3, workspace=5)
    assert [bool(limits.wait("T1", "U1", NOW, own)) for _ in range(4)] == [False, False, False, True]
    assert [bool(limits.wait("T2", "U1", NOW, usual)) for _ in range(2)] == [False, True]


def test_a_request_that_is_told_of_twice_counts_once_and_is_answered_alike() -> None:
    limits, rates = Limits(), Rates(user=2, workspace=9)
    asked = [bool(limits.wait("T1", "U1", NOW, rates, request)) for request in "aabbccabc"]
    assert asked == [False, False, False, False, True, True, False, False, True]


def test_there_is_room_for_so_many_people_and_who_asked_longest_ago_is_forgotten() -> None:
    limits, rates = Limits(most_kept=2), Rates(user=1, workspace=1_000)
    for user in ("U1", "U2", "U3"):
        limits.wait("T1", user, NOW, rates)
    assert limits.wait("T1", "U3", NOW, rates)
    assert not limits.wait("T1", "U1", NOW, rates)


@pytest.fixture
def hasty_threads() -> Iterator[None]:
    """Threads take turns as often as Python can."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(usual)


@pytest.mark.usefixtures("hasty_threads")
def test_threads_that_ask_at_once_get_no_more_than_the_limit() -> None:
    limits, rates = Limits(), Rates(user=1_000, workspace=10_000)
    with ThreadPoolExecutor(8) as pool:
        waits = list(pool.map(lambda _: limits.wait("T1", "U1", NOW, rates), range(4_000)))
    assert sum(not wait for wait in waits) == 1_000
