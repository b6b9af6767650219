"""The one place that asks what day it is; everything else is told."""

from __future__ import annotations

from datetime import UTC, date, datetime


def today() -> date:
    """The day that ages are counted from, in UTC."""
    return datetime.now(UTC).date()
