"""Things that may happen once: a second click on Share finds the first."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from time import monotonic

_KEPT_SECONDS = 24 * 60 * 60
_KEPT_KEYS = 20_000


class Once:
    """Claims on keys, kept in memory for a day. Threads may share it."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._claims: OrderedDict[Hashable, float] = OrderedDict()
        self._lock = threading.Lock()

    def claim(self, key: Hashable) -> bool:
        """Whether this is the first claim on the key."""
        now = self._clock()
        with self._lock:
            self._forget(now)
            if key in self._claims:
                return False
            self._claims[key] = now
            return True

    def release(self, key: Hashable) -> None:
        """Take a claim back: what it stood for did not happen."""
        with self._lock:
            self._claims.pop(key, None)

    def _forget(self, now: float) -> None:
        while self._claims:
            oldest = next(iter(self._claims.values()))
            if now - oldest < _KEPT_SECONDS and len(self._claims) < _KEPT_KEYS:
                return
            self._claims.popitem(last=False)
