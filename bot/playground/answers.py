"""Messages that the app answers with: in an acknowledgement, or on a response_url."""

from __future__ import annotations

from bot.playground.bodies import RefusedError, refusal_of
from bot.playground.installed_app import BOT_USER
from bot.playground.model import JsonObject, Message
from bot.playground.payloads import message_object
from bot.playground.permits import ResponseUrl
from bot.playground.platform import Platform
from bot.playground.rules import problems_of_message

_CONTENT = ("text", "blocks", "attachments", "metadata")


def place(platform: Platform, answer: JsonObject, where: ResponseUrl) -> Message | None:
    """Show an answer where it belongs; None when it deletes the message that it answers to.

    Raises:
        RefusedError: Slack would not take it.

    """
    workspace = platform.workspace
    original = workspace.message(where.channel, where.message)
    if answer.get("delete_original") is True:
        if original is None:
            raise RefusedError("message_not_found")
        workspace.remove(original)
        platform.events.message_deleted(original)
        return None
    if problems := problems_of_message(answer):
        raise refusal_of(problems)
    content = {name: answer[name] for name in _CONTENT if answer.get(name)}
    if not content:
        raise RefusedError("no_text")
    if answer.get("replace_original") is True and original is not None:
        return _replace(platform, original, content)
    return _post(platform, content, answer, where)


def _replace(platform: Platform, original: Message, content: JsonObject) -> Message:
    before = message_object(original)
    message = platform.workspace.edit(original, content, is_edit=False)
    platform.events.message_changed(message, before)
    return message


def _post(platform: Platform, content: JsonObject, answer: JsonObject, where: ResponseUrl) -> Message:
    in_channel = answer.get("response_type") == "in_channel"
    message = platform.workspace.post(
        where.channel,
        BOT_USER,
        content,
        thread_ts=answer.get("thread_ts"),
        seen_by=None if in_channel else where.user,
    )
    if in_channel:
        platform.events.message_posted(message)
    return message
