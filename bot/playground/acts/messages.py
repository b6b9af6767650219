"""Writing: messages, slash commands, edits, deletions, reactions."""

from __future__ import annotations

from typing import Final

from bot.playground.acts.act import Act, Doing
from bot.playground.answers import place
from bot.playground.bodies import RefusedError
from bot.playground.deliveries import About
from bot.playground.events import client_message_id
from bot.playground.faults import COMMANDS
from bot.playground.installed_app import SlashCommand
from bot.playground.journal import Exchange
from bot.playground.model import Channel, JsonObject, Message
from bot.playground.payloads import message_object, slash_command
from bot.playground.permits import ResponseUrl
from bot.playground.typed import content, markup


async def post(doing: Doing) -> JsonObject:
    """Send what was typed; what begins with a slash is a command, as in Slack."""
    channel, text = doing.channel(), doing.text("text").strip()
    thread_ts = doing.given.get("thread_ts")
    if text.startswith("/"):
        return await _command(doing, channel, text, thread_ts)
    if channel.is_archived:
        raise RefusedError("is_archived")
    if doing.user.id not in channel.members:
        raise RefusedError("not_in_channel")
    if channel.is_im and not doing.platform.app.takes_messages:
        raise RefusedError("messages_tab_disabled", "The app's manifest says that it takes no messages.")
    root = doing.message_at(channel.id, str(thread_ts)) if thread_ts else None
    if root:
        root.thread_ts = root.thread_ts or root.ts
    message = doing.workspace.post(
        channel.id,
        doing.user.id,
        content(text, doing.workspace),
        thread_ts=root.thread_ts if root else None,
        broadcast=bool(root and doing.given.get("broadcast")),
    )
    doing.platform.events.message_posted(message, client_message_id())
    return {"ts": message.ts}


async def edit(doing: Doing) -> JsonObject:
    """Say something else in a message of one's own."""
    message = _own(doing)
    before = message_object(message)
    doing.workspace.edit(message, content(doing.text("text").strip(), doing.workspace))
    doing.platform.events.message_changed(message, before)
    return {}


async def delete(doing: Doing) -> JsonObject:
    """Take a message of one's own back; an ephemeral one may be dismissed."""
    message = doing.message()
    if message.seen_by != doing.user.id:
        message = _own(doing)
    doing.workspace.remove(message)
    doing.platform.events.message_deleted(message)
    return {}


async def react(doing: Doing) -> JsonObject:
    """Add a reaction, or take it back."""
    message, name = doing.message(), doing.text("name").strip(":")
    if message.seen_by:
        raise RefusedError("message_not_found")
    users = message.reactions.setdefault(name, [])
    added = doing.user.id not in users
    if added:
        users.append(doing.user.id)
    else:
        users.remove(doing.user.id)
    if not users:
        del message.reactions[name]
    doing.platform.live.change()
    doing.platform.events.reaction(message, doing.user.id, name, added=added)
    return {}


def _own(doing: Doing) -> Message:
    message = doing.message()
    if message.user != doing.user.id:
        raise RefusedError("cant_update_message", "Only its author can change a message.")
    return message


async def _command(doing: Doing, channel: Channel, text: str, thread_ts: object) -> JsonObject:
    name, _, rest = text.partition(" ")
    commands = doing.platform.app.commands if doing.workspace.is_installed else ()
    command = next((each for each in commands if each.command == name), None)
    if command is None:
        _say(doing, channel, f"{name} is not a valid command.", thread_ts)
        return {}
    if thread_ts:
        _say(doing, channel, f"{name} is not supported in threads. Sorry!", thread_ts)
        return {}
    about = doing.about(channel.id)
    sender = doing.sender(about, channel)
    payload = slash_command(sender, command.command, _argument(doing, command, rest))
    outcome = await doing.platform.deliveries.ask(COMMANDS, dict(payload), about)
    if outcome.error:
        _say(doing, channel, f"{name} failed with the error “{outcome.error}”", None)
    elif outcome.ack.body:
        _show(doing, channel, about, outcome.exchange)
    return {}


def _argument(doing: Doing, command: SlashCommand, text: str) -> str:
    return markup(text, doing.workspace) if command.should_escape else text


def _say(doing: Doing, channel: Channel, text: str, thread_ts: object) -> None:
    doing.workspace.notice(channel.id, doing.user.id, text, str(thread_ts) if thread_ts else None)


def _show(doing: Doing, channel: Channel, about: About, exchange: Exchange) -> None:
    """The message that came with the acknowledgement; one that Slack does not take is told as an error."""
    body = exchange.response
    answer: JsonObject = body if isinstance(body, dict) else {"text": str(body)}
    try:
        message = place(doing.platform, answer, ResponseUrl(channel.id, doing.user.id, cause=about.id))
    except RefusedError as refused:
        exchange.error, exchange.problems = refused.code, refused.messages
        _say(doing, channel, f"The app's answer was refused: {refused.code}", None)
        return
    if message:
        exchange.refs.add(message.ref)
        doing.platform.live.change()


ACTS: Final[dict[str, Act]] = {"post": post, "edit": edit, "delete": delete, "react": react}
