"""Attachments of a message: with blocks, or of the older kind (Slack's legacy attachments reference)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from bot.playground.page.html import encodable
from bot.playground.page.jinja import environment
from bot.playground.page.pen import Pen
from bot.playground.page.unknown import unknown


def render_attachments(attachments: object, pen: Pen) -> Markup:
    """Attachments one after the other, with a note in the place of what cannot be drawn."""
    if not isinstance(attachments, Sequence) or isinstance(attachments, str):
        return unknown(attachments, "it is no list of attachments")
    return Markup().join(_attachment(each, pen) for each in attachments)


def _attachment(attachment: object, pen: Pen) -> Markup:
    if not isinstance(attachment, Mapping):
        return unknown(attachment, "it is no attachment")
    try:
        return _drawn(attachment, pen)
    except Exception:  # noqa: BLE001 - whatever is wrong with it, the rest of the message must be seen
        return unknown({"type": "attachment", **attachment}, "it is malformed")


def _drawn(attachment: Mapping[str, Any], pen: Pen) -> Markup:
    seen = {key: value for key, value in attachment.items() if value not in (None, "")}
    template = environment().get_template("blocks/attachment.html")
    return Markup(encodable(template.render(attachment=seen, pen=pen)))  # noqa: S704 - templates escape
