"""Cursors, as the Web API pages through long lists (Slack's page on pagination)."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence
from typing import Final, TypeVar

from bot.playground.bodies import RefusedError
from bot.playground.web_api.method import Call

T = TypeVar("T")

_MOST: Final = 1_000


def page_of(call: Call, items: Sequence[T], default: int = 100) -> tuple[list[T], str]:
    """The page that a call asks for, and the cursor of the next one ("" after the last)."""
    try:
        limit = int(call.get("limit", default))
        start = _start(str(call.get("cursor", "")))
    except ValueError:
        raise RefusedError("invalid_limit") from None
    if not 0 < limit <= _MOST:
        raise RefusedError("invalid_limit")
    end = start + limit
    return list(items[start:end]), _cursor(end) if end < len(items) else ""


def _cursor(start: int) -> str:
    return base64.b64encode(f"next:{start}".encode()).decode()


def _start(cursor: str) -> int:
    if not cursor:
        return 0
    try:
        return int(base64.b64decode(cursor, validate=True).decode().removeprefix("next:"))
    except (binascii.Error, ValueError):
        raise RefusedError("invalid_cursor") from None
