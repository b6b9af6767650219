"""Where somebody is on the page: everything about it is in the URL, so that links and reloads work."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Final, Self
from urllib.parse import urlencode

from bot.playground.model import Channel
from bot.playground.workspace import GENERAL, Workspace

#: The two tabs of the app, where a channel's id would stand.
HOME: Final = "home"
MESSAGES: Final = "messages"
#: What `inspect` may be beside a message or a view.
ALL: Final = "all"
PROBLEMS: Final = "problems"

_IN_URL: Final = {
    "viewer": "as",
    "at": "at",
    "thread": "thread",
    "inspect": "inspect",
    "exchange": "exchange",
    "history": "history",
}


@dataclass(frozen=True, slots=True)
class Place:
    """Who looks (`viewer`) at what: a channel or a tab of the app, a thread, something in the inspector.

    `exchange` is the one that is unfolded in the inspector; `history` is "all" to see old messages too.
    """

    viewer: str
    at: str
    thread: str = ""
    inspect: str = ""
    exchange: str = ""
    history: str = ""

    @classmethod
    def from_query(cls, query: Mapping[str, str], workspace: Workspace) -> Self:
        """Read a URL's query. What is not there any more, or never was, becomes the usual place."""
        people = [person.id for person in workspace.people]
        viewer = query.get("as", "")
        viewer = viewer if viewer in people else people[0]
        place = cls(
            viewer,
            _at(query.get("at", ""), viewer, workspace),
            inspect=_inspect(query.get("inspect", "")),
            exchange=query.get("exchange", ""),
            history=ALL if query.get("history") == ALL else "",
        )
        channel = place.channel(workspace)
        thread = query.get("thread", "")
        if channel and thread and workspace.thread(channel.id, thread, viewer):
            return replace(place, thread=thread)
        return place

    @property
    def url(self) -> str:
        """The URL of this place."""
        values = {_IN_URL[name]: value for name, value in asdict(self).items() if value}
        return "/?" + urlencode(values)

    def link(self, **changes: Any) -> str:
        """The URL of another place: what is not named stays as it is."""
        return replace(self, **changes).url

    def go(self, at: str) -> str:
        """The URL of another channel or tab: the thread stays behind."""
        return self.link(at=at, thread="", history="")

    def channel(self, workspace: Workspace) -> Channel | None:
        """The channel that is looked at; the Home tab is none."""
        if self.at == HOME:
            return None
        return workspace.im_of(self.viewer) if self.at == MESSAGES else workspace.channels[self.at]


def _at(asked: str, viewer: str, workspace: Workspace) -> str:
    if asked in (HOME, MESSAGES):
        return asked
    channel = workspace.channels.get(asked)
    if channel and channel.is_im and viewer in channel.members:
        return MESSAGES
    return asked if channel and not channel.is_im else GENERAL


def _inspect(asked: str) -> str:
    known = asked in (ALL, PROBLEMS) or asked.startswith(("message:", "view:"))
    return asked if known else ""
