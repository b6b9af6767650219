"""Views: modals and Home tabs (the reference of Slack's view methods)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Final

from bot.playground.rules import limits
from bot.playground.rules.checks import Check, boolean, string, unchecked, wrong
from bot.playground.rules.objects import plain_text
from bot.playground.rules.payload import all_blocks, block_list_problems, shared_problems
from bot.playground.rules.problem import INVALID_ARGUMENTS, VIEW_TOO_LARGE, Problem, recoded
from bot.playground.rules.shapes import Shape, typed
from bot.playground.rules.surfaces import Surface
from bot.playground.rules.walk import type_of

_COMMON: Final[Mapping[str, Check]] = {
    "callback_id": string(limits.VIEW_ID),
    "external_id": string(limits.VIEW_ID),
    "private_metadata": string(limits.VIEW_PRIVATE_METADATA, 0),
}

_MODAL: Final[Shape] = typed(
    "modal",
    {"title": plain_text(limits.VIEW_TITLE), "blocks": unchecked},
    {
        **_COMMON,
        "submit": plain_text(limits.VIEW_TITLE),
        "close": plain_text(limits.VIEW_TITLE),
        "clear_on_close": boolean,
        "notify_on_close": boolean,
        "submit_disabled": boolean,
    },
)

#: A Home tab has no title and no buttons of its own.
_HOME: Final[Shape] = typed("home", {"blocks": unchecked}, _COMMON)


def problems_of_view(view: Mapping[str, object]) -> list[Problem]:
    """Everything for which Slack would refuse a modal or a Home tab, by Slack's block reference.

    Lengths are in UTF-16 code units: an emoji outside the BMP counts 2.
    """
    if view.get("type") not in ("modal", "home"):
        message = f"must be modal or home, found {view.get('type')!r}"
        return [Problem("type", INVALID_ARGUMENTS, message)]
    surface: Surface = "modal" if view["type"] == "modal" else "home"
    shape = _MODAL if surface == "modal" else _HOME
    blocks = view.get("blocks", ())
    nested = all_blocks([("blocks", blocks)])
    found = [*shape(view, ""), *shared_problems(nested)]
    if "blocks" in view:
        found += block_list_problems(blocks, "blocks", surface, 1, limits.VIEW_BLOCKS)
    has_input = any(type_of(block) == "input" for _, block in nested)
    if surface == "modal" and has_input and "submit" not in view:
        found += wrong("submit", "is required in a modal with input blocks, and missing")
    return [*recoded(found, INVALID_ARGUMENTS), *_size_problems(view)]


def _size_problems(view: Mapping[str, object]) -> list[Problem]:
    # Slack's SDK sends JSON with every non-ASCII character escaped, and so it is measured.
    size, most = len(json.dumps(view, default=str)), limits.VIEW_JSON_BYTES
    if size <= most:
        return []
    return [Problem("", VIEW_TOO_LARGE, f"must be at most {most} bytes of JSON, found {size}")]
