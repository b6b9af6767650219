"""The whole page as plain values: what one person sees of the workspace, and of what goes on behind it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.playground.faults import Faults
from bot.playground.journal import Journal
from bot.playground.page.screen_composer import Suggestion, suggestions
from bot.playground.page.screen_header import Header, header
from bot.playground.page.screen_inspector import Inspector, inspector
from bot.playground.page.screen_main import Main, ThreadPane, ViewBox, main, thread_pane, view_box
from bot.playground.page.screen_names import WorkspaceNames
from bot.playground.page.screen_place import Place
from bot.playground.page.screen_sidebar import Sidebar, sidebar
from bot.playground.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Switches:
    """How the bot is connected. `recording` is the file that the traffic is kept in, if it is."""

    transport: Literal["http", "socket"]
    is_bot_up: bool
    bot_address: str
    recording: str | None = None


@dataclass(frozen=True, slots=True)
class MessageShortcut:
    """A shortcut of the app in the menu of each message."""

    name: str
    callback_id: str


@dataclass(frozen=True, slots=True)
class Screen:
    """Everything that the templates draw."""

    version: int
    title: str
    place: Place
    names: WorkspaceNames
    switches: Switches
    header: Header
    sidebar: Sidebar
    main: Main
    thread: ThreadPane | None
    modal: ViewBox | None
    inspector: Inspector | None
    inspector_close_url: str
    suggestions: tuple[Suggestion, ...]
    message_shortcuts: tuple[MessageShortcut, ...]


def screen(
    workspace: Workspace, journal: Journal, faults: Faults, place: Place, switches: Switches
) -> Screen:
    """What there is to see from a place."""
    middle = main(workspace, place)
    top = workspace.top_modal(place.viewer)
    shortcuts = workspace.app.shortcuts if workspace.is_installed else ()
    name = f"#{middle.title}" if middle.channel else middle.title
    return Screen(
        version=workspace.live.version,
        title=f"{name} – {workspace.users[place.viewer].real_name} – Playground",
        place=place,
        names=WorkspaceNames(workspace, place.viewer),
        switches=switches,
        header=header(workspace, journal, faults, place),
        sidebar=sidebar(workspace, place),
        main=middle,
        thread=thread_pane(workspace, place),
        modal=view_box(top, workspace, place) if top else None,
        inspector=inspector(workspace, journal, place),
        inspector_close_url=place.link(inspect="", exchange=""),
        suggestions=suggestions(workspace),
        message_shortcuts=tuple(
            MessageShortcut(each.name, each.callback_id) for each in shortcuts if each.type == "message"
        ),
    )
