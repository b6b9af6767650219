"""The blocks made of other blocks, and the cards and tasks they are made of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bot.playground.rules import limits
from bot.playground.rules.checks import Check, boolean, each, https_url, one_of, string
from bot.playground.rules.objects import SLACK_ICON, URL_SOURCE, any_text, plain_text
from bot.playground.rules.places import element_of
from bot.playground.rules.rich_text import RICH_TEXT
from bot.playground.rules.rules import at_least_one, at_most_one, needs_true, not_both_true
from bot.playground.rules.shapes import by_type, typed

_BLOCK_ID: Final[dict[str, Check]] = {"block_id": string(limits.BLOCK_ID)}
_IMAGE = element_of("an image field")

#: What a container may hold.
CONTAINER_CHILDREN: Final = (
    "actions",
    "context",
    "divider",
    "file",
    "header",
    "image",
    "input",
    "rich_text",
    "section",
    "table",
    "video",
)

CARD: Final[Check] = typed(
    "card",
    {},
    _BLOCK_ID
    | {
        "hero_image": _IMAGE,
        "icon": _IMAGE,
        "slack_icon": SLACK_ICON,
        "title": any_text(limits.CARD_TITLE),
        "subtitle": any_text(limits.CARD_SUBTITLE),
        "body": any_text(limits.CARD_BODY),
        "subtext": any_text(limits.CARD_BODY),
        "actions": each(element_of("card.actions"), 1, limits.CARD_ACTIONS),
    },
    (at_least_one("hero_image", "title", "actions", "body"), at_most_one("icon", "slack_icon")),
)

CAROUSEL: Final[Check] = typed(
    "carousel",
    {"elements": each(by_type({"card": CARD}, "a carousel"), 1, limits.CAROUSEL_CARDS)},
    _BLOCK_ID,
)

TASK_CARD: Final[Check] = typed(
    "task_card",
    {
        "task_id": string(),
        "title": string(),
        "status": one_of("pending", "in_progress", "complete", "error"),
    },
    _BLOCK_ID | {"details": RICH_TEXT, "output": RICH_TEXT, "sources": each(URL_SOURCE)},
)

#: The title of a plan is a bare string, unlike every other title.
PLAN: Final[Check] = typed(
    "plan",
    {"title": string()},
    _BLOCK_ID | {"tasks": each(by_type({"task_card": TASK_CARD}, "a plan"))},
)


def container(blocks: Mapping[str, Check]) -> Check:
    """The check of a container, given those of the blocks it may hold."""
    children = by_type({name: blocks[name] for name in CONTAINER_CHILDREN}, "a container")
    return typed(
        "container",
        {"child_blocks": each(children, 1, limits.CONTAINER_BLOCKS)},
        _BLOCK_ID
        | {
            "title": plain_text(limits.CONTAINER_TITLE),
            "rich_text_title": RICH_TEXT,
            "subtitle": any_text(limits.CONTAINER_SUBTITLE),
            "width": one_of("narrow", "standard", "wide", "full"),
            "icon": _IMAGE,
            "is_collapsible": boolean,
            "default_collapsed": boolean,
            "has_header_divider": boolean,
        },
        (
            at_least_one("title", "rich_text_title"),
            needs_true("default_collapsed", "is_collapsible"),
            not_both_true("has_header_divider", "is_collapsible"),
        ),
    )


def auth_provider(blocks: Mapping[str, Check]) -> Check:
    """The check of a sign-in block, given those of the blocks it may fall back to."""
    return typed(
        "auth_provider",
        {
            "value": string(limits.AUTH_VALUE),
            "name": plain_text(limits.AUTH_NAME),
            "is_connected": boolean,
        },
        _BLOCK_ID
        | {
            "description": plain_text(limits.AUTH_DESCRIPTION),
            "icon_url": https_url(limits.URL),
            "auth_url": https_url(limits.URL),
            "disconnect_url": https_url(limits.URL),
            "connected_identity": plain_text(limits.AUTH_IDENTITY),
            "connected_context": plain_text(limits.AUTH_IDENTITY),
            "accessory": element_of("auth_provider.accessory"),
            "fallback": each(by_type(blocks, "a fallback")),
        },
    )
