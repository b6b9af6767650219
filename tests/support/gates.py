"""What lets requests in, where a test is about something else: signed ones, as often as they come."""

from __future__ import annotations

from datetime import datetime

from bot import clock
from bot.slack.http import Gate
from bot.slack.replays import Replays
from bot.slack.signatures import Signatures


class NoMemory:
    """Implements `bot.desk.ports.Claims`, and remembers nothing."""

    def claim(self, _key: str, _at: datetime) -> bool:
        return True

    def release(self, _key: str) -> None:
        pass

    def holds(self, _key: str) -> bool:
        return False

    def expire(self, _prefix: str, _before: datetime) -> int:
        return 0


def gate_of(secret: str) -> Gate:
    """The gate of an app with this signing secret."""
    return Gate(Signatures(secret, clock.now), Replays(NoMemory(), clock.now, remembered=0))
