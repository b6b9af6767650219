"""The list of places at the side."""

from __future__ import annotations

from dataclasses import dataclass

from bot.playground.installed_app import BOT_USER
from bot.playground.model import Channel
from bot.playground.page.screen_place import ALL, HOME, MESSAGES, Place
from bot.playground.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Item:
    """A place to go. `latest` is the newest message there of somebody else, which may be unread."""

    at: str
    name: str
    url: str
    is_current: bool
    latest: str
    has_bot: bool = True
    is_member: bool = True
    is_archived: bool = False


@dataclass(frozen=True, slots=True)
class Sidebar:
    """The places, and what can be done with the app."""

    app: str
    channels: tuple[Item, ...]
    messages: Item
    home: Item
    traffic_url: str
    is_installed: bool


def sidebar(workspace: Workspace, place: Place) -> Sidebar:
    """The list for one viewer."""
    name = workspace.app.name
    channels = (each for each in workspace.channels.values() if not each.is_im)
    im = workspace.im_of(place.viewer)
    return Sidebar(
        app=name,
        channels=tuple(_channel(each, workspace, place) for each in channels),
        messages=Item(
            MESSAGES, name, place.go(MESSAGES), place.at == MESSAGES, _latest(workspace, place, im)
        ),
        home=Item(HOME, f"{name} Home", place.go(HOME), place.at == HOME, ""),
        traffic_url=place.link(inspect=ALL, exchange=""),
        is_installed=workspace.is_installed,
    )


def _channel(channel: Channel, workspace: Workspace, place: Place) -> Item:
    return Item(
        at=channel.id,
        name=channel.name,
        url=place.go(channel.id),
        is_current=place.at == channel.id,
        latest=_latest(workspace, place, channel) if place.viewer in channel.members else "",
        has_bot=BOT_USER in channel.members,
        is_member=place.viewer in channel.members,
        is_archived=channel.is_archived,
    )


def _latest(workspace: Workspace, place: Place, channel: Channel) -> str:
    visible = workspace.visible(channel.id, place.viewer)
    return max((each.ts for each in visible if each.user != place.viewer), default="")
