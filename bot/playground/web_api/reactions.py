"""Reactions of the app."""

from __future__ import annotations

import re
from typing import Final

from bot.playground.bodies import RefusedError
from bot.playground.installed_app import BOT_USER
from bot.playground.model import JsonObject, Message
from bot.playground.payloads import message_object
from bot.playground.rate_limits import Tier
from bot.playground.web_api.method import Call, Method
from bot.playground.web_api.permitted import conversation, refuse_outsiders

_NAME: Final = re.compile(r"[a-z0-9_+'-]{1,100}(::skin-tone-[2-6])?")
_TIMESTAMP: Final = re.compile(r"[0-9]+\.[0-9]{6}")


def _add(call: Call) -> JsonObject:
    message, name = _message(call), _name(call)
    channel = call.workspace.channels[message.channel]
    refuse_outsiders(channel)
    if channel.is_archived:
        raise RefusedError("is_archived")
    if BOT_USER in message.reactions.get(name, []):
        raise RefusedError("already_reacted")
    message.reactions.setdefault(name, []).append(BOT_USER)
    return _changed(call, message, name, added=True)


def _remove(call: Call) -> JsonObject:
    message, name = _message(call), _name(call)
    users = message.reactions.get(name, [])
    if BOT_USER not in users:
        raise RefusedError("no_reaction")
    users.remove(BOT_USER)
    if not users:
        del message.reactions[name]
    return _changed(call, message, name, added=False)


def _get(call: Call) -> JsonObject:
    message = _message(call)
    return {"type": "message", "channel": message.channel, "message": message_object(message)}


def _changed(call: Call, message: Message, name: str, *, added: bool) -> JsonObject:
    call.refs.add(message.ref)
    call.workspace.live.change()
    call.platform.events.reaction(message, BOT_USER, name, added=added)
    return {}


def _message(call: Call) -> Message:
    ts = str(call.get("timestamp") or "")
    if not call.get("channel") or not ts:
        raise RefusedError("no_item_specified")
    channel = conversation(call)
    if not _TIMESTAMP.fullmatch(ts):
        raise RefusedError("bad_timestamp")
    return call.message(channel, ts)


def _name(call: Call) -> str:
    name = str(call.get("name")).strip(":")
    if not _NAME.fullmatch(name):
        raise RefusedError("invalid_name")
    return name


METHODS: Final = (
    Method("reactions.add", _add, ("reactions:write",), ("name",), Tier.T3),
    Method("reactions.get", _get, ("reactions:read",), (), Tier.T3),
    Method("reactions.remove", _remove, ("reactions:write",), ("name",), Tier.T2),
)
