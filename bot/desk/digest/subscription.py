"""A digest's subscription: where it goes, what is in it, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum

DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
WORKING_DAYS = frozenset(range(5))


class Part(StrEnum):
    """What an edition may hold, in the order in which it is shown."""

    CHANGES = "changes"
    SECTION = "section"
    RECOMMENDATION = "recommendation"
    FIGURE = "figure"
    ASKED = "asked"


EVERY_PART = frozenset(Part)


@dataclass(frozen=True, slots=True)
class Schedule:
    """When editions are due: at a time of day on some weekdays (0 is Monday), in an IANA time zone."""

    at: time
    weekdays: frozenset[int]
    zone: str

    def __str__(self) -> str:
        """In words: "09:00 on weekdays, Europe/London time"."""
        return f"{self.at:%H:%M} {self._days()}, {self.zone} time"

    def _days(self) -> str:
        if len(self.weekdays) == len(DAY_NAMES):
            return "every day"
        if self.weekdays == WORKING_DAYS:
            return "Monday to Friday"
        *most, last = (DAY_NAMES[day] for day in sorted(self.weekdays))
        return f"on {', '.join(most)} and {last}" if most else f"on {last}s"


@dataclass(frozen=True, slots=True)
class Subscription:
    """A digest for a channel or a direct message.

    `user` set it up. `topics` are section or report ids, none means all. `even_if_empty`: an edition with
    nothing to say is posted too. `next_due` is None while it is paused; `paused_because` says why when nobody
    has asked for that.
    """

    id: str
    team: str
    channel: str
    user: str
    schedule: Schedule
    created_at: datetime
    topics: tuple[str, ...] = ()
    parts: frozenset[Part] = EVERY_PART
    even_if_empty: bool = False
    next_due: datetime | None = None
    paused_because: str = ""

    @property
    def is_paused(self) -> bool:
        """Whether no edition is due."""
        return self.next_due is None


def edition_key(subscription: str, day: str) -> str:
    """The key of an edition: one a subscription and local day (ISO), whatever happens."""
    return f"digest:{subscription}:{day}"


def subscription_and_day(key: str) -> tuple[str, str]:
    """What an edition's key is made of."""
    _, subscription, day = key.split(":")
    return subscription, day
