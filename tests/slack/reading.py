"""Reading a message as its reader would."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Message = dict[str, Any]


def elements(message: Message) -> Iterator[dict[str, Any]]:
    """Every button and menu under a message."""
    for block in message["blocks"]:
        if block["type"] == "actions":
            yield from block["elements"]


def button(message: Message, label: str) -> dict[str, Any]:
    """The button with this label."""
    found = [each for each in elements(message) if each["type"] == "button" and each["text"]["text"] == label]
    assert found, f"no button {label!r} among {[each.get('text') for each in elements(message)]}"
    return found[0]


def labels(message: Message) -> list[str]:
    """The labels of all buttons, and of all options of menus."""
    options = [option for each in elements(message) for option in each.get("options", [])]
    buttons = [each for each in elements(message) if each["type"] == "button"]
    return [each["text"]["text"] for each in [*buttons, *options]]
