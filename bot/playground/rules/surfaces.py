"""Where each block and element may appear (the "available in" lists of Slack's block reference)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

from bot.playground.rules.checks import wrong
from bot.playground.rules.problem import Problem, at_key
from bot.playground.rules.walk import blocks_in, own_nodes, type_of

Surface = Literal["message", "modal", "home"]

_EVERYWHERE: Final[tuple[Surface, ...]] = ("message", "modal", "home")
_MESSAGE: Final[tuple[Surface, ...]] = ("message",)
_MODAL: Final[tuple[Surface, ...]] = ("modal",)
_NO_MODAL: Final[tuple[Surface, ...]] = ("message", "home")

#: The surfaces of a block; one that is not listed here may appear everywhere.
BLOCK_SURFACES: Final[Mapping[str, tuple[Surface, ...]]] = {
    # The reference lists modals only; samples that show it in messages are not relied upon.
    "alert": _MODAL,
    "call": _MESSAGE,
    # The reference also lists modals, where it is reported not to render.
    "card": _NO_MODAL,
    "carousel": _NO_MODAL,
    "container": _MESSAGE,
    "context_actions": _MESSAGE,
    "data_table": _NO_MODAL,
    "data_visualization": _MESSAGE,
    "file": _MESSAGE,
    "markdown": _MESSAGE,
    "plan": _MESSAGE,
    "table": _NO_MODAL,
    "task_card": _MESSAGE,
}

#: The surfaces of an element; one that is not listed here may appear everywhere.
ELEMENT_SURFACES: Final[Mapping[str, tuple[Surface, ...]]] = {
    "datetimepicker": ("message", "modal"),
    "email_text_input": _MODAL,
    "feedback_buttons": _MESSAGE,
    "file_input": _MODAL,
    "icon_button": _MESSAGE,
    "number_input": _MODAL,
    "rich_text_input": ("modal", "home"),
    "url_text_input": _MODAL,
    "workflow_button": _MESSAGE,
}


def surface_problems(blocks: object, path: str, surface: Surface) -> list[Problem]:
    """Blocks and elements that Slack does not show on the given surface."""
    found: list[Problem] = []
    for place, block in blocks_in(blocks, path):
        allowed = BLOCK_SURFACES.get(type_of(block), _EVERYWHERE)
        found += _misplaced(place, type_of(block), allowed, surface)
        for spot, element in own_nodes(block, place):
            allowed = ELEMENT_SURFACES.get(type_of(element), _EVERYWHERE)
            found += _misplaced(spot, type_of(element), allowed, surface)
            if element.get("response_url_enabled") is True and surface != "modal":
                place_of_key = at_key(spot, "response_url_enabled")
                found += wrong(place_of_key, f"works only in a modal, found in a {surface}")
    return found


def _misplaced(path: str, name: str, allowed: tuple[Surface, ...], surface: Surface) -> list[Problem]:
    if surface in allowed:
        return []
    return wrong(path, f"{name} may appear in {' or '.join(allowed)}, found in a {surface}")
