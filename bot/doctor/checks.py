"""All checks, in the order in which they are told."""

from __future__ import annotations

from typing import Final

from bot.doctor import (
    channel,
    configuration,
    content,
    database,
    files,
    keys,
    machine,
    public_url,
    slack_app,
    tokens,
)
from bot.doctor.finding import Check

CHECKS: Final[tuple[Check, ...]] = (
    *configuration.CHECKS,
    *tokens.CHECKS,
    *slack_app.CHECKS,
    *public_url.CHECKS,
    *channel.CHECKS,
    *keys.CHECKS,
    *database.CHECKS,
    *files.CHECKS,
    *content.CHECKS,
    *machine.CHECKS,
)

NAMES: Final = tuple(name for check in CHECKS for name in check.names)
"""The names of all, in that order."""
