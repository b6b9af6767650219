"""Requests that were refused at the edge: counted, and logged without anything that was in them."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from time import monotonic
from typing import Final

import structlog

_QUIET_SECONDS: Final = 1.0
"""A flood must not fill the log: a line tells how many there were, so those left out are counted in it."""

_log = structlog.get_logger("briefbot")


class Refusals:
    """Counts refusals by reason, since the process began. `seconds` is a clock that only goes forward.

    `count` hears of each.
    """

    def __init__(
        self, seconds: Callable[[], float] = monotonic, count: Callable[[str], None] = lambda _reason: None
    ) -> None:
        self._seconds = seconds
        self._count = count
        self._counts: Counter[str] = Counter()
        self._quiet_until: dict[str, float] = {}
        self._one_at_a_time = threading.Lock()

    def note(self, reason: str) -> None:
        """One more was refused. A reason is one of a few words of ours."""
        self._count(reason)
        with self._one_at_a_time:
            self._counts[reason] += 1
            count, now = self._counts[reason], self._seconds()
            if now < self._quiet_until.get(reason, now):
                return
            self._quiet_until[reason] = now + _QUIET_SECONDS
        _log.warning("request refused", reason=reason, count=count)
