"""Channels and direct messages: what they are, who is in them, what was said."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from bot.playground.bodies import RefusedError
from bot.playground.installed_app import BOT_USER
from bot.playground.model import Channel, JsonObject, Message
from bot.playground.payloads import message_object
from bot.playground.rate_limits import Tier
from bot.playground.web_api.method import Call, Method
from bot.playground.web_api.pages import page_of

_NO_SUCH: Final = "method_not_supported_for_channel_type"


def channel_object(channel: Channel, user: str = BOT_USER) -> JsonObject:
    """A conversation as the Web API shows it, to one of its members or to somebody else."""
    if channel.is_im:
        other = next(each for each in channel.members if each != BOT_USER)
        return {
            "id": channel.id,
            "created": channel.created,
            "is_im": True,
            "user": other,
            "is_archived": False,
        }
    return {
        "id": channel.id,
        "name": channel.name,
        "name_normalized": channel.name,
        "is_channel": True,
        "is_group": False,
        "is_im": False,
        "is_mpim": False,
        "is_private": False,
        "is_archived": channel.is_archived,
        "is_general": channel.name == "general",
        "is_member": user in channel.members,
        "is_shared": False,
        "is_ext_shared": False,
        "created": channel.created,
        "creator": channel.creator,
        "topic": {"value": channel.topic, "creator": channel.creator, "last_set": channel.created},
        "purpose": {"value": "", "creator": "", "last_set": 0},
    }


def _info(call: Call) -> JsonObject:
    channel = _allowed(call, "read")
    shown = channel_object(channel)
    if call.flag("include_num_members"):
        shown["num_members"] = len(channel.members)
    if call.flag("include_locale"):
        shown["locale"] = "en-US"
    return {"channel": shown}


def listed(call: Call, channels: Iterable[Channel]) -> JsonObject:
    """A page of conversations, of the types that are asked for and that the token may read."""
    types = str(call.get("types", "public_channel")).split(",")
    for type_ in types:
        _need(call, "im:read" if type_.strip() == "im" else "channels:read")
    wanted = [
        channel
        for channel in channels
        if ("im" if channel.is_im else "public_channel") in types
        and not (channel.is_archived and call.flag("exclude_archived"))
    ]
    page, cursor = page_of(call, wanted)
    shown = [channel_object(each) for each in page]
    return {"channels": shown, "response_metadata": {"next_cursor": cursor}}


def _list(call: Call) -> JsonObject:
    return listed(call, call.workspace.channels.values())


def _members(call: Call) -> JsonObject:
    page, cursor = page_of(call, _allowed(call, "read").members)
    return {"members": page, "response_metadata": {"next_cursor": cursor}}


def _history(call: Call) -> JsonObject:
    channel = _readable(call)
    said = [
        message
        for message in call.workspace.visible(channel.id)
        if (not message.is_reply or message.broadcast) and _within(call, message)
    ]
    return _messages(call, said[::-1])


def _replies(call: Call) -> JsonObject:
    channel = _readable(call)
    root = call.message(channel, str(call.get("ts")), "thread_not_found")
    thread = call.workspace.thread(channel.id, root.thread_ts or root.ts)
    first = thread[:1]
    return _messages(call, first + [each for each in thread[1:] if _within(call, each)])


def _messages(call: Call, messages: list[Message]) -> JsonObject:
    page, cursor = page_of(call, messages)
    shown = [_shown(call, each) for each in page]
    return {
        "messages": shown,
        "has_more": bool(cursor),
        "response_metadata": {"next_cursor": cursor},
    }


def _shown(call: Call, message: Message) -> JsonObject:
    shown = message_object(message)
    if not call.flag("include_all_metadata"):
        shown.pop("metadata", None)
    if not message.is_reply and (replies := call.workspace.replies(message)):
        users = list(dict.fromkeys(each.user for each in replies))
        latest = replies[-1].ts
        shown |= {"reply_count": len(replies), "reply_users": users, "latest_reply": latest}
    return shown


def _within(call: Call, message: Message) -> bool:
    oldest, latest = str(call.get("oldest", "0")), str(call.get("latest", "9"))
    if call.flag("inclusive") and message.ts in (oldest, latest):
        return True
    return float(oldest) < float(message.ts) < (float(latest) if call.get("latest") else float("inf"))


def _open(call: Call) -> JsonObject:
    _need(call, "im:write")
    users = str(call.get("users", ""))
    if not users and not call.get("channel"):
        raise RefusedError("users_list_not_supplied")
    if "," in users:
        raise RefusedError("invalid_user_combination", "[ERROR] the playground has no group messages")
    if users:
        if users not in {person.id for person in call.workspace.people}:
            raise RefusedError("user_not_found")
        channel = call.workspace.im_of(users)
    else:
        channel = call.channel()
    shown = channel_object(channel) if call.flag("return_im") else {"id": channel.id}
    return {"no_op": True, "already_open": True, "channel": shown}


def _join(call: Call) -> JsonObject:
    channel = _public(call)
    if channel.is_archived:
        raise RefusedError("is_archived")
    if BOT_USER in channel.members:
        return {"channel": channel_object(channel), "warning": "already_in_channel"}
    channel.members.append(BOT_USER)
    call.workspace.live.change()
    call.platform.events.member(channel, BOT_USER, joined=True)
    return {"channel": channel_object(channel)}


def _leave(call: Call) -> JsonObject:
    channel = _public(call)
    if BOT_USER not in channel.members:
        return {"not_in_channel": True}
    channel.members.remove(BOT_USER)
    call.workspace.live.change()
    call.platform.events.member(channel, BOT_USER, joined=False)
    return {}


def _public(call: Call) -> Channel:
    channel = call.channel()
    if channel.is_im:
        raise RefusedError(_NO_SUCH)
    return channel


def _allowed(call: Call, action: str) -> Channel:
    """The channel, if the token has the scope for its type."""
    channel = call.channel()
    _need(call, f"{'im' if channel.is_im else 'channels'}:{action}")
    return channel


def _readable(call: Call) -> Channel:
    channel = _allowed(call, "history")
    if BOT_USER not in channel.members:
        raise RefusedError("not_in_channel")
    return channel


def _need(call: Call, scope: str) -> None:
    Method("", lambda _: {}, (scope,)).check_scopes(call.platform.app.scopes)


_READ: Final = ("channels:read", "im:read")
_HISTORY: Final = ("channels:history", "im:history")
METHODS: Final = (
    Method("conversations.history", _history, _HISTORY, ("channel",), Tier.T3),
    Method("conversations.info", _info, _READ, ("channel",), Tier.T3),
    Method("conversations.join", _join, ("channels:join",), ("channel",), Tier.T3),
    Method("conversations.leave", _leave, ("channels:manage", "channels:write"), ("channel",), Tier.T3),
    Method("conversations.list", _list, _READ, (), Tier.T2),
    Method("conversations.members", _members, _READ, ("channel",), Tier.T4),
    Method("conversations.open", _open, ("im:write",), (), Tier.T3),
    Method("conversations.replies", _replies, _HISTORY, ("channel", "ts"), Tier.T3),
)
