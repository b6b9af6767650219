"""Composition objects: texts, options, confirmation dialogs, filters (Slack's block reference)."""

from __future__ import annotations

from bot.playground.rules import limits
from bot.playground.rules.checks import (
    Check,
    boolean,
    each,
    http_url,
    link,
    mapping,
    matching,
    one_of,
    string,
)
from bot.playground.rules.rules import at_least_one, exactly_one
from bot.playground.rules.shapes import Shape, by_type, typed

STYLE: Check = one_of("primary", "danger")


def plain_text(high: int = limits.TEXT_OBJECT) -> Check:
    """A text object that must be plain_text; only this kind may carry `emoji`."""
    return by_type({"plain_text": text_shapes(high)["plain_text"]}, "a plain_text field")


def any_text(high: int = limits.TEXT_OBJECT) -> Check:
    """A text object of either kind; only mrkdwn may carry `verbatim`."""
    return by_type(text_shapes(high), "a text field")


def text_shapes(high: int = limits.TEXT_OBJECT) -> dict[str, Check]:
    """Both kinds of text object by type, for places that also hold other things."""
    return {
        "plain_text": typed("plain_text", {"text": string(high)}, {"emoji": boolean}),
        "mrkdwn": typed("mrkdwn", {"text": string(high)}, {"verbatim": boolean}),
    }


def _option(text: Check, description: Check, **extra: Check) -> Shape:
    required = {"text": text, "value": string(limits.OPTION_VALUE)}
    return Shape(required, {"description": description, **extra})


#: An option of a menu: plain text only, no link.
OPTION: Check = _option(plain_text(limits.OPTION_TEXT), plain_text(limits.OPTION_DESCRIPTION))

#: An option of an overflow menu, the only kind that may open a URL.
OVERFLOW_OPTION: Check = _option(
    plain_text(limits.OPTION_TEXT),
    plain_text(limits.OPTION_DESCRIPTION),
    url=link(limits.URL),
)

#: An option of checkboxes or radio buttons, which may be written in mrkdwn.
CHOICE_OPTION: Check = _option(any_text(limits.OPTION_TEXT), any_text(limits.OPTION_DESCRIPTION))

#: A group of options of a menu.
OPTION_GROUP: Check = Shape(
    {
        "label": plain_text(limits.GROUP_LABEL),
        "options": each(OPTION, 1, limits.SELECT_OPTIONS),
    }
)

#: A confirmation dialog.
CONFIRM: Check = Shape(
    {
        "title": plain_text(limits.CONFIRM_TITLE),
        "text": any_text(limits.CONFIRM_TEXT),
        "confirm": plain_text(limits.CONFIRM_BUTTON),
        "deny": plain_text(limits.CONFIRM_BUTTON),
    },
    {"style": STYLE},
)

#: What a conversations menu lists.
CONVERSATION_FILTER: Check = Shape(
    {},
    {
        "include": each(one_of("im", "mpim", "private", "public"), 1),
        "exclude_external_shared_channels": boolean,
        "exclude_bot_users": boolean,
    },
    (at_least_one("include", "exclude_external_shared_channels", "exclude_bot_users"),),
)

#: When a text input sends an interaction.
DISPATCH_CONFIG: Check = Shape(
    {"trigger_actions_on": each(one_of("on_enter_pressed", "on_character_entered"), 1)}
)

#: A file in Slack that serves as an image: by id or by URL, not both.
SLACK_FILE: Check = Shape({}, {"id": string(), "url": http_url()}, exactly_one("id", "url"))

#: The icon of a card, by name.
SLACK_ICON: Check = typed("icon", {"name": string()})

#: The workflow a workflow button starts.
WORKFLOW: Check = Shape(
    {
        "trigger": Shape(
            {"url": http_url()},
            {"customizable_input_parameters": each(Shape({"name": string(), "value": string(low=0)}))},
        )
    }
)

#: An address a task card cites.
URL_SOURCE: Check = typed("url", {"url": http_url(), "text": string()})

#: Message metadata: an event type and a free object.
METADATA: Check = Shape({"event_type": matching(r"\S+", "a name without spaces"), "event_payload": mapping})
