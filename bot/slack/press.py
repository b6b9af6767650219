"""A press of one of our buttons, or a choice from one of our menus, as Slack tells of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from bot.desk.reply import Verb
from bot.slack.render.message import Click

_USER_ID = re.compile(r"[UW][A-Z0-9]{1,30}")


@dataclass(frozen=True, slots=True)
class Press:
    """What was pressed, by whom and where; a second press on the same button has the same `key`.

    `message` is the `ts` of the message that the button is under; `thread` is the thread that everybody
    sees it in, "" where it is in none or for one person alone.
    """

    click: Click
    user: str
    url: str
    team: str
    channel: str
    message: str
    thread: str = ""

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
            message = container.get("message_ts") or container.get("view_id")
            user, url = body["user"]["id"], body.get("response_url", "")
            if not (url or body.get("view")):
                raise ValueError("neither in a message nor in a view")
            thread = "" if container.get("is_ephemeral") else container.get("thread_ts") or ""
            press = cls(click, user, url, team or "", channel or "", message or "", thread)
        except (KeyError, IndexError, TypeError, AttributeError) as error:
            raise ValueError("not one of our buttons") from error
        if press.origin != ("", click) and not url:
            raise ValueError("shared from where no message is")
        return press

    @property
    def origin(self) -> tuple[str, Click]:
        """The thread that a reply is shared in, "" for none, and what asks for that reply."""
        match self.click.verb:
            case Verb.SHARE:
                return "", Click.parse(f"0:{self.click.target}")
            case Verb.IN_THREAD:
                thread, _, target = self.click.target.partition(":")
                return thread, Click.parse(f"0:{target}")
            case _:
                return "", self.click

    @property
    def where(self) -> tuple[str, str, str]:
        """The workspace, the channel and the person: what tells who is shown the answer."""
        return self.team, self.channel, self.user

    @property
    def key(self) -> str:
        """The same for the same person's press on the same button."""
        return f"press:{self.team}:{self.channel}:{self.message}:{self.user}:{self.click}"

    @property
    def mention(self) -> str:
        """The presser as mrkdwn that Slack shows by name; never built from anything but an id."""
        return f"<@{self.user}>" if _USER_ID.fullmatch(self.user) else "a colleague"
