"""Posting, editing and deleting the app's own messages."""

from __future__ import annotations

import json
import re
from typing import Any, Final

from bot.playground.bodies import RefusedError
from bot.playground.installed_app import BOT_USER
from bot.playground.model import Channel, JsonObject, Message
from bot.playground.payloads import message_object
from bot.playground.rate_limits import Tier
from bot.playground.rules import units
from bot.playground.rules.limits import ADVISABLE_MESSAGE_TEXT
from bot.playground.web_api.method import Call, Method
from bot.playground.web_api.permitted import conversation

_WRITE: Final = ("chat:write",)
#: Slack says that there is a limit, not which: this one is ours.
_METADATA_BYTES: Final = 4_096
_CONTENT: Final = ("text", "blocks", "attachments", "metadata")
_TIMESTAMP: Final = re.compile(r"[0-9]+\.[0-9]{6}")


def _post_message(call: Call) -> JsonObject:
    channel = _writable(call)
    if BOT_USER not in channel.members and "chat:write.public" not in call.platform.app.scopes:
        raise RefusedError("not_in_channel")
    content = _content(call)
    root = _root(call, channel)
    if root:
        root.thread_ts = root.thread_ts or root.ts
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
    if BOT_USER not in channel.members:
        raise RefusedError("not_in_channel")
    user = call.user(str(call.get("user")), "user_not_in_channel")
    if user.id not in channel.members:
        raise RefusedError("user_not_in_channel")
    content = _content(call)
    root = _root(call, channel)
    thread = (root.thread_ts or root.ts) if root else None
    message = call.workspace.post(channel.id, BOT_USER, content, thread_ts=thread, seen_by=user.id)
    call.refs.add(message.ref)
    return {"message_ts": message.ts}


def _update(call: Call) -> JsonObject:
    message = _own(call, "cant_update_message")
    if call.workspace.channels[message.channel].is_archived:
        raise RefusedError("is_inactive")
    if call.flag("reply_broadcast"):
        raise RefusedError("no_dual_broadcast_content_update")
    if units(str(call.get("text", ""))) > ADVISABLE_MESSAGE_TEXT:
        raise RefusedError("msg_too_long")  # an edit is not cut: it must be short
    content = {**_kept(call, message), **_content(call)}
    before = message_object(message)
    # Slack marks a message as edited when its text is, not when blocks are.
    call.workspace.edit(message, content, is_edit=not call.get("blocks"))
    call.refs.add(message.ref)
    call.platform.events.message_changed(message, before)
    shown = message_object(message)
    return {"channel": message.channel, "ts": message.ts, "text": message.text, "message": shown}


def _kept(call: Call, message: Message) -> JsonObject:
    """What an update leaves as it is: what it does not name, and the text and blocks if it names neither."""
    says_anew = any(call.get(name) is not None for name in ("text", "blocks", "markdown_text"))
    names = ("attachments", "metadata") if says_anew else _CONTENT
    return {
        name: message.content[name] for name in names if name in message.content and call.get(name) is None
    }


def _delete(call: Call) -> JsonObject:
    message = _own(call, "cant_delete_message")
    call.workspace.remove(message)
    call.refs.add(message.ref)
    call.platform.events.message_deleted(message)
    return {"channel": message.channel, "ts": message.ts}


def _permalink(call: Call) -> JsonObject:
    channel = conversation(call)
    message = call.message(channel, str(call.get("message_ts")))
    home = f"https://{call.workspace.app.team.domain}.slack.com"
    link = f"{home}/archives/{channel.id}/p{message.ts.replace('.', '')}"
    if message.is_reply:
        link += f"?thread_ts={message.thread_ts}&cid={channel.id}"
    return {"channel": channel.id, "permalink": link}


def _writable(call: Call) -> Channel:
    """The channel, if it is one to write in."""
    channel = call.channel()
    if channel.is_archived:
        raise RefusedError("is_archived")
    if channel.is_im and not call.platform.app.has_messages_tab:
        raise RefusedError("messages_tab_disabled")
    return channel


def _root(call: Call, channel: Channel) -> Message | None:
    """The message that is answered; an answer to a reply goes into the reply's thread."""
    ts = call.get("thread_ts")
    if not ts:
        return None
    if not _TIMESTAMP.fullmatch(str(ts)):
        raise RefusedError("invalid_thread_ts", f"[ERROR] {ts} is not a valid thread_ts")
    return call.message(channel, str(ts), "thread_not_found")


def _own(call: Call, error: str) -> Message:
    message = call.message(conversation(call), str(call.get("ts")))
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
    if "metadata" in content:
        _check_metadata(content["metadata"])
    return content


def _check_metadata(metadata: Any) -> None:
    if not isinstance(metadata, dict):
        raise RefusedError("invalid_metadata_format")
    typed = isinstance(metadata.get("event_type"), str) and isinstance(metadata.get("event_payload"), dict)
    if not typed:
        raise RefusedError("invalid_metadata_format")
    if len(json.dumps(metadata, ensure_ascii=False).encode()) > _METADATA_BYTES:
        raise RefusedError("metadata_too_large")


METHODS: Final = (
    Method("chat.postMessage", _post_message, _WRITE, ("channel",), Tier.POSTING),
    Method("chat.postEphemeral", _post_ephemeral, _WRITE, ("channel", "user"), Tier.T4),
    Method("chat.update", _update, _WRITE, ("channel", "ts"), Tier.T3),
    Method("chat.delete", _delete, _WRITE, ("channel", "ts"), Tier.T3),
    Method("chat.getPermalink", _permalink, (), ("channel", "message_ts"), Tier.MANY),
)
