"""Reading a message as its reader would."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bot.playground.elements import elements_in
from bot.playground.model import Message


def elements_of(message: Message) -> Iterator[dict[str, Any]]:
    """Every button and menu of a message, each with the id of its block."""
    for block_id, element in elements_in(message.content.get("blocks")):
        yield {**element, "block_id": block_id}


def labels(message: Message) -> list[str]:
    """The labels of all buttons, and of all options of menus."""
    return labels_of(message.content)


def labels_of(content: Mapping[str, Any]) -> list[str]:
    """The same for what has not been posted."""
    elements = [element for _, element in elements_in(content.get("blocks"))]
    options = [option for each in elements for option in each.get("options", [])]
    buttons = [each for each in elements if each["type"] == "button"]
    return [each["text"]["text"] for each in [*buttons, *options]]
