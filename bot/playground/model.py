"""What a workspace consists of. People and channels are values; messages and views change in place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from bot.playground.installed_app import TEAM

JsonObject = dict[str, Any]


@dataclass(frozen=True, slots=True)
class User:
    """A member of the workspace `team`; `name` is the handle that follows an @."""

    id: str
    name: str
    real_name: str
    time_zone: str = "UTC"
    locale: str = "en-US"
    is_bot: bool = False
    team: str = TEAM


@dataclass(slots=True)
class Channel:
    """A public channel, or the direct messages between one person and the app (`im`)."""

    id: str
    name: str
    members: list[str]
    kind: Literal["channel", "im"] = "channel"
    topic: str = ""
    created: int = 0
    is_archived: bool = False
    creator: str = ""

    @property
    def is_im(self) -> bool:
        """Whether it is a conversation of two."""
        return self.kind == "im"


@dataclass(slots=True)
class Message:
    """What somebody posted.

    `content` has what the author gave: `text`, `blocks`, `attachments`, `metadata`. `seen_by` is the one
    person an ephemeral message is shown to; such a message is in no history. `states` holds what each person
    has chosen in its elements: {user: {block_id: {action_id: raw value}}}.
    """

    channel: str
    ts: str
    user: str
    content: JsonObject
    thread_ts: str | None = None
    broadcast: bool = False
    seen_by: str | None = None
    edited_ts: str | None = None
    reactions: dict[str, list[str]] = field(default_factory=dict)
    states: dict[str, dict[str, dict[str, object]]] = field(default_factory=dict)
    #: Whether it is a word of Slack's own, such as "the app did not respond".
    is_notice: bool = False
    #: What kind of message it is beyond the ordinary, such as channel_join (Slack's list of subtypes).
    subtype: str = ""
    team: str = TEAM

    @property
    def text(self) -> str:
        """Its plain text, as a screen reader reads it."""
        return str(self.content.get("text") or "")

    @property
    def is_reply(self) -> bool:
        """Whether it stands in a thread, below the thread's first message."""
        return self.thread_ts is not None and self.thread_ts != self.ts

    @property
    def ref(self) -> str:
        """What the journal knows it by."""
        return message_ref(self.channel, self.ts)


@dataclass(slots=True)
class View:
    """A modal or a Home tab.

    `values` are the raw ones of its elements, {block_id: {action_id: raw value}}; `errors` are what the app
    found wrong with them, by block_id.
    """

    id: str
    user: str
    content: JsonObject
    hash: str
    root_id: str
    previous_id: str | None = None
    values: dict[str, dict[str, object]] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    team: str = TEAM

    @property
    def is_modal(self) -> bool:
        """Whether it is a modal, not a Home tab."""
        return self.content.get("type") == "modal"

    @property
    def ref(self) -> str:
        """What the journal knows it by."""
        return view_ref(self.id)


def message_ref(channel: str, ts: str) -> str:
    """The journal's name of a message."""
    return f"message:{channel}:{ts}"


def view_ref(view_id: str) -> str:
    """The journal's name of a view."""
    return f"view:{view_id}"
