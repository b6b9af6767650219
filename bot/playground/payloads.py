"""Payloads as Slack sends them, with every documented field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from bot.playground.ids import trigger_id, unique
from bot.playground.installed_app import APP, BOT, BOT_USER, PLAYGROUND, TEAM, Team
from bot.playground.model import JsonObject, Message, View

# Slack's old way to authenticate itself; apps must not rely on it, but it is still sent.
_VERIFICATION_TOKEN: Final = "verification-token"  # noqa: S105 - it is what Slack calls it, and opens nothing


@dataclass(frozen=True, slots=True)
class Sender:
    """Who does something in which channel, with the permits that Slack gives the app for it."""

    user: str
    user_name: str
    channel: str = ""
    channel_name: str = ""
    trigger_id: str = ""
    response_url: str = ""
    team: Team = PLAYGROUND

    def within(self, trigger: str) -> Sender:
        """The same, with the trigger that belongs to a modal."""
        return replace(self, trigger_id=trigger)


def slash_command(sender: Sender, command: str, text: str) -> dict[str, str]:
    """A slash command; as it comes in a form, even the boolean is text."""
    return {
        "token": _VERIFICATION_TOKEN,
        "team_id": sender.team.id,
        "team_domain": sender.team.domain,
        "channel_id": sender.channel,
        "channel_name": sender.channel_name,
        "user_id": sender.user,
        "user_name": sender.user_name,
        "command": command,
        "text": text,
        "api_app_id": APP,
        "is_enterprise_install": "false",
        "response_url": sender.response_url,
        "trigger_id": sender.trigger_id or trigger_id(),
    }


def _interaction(type_: str, sender: Sender) -> JsonObject:
    name = sender.user_name
    return {
        "type": type_,
        "user": {"id": sender.user, "username": name, "name": name, "team_id": sender.team.id},
        "api_app_id": APP,
        "token": _VERIFICATION_TOKEN,
        "trigger_id": sender.trigger_id or trigger_id(),
        "team": {"id": sender.team.id, "domain": sender.team.domain},
        "enterprise": None,
        "is_enterprise_install": False,
    }


def _channel(sender: Sender) -> JsonObject:
    return {"channel": {"id": sender.channel, "name": sender.channel_name}}


def message_container(message: Message) -> JsonObject:
    """Where an element was used: in a message."""
    container = {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": message.channel,
        "is_ephemeral": message.seen_by is not None,
    }
    return {**container, "thread_ts": message.thread_ts} if message.thread_ts else container


def message_action(sender: Sender, message: Message, action: JsonObject, state: JsonObject) -> JsonObject:
    """An element of a message was used; Slack leaves an ephemeral message itself out."""
    payload = {
        **_interaction("block_actions", sender),
        "container": message_container(message),
        **_channel(sender),
        "state": {"values": state},
        "response_url": sender.response_url,
        "actions": [action],
    }
    return payload if message.seen_by else {**payload, "message": message_object(message)}


def view_action(sender: Sender, view: View, action: JsonObject, state: JsonObject) -> JsonObject:
    """An element of a modal or a Home tab was used."""
    return {
        **_interaction("block_actions", sender),
        "container": {"type": "view", "view_id": view.id},
        "view": view_object(view, state),
        "actions": [action],
    }


def suggestion(
    sender: Sender,
    element: Mapping[str, Any],
    block_id: str,
    value: str,
    place: Message | View,
    state: JsonObject,
) -> JsonObject:
    """A select with an external data source asks for its options."""
    payload = {
        **_interaction("block_suggestion", sender),
        "action_id": element["action_id"],
        "block_id": block_id,
        "value": value,
    }
    del payload["trigger_id"]
    if isinstance(place, View):
        return {
            **payload,
            "container": {"type": "view", "view_id": place.id},
            "view": view_object(place, state),
        }
    return {
        **payload,
        "container": message_container(place),
        **_channel(sender),
        "message": message_object(place),
    }


def view_submission(
    sender: Sender, view: View, state: JsonObject, response_urls: list[JsonObject]
) -> JsonObject:
    """A modal was sent off."""
    more = {"view": view_object(view, state), "response_urls": response_urls}
    return {**_interaction("view_submission", sender), **more}


def view_closed(sender: Sender, view: View, is_cleared: bool) -> JsonObject:
    """A modal was closed without being sent off; `is_cleared` when all were at once."""
    payload = _interaction("view_closed", sender)
    del payload["trigger_id"]  # nothing can be opened in answer to it
    return {**payload, "view": view_object(view, {}), "is_cleared": is_cleared}


def global_shortcut(sender: Sender, callback_id: str, ts: str) -> JsonObject:
    """A shortcut that belongs to no message: it knows no channel and has no response_url."""
    return {**_interaction("shortcut", sender), "callback_id": callback_id, "action_ts": ts}


def message_shortcut(sender: Sender, callback_id: str, message: Message, ts: str) -> JsonObject:
    """A shortcut from the menu of a message."""
    return {
        **_interaction("message_action", sender),
        **_channel(sender),
        "callback_id": callback_id,
        "action_ts": ts,
        "message_ts": message.ts,
        "message": message_object(message),
        "response_url": sender.response_url,
    }


def event(inner: Mapping[str, Any], moment: int, team: str = TEAM) -> JsonObject:
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
        "event_id": unique("Ev"),
        "event_time": moment,
        "authorizations": [authorization],
        "is_ext_shared_channel": False,
        "event_context": unique("4-"),
    }


def message_object(message: Message) -> JsonObject:
    """A message as the Web API and events show it."""
    kept = ("attachments", "blocks", "metadata")
    shown: JsonObject = {
        "type": "message",
        "user": message.user,
        "ts": message.ts,
        "team": message.team,
        "text": message.text,
        **{name: message.content[name] for name in kept if message.content.get(name)},
    }
    if message.user == BOT_USER:
        shown |= {"bot_id": BOT, "app_id": APP}
    if message.thread_ts:
        shown["thread_ts"] = message.thread_ts
    if subtype := "thread_broadcast" if message.broadcast else message.subtype:
        shown["subtype"] = subtype
    if message.edited_ts:
        shown["edited"] = {"user": message.user, "ts": message.edited_ts}
    if message.reactions:
        shown["reactions"] = [
            {"name": name, "users": list(users), "count": len(users)}
            for name, users in message.reactions.items()
        ]
    return shown


def view_object(view: View, state: JsonObject) -> JsonObject:
    """A view as the Web API and interactions show it."""
    return {
        "id": view.id,
        "team_id": view.team,
        "callback_id": "",
        "external_id": "",
        "private_metadata": "",
        "submit": None,
        "close": None,
        "clear_on_close": False,
        "notify_on_close": False,
        **view.content,
        "state": {"values": state},
        "hash": view.hash,
        "previous_view_id": view.previous_id,
        "root_view_id": view.root_id,
        "app_id": APP,
        "app_installed_team_id": view.team,
        "bot_id": BOT,
    }
