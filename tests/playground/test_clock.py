"""The playground's clock can be moved, and everything of its time follows."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.playground.clock import Clock, Timestamps
from bot.playground.passes import Passes, State
from bot.playground.rate_limits import RateLimits, Tier

NINE = datetime(2027, 3, 1, 9, tzinfo=UTC)


def still(at: float = 1_700_000_000.0) -> Clock:
    """A clock that runs only when it is moved."""
    return Clock(lambda: at)


def test_it_is_the_moment_that_it_is_moved_to() -> None:
    clock = still()
    clock.move_to(NINE)
    assert clock.now() == NINE


def test_moves_add_up_and_can_be_taken_back() -> None:
    clock = still()
    clock.move_by(timedelta(hours=2))
    clock.move_by(timedelta(hours=-1))
    assert clock.offset == timedelta(hours=1)
    clock.reset()
    assert clock.offset == timedelta()


def test_a_wait_ends_when_the_clock_is_moved_past_its_end() -> None:
    async def wait() -> None:
        clock = still()
        waiting = asyncio.create_task(clock.sleep(300))
        await asyncio.sleep(0)
        clock.move_by(timedelta(seconds=299))
        await asyncio.sleep(0)
        assert not waiting.done()
        clock.move_by(timedelta(seconds=1))
        await asyncio.wait_for(waiting, 5)

    asyncio.run(wait())


@given(st.lists(st.integers(-100_000, 100_000), max_size=20))
def test_every_timestamp_is_above_the_last_however_the_clock_is_moved(moves: list[int]) -> None:
    clock = still()
    timestamps = Timestamps(clock)
    made = [timestamps.new()]
    for seconds in moves:
        clock.move_by(timedelta(seconds=seconds))
        made.append(timestamps.new())
    assert made == sorted(set(made), key=float)


def test_a_pass_is_good_for_its_uses_and_its_time() -> None:
    clock = still()
    passes: Passes[str] = Passes(2, 3.0, clock.timestamp)
    passes.issue("a", "for a")
    passes.issue("b", "for b")
    assert [passes.use("a") for _ in range(3)] == [State.GOOD, State.GOOD, State.USED]
    clock.move_by(timedelta(seconds=4))
    assert (passes.use("b"), passes.use("c")) == (State.EXPIRED, State.UNKNOWN)
    assert passes.purpose("b") == "for b"


def test_a_rate_limit_says_how_long_to_wait_and_then_lets_through() -> None:
    clock = still()
    limits = RateLimits(clock.timestamp)
    assert [limits.take("users.list", Tier.T2) for _ in range(20)] == [0] * 20
    wait = limits.take("users.list", Tier.T2)
    assert wait == 3
    clock.move_by(timedelta(seconds=wait))
    assert limits.take("users.list", Tier.T2) == 0


def test_channels_have_rate_limits_of_their_own() -> None:
    limits = RateLimits(still().timestamp)
    while limits.take("chat.postMessage", Tier.POSTING, "C1") == 0:
        pass
    assert limits.take("chat.postMessage", Tier.POSTING, "C2") == 0


def test_of_very_many_passes_the_oldest_are_forgotten() -> None:
    passes: Passes[None] = Passes(1, 3.0, still().timestamp)
    for number in range(5_001):
        passes.issue(str(number), None)
    assert (passes.state("0"), passes.state("5000")) == (State.UNKNOWN, State.GOOD)
