"""What somebody is in a workspace: asked of Slack each time, so that a right that was lost is lost."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from http.client import HTTPException
from typing import Any, Final

import structlog
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.slack.clients import hurried

_log = structlog.get_logger("briefbot")

_ADMIN: Final = ("is_admin", "is_owner", "is_primary_owner")
_OUTSIDER: Final = ("is_restricted", "is_ultra_restricted", "is_stranger", "is_bot", "deleted")
"""Fields of Slack's user object."""


class Standing(Enum):
    """What somebody is in a workspace."""

    ADMIN = "admin"  # or an owner
    MEMBER = "member"
    OUTSIDER = "outsider"  # a guest, or of another organisation
    UNKNOWN = "unknown"  # Slack did not tell


def standing(client: WebClient, team: str, user: str) -> Standing:
    """What somebody is (users.info). It takes no longer than a command's acknowledgement leaves time for."""
    try:
        return standing_of(hurried(client).users_info(user=user).get("user") or {}, team)
    except (SlackApiError, OSError, HTTPException) as error:
        reason = error.response.get("error") if isinstance(error, SlackApiError) else type(error).__name__
        _log.warning("standing unknown", reason=str(reason))
        return Standing.UNKNOWN


def standing_of(user: Mapping[str, Any], team: str) -> Standing:
    """What Slack's user object says of somebody in a workspace."""
    if not user:
        return Standing.UNKNOWN
    if user.get("team_id", team) != team or any(user.get(field) for field in _OUTSIDER):
        return Standing.OUTSIDER  # an admin elsewhere is none here
    return Standing.ADMIN if any(user.get(field) for field in _ADMIN) else Standing.MEMBER
