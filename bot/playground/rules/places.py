"""Which elements each block may hold (Slack's block reference, "compatible elements")."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bot.playground.rules.checks import Check
from bot.playground.rules.elements import ELEMENTS
from bot.playground.rules.objects import text_shapes
from bot.playground.rules.selects import MULTI_SELECTS, SELECTS
from bot.playground.rules.shapes import by_type

_MENUS: Final = (*SELECTS, *MULTI_SELECTS)
_COMMON: Final = (
    *_MENUS,
    "button",
    "checkboxes",
    "datepicker",
    "overflow",
    "radio_buttons",
    "timepicker",
    "workflow_button",
)

#: The element types each place accepts.
ALLOWED_ELEMENTS: Final[Mapping[str, tuple[str, ...]]] = {
    "section.accessory": (*_COMMON, "image"),
    "actions": (*_COMMON, "datetimepicker", "rich_text_input"),
    "context": ("image",),
    "context_actions": ("feedback_buttons", "icon_button"),
    "card.actions": ("button",),
    "auth_provider.accessory": ("overflow",),
    "an image field": ("image",),
    "input": (
        *_MENUS,
        "checkboxes",
        "datepicker",
        "datetimepicker",
        "email_text_input",
        "file_input",
        "number_input",
        "plain_text_input",
        "radio_buttons",
        "rich_text_input",
        "timepicker",
        "url_text_input",
    ),
}


def element_of(place: str) -> Check:
    """The check of an element in a place of `ALLOWED_ELEMENTS`."""
    return by_type({name: ELEMENTS[name] for name in ALLOWED_ELEMENTS[place]}, place)


def context_element() -> Check:
    """The check of what a context block lists: text objects and small images."""
    images = {name: ELEMENTS[name] for name in ALLOWED_ELEMENTS["context"]}
    return by_type({**text_shapes(), **images}, "context")
