"""Requests that were answered already: the same signed bytes are answered once, by whichever replica.

A load balancer that loses a replica in mid-request sends the same bytes to another one, and that must
answer. So a request leaves its mark for other replicas only once its answer is sent: who dies before that has
marked nothing. Of two at once in one process one is refused; two replicas that are asked at the same moment
both answer, which is harmless, as what a request does has keys of its own.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

import structlog

from bot.desk.ports import Claims

KEEP: Final = timedelta(minutes=11)
"""A timestamp may be five minutes ahead and is good for five more, so a mark outlives its signature."""

REMEMBERED: Final = 20_000
"""Marks that a process keeps itself, about 4 MB; an older one is still in the database."""

_PREFIX: Final = "request:"

_log = structlog.get_logger("briefbot")


class Replays:
    """The marks of answered requests: in this process, and in the database for all replicas.

    While the database cannot be reached, this process's own marks decide, and each time that is logged.
    Threads may share it.
    """

    def __init__(self, claims: Claims, now: Callable[[], datetime], remembered: int = REMEMBERED) -> None:
        self._claims = claims
        self._now = now
        self._own = _Recent(remembered)
        self._clean_at = now() + KEEP
        self._one_at_a_time = threading.Lock()

    def is_answered(self, mark: str) -> bool:
        """Whether a request with this mark has been answered."""
        if self._own.has(mark, self._now()):
            return True
        try:
            return self._claims.holds(_PREFIX + mark)
        except Exception as error:  # noqa: BLE001 - whatever the database raises, requests go on
            _unsure(error)
            return False

    def settle(self, mark: str) -> bool:
        """Mark a request as answered by this process; False when it was before: send no second answer."""
        return self._own.add(mark, self._now())

    def publish(self, mark: str) -> None:
        """Mark a request as answered for all replicas, once its answer is sent."""
        now = self._now()
        try:
            self._claims.claim(_PREFIX + mark, now)
        except Exception as error:  # noqa: BLE001 - as above
            _unsure(error)
            return
        self._clean(now)

    def _clean(self, now: datetime) -> None:
        """Drop marks that are of no use any more, once in a while."""
        if not self._is_time_to_clean(now):
            return
        try:
            self._claims.expire(_PREFIX, now - KEEP)
        except Exception as error:  # noqa: BLE001 - the next time will do
            _log.warning("replays not cleaned", error=type(error).__name__)

    def _is_time_to_clean(self, now: datetime) -> bool:
        with self._one_at_a_time:
            if now < self._clean_at:
                return False
            self._clean_at = now + KEEP
            return True


def _unsure(error: Exception) -> None:
    _log.warning("replays known to this process only", error=type(error).__name__)


class _Recent:
    """The latest marks, at most so many of them, each for `KEEP`."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._until: OrderedDict[str, datetime] = OrderedDict()
        self._one_at_a_time = threading.Lock()

    def has(self, mark: str, now: datetime) -> bool:
        with self._one_at_a_time:
            return self._has(mark, now)

    def add(self, mark: str, now: datetime) -> bool:
        """Add a mark; False when it is there."""
        with self._one_at_a_time:
            if self._has(mark, now):
                return False
            self._until[mark] = now + KEEP
            self._until.move_to_end(mark)
            while len(self._until) > self._limit:
                self._until.popitem(last=False)
            return True

    def _has(self, mark: str, now: datetime) -> bool:
        until = self._until.get(mark)
        return until is not None and now < until
