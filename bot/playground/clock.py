"""A clock that runs on, and that can be moved: the playground's time, and that of the bot in it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta


class Clock:
    """The time of the playground. Reading it is safe from any thread, moving it from the loop's alone."""

    def __init__(self, real: Callable[[], float] = time.time) -> None:
        self._real = real
        self._offset = 0.0
        self._moved = asyncio.Event()

    def timestamp(self) -> float:
        """Seconds since 1970."""
        return self._real() + self._offset

    def now(self) -> datetime:
        """The moment, in UTC."""
        return datetime.fromtimestamp(self.timestamp(), UTC)

    @property
    def offset(self) -> timedelta:
        """How far it is ahead of the real time."""
        return timedelta(seconds=self._offset)

    def move_to(self, moment: datetime) -> None:
        """Let it be that moment; from there it runs on."""
        self._move(moment.timestamp() - self._real())

    def move_by(self, difference: timedelta) -> None:
        """Go that far on, or back."""
        self._move(self._offset + difference.total_seconds())

    def reset(self) -> None:
        """Be the real time again."""
        self._move(0.0)

    async def sleep(self, seconds: float) -> None:
        """Wait until that much of the playground's time has passed: a move may end the wait at once."""
        until = self.timestamp() + seconds
        while (left := until - self.timestamp()) > 0:
            moved = self._moved
            try:
                await asyncio.wait_for(moved.wait(), left)
            except TimeoutError:
                continue

    def _move(self, offset: float) -> None:
        self._offset = offset
        moved, self._moved = self._moved, asyncio.Event()
        moved.set()


class Timestamps:
    """Slack's timestamps: seconds and microseconds, which name a message, so that each is above the last."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last = 0

    def new(self) -> str:
        """The next timestamp, such as 1700000000.000100."""
        self._last = max(self._last + 1, int(self._clock.timestamp() * 1_000_000))
        return f"{self._last // 1_000_000}.{self._last % 1_000_000:06d}"
