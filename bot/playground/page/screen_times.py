"""Times as one person reads them: in their zone, in the manner of their locale."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Self
from zoneinfo import ZoneInfo

from bot.playground.model import User


@dataclass(frozen=True, slots=True)
class Moment:
    """A time: short as beside a message, in full as in its title, and for machines."""

    short: str
    full: str
    iso: str


@dataclass(frozen=True, slots=True)
class Times:
    """How a person sees times, at the moment `now`."""

    zone: str
    half_days: bool
    now: datetime

    @classmethod
    def of(cls, user: User, now: datetime) -> Self:
        """The times of a user: Americans count the hours to twelve."""
        return cls(user.time_zone, user.locale == "en-US", now)

    def local(self, moment: datetime) -> datetime:
        """A moment in the person's zone."""
        return moment.astimezone(ZoneInfo(self.zone))

    def clock(self, moment: datetime) -> str:
        """The time of day."""
        local = self.local(moment)
        return f"{local.hour % 12 or 12}:{local:%M %p}" if self.half_days else f"{local:%H:%M}"

    def moment(self, moment: datetime) -> Moment:
        """A time with all that the page says of it."""
        local = self.local(moment)
        date = f"{local:%A}, {local.day} {local:%B %Y}"
        full = f"{date} at {self.clock(moment)} ({local:%S} s), {self.zone}"
        return Moment(self.clock(moment), full, local.isoformat(timespec="milliseconds"))

    def day(self, moment: datetime) -> str:
        """The day, as a divider between messages names it."""
        local, today = self.local(moment), self.local(self.now)
        if local.date() == today.date():
            return "Today"
        if local.date() == today.date() - timedelta(days=1):
            return "Yesterday"
        year = "" if local.year == today.year else f" {local.year}"
        return f"{local:%A}, {local.day} {local:%B}{year}"

    def when(self, moment: datetime) -> str:
        """The time of day, with the day unless it is today's."""
        day = self.day(moment)
        return self.clock(moment) if day == "Today" else f"{day}, {self.clock(moment)}"

    def tomorrow_at(self, hour: int) -> datetime:
        """That hour of the person's next day."""
        day = self.local(self.now) + timedelta(days=1)
        return day.replace(hour=hour, minute=0, second=0, microsecond=0)


def moment_of(ts: str) -> datetime:
    """When a message was posted, by its timestamp."""
    return datetime.fromtimestamp(float(ts), UTC)


def in_words(span: timedelta) -> str:
    """A span of time in its two largest units, such as "1 day 3 h"."""
    seconds = int(abs(span.total_seconds()))
    days, hours, minutes = seconds // 86_400, seconds // 3_600 % 24, seconds // 60 % 60
    units = ((days, "day" if days == 1 else "days"), (hours, "h"), (minutes, "min"), (seconds % 60, "s"))
    parts = [f"{count} {unit}" for count, unit in units if count]
    return " ".join(parts[:2]) or "0 s"
