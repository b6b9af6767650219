"""When editions are due, held against a reference that tries every minute."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.desk.digest.calendar import moment_of, next_slot, slots_after, turn
from bot.desk.digest.subscription import Schedule

ZONES = (
    "Europe/Berlin",
    "Europe/London",
    "America/New_York",
    "America/St_Johns",
    "America/Santiago",
    "America/Havana",
    "America/Asuncion",
    "Africa/Cairo",
    "Africa/Casablanca",
    "Asia/Jerusalem",
    "Asia/Beirut",
    "Asia/Karachi",
    "Australia/Lord_Howe",
    "Australia/Adelaide",
    "Pacific/Chatham",
    "Pacific/Easter",
)
MINUTE = timedelta(minutes=1)
EVERY_DAY = frozenset(range(7))
LATE = timedelta(hours=6)


def changes_of(name: str) -> Iterator[datetime]:
    """Every moment from 2024 to 2030 that a zone's offset changes at, to the minute."""
    zone = ZoneInfo(name)
    moment, end = datetime(2024, 1, 1, tzinfo=UTC), datetime(2031, 1, 1, tzinfo=UTC)
    while moment < end:
        later = moment + timedelta(hours=6)
        if moment.astimezone(zone).utcoffset() != later.astimezone(zone).utcoffset():
            minutes = (moment + step * MINUTE for step in range(1, 361))
            before = moment.astimezone(zone).utcoffset()
            yield next(each for each in minutes if each.astimezone(zone).utcoffset() != before)
        moment = later


def first_minute_that_shows(day: date, at: time, zone: ZoneInfo) -> datetime:
    """The reference: the first minute at which a wall clock shows that time on that day, or a later one."""
    wanted = datetime.combine(day, at)
    minute = datetime.combine(day, time(), UTC) - timedelta(hours=16)
    while minute.astimezone(zone).replace(tzinfo=None) < wanted:
        minute += MINUTE
    return minute


CHANGES = [(name, moment) for name in ZONES for moment in changes_of(name)]


def test_there_are_changes_enough_to_try() -> None:
    assert len({name for name, _ in CHANGES}) >= 12
    assert len(CHANGES) > 150


@pytest.mark.parametrize("name", sorted({name for name, _ in CHANGES}))
def test_on_every_day_that_the_clocks_change_each_edition_has_one_right_moment(name: str) -> None:
    zone = ZoneInfo(name)
    for moment in (each for zone_name, each in CHANGES if zone_name == name):
        around = moment.astimezone(zone)
        for minutes in (-75, -61, -45, -30, -15, -1, 0, 1, 15, 30, 45, 60):
            local = (around.replace(tzinfo=None) + minutes * MINUTE).replace(second=0)
            expected = first_minute_that_shows(local.date(), local.time(), zone)
            assert moment_of(local.date(), local.time(), zone) == expected, (name, local)


@pytest.mark.parametrize(
    ("zone", "day", "at", "expected"),
    [
        ("Europe/Berlin", "2027-03-28", "02:30", "2027-03-28T03:00+02:00"),
        ("Africa/Cairo", "2027-04-30", "00:00", "2027-04-30T01:00+03:00"),
        ("America/Santiago", "2027-09-05", "00:00", "2027-09-05T01:00-03:00"),
        ("Australia/Lord_Howe", "2026-10-04", "02:15", "2026-10-04T02:30+11:00"),
        ("Europe/Berlin", "2026-10-25", "02:30", "2026-10-25T02:30+02:00"),
        ("America/New_York", "2026-11-01", "01:30", "2026-11-01T01:30-04:00"),
        ("Australia/Lord_Howe", "2027-04-04", "01:45", "2027-04-04T01:45+11:00"),
        ("Pacific/Apia", "2011-12-30", "09:00", "2011-12-31T00:00+14:00"),  # a whole day that never was
    ],
)
def test_what_is_skipped_moves_on_and_what_comes_twice_counts_once(
    zone: str, day: str, at: str, expected: str
) -> None:
    found = moment_of(date.fromisoformat(day), time.fromisoformat(at), ZoneInfo(zone))
    assert found == datetime.fromisoformat(expected)


@pytest.mark.parametrize(
    ("zone", "day", "at"),
    [("Europe/Berlin", "2026-10-25", "02:30"), ("America/New_York", "2026-11-01", "01:30")],
)
def test_a_process_that_starts_between_the_two_posts_no_second_one(zone: str, day: str, at: str) -> None:
    schedule = Schedule(time.fromisoformat(at), EVERY_DAY, zone)
    due = moment_of(date.fromisoformat(day), schedule.at, ZoneInfo(zone))
    assert next_slot(schedule, due + timedelta(minutes=20)).day > date.fromisoformat(day)


@given(
    zone=st.sampled_from(ZONES),
    at=st.times(),
    weekdays=st.frozensets(st.integers(0, 6), min_size=1),
    start=st.datetimes(datetime(2024, 1, 1), datetime(2030, 12, 1)),
)
def test_each_wanted_day_has_one_edition_in_order(
    zone: str, at: time, weekdays: frozenset[int], start: datetime
) -> None:
    moment = start.replace(tzinfo=UTC)
    slots = slots_after(Schedule(at.replace(second=0, microsecond=0, fold=0), weekdays, zone), moment)
    found = [next(slots) for _ in range(20)]
    days = [slot.day for slot in found]
    assert days == sorted(set(days))
    assert all(earlier.due < later.due for earlier, later in pairwise(found))
    assert found[0].due > moment
    between = (days[0] + timedelta(days=step) for step in range((days[-1] - days[0]).days + 1))
    assert days == [day for day in between if day.weekday() in weekdays]


NINE = Schedule(time(9), EVERY_DAY, "UTC")


def at(hour: int, day: int = 10, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC)


def test_in_time_the_days_edition_is_posted_and_the_next_is_tomorrows() -> None:
    taken = turn(NINE, at(9), at(9, minute=1), LATE)
    assert taken.edition is not None
    assert (taken.edition.day, taken.skipped, taken.next_due) == (date(2026, 11, 10), (), at(9, 11))


def test_after_a_short_downtime_it_is_still_posted() -> None:
    assert turn(NINE, at(9), at(14, minute=59), LATE).edition is not None


def test_after_a_longer_one_it_is_skipped() -> None:
    taken = turn(NINE, at(9), at(15), LATE)
    assert taken.edition is None
    assert [slot.day.day for slot in taken.skipped] == [10]
    assert taken.next_due == at(9, 11)


def test_after_days_the_latest_alone_is_posted() -> None:
    taken = turn(NINE, at(9), at(10, day=14), LATE)
    assert taken.edition is not None
    assert taken.edition.day.day == 14
    assert [slot.day.day for slot in taken.skipped] == [10, 11, 12, 13]


def test_a_schedule_is_said_in_words() -> None:
    assert str(NINE) == "09:00 every day, UTC time"
    assert str(Schedule(time(8, 30), frozenset({0, 2, 4}), "Asia/Karachi")) == (
        "08:30 on Monday, Wednesday and Friday, Asia/Karachi time"
    )
    assert "on Fridays" in str(Schedule(time(9), frozenset({4}), "UTC"))
    assert "Monday to Friday" in str(Schedule(time(9), frozenset(range(5)), "UTC"))
