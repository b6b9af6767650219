"""Ids that must differ each time, of the forms that Slack gives them."""

from __future__ import annotations

import itertools

_numbers = itertools.count(1)


def unique(prefix: str) -> str:
    """An id that nothing else has, such as V0000000007."""
    return f"{prefix}{next(_numbers):010d}"


def trigger_id() -> str:
    """A trigger id, such as 7.1700000000.00000000000000000000000000000007."""
    number = next(_numbers)
    return f"{number}.1700000000.{number:032x}"
