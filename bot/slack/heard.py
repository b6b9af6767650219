"""What an event of Slack's says that somebody said: the payload read once, and then forgotten."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.desk.records import Place
from bot.slack.incoming import plain

_BY_PEOPLE = {None, "thread_broadcast", "file_share", "me_message"}
"""Subtypes of what a person writes; all others are Slack's own lines, or apps (Slack's message reference)."""

_MENTION = re.compile(r"<@(?P<user>[UW][A-Z0-9]+)(?:\|[^<>]*)?>")


@dataclass(frozen=True, slots=True)
class Said:
    """A message that a person wrote; `thread` is "" when it begins none and stands in none.

    `text` is plain and without the mention of us; `edited` says that we hear of it by an edit.
    """

    team: str
    channel: str
    ts: str
    user: str
    text: str
    thread: str
    direct: bool
    mentions_us: bool
    mentions_others: bool
    edited: bool = False

    @property
    def thread_place(self) -> Place:
        """The thread that it stands in, or a direct message's own flow."""
        return Place(self.team, self.channel, self.thread)


@dataclass(frozen=True, slots=True)
class Deleted:
    """A message is gone."""

    team: str
    channel: str
    ts: str


def heard(body: Mapping[str, Any], us: str) -> Said | Deleted | None:
    """What an `app_mention` or `message` event is about; None when it is nothing that a person said.

    `us` is the bot's own user id. A payload without what Slack's reference promises says nothing to us.
    """
    try:
        return _heard(body, us)
    except (KeyError, TypeError, AttributeError):
        return None


def _heard(body: Mapping[str, Any], us: str) -> Said | Deleted | None:
    event, team = body["event"], body["team_id"]
    match event.get("subtype"):
        case "message_deleted":
            return Deleted(team, event["channel"], event["deleted_ts"])
        case "message_changed":
            inner = {"channel_type": event.get("channel_type"), **event["message"]}
            return _said(inner, team, event["channel"], us, edited=True)
        case _:
            return _said(event, team, event["channel"], us, edited=False)


def _said(message: Mapping[str, Any], team: str, channel: str, us: str, *, edited: bool) -> Said | None:
    user = message.get("user")
    by_an_app = message.get("bot_id") or message.get("bot_profile")
    if message.get("subtype") not in _BY_PEOPLE or by_an_app or not user or user in {us, "USLACKBOT"}:
        return None
    text = message.get("text") or ""
    mentioned = {found["user"] for found in _MENTION.finditer(text)}
    thread = message.get("thread_ts") or ""
    return Said(
        team=team,
        channel=channel,
        ts=message["ts"],
        user=user,
        text=plain(re.sub(rf"<@{us}(?:\|[^<>]*)?>", " ", text)).strip(" ,:"),
        thread=thread,
        direct=message.get("channel_type") == "im" or channel.startswith("D"),
        mentions_us=us in mentioned,
        mentions_others=bool(mentioned - {us}) or "<!" in text,
        edited=edited,
    )
