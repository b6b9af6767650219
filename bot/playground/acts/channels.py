"""Who is in a channel, whether it is in use, and where a person is."""

from __future__ import annotations

from dataclasses import replace
from typing import Final
from zoneinfo import available_timezones

from bot.playground.acts.act import Act, Doing
from bot.playground.bodies import RefusedError
from bot.playground.model import Channel, JsonObject


async def join(doing: Doing) -> JsonObject:
    """Come into a channel, or bring somebody (the app, say) into it."""
    channel, user = _channel(doing), _whom(doing)
    if channel.is_archived:
        raise RefusedError("is_archived")
    if user not in channel.members:
        doing.platform.events.member(doing.workspace.join(channel, user), doing.user.id)
    return {}


async def leave(doing: Doing) -> JsonObject:
    """Leave a channel, or remove somebody from it."""
    channel, user = _channel(doing), _whom(doing)
    if user in channel.members:
        doing.platform.events.member(doing.workspace.leave(channel, user), doing.user.id)
    return {}


async def archive(doing: Doing) -> JsonObject:
    """Close a channel: it can be read, and nobody can write in it."""
    return _archived(doing, now=True)


async def unarchive(doing: Doing) -> JsonObject:
    """Open an archived channel again."""
    return _archived(doing, now=False)


async def time_zone(doing: Doing) -> JsonObject:
    """Go to another time zone; the app is told that the profile has changed."""
    zone = doing.text("zone")
    if zone not in available_timezones():
        raise RefusedError("invalid_arguments", f"There is no time zone {zone}.")
    moved = replace(doing.user, time_zone=zone)
    doing.workspace.users[moved.id] = moved
    doing.platform.live.change()
    doing.platform.events.user_changed(moved)
    return {}


def _archived(doing: Doing, *, now: bool) -> JsonObject:
    channel = _channel(doing)
    if channel.is_archived != now:
        channel.is_archived = now
        doing.platform.live.change()
        doing.platform.events.archived(channel, doing.user.id, now=now)
    return {}


def _channel(doing: Doing) -> Channel:
    channel = doing.channel()
    if channel.is_im:
        raise RefusedError("method_not_supported_for_channel_type")
    return channel


def _whom(doing: Doing) -> str:
    user = str(doing.given.get("user") or doing.user.id)
    if user not in doing.workspace.users:
        raise RefusedError("user_not_found")
    return user


ACTS: Final[dict[str, Act]] = {
    "join": join,
    "leave": leave,
    "archive": archive,
    "unarchive": unarchive,
    "time_zone": time_zone,
}
