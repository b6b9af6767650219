"""Slack's rate limits: per method and workspace by tier, and one post a second for each channel."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import IntEnum

from bot.playground.passes import Clock


class Tier(IntEnum):
    """Requests a minute (Slack's rate limit page); `POSTING` is that for one channel."""

    T1 = 1
    T2 = 20
    T3 = 50
    T4 = 100
    MANY = 600
    POSTING = 60


#: Short bursts are let through; nobody documents how many, so these are ours.
_BURSTS = {Tier.POSTING: 20}


@dataclass(slots=True)
class _Bucket:
    left: float
    at: float


class RateLimits:
    """A bucket for each method, or for each channel of one, that fills up again with time."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._buckets: dict[tuple[str, str], _Bucket] = {}

    def take(self, method: str, tier: Tier, channel: str = "") -> int:
        """Use one request up; 0 when it is let through, else the seconds to wait (Retry-After)."""
        most, rate = _BURSTS.get(tier, int(tier)), tier / 60
        now = self._clock()
        bucket = self._buckets.setdefault((method, channel), _Bucket(most, now))
        bucket.left = min(float(most), bucket.left + max(0.0, now - bucket.at) * rate)
        bucket.at = now
        if bucket.left < 1:
            return max(1, math.ceil((1 - bucket.left) / rate))
        bucket.left -= 1
        return 0
