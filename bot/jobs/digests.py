"""The tick: finds the digests whose time has come, claims each day's edition, and hands it to the engine."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from bot.desk.digest.calendar import Turn, turn
from bot.desk.digest.subscription import Subscription, edition_key
from bot.desk.ports import Memory
from bot.jobs.ports import Jobs

_log = structlog.get_logger("briefbot")

_AT_ONCE = 500
"""Subscriptions that are looked at together."""


@dataclass(frozen=True, slots=True)
class Ticker:
    """`late`: a workspace's edition that is late by less is still posted, a later one is skipped."""

    memory: Memory
    jobs: Jobs
    now: Callable[[], datetime]
    late: Callable[[str], timedelta]

    def tick(self) -> int:
        """Bring all that is due on its way; how many editions that were.

        Several processes may tick at once: a turn is taken once. A process that dies between the claim and
        the engine leaves a claimed edition, which the engine's sweep takes up.
        """
        now, posted = self.now(), 0
        while due := self.memory.subscriptions.due(now, _AT_ONCE):
            posted += sum(self._take(subscription, now) for subscription in due)
            if len(due) < _AT_ONCE:
                break
        return posted

    def _take(self, subscription: Subscription, now: datetime) -> bool:
        assert subscription.next_due is not None
        taken = turn(subscription.schedule, subscription.next_due, now, self.late(subscription.team))
        day = taken.edition.day.isoformat() if taken.edition else ""
        if not self.memory.subscriptions.take_turn(subscription, day, taken.next_due, now):
            return False
        _tell_skipped(subscription, taken)
        if day:
            self.jobs.submit(edition_key(subscription.id, day), subscription.channel)
        return bool(day)


def _tell_skipped(subscription: Subscription, taken: Turn) -> None:
    for slot in taken.skipped:
        _log.warning(
            "edition skipped", subscription=subscription.id, day=slot.day.isoformat(), due=str(slot.due)
        )
