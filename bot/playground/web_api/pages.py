"""Cursors, as the Web API pages through long lists (Slack's page on pagination)."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Sequence
from typing import Final, TypeVar

from bot.playground.bodies import RefusedError
from bot.playground.web_api.method import Call

T = TypeVar("T")

_MOST: Final = 1_000
_CURSOR: Final = re.compile(r"next:([0-9]{1,9})")


def page_of(call: Call, items: Sequence[T], default: int = 100, most: int = _MOST) -> tuple[list[T], str]:
    """The page that a call asks for, and the cursor of the next one ("" after the last)."""
    try:
        # Slack's reference gives 0 as the default of some methods: it asks for no limit of one's own.
        limit = int(call.get("limit") or 0) or default
    except (OverflowError, TypeError, ValueError):
        raise RefusedError("invalid_limit") from None
    if not 0 < limit <= most:
        raise RefusedError("invalid_limit")
    start = _start(str(call.get("cursor", "")))
    end = start + limit
    return list(items[start:end]), _cursor(end) if end < len(items) else ""


def _cursor(start: int) -> str:
    return base64.b64encode(f"next:{start}".encode()).decode()


def _start(cursor: str) -> int:
    if not cursor:
        return 0
    try:
        found = _CURSOR.fullmatch(base64.b64decode(cursor, validate=True).decode())
    except (binascii.Error, ValueError):
        found = None
    if found is None:
        raise RefusedError("invalid_cursor")
    return int(found[1])
