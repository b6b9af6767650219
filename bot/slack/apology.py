"""The outermost layer: the unexpected becomes one private apology with an id that the log carries too."""

from __future__ import annotations

import secrets

import structlog

from bot.logs import describe
from bot.slack.render.blocks import section
from bot.slack.render.message import Message
from bot.slack.render.text import escape

_log = structlog.get_logger("briefbot")

_ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # no letters that a phone call confuses


def new_id() -> str:
    """A short id that a person can read out."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(6))


def apology(error: BaseException, where: str) -> Message:
    """Log an unexpected error and say sorry for it, both with the same id."""
    error_id = new_id()
    _log.error("unexpected", id=error_id, where=where, **describe(error))
    return sorry(
        f"Something went wrong on our side, and it was written down. If it happens again, tell whoever"
        f" runs Briefbot this id: {error_id}."
    )


def sorry(text: str) -> Message:
    """A short message."""
    return {"text": escape(text), "blocks": [section(escape(text))]}
