"""Dates as reports print them: a year, a month or a day, never more than is known."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

_ISO_REDUCED = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?")


@dataclass(frozen=True, slots=True)
class ReportDate:
    """A calendar date of reduced precision, as ISO 8601 has it: `2022`, `2022-09` or `2022-09-14`."""

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def parse(cls, text: str) -> ReportDate:
        """Read ISO 8601 text.

        Raises:
            ValueError: the text has another form, or no calendar has that day.

        """
        match = _ISO_REDUCED.fullmatch(text.strip())
        if match is None:
            raise ValueError("write it as YYYY, YYYY-MM or YYYY-MM-DD")
        year, month, day = (int(part) if part else None for part in match.groups())
        assert year is not None  # the pattern has no match without one
        date(year, month or 1, day or 1)  # refuses month 13 and 30 February
        return cls(year, month, day)

    @property
    def first_day(self) -> date:
        """The earliest day that this date can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last_day(self) -> date:
        """The latest day that this date can mean."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def __str__(self) -> str:
        if self.month is None:
            return str(self.year)
        if self.day is None:
            return f"{calendar.month_name[self.month]} {self.year}"
        return f"{self.day} {calendar.month_name[self.month]} {self.year}"

    @property
    def iso(self) -> str:
        """The ISO 8601 text that `parse` reads."""
        parts = [f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part)]
        return "-".join(parts)
