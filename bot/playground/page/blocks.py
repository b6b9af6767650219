"""Messages and views of Slack as HTML."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from bot.playground.page.attachments import render_attachments
from bot.playground.page.choices import State
from bot.playground.page.mrkdwn import render_mrkdwn, render_plain
from bot.playground.page.names import Names
from bot.playground.page.pen import Pen
from bot.playground.page.unknown import unknown


def render_blocks(blocks: object, names: Names, *, state: State | None = None) -> Markup:
    """Blocks of a message or a view; what cannot be drawn becomes a note, never nothing.

    `state` holds what has been chosen and typed so far, by block_id and action_id, as raw values.
    """
    return Pen(names, state or {}).blocks(blocks)


def render_message_body(message: Mapping[str, Any], names: Names, state: State | None = None) -> Markup:
    """What a message shows: its blocks, or else its text, and then its attachments."""
    pen = Pen(names, state or {})
    parts = [_main(message, pen)]
    if attachments := message.get("attachments"):
        parts.append(render_attachments(attachments, pen))
    shown = Markup().join(parts)
    return shown or Markup('<p class="bk-empty">{}</p>').format("This message is empty.")


def _main(message: Mapping[str, Any], pen: Pen) -> Markup:
    if blocks := message.get("blocks"):
        return pen.blocks(blocks)
    if markdown := message.get("markdown_text"):
        return pen.block({"type": "markdown", "text": markdown})
    text = message.get("text")
    if not text:
        return Markup()
    if not isinstance(text, str):
        return unknown({"type": "text", "text": text}, "it is malformed")
    shown = render_plain(text) if message.get("mrkdwn") is False else render_mrkdwn(text, pen.names)
    return Markup('<div class="bk-text">{}</div>').format(shown)
