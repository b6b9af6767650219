"""When an edition is due: a time that a day skips moves to the next valid one, one that comes twice is one.

Time zones are those of the IANA database (`zoneinfo`); moments are aware and in UTC.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import takewhile
from zoneinfo import ZoneInfo

from bot.desk.digest.subscription import Schedule

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Slot:
    """An edition's place in the calendar: the local day that names it, and the moment that it is due."""

    day: date
    due: datetime


def moment_of(day: date, at: time, zone: ZoneInfo) -> datetime:
    """When the clocks of a zone first show a time on a day, or first show a later one where they skip it."""
    wanted = datetime.combine(day, at, zone)
    first, second = wanted.replace(fold=0).astimezone(UTC), wanted.replace(fold=1).astimezone(UTC)
    skipped = second < first  # PEP 495: in a gap, fold=1 takes the offset that holds after it
    return _end_of_gap(second, first, zone) if skipped else first


def _end_of_gap(earliest: datetime, latest: datetime, zone: ZoneInfo) -> datetime:
    """The moment between two that the zone's offset changes at, to the second."""
    before = earliest.astimezone(zone).utcoffset()
    low, high = int(earliest.timestamp()), int(latest.timestamp())
    while high - low > 1:
        middle = (low + high) // 2
        same = datetime.fromtimestamp(middle, zone).utcoffset() == before
        low, high = (middle, high) if same else (low, middle)
    return datetime.fromtimestamp(high, UTC)


def slots_after(schedule: Schedule, moment: datetime) -> Iterator[Slot]:
    """The editions that are due later than a moment, in order; endless."""
    zone = ZoneInfo(schedule.zone)
    day = moment.astimezone(zone).date() - _DAY
    while True:
        slot = Slot(day, moment_of(day, schedule.at, zone))
        if day.weekday() in schedule.weekdays and slot.due > moment:
            yield slot
        day += _DAY


def next_slot(schedule: Schedule, moment: datetime) -> Slot:
    """The first edition that is due later than a moment."""
    return next(slots_after(schedule, moment))


@dataclass(frozen=True, slots=True)
class Turn:
    """What to do about a subscription whose time has come: an edition, or none, and when the next is due."""

    edition: Slot | None
    skipped: tuple[Slot, ...]
    next_due: datetime


def turn(schedule: Schedule, due: datetime, now: datetime, late: timedelta) -> Turn:
    """The latest of the editions due up to now, if it is not later than `late`; earlier ones are skipped."""
    waiting = slots_after(schedule, due - timedelta(seconds=1))
    missed = list(takewhile(lambda slot: slot.due <= now, waiting))
    in_time = missed and now - missed[-1].due < late
    edition = missed[-1] if in_time else None
    skipped = tuple(missed[:-1] if in_time else missed)
    return Turn(edition, skipped, next_slot(schedule, now).due)
