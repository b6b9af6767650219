"""Dates in a text, localised to the reader (Slack's formatting guide and its date element)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta, tzinfo
from typing import Final

_TOKEN: Final = re.compile(r"\{(\w+)\}")
_MONTHS: Final = tuple(
    "January February March April May June July August September October November December".split()
)
_DAYS: Final = tuple("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())
_UNITS: Final = (("year", 31_536_000), ("month", 2_592_000), ("day", 86_400), ("hour", 3_600), ("minute", 60))


def format_date(timestamp: int, template: str, zone: tzinfo, now: datetime) -> str:
    """The template with its {tokens} filled in; a token that is not known stays as it is.

    Raises:
        ValueError: the timestamp is beyond what a calendar shows.

    """
    try:
        moment, present = datetime.fromtimestamp(timestamp, zone), now.astimezone(zone)
    except (OverflowError, OSError) as error:
        raise ValueError("no such date") from error

    def token(match: re.Match[str]) -> str:
        name = match.group(1)
        if name in _RELATIVE:
            day = _near_day(moment, present) or _RELATIVE[name](moment, present)
            # A sentence begins with a capital, in the middle of one the word is small.
            return day[:1].upper() + day[1:] if match.start() == 0 else day
        if name == "ago":
            return _ago((present - moment).total_seconds())
        return _TOKENS[name](moment) if name in _TOKENS else match.group()

    return _TOKEN.sub(token, template)


def _ordinal(day: int) -> str:
    suffix = "th" if 11 <= day <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"{day}{suffix}"


def _month_day(moment: datetime) -> str:
    return f"{_MONTHS[moment.month - 1]} {_ordinal(moment.day)}"


def _date(moment: datetime) -> str:
    return f"{_month_day(moment)}, {moment.year}"


def _date_short(moment: datetime) -> str:
    return f"{_MONTHS[moment.month - 1][:3]} {moment.day}, {moment.year}"


def _date_long(moment: datetime) -> str:
    return f"{_DAYS[moment.weekday()]}, {_date(moment)}"


def _time(moment: datetime, seconds: str = "") -> str:
    half = "AM" if moment.hour < 12 else "PM"
    return f"{moment.hour % 12 or 12}:{moment.minute:02}{seconds} {half}"


def _day_divider(moment: datetime, present: datetime) -> str:
    if moment.year == present.year:
        return f"{_DAYS[moment.weekday()]}, {_month_day(moment)}"
    return _date_long(moment)


def _near_day(moment: datetime, present: datetime) -> str:
    return {-1: "yesterday", 0: "today", 1: "tomorrow"}.get((moment.date() - present.date()).days, "")


def _ago(seconds: float) -> str:
    size = abs(timedelta(seconds=seconds).total_seconds())
    for unit, length in _UNITS:
        if size >= length:
            count = int(size // length)
            words = f"{count} {unit}{'s' if count > 1 else ''}"
            return f"{words} ago" if seconds > 0 else f"in {words}"
    return "just now"


_TOKENS: Final[Mapping[str, Callable[[datetime], str]]] = {
    "date_num": lambda moment: f"{moment:%Y-%m-%d}",
    "date_slash": lambda moment: f"{moment:%d/%m/%Y}",
    "date": _date,
    "date_short": _date_short,
    "date_long": _date_long,
    "date_long_full": lambda moment: f"{_MONTHS[moment.month - 1]} {moment.day}, {moment.year}",
    "time": _time,
    "time_secs": lambda moment: _time(moment, f":{moment.second:02}"),
}

_RELATIVE: Final[Mapping[str, Callable[[datetime, datetime], str]]] = {
    "date_pretty": lambda moment, _present: _date(moment),
    "date_short_pretty": lambda moment, _present: _date_short(moment),
    "date_long_pretty": lambda moment, _present: _date_long(moment),
    "day_divider_pretty": _day_divider,
}
