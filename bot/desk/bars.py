"""Charts and tables in a fixed width: a bar a day, numbers to the right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Final

_BARS: Final = "▁▂▃▄▅▆▇█"
_NONE: Final = "·"
_LABEL: Final = 24
"""Characters of a table's label; with its numbers a row fits a phone."""

_UNITS: Final = "k", "M", "B", "T"


@dataclass(frozen=True, slots=True)
class Day:
    """A day, how many questions it brought, and how many of these were answered."""

    day: date
    asked: int
    found: int


def short(number: int) -> str:
    """A count in at most four characters: 9999, 12k, 1.2M, 999T for all that is more. Rounded down."""
    if number < 10_000:
        return str(number)
    value, unit = min(number, 999 * 10**12), -1
    while value >= 10**6:
        value, unit = value // 1000, unit + 1
    whole, rest = divmod(value, 1000)
    return f"{whole}{f'.{rest // 100}' if whole < 10 else ''}{_UNITS[unit + 1]}"


def share(part: int, whole: int) -> str:
    """A part in per cent; 0 and 100 only where that is exact."""
    if part in (0, whole):
        return "100%" if part else "0%"
    return f"{min(max(round(100 * part / whole), 1), 99)}%"


def table(rows: Sequence[tuple[str, int]], whole: int) -> str:
    """A label, a number and its share of the whole, a line each."""
    width = min(max((len(label) for label, _ in rows), default=0), _LABEL)
    return "\n".join(f"{label[:width]:{width}} {short(n):>5} {share(n, whole):>5}" for label, n in rows)


def columns(days: Sequence[Day]) -> str:
    """A chart of few days: a column each, with the weekday and the numbers below."""
    peak = max(day.asked for day in days)
    asked, found = [short(day.asked) for day in days], [short(day.found) for day in days]
    width = max(3, *map(len, (*asked, *found)))
    rows = (
        ("", [_bar(day.asked, peak) * width for day in days]),
        ("", [f"{day.day:%a}" for day in days]),
        ("asked", asked),
        ("answered", found),
    )
    return "\n".join(f"{label:8} {' '.join(f'{cell:>{width}}' for cell in row)}" for label, row in rows)


def weeks(days: Sequence[Day]) -> str:
    """A chart of many days: a line a week, with a bar under each weekday and the numbers beside."""
    peak = max(day.asked for day in days)
    lines = [f"{'':6} M T W T F S S asked answered"]
    for week in by_week(days):
        bars = {day.day.weekday(): _bar(day.asked, peak) for day in week}
        drawn = " ".join(bars.get(weekday, " ") for weekday in range(7))
        asked, found = sum(day.asked for day in week), sum(day.found for day in week)
        first = week[0].day
        lines.append(f"{first.day:2} {first:%b} {drawn} {short(asked):>5} {short(found):>8}")
    return "\n".join(lines)


def by_week(days: Sequence[Day]) -> list[list[Day]]:
    """Days in weeks that begin on Monday."""
    weeks = groupby(days, lambda day: day.day - timedelta(days=day.day.weekday()))
    return [list(week) for _, week in weeks]


def _bar(value: int, peak: int) -> str:
    """One letter, since lines of a fixed width have gaps between them. Any value at all is seen."""
    return _BARS[-(-value * len(_BARS) // peak) - 1] if value else _NONE
