"""What was said in a conversation, and in a thread of it."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from bot.playground.bodies import RefusedError
from bot.playground.model import Channel, JsonObject, Message
from bot.playground.payloads import message_object
from bot.playground.rate_limits import Tier
from bot.playground.web_api.method import Call, Method
from bot.playground.web_api.pages import page_of
from bot.playground.web_api.permitted import permitted, refuse_outsiders

_MOST: Final = 999
_TIMESTAMP: Final = re.compile(r"[0-9]{1,12}(\.[0-9]{1,9})?")
#: Later than every message.
_END: Final = Decimal("Infinity")


def _history(call: Call) -> JsonObject:
    channel = _readable(call)
    said = [each for each in call.workspace.visible(channel.id) if not each.is_reply or each.broadcast]
    said = _between(call, said)
    # A page is of the newest, unless only `oldest` is given: then one pages forward from there.
    forward = bool(call.get("oldest")) and not call.get("latest")
    page, cursor = page_of(call, said if forward else said[::-1], most=_MOST)
    newest_first = page[::-1] if forward else page
    return {**_messages(call, newest_first, cursor), "pin_count": 0}


def _replies(call: Call) -> JsonObject:
    channel = _readable(call)
    asked = call.message(channel, str(call.get("ts")), "thread_not_found")
    # Nothing answers a reply: with its timestamp Slack gives that one message, not the thread it is in.
    root, *replies = call.workspace.thread(channel.id, asked.ts)
    page, cursor = page_of(call, [root, *_between(call, replies)], default=1_000)
    return _messages(call, page, cursor)


def _messages(call: Call, messages: list[Message], cursor: str) -> JsonObject:
    return {
        "messages": [_shown(call, each) for each in messages],
        "has_more": bool(cursor),
        "response_metadata": {"next_cursor": cursor},
    }


def _shown(call: Call, message: Message) -> JsonObject:
    shown = message_object(message)
    if not call.flag("include_all_metadata"):
        shown.pop("metadata", None)
    if message.is_reply:
        root = call.workspace.message(message.channel, message.thread_ts or "")
        return {**shown, "parent_user_id": root.user} if root else shown
    if replies := call.workspace.replies(message):
        users = list(dict.fromkeys(each.user for each in replies))
        shown |= {
            "reply_count": len(replies),
            "reply_users": users,
            "reply_users_count": len(users),
            "latest_reply": replies[-1].ts,
        }
    return shown


def _between(call: Call, messages: list[Message]) -> list[Message]:
    """Those within the time that is asked for; its ends count when that is asked for too."""
    oldest, latest = _bound(call, "oldest", Decimal(0)), _bound(call, "latest", _END)
    ends = {oldest, latest} if call.flag("inclusive") else set()
    moments = ((each, Decimal(each.ts)) for each in messages)
    return [each for each, moment in moments if oldest < moment < latest or moment in ends]


def _bound(call: Call, name: str, default: Decimal) -> Decimal:
    given = str(call.get(name) or "")
    if not given:
        return default
    if not _TIMESTAMP.fullmatch(given):
        raise RefusedError(f"invalid_ts_{name}")
    return Decimal(given)


def _readable(call: Call) -> Channel:
    channel = permitted(call, "history")
    refuse_outsiders(channel)
    return channel


_SCOPES: Final = ("channels:history", "groups:history", "mpim:history", "im:history")
METHODS: Final = (
    Method("conversations.history", _history, _SCOPES, ("channel",), Tier.T3),
    Method("conversations.replies", _replies, _SCOPES, ("channel", "ts"), Tier.T3),
)
