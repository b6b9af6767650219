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

_NAME: Final = re.compile(r"[a-z0-9_+'-]{1,100}(::skin-tone-[2-6])?")
_WHERE: Final = ("channel", "timestamp")


def _add(call: Call) -> JsonObject:
    message, name = _message(call), _name(call)
    users = message.reactions.setdefault(name, [])
    if BOT_USER in users:
        raise RefusedError("already_reacted")
    users.append(BOT_USER)
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
    return call.message(call.channel(), str(call.get("timestamp")))


def _name(call: Call) -> str:
    name = str(call.get("name")).strip(":")
    if not _NAME.fullmatch(name):
        raise RefusedError("invalid_name")
    return name


METHODS: Final = (
    Method("reactions.add", _add, ("reactions:write",), ("name", *_WHERE), Tier.T3),
    Method("reactions.get", _get, ("reactions:read",), _WHERE, Tier.T3),
    Method("reactions.remove", _remove, ("reactions:write",), ("name", *_WHERE), Tier.T2),
)
