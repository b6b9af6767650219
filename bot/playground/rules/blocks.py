"""Every block by type (Slack's block reference)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bot.playground.rules import limits
from bot.playground.rules.checks import (
    Check,
    boolean,
    each,
    http_url,
    https_url,
    integer,
    mapping,
    one_of,
    string,
)
from bot.playground.rules.groups import CARD, CAROUSEL, PLAN, TASK_CARD, auth_provider, container
from bot.playground.rules.objects import SLACK_FILE, any_text, plain_text
from bot.playground.rules.places import context_element, element_of
from bot.playground.rules.rich_text import RICH_TEXT
from bot.playground.rules.rules import at_least_one, exactly_one
from bot.playground.rules.shapes import typed
from bot.playground.rules.tables import DATA_BLOCKS

_BLOCK_ID: Final[dict[str, Check]] = {"block_id": string(limits.BLOCK_ID)}

_SECTION = typed(
    "section",
    {},
    _BLOCK_ID
    | {
        "text": any_text(limits.SECTION_TEXT),
        "fields": each(any_text(limits.SECTION_FIELD), 1, limits.SECTION_FIELDS),
        "accessory": element_of("section.accessory"),
        "expand": boolean,
    },
    (at_least_one("text", "fields"),),
)

_IMAGE = typed(
    "image",
    {"alt_text": string(limits.IMAGE_ALT_TEXT)},
    _BLOCK_ID
    | {
        "image_url": http_url(limits.URL),
        "slack_file": SLACK_FILE,
        "title": plain_text(limits.IMAGE_TITLE),
    },
    exactly_one("image_url", "slack_file"),
)

_INPUT = typed(
    "input",
    {"label": plain_text(limits.INPUT_LABEL), "element": element_of("input")},
    _BLOCK_ID
    | {
        "hint": plain_text(limits.INPUT_HINT),
        "optional": boolean,
        "dispatch_action": boolean,
    },
)

_VIDEO = typed(
    "video",
    {
        "alt_text": string(),
        "title": plain_text(limits.VIDEO_TITLE),
        "thumbnail_url": http_url(),
        "video_url": https_url(),
    },
    _BLOCK_ID
    | {
        "title_url": https_url(),
        "description": plain_text(),
        "provider_icon_url": http_url(),
        "provider_name": string(),
        "author_name": string(limits.VIDEO_AUTHOR),
    },
)


def _listing(name: str, item: Check, most: int) -> Check:
    return typed(name, {"elements": each(item, 1, most)}, _BLOCK_ID)


_ALERT_LEVEL = one_of("default", "info", "warning", "error", "success")

_FLAT: Final[dict[str, Check]] = {
    "section": _SECTION,
    "header": typed(
        "header",
        {"text": plain_text(limits.HEADER_TEXT)},
        _BLOCK_ID | {"level": integer(1, limits.HEADER_LEVEL)},
    ),
    "divider": typed("divider", {}, _BLOCK_ID),
    "image": _IMAGE,
    "context": _listing("context", context_element(), limits.CONTEXT_ELEMENTS),
    "actions": _listing("actions", element_of("actions"), limits.ACTIONS_ELEMENTS),
    "context_actions": _listing(
        "context_actions", element_of("context_actions"), limits.CONTEXT_ACTIONS_ELEMENTS
    ),
    "input": _INPUT,
    "rich_text": RICH_TEXT,
    "markdown": typed("markdown", {"text": string(limits.MARKDOWN_TEXT)}, _BLOCK_ID),
    "video": _VIDEO,
    "file": typed("file", {"external_id": string(), "source": one_of("remote")}, _BLOCK_ID),
    "call": typed(
        "call",
        {"call_id": string()},
        _BLOCK_ID | {"api_decoration_available": boolean, "call": mapping},
    ),
    "alert": typed("alert", {"text": any_text(limits.ALERT_TEXT)}, _BLOCK_ID | {"level": _ALERT_LEVEL}),
    "card": CARD,
    "carousel": CAROUSEL,
    "task_card": TASK_CARD,
    "plan": PLAN,
    **DATA_BLOCKS,
}

_GROUPED: Final[dict[str, Check]] = {**_FLAT, "container": container(_FLAT)}

#: The check of every block, by type.
BLOCKS: Final[Mapping[str, Check]] = {**_GROUPED, "auth_provider": auth_provider(_GROUPED)}
