"""The blocks that Briefbot uses, each cut to Slack's limits (Slack's block reference)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.slack.render.text import clip, escape

Block = dict[str, Any]

SECTION_TEXT = 3_000
HEADER_TEXT = 150
BUTTON_TEXT = 75
OPTION_TEXT = 75
OPTION_VALUE = 150
BUTTON_VALUE = 2_000
ELEMENTS_IN_ACTIONS = 25
OPTIONS_IN_SELECT = 100
BLOCKS_IN_MESSAGE = 50


def header(text: str) -> Block:
    """A title; plain text is never parsed by Slack, so it needs no escaping."""
    return {"type": "header", "text": plain(text, HEADER_TEXT)}


def section(markup: str) -> Block:
    """Running text; `markup` is escaped already and fits."""
    return {"type": "section", "text": _mrkdwn(markup)}


def context(markup: str) -> Block:
    """Small print; `markup` is escaped already and fits."""
    return {"type": "context", "elements": [_mrkdwn(markup)]}


def preformatted(text: str) -> Block:
    """Lines in a fixed width; nothing in them is parsed, so they need no escaping."""
    lines = {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": text}]}
    return {"type": "rich_text", "elements": [lines]}


def button(label: str, action_id: str, value: str, style: str | None = None) -> Block:
    """A button. `value` must fit `BUTTON_VALUE`."""
    element: Block = {
        "type": "button",
        "text": plain(label, BUTTON_TEXT),
        "action_id": action_id,
        "value": value,
    }
    return element | ({"style": style} if style else {})


def menu(placeholder: str, action_id: str, options: Sequence[tuple[str, str]]) -> Block:
    """A select of labels with their values; at most `OPTIONS_IN_SELECT`, values fit `OPTION_VALUE`."""
    return {
        "type": "static_select",
        "placeholder": plain(placeholder, OPTION_TEXT),
        "action_id": action_id,
        "options": [{"text": plain(label, OPTION_TEXT), "value": value} for label, value in options],
    }


def actions(elements: Sequence[Block]) -> Block:
    """A row of elements; at most `ELEMENTS_IN_ACTIONS`."""
    return {"type": "actions", "elements": list(elements)}


def bold(text: str) -> str:
    """Escaped text set in bold; asterisks inside it would end the bold early."""
    return f"*{escape(text).replace('*', '∗')}*"


def plain(text: str, limit: int = 75) -> Block:
    """A plain text object, cut to a limit: Slack's for options and buttons unless told otherwise."""
    return {"type": "plain_text", "text": clip(text, limit) or "…", "emoji": False}


def _mrkdwn(markup: str) -> Block:
    # verbatim: Slack links no bare channel names, people or addresses that it finds in the text
    return {"type": "mrkdwn", "text": markup, "verbatim": True}
