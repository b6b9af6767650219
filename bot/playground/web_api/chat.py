"""Posting, editing and deleting the app's own messages."""

from __future__ import annotations

import json
from typing import Any, Final

from bot.playground.bodies import RefusedError
from bot.playground.installed_app import BOT_USER, TEAM_DOMAIN
from bot.playground.model import Channel, JsonObject, Message
from bot.playground.payloads import message_object
from bot.playground.rate_limits import Tier
from bot.playground.rules.limits import MESSAGE_TEXT
from bot.playground.web_api.method import Call, Method

_WRITE: Final = ("chat:write",)
#: Slack names no limit in bytes; this one is safe (SLACK.md, hard limits).
_METADATA_BYTES: Final = 4_096
_CONTENT: Final = ("text", "blocks", "attachments", "metadata")


def _post_message(call: Call) -> JsonObject:
    channel = _writable(call)
    content = _content(call)
    root = _root(call, channel)
    message = call.workspace.post(
        channel.id,
        BOT_USER,
        content,
        thread_ts=root.thread_ts if root else None,
        broadcast=bool(root and call.flag("reply_broadcast")),
    )
    call.refs.add(message.ref)
    call.platform.events.message_posted(message)
    return {"channel": channel.id, "ts": message.ts, "message": message_object(message)}


def _post_ephemeral(call: Call) -> JsonObject:
    channel = _writable(call)
    user = call.user(str(call.get("user")), "user_not_in_channel")
    if user.id not in channel.members:
        raise RefusedError("user_not_in_channel")
    root = _root(call, channel)
    message = call.workspace.post(
        channel.id, BOT_USER, _content(call), thread_ts=root.thread_ts if root else None, seen_by=user.id
    )
    call.refs.add(message.ref)
    return {"message_ts": message.ts}


def _update(call: Call) -> JsonObject:
    message = _own(call, "cant_update_message")
    before = message_object(message)
    kept = {"metadata": message.content["metadata"]} if message.content.get("metadata") else {}
    call.workspace.edit(message, {**kept, **_content(call)})
    call.refs.add(message.ref)
    call.platform.events.message_changed(message, before)
    shown = message_object(message)
    return {"channel": message.channel, "ts": message.ts, "text": message.text, "message": shown}


def _delete(call: Call) -> JsonObject:
    message = _own(call, "cant_delete_message")
    call.workspace.remove(message)
    call.refs.add(message.ref)
    call.platform.events.message_deleted(message)
    return {"channel": message.channel, "ts": message.ts}


def _permalink(call: Call) -> JsonObject:
    channel = call.channel()
    message = call.message(channel, str(call.get("message_ts")))
    link = f"https://{TEAM_DOMAIN}.slack.com/archives/{channel.id}/p{message.ts.replace('.', '')}"
    if message.is_reply:
        link += f"?thread_ts={message.thread_ts}&cid={channel.id}"
    return {"channel": channel.id, "permalink": link}


def _writable(call: Call) -> Channel:
    """The channel, if the app may write in it."""
    channel, app = call.channel(), call.platform.app
    if channel.is_archived:
        raise RefusedError("is_archived")
    if channel.is_im and not app.has_messages_tab:
        raise RefusedError("messages_tab_disabled")
    if BOT_USER not in channel.members and "chat:write.public" not in app.scopes:
        raise RefusedError("not_in_channel")
    return channel


def _root(call: Call, channel: Channel) -> Message | None:
    """The first message of the thread that is meant; a reply to a reply goes into the same thread."""
    ts = call.get("thread_ts")
    if not ts:
        return None
    root = call.message(channel, str(ts), "thread_not_found")
    root.thread_ts = root.thread_ts or root.ts
    return root


def _own(call: Call, error: str) -> Message:
    channel = call.channel()
    message = call.message(channel, str(call.get("ts")))
    if message.user != BOT_USER:
        raise RefusedError(error)
    return message


def _content(call: Call) -> JsonObject:
    """What the message says; it must say something."""
    content = {name: call.arguments[name] for name in _CONTENT if call.get(name)}
    if markdown := call.get("markdown_text"):
        if "text" in content or "blocks" in content:
            raise RefusedError("markdown_text_conflict")
        content |= {"text": markdown, "blocks": [{"type": "markdown", "text": markdown}]}
    if not any(name in content for name in ("text", "blocks", "attachments")):
        raise RefusedError("no_text")
    if "text" in content:
        content["text"] = _cut(str(content["text"]))
    if "metadata" in content:
        _check_metadata(content["metadata"])
    return content


def _cut(text: str) -> str:
    """Slack cuts a longer text without a word."""
    units = text.encode("utf-16-le", "surrogatepass")[: MESSAGE_TEXT * 2]
    return units.decode("utf-16-le", "ignore")


def _check_metadata(metadata: Any) -> None:
    if not isinstance(metadata, dict):
        raise RefusedError("invalid_metadata_format")
    typed = isinstance(metadata.get("event_type"), str) and isinstance(metadata.get("event_payload"), dict)
    if not typed:
        raise RefusedError("invalid_metadata_format")
    if len(json.dumps(metadata)) > _METADATA_BYTES:
        raise RefusedError("metadata_too_large")


METHODS: Final = (
    Method("chat.postMessage", _post_message, _WRITE, ("channel",), Tier.POSTING),
    Method("chat.postEphemeral", _post_ephemeral, _WRITE, ("channel", "user"), Tier.T4),
    Method("chat.update", _update, _WRITE, ("channel", "ts"), Tier.T3),
    Method("chat.delete", _delete, _WRITE, ("channel", "ts"), Tier.T3),
    Method("chat.getPermalink", _permalink, (), ("channel", "message_ts"), Tier.MANY),
)
