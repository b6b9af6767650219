"""Where one writes: a field, or why there is none; and what it suggests while one types."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from bot.playground.installed_app import BOT_USER, InstalledApp
from bot.playground.model import Channel
from bot.playground.page.screen_place import Place
from bot.playground.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Composer:
    """A field for a message. `refusal` says why one cannot write here, "" when one can."""

    key: str
    channel: str
    label: str
    thread: str = ""
    also_to: str = ""
    refusal: str = ""
    remedy: Literal["", "join", "unarchive"] = ""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something to take: `insert` is put into the text; a shortcut has a `callback_id` instead."""

    sign: Literal["/", "@", "#"]
    label: str
    detail: str
    insert: str
    callback_id: str = ""


def composer(workspace: Workspace, place: Place, channel: Channel, *, in_thread: bool = False) -> Composer:
    """The field of a channel, or that of the open thread."""
    name = workspace.app.name if channel.is_im else f"#{channel.name}"
    thread = place.thread if in_thread else ""
    refusal, remedy = _refusal(workspace, place, channel)
    return Composer(
        key=f"composer:{place.viewer}:{channel.id}:{thread}",
        channel=channel.id,
        label="Reply in the thread" if in_thread else f"Message {name}",
        thread=thread,
        also_to=name if in_thread and not channel.is_im else "",
        refusal=refusal,
        remedy=remedy,
    )


def suggestions(workspace: Workspace) -> tuple[Suggestion, ...]:
    """All that the composers suggest."""
    return tuple(_suggestions(workspace))


def things_to_try(app: InstalledApp) -> tuple[str, ...]:
    """What somebody who is here for the first time may send; it needs the app's command."""
    if not app.commands:
        return ()
    command = app.commands[0].command
    return tuple(f"{command} {text}" for text in ("china", "recs aid", "chnia"))


def _refusal(
    workspace: Workspace, place: Place, channel: Channel
) -> tuple[str, Literal["", "join", "unarchive"]]:
    app = workspace.app
    if channel.is_archived:
        return f"#{channel.name} is archived.", "unarchive"
    if place.viewer not in channel.members:
        return f"You are looking at #{channel.name} without being in it.", "join"
    if channel.is_im and not app.takes_messages:
        return f"{app.name} takes no messages here: its manifest says so.", ""
    return "", ""


def _suggestions(workspace: Workspace) -> Iterator[Suggestion]:
    app = workspace.app
    if workspace.is_installed:
        for command in app.commands:
            detail = " — ".join(filter(None, (command.usage_hint, command.description)))
            yield Suggestion("/", command.command, detail, f"{command.command} ")
        for shortcut in app.shortcuts:
            if shortcut.type == "global":
                detail = f"Shortcut — {shortcut.description}".rstrip(" —")
                yield Suggestion("/", shortcut.name, detail, "", shortcut.callback_id)
    for user in workspace.users.values():
        detail = "App" if user.id == BOT_USER else user.time_zone
        yield Suggestion("@", f"@{user.name}", f"{user.real_name} — {detail}", f"@{user.name} ")
    for channel in workspace.channels.values():
        if not channel.is_im:
            yield Suggestion("#", f"#{channel.name}", channel.topic, f"#{channel.name} ")
