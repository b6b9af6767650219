"""What Slack's own clients check before a modal is sent off."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

_REQUIRED: Final = "Please complete this required field."
_EMAIL: Final = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_URL: Final = re.compile(r"https?://\S+")


def complaints(blocks: list[dict[str, Any]], state: Mapping[str, Any]) -> dict[str, str]:
    """By block_id, what is wrong with the value of an input; empty when all may be sent."""
    found: dict[str, str] = {}
    for block in blocks:
        if block["type"] != "input" or "action_id" not in block["element"]:
            continue
        element = block["element"]
        told = state.get(block["block_id"], {}).get(element["action_id"], {})
        value = next((value for name, value in told.items() if name != "type"), None)
        complaint = _complaint(element, value, is_optional=bool(block.get("optional")))
        if complaint:
            found[block["block_id"]] = complaint
    return found


def _complaint(element: Mapping[str, Any], value: object, *, is_optional: bool) -> str:
    if value in (None, "", []):
        return "" if is_optional else _REQUIRED
    text = value if isinstance(value, str) else ""
    match element["type"]:
        case "plain_text_input":
            return _length(element, text)
        case "email_text_input":
            return "" if _EMAIL.fullmatch(text) else "Please enter a valid email address."
        case "url_text_input":
            return "" if _URL.fullmatch(text) else "Please enter a valid URL."
        case "number_input":
            return _number(element, text)
    return ""


def _length(element: Mapping[str, Any], text: str) -> str:
    if len(text) < element.get("min_length", 0):
        return f"Please enter at least {element['min_length']} characters."
    if len(text) > element.get("max_length", len(text)):
        return f"Please enter at most {element['max_length']} characters."
    return ""


def _number(element: Mapping[str, Any], text: str) -> str:
    decimal = element.get("is_decimal_allowed", False)
    try:
        number = float(text) if decimal else int(text)
    except ValueError:
        return "Please enter a number." if decimal else "Please enter a whole number."
    low, high = element.get("min_value"), element.get("max_value")
    if low is not None and number < float(low):
        return f"Please enter a number of at least {low}."
    if high is not None and number > float(high):
        return f"Please enter a number of at most {high}."
    return ""
