"""Channels and direct messages: what they are, who is in them, and coming and going."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from bot.playground.bodies import RefusedError
from bot.playground.installed_app import BOT_USER
from bot.playground.model import Channel, JsonObject
from bot.playground.rate_limits import Tier
from bot.playground.web_api import history
from bot.playground.web_api.method import Call, Method
from bot.playground.web_api.pages import page_of
from bot.playground.web_api.permitted import conversation, need, permitted
from bot.playground.workspace import GENERAL

_NO_SUCH: Final = "method_not_supported_for_channel_type"
#: The scope that each type of conversation needs; there are no private channels and groups here.
_SCOPES: Final = {
    "public_channel": "channels:read",
    "private_channel": "groups:read",
    "mpim": "mpim:read",
    "im": "im:read",
}
#: A method over several types wants one of these before it looks which type is meant.
READ: Final = tuple(_SCOPES.values())


def _channel_object(channel: Channel) -> JsonObject:
    """A conversation as the Web API shows it to the app."""
    shown: JsonObject = {
        "id": channel.id,
        "created": channel.created,
        "is_archived": channel.is_archived,
        "is_im": channel.is_im,
        "is_org_shared": False,
    }
    if channel.is_im:
        other = next(each for each in channel.members if each != BOT_USER)
        return {**shown, "user": other, "is_user_deleted": False, "priority": 0}
    return {
        **shown,
        "name": channel.name,
        "name_normalized": channel.name,
        "is_channel": True,
        "is_group": False,
        "is_mpim": False,
        "is_private": False,
        "is_general": channel.id == GENERAL,
        "is_member": BOT_USER in channel.members,
        "is_shared": False,
        "is_ext_shared": False,
        "creator": channel.creator,
        "topic": {"value": channel.topic, "creator": channel.creator, "last_set": channel.created},
        "purpose": {"value": "", "creator": "", "last_set": 0},
        "previous_names": [],
    }


def _info(call: Call) -> JsonObject:
    channel = permitted(call, "read")
    shown = _channel_object(channel)
    if call.flag("include_num_members"):
        shown["num_members"] = len(channel.members)
    if call.flag("include_locale"):
        shown["locale"] = "en-US"
    return {"channel": shown}


def listed(call: Call, channels: Iterable[Channel], *, count: bool = False) -> JsonObject:
    """A page of conversations, of the types that are asked for and that the token may read."""
    types = [each.strip() for each in str(call.get("types", "public_channel")).split(",")]
    for type_ in types:
        if type_ not in _SCOPES:
            raise RefusedError("invalid_types")
        need(call, _SCOPES[type_])
    wanted = [
        channel
        for channel in channels
        if ("im" if channel.is_im else "public_channel") in types
        and not (channel.is_archived and call.flag("exclude_archived"))
    ]
    page, cursor = page_of(call, wanted)
    shown = [
        _channel_object(each) | ({"num_members": len(each.members)} if count and not each.is_im else {})
        for each in page
    ]
    return {"channels": shown, "response_metadata": {"next_cursor": cursor}}


def _list(call: Call) -> JsonObject:
    return listed(call, call.workspace.channels.values(), count=True)


def _members(call: Call) -> JsonObject:
    page, cursor = page_of(call, permitted(call, "read").members)
    return {"members": page, "response_metadata": {"next_cursor": cursor}}


def _open(call: Call) -> JsonObject:
    channel = _direct(call)
    shown = _channel_object(channel) | {"is_open": True} if call.flag("return_im") else {"id": channel.id}
    return {"no_op": True, "already_open": True, "channel": shown}


def _direct(call: Call) -> Channel:
    """The direct messages with one person, who is named, or by their id."""
    users = [each for each in str(call.get("users", "")).split(",") if each]
    if len(users) > 1:
        need(call, "mpim:write")
        raise RefusedError(_NO_SUCH, "[ERROR] the playground has no group messages")
    need(call, "im:write")
    if users:
        if users[0] not in {person.id for person in call.workspace.people}:
            raise RefusedError("user_not_found")
        return call.workspace.im_of(users[0])
    if not call.get("channel"):
        raise RefusedError("users_list_not_supplied")
    channel = conversation(call)
    if not channel.is_im:
        raise RefusedError(_NO_SUCH)
    return channel


def _join(call: Call) -> JsonObject:
    channel = _in_use(call)
    if BOT_USER in channel.members:
        warning = "already_in_channel"
        warned = {"warning": warning, "response_metadata": {"warnings": [warning]}}
        return {"channel": _channel_object(channel), **warned}
    call.platform.events.member(call.workspace.join(channel, BOT_USER))
    return {"channel": _channel_object(channel)}


def _leave(call: Call) -> JsonObject:
    channel = _in_use(call)
    if BOT_USER not in channel.members:
        return {"not_in_channel": True}
    if channel.id == GENERAL:
        raise RefusedError("cant_leave_general")
    if channel.members == [BOT_USER]:
        raise RefusedError("last_member")
    call.platform.events.member(call.workspace.leave(channel, BOT_USER))
    return {}


def _in_use(call: Call) -> Channel:
    """The channel, if one can come and go there."""
    channel = conversation(call)
    if channel.is_im:
        raise RefusedError(_NO_SUCH)
    if channel.is_archived:
        raise RefusedError("is_archived")
    return channel


METHODS: Final = (
    *history.METHODS,
    Method("conversations.info", _info, READ, ("channel",), Tier.T3),
    Method("conversations.join", _join, ("channels:join",), ("channel",), Tier.T3),
    Method("conversations.leave", _leave, ("channels:manage", "channels:write"), ("channel",), Tier.T3),
    Method("conversations.list", _list, READ, (), Tier.T2),
    Method("conversations.members", _members, READ, ("channel",), Tier.T4),
    Method("conversations.open", _open, ("im:write", "mpim:write"), (), Tier.T3),
)
