"""Payloads as Slack sends them, with every documented field; the ids can be chosen."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any, Final

from .identity import APP, BOT, BOT_USER, TEAM, new_trigger, new_ts, unique
from .records import JsonObject

# Slack's old way to authenticate itself; apps must not rely on it, but it is still sent.
_VERIFICATION_TOKEN: Final = "verification-token"

#: Nobody listens there: a test that gives no response_url shall not reach the network.
NOWHERE: Final = "http://127.0.0.1:9/response/nowhere"


def slash_command(
    text: str,
    *,
    command: str = "/brief",
    user: str = "U1",
    channel: str = "C1",
    team: str = TEAM,
    response_url: str = NOWHERE,
    trigger_id: str | None = None,
) -> dict[str, str]:
    """A slash command; as it comes in a form, even the boolean is text."""
    return {
        "token": _VERIFICATION_TOKEN,
        "team_id": team,
        "team_domain": _name(team),
        "channel_id": channel,
        "channel_name": _name(channel),
        "user_id": user,
        "user_name": _name(user),
        "command": command,
        "text": text,
        "api_app_id": APP,
        "is_enterprise_install": "false",
        "response_url": response_url,
        "trigger_id": trigger_id or new_trigger(),
    }


def block_action(
    action_id: str,
    value: str,
    *,
    user: str = "U1",
    channel: str = "C1",
    team: str = TEAM,
    message_ts: str | None = None,
    response_url: str = NOWHERE,
    trigger_id: str | None = None,
    is_ephemeral: bool = True,
    message: Mapping[str, Any] | None = None,
) -> JsonObject:
    """A click on a button of a message; Slack leaves an ephemeral message itself out."""
    ts = message_ts or new_ts()
    container = {"type": "message", "message_ts": ts, "channel_id": channel}
    payload: JsonObject = {
        "type": "block_actions",
        "user": {"id": user, "username": _name(user), "name": _name(user), "team_id": team},
        "api_app_id": APP,
        "token": _VERIFICATION_TOKEN,
        "container": {**container, "is_ephemeral": is_ephemeral},
        "trigger_id": trigger_id or new_trigger(),
        "team": {"id": team, "domain": _name(team)},
        "enterprise": None,
        "is_enterprise_install": False,
        "channel": {"id": channel, "name": _name(channel)},
        "state": {"values": {}},
        "response_url": response_url,
        "actions": [_button_click(action_id, value)],
    }
    if message is not None or not is_ephemeral:
        payload["message"] = {**_bot_message(team, ts), **(message or {})}
    return payload


def event(
    inner: Mapping[str, Any],
    *,
    team: str = TEAM,
    event_id: str | None = None,
    event_time: int | None = None,
) -> JsonObject:
    """The envelope of an event, as the Events API delivers it."""
    authorization = {
        "enterprise_id": None,
        "team_id": team,
        "user_id": BOT_USER,
        "is_bot": True,
        "is_enterprise_install": False,
    }
    return {
        "token": _VERIFICATION_TOKEN,
        "team_id": team,
        "context_team_id": team,
        "context_enterprise_id": None,
        "api_app_id": APP,
        "event": dict(inner),
        "type": "event_callback",
        "event_id": event_id or unique("Ev"),
        "event_time": int(time.time()) if event_time is None else event_time,
        "authorizations": [authorization],
        "is_ext_shared_channel": False,
        "event_context": unique("4-"),
    }


def _name(id_: str) -> str:
    return f"name-of-{id_.lower()}"


def _button_click(action_id: str, value: str) -> JsonObject:
    return {
        "type": "button",
        "action_id": action_id,
        "block_id": unique("b"),
        "text": {"type": "plain_text", "text": "Button", "emoji": True},
        "value": value,
        "action_ts": new_ts(),
    }


def _bot_message(team: str, ts: str) -> JsonObject:
    return {
        "type": "message",
        "user": BOT_USER,
        "bot_id": BOT,
        "app_id": APP,
        "team": team,
        "ts": ts,
        "text": "",
        "blocks": [],
    }
