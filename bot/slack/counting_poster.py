"""`CountingPoster`: measures what is posted for everyone, on the way to Slack."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

import structlog

from bot.desk.digest.calendar import moment_of
from bot.desk.digest.subscription import subscription_and_day
from bot.desk.ports import Memory
from bot.desk.records import Delivery
from bot.jobs.ports import Absent, NotAllowed, Posted, Poster, RateLimited, Refused, Unknown
from bot.metrics import Metrics

_log = structlog.get_logger("briefbot")

_ENDS: Final = {Posted: "posted", Refused: "refused", Unknown: "in doubt", RateLimited: "rate limited"}


class CountingPoster:
    """Implements `bot.jobs.ports.Poster` around another one, whose outcomes it counts and returns."""

    def __init__(self, poster: Poster, memory: Memory, metrics: Metrics, now: Callable[[], datetime]) -> None:
        self._poster = poster
        self._memory = memory
        self._metrics = metrics
        self._now = now

    def post(self, delivery: Delivery) -> Posted | RateLimited | Refused | Unknown:
        """Post a delivery's message."""
        outcome = self._poster.post(delivery)
        self._note(delivery, outcome)
        return outcome

    def find(self, delivery: Delivery) -> Posted | RateLimited | Absent | NotAllowed | Unknown:
        """Look for a message; one that is found has been posted after all."""
        outcome = self._poster.find(delivery)
        if isinstance(outcome, Posted):
            self._note(delivery, outcome)
        return outcome

    def tell(self, delivery: Delivery, words: str) -> None:
        """A private word to who asked."""
        self._poster.tell(delivery, words)

    def _note(self, delivery: Delivery, outcome: Posted | RateLimited | Refused | Unknown) -> None:
        kind = delivery.key.partition(":")[0]
        try:
            self._metrics.delivered(kind, _ENDS[type(outcome)])
            if isinstance(outcome, Posted):
                self._measure(kind, delivery)
        except Exception as error:  # noqa: BLE001 - raised here, it would put a post in doubt that was made
            _log.warning("post not measured", key=delivery.key, error=type(error).__name__)

    def _measure(self, kind: str, delivery: Delivery) -> None:
        if kind == "reply":
            question = self._memory.questions.get(delivery.key)  # it is closed only after this
            if question is not None:
                self._metrics.replied(question.heard.value, self._seconds_since(question.at))
        elif kind == "digest":
            due = self._due(delivery.key)
            if due is not None:
                self._metrics.digest_posted(self._seconds_since(due))

    def _due(self, key: str) -> datetime | None:
        """The moment that an edition was due, by the schedule as it is now; None once it was ended."""
        id_, day = subscription_and_day(key)
        subscription = self._memory.subscriptions.get(id_)
        if subscription is None:
            return None
        schedule = subscription.schedule
        return moment_of(date.fromisoformat(day), schedule.at, ZoneInfo(schedule.zone))

    def _seconds_since(self, moment: datetime) -> float:
        return (self._now() - moment).total_seconds()
