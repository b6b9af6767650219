"""The one place that asks what time it is; everything else is told."""

from __future__ import annotations

from datetime import UTC, date, datetime


def now() -> datetime:
    """The moment, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """The day that ages are counted from, in UTC."""
    return now().date()
