"""What a call may see: conversations by their ids, and the scope that each type of them needs."""

from __future__ import annotations

from bot.playground.bodies import RefusedError
from bot.playground.installed_app import BOT_USER
from bot.playground.model import Channel
from bot.playground.web_api.method import Call


def need(call: Call, scope: str) -> None:
    """Refuse a token without the scope, as Slack does: with what is needed and what there is."""
    granted = call.platform.app.scopes
    if scope not in granted:
        raise RefusedError("missing_scope", needed=scope, provided=",".join(sorted(granted)))


def conversation(call: Call) -> Channel:
    """The conversation of that id: only posting takes names and the ids of people as well."""
    channel = call.workspace.channels.get(str(call.get("channel", "")))
    if channel is None:
        raise RefusedError("channel_not_found")
    return channel


def permitted(call: Call, action: str) -> Channel:
    """The conversation, if the token has the scope for its type."""
    channel = conversation(call)
    need(call, f"{'im' if channel.is_im else 'channels'}:{action}")
    return channel


def refuse_outsiders(channel: Channel) -> None:
    """Refuse what only a member may do."""
    if BOT_USER not in channel.members:
        raise RefusedError("not_in_channel")
