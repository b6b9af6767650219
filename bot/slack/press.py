"""A press of one of our buttons, or a choice from one of our menus, as Slack tells of it."""

from __future__ import annotations

import re
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any, Self

from bot.slack.render.message import Click

_USER_ID = re.compile(r"[UW][A-Z0-9]{1,30}")


@dataclass(frozen=True, slots=True)
class Press:
    """What was pressed, by whom and where; a second press on the same button has the same `key`."""

    click: Click
    user: str
    url: str
    key: Hashable

    @classmethod
    def parse(cls, body: Mapping[str, Any]) -> Self:
        """Read a `block_actions` payload.

        Raises:
            ValueError: it is not from a button of this version.

        """
        try:
            action, container = body["actions"][0], body.get("container") or {}
            chosen = action.get("selected_option") or action
            click = Click.parse(chosen["value"])
            team, channel = (body.get("team") or {}).get("id"), (body.get("channel") or {}).get("id")
            place = container.get("message_ts") or container.get("view_id")
            user = body["user"]["id"]
            return cls(click, user, body["response_url"], (team, channel, place, user, click))
        except (KeyError, IndexError, TypeError, AttributeError) as error:
            raise ValueError("not one of our buttons") from error

    @property
    def mention(self) -> str:
        """The presser as mrkdwn that Slack shows by name; never built from anything but an id."""
        return f"<@{self.user}>" if _USER_ID.fullmatch(self.user) else "a colleague"
