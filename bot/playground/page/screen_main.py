"""What fills the middle: a channel, or a tab of the app; beside it a thread, above it a modal."""

from __future__ import annotations

from dataclasses import dataclass

from bot.playground.installed_app import BOT_USER
from bot.playground.model import Channel, JsonObject, View
from bot.playground.page.screen_composer import Composer, composer, things_to_try
from bot.playground.page.screen_faces import Face, face
from bot.playground.page.screen_messages import Feed, channel_feed, thread_feed
from bot.playground.page.screen_place import HOME, MESSAGES, Place
from bot.playground.workspace import GENERAL, Workspace


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who is in a channel, or could be added to it."""

    face: Face
    is_viewer: bool
    is_in: bool


@dataclass(frozen=True, slots=True)
class ChannelInfo:
    """What the menu of a channel says and offers."""

    id: str
    name: str
    topic: str
    members: tuple[Member, ...]
    is_member: bool
    has_bot: bool
    is_archived: bool

    @property
    def count(self) -> int:
        """How many are in it."""
        return sum(member.is_in for member in self.members)


@dataclass(frozen=True, slots=True)
class AppTabs:
    """The tabs of the app."""

    home_url: str
    messages_url: str
    is_home: bool


@dataclass(frozen=True, slots=True)
class ViewBox:
    """A modal or a Home tab. `earlier` is the title of the modal below this one, "" without one."""

    id: str
    content: JsonObject
    hash: str
    values: dict[str, dict[str, object]]
    errors: dict[str, str]
    inspect_url: str
    is_inspected: bool
    earlier: str = ""

    @property
    def container(self) -> JsonObject:
        """What its elements belong to, as requests name it."""
        return {"type": "view", "view_id": self.id}

    def label(self, name: str, otherwise: str = "") -> str:
        """The text of its `title`, `submit` or `close`."""
        text = self.content.get(name)
        return str(text.get("text", otherwise)) if isinstance(text, dict) else otherwise


@dataclass(frozen=True, slots=True)
class Main:
    """The middle. A channel has `channel`, the app `tabs`; both have messages except on the Home tab."""

    title: str
    channel: ChannelInfo | None
    tabs: AppTabs | None
    feed: Feed | None
    composer: Composer | None
    home: ViewBox | None
    why_no_home: str
    things_to_try: tuple[str, ...]
    is_welcome: bool


@dataclass(frozen=True, slots=True)
class ThreadPane:
    """The thread at the side."""

    title: str
    feed: Feed
    composer: Composer
    close_url: str


def main(workspace: Workspace, place: Place) -> Main:
    """The middle for one viewer."""
    channel = place.channel(workspace)
    tabs = AppTabs(place.go(HOME), place.go(MESSAGES), place.at == HOME)
    feed = channel_feed(workspace, place, channel.id) if channel else None
    home = workspace.home_of(place.viewer) if channel is None else None
    is_app = channel is None or channel.is_im
    return Main(
        title=workspace.app.name if channel is None or channel.is_im else channel.name,
        channel=None if channel is None or channel.is_im else _info(channel, workspace, place),
        tabs=tabs if is_app else None,
        feed=feed,
        composer=composer(workspace, place, channel) if channel else None,
        home=view_box(home, workspace, place) if home else None,
        why_no_home="" if home else _why_no_home(workspace),
        things_to_try=things_to_try(workspace.app) if workspace.is_installed else (),
        is_welcome=place.at == GENERAL and feed is not None and not feed.entries,
    )


def thread_pane(workspace: Workspace, place: Place) -> ThreadPane | None:
    """The open thread."""
    channel = place.channel(workspace)
    if channel is None or not place.thread:
        return None
    return ThreadPane(
        title=workspace.app.name if channel.is_im else f"#{channel.name}",
        feed=thread_feed(workspace, place, channel.id),
        composer=composer(workspace, place, channel, in_thread=True),
        close_url=place.link(thread=""),
    )


def view_box(view: View, workspace: Workspace, place: Place) -> ViewBox:
    """A view, ready to be drawn."""
    below = workspace.views.get(view.previous_id or "")
    title = below.content.get("title") if below else None
    return ViewBox(
        id=view.id,
        content=view.content,
        hash=view.hash,
        values=view.values,
        errors=dict(view.errors),
        inspect_url=place.link(inspect="" if place.inspect == view.ref else view.ref, exchange=""),
        is_inspected=place.inspect == view.ref,
        earlier=str(title.get("text", "")) if isinstance(title, dict) else "",
    )


def _info(channel: Channel, workspace: Workspace, place: Place) -> ChannelInfo:
    return ChannelInfo(
        channel.id,
        channel.name,
        channel.topic,
        tuple(
            Member(face(user, workspace), user == place.viewer, user in channel.members)
            for user in workspace.users
        ),
        place.viewer in channel.members,
        BOT_USER in channel.members,
        channel.is_archived,
    )


def _why_no_home(workspace: Workspace) -> str:
    name = workspace.app.name
    if not workspace.app.has_home:
        return f"The manifest of {name} does not switch the Home tab on."
    return f"{name} has published nothing here yet: it may do so when it hears app_home_opened."
