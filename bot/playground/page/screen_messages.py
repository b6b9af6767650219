"""Messages as entries of a list: grouped, divided by days, with what one viewer may do to them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bot.playground.model import JsonObject, Message
from bot.playground.page.screen_faces import Face, face
from bot.playground.page.screen_place import ALL, Place
from bot.playground.page.screen_times import Moment, Times, moment_of
from bot.playground.typed import untyped
from bot.playground.workspace import Workspace

#: Messages of one author within this many seconds stand under one name.
_GROUP_SECONDS: Final = 300
#: Older messages are shown on demand only: the page is drawn anew at each change.
_SHOWN: Final = 150


@dataclass(frozen=True, slots=True)
class Reaction:
    """An emoji below a message; `who` names those who chose it."""

    name: str
    count: int
    who: str
    is_mine: bool


@dataclass(frozen=True, slots=True)
class Thread:
    """The thread below a message."""

    count: int
    last: str
    last_full: str
    faces: tuple[Face, ...]
    url: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A message. `day` is the divider above it, "" without one; `source` is what its author would type.

    A reply that was sent to the channel too has `broadcast_of` there, the start of the thread, and
    `also_sent` in the thread.
    """

    key: str
    channel: str
    ts: str
    face: Face
    at: Moment
    day: str
    is_continued: bool
    is_own: bool
    is_private: bool
    is_notice: bool
    is_edited: bool
    is_inspected: bool
    content: JsonObject
    state: Mapping[str, Mapping[str, object]]
    source: str
    plain: str
    reactions: tuple[Reaction, ...]
    thread: Thread | None
    broadcast_of: str
    also_sent: bool
    thread_url: str
    inspect_url: str

    @property
    def container(self) -> JsonObject:
        """What its elements belong to, as requests name it."""
        return {"type": "message", "channel": self.channel, "ts": self.ts}


@dataclass(frozen=True, slots=True)
class Feed:
    """A list of messages; `earlier_url` shows those that are left out, "" when none are."""

    key: str
    entries: tuple[Entry, ...]
    earlier: int = 0
    earlier_url: str = ""


def channel_feed(workspace: Workspace, place: Place, channel: str) -> Feed:
    """What stands in a channel: no replies, except those that were sent to it too."""
    visible = workspace.visible(channel, place.viewer)
    return _feed(workspace, place, channel, [each for each in visible if not each.is_reply or each.broadcast])


def thread_feed(workspace: Workspace, place: Place, channel: str) -> Feed:
    """A thread: its first message, if it still is there, and the replies."""
    messages = workspace.thread(channel, place.thread, place.viewer)
    return _feed(workspace, place, f"{channel}:{place.thread}", messages, in_thread=True)


def _feed(
    workspace: Workspace, place: Place, name: str, messages: Sequence[Message], *, in_thread: bool = False
) -> Feed:
    shown = messages if place.history == ALL else messages[-_SHOWN:]
    left_out = len(messages) - len(shown)
    key = f"{'thread' if in_thread else 'feed'}:{place.viewer}:{name}"
    entries = _Entries(workspace, place, in_thread=in_thread)
    return Feed(key, tuple(entries.of(shown)), left_out, place.link(history=ALL) if left_out else "")


class _Entries:
    def __init__(self, workspace: Workspace, place: Place, *, in_thread: bool) -> None:
        self._workspace = workspace
        self._place = place
        self._in_thread = in_thread
        self._times = Times.of(workspace.users[place.viewer], workspace.clock.now())

    def of(self, messages: Sequence[Message]) -> Iterator[Entry]:
        before: Message | None = None
        for message in messages:
            day = self._times.day(moment_of(message.ts))
            is_new_day = before is None or self._times.day(moment_of(before.ts)) != day
            shows_day = is_new_day and not self._in_thread
            is_continued = before is not None and not shows_day and self._continues(before, message)
            yield self._entry(message, day if shows_day else "", is_continued=is_continued)
            before = message

    def _continues(self, before: Message, message: Message) -> bool:
        is_same = (before.user, before.seen_by) == (message.user, message.seen_by)
        is_near = float(message.ts) - float(before.ts) <= _GROUP_SECONDS
        is_plain = not message.broadcast and not (self._in_thread and not before.is_reply)
        return is_same and is_near and is_plain and not message.is_notice

    def _entry(self, message: Message, day: str, *, is_continued: bool) -> Entry:
        place, workspace = self._place, self._workspace
        is_own = message.user == place.viewer
        root = message.thread_ts if message.is_reply and message.thread_ts else message.ts
        return Entry(
            key=f"{'reply' if self._in_thread else 'message'}:{message.channel}:{message.ts}",
            channel=message.channel,
            ts=message.ts,
            face=face(message.user, workspace),
            at=self._times.moment(moment_of(message.ts)),
            day=day,
            is_continued=is_continued,
            is_own=is_own,
            is_private=message.seen_by is not None,
            is_notice=message.is_notice,
            is_edited=message.edited_ts is not None,
            is_inspected=place.inspect == message.ref,
            content=message.content,
            state=message.states.get(place.viewer, {}),
            source=untyped(message.text, workspace) if is_own else "",
            plain=untyped(message.text, workspace),
            reactions=tuple(self._reactions(message)),
            thread=None if self._in_thread or message.is_reply else self._thread(message),
            broadcast_of="" if self._in_thread else self._broadcast_of(message),
            also_sent=message.broadcast and self._in_thread,
            thread_url=place.link(thread=root, inspect="", exchange=""),
            inspect_url=place.link(inspect=message.ref, exchange=""),
        )

    def _reactions(self, message: Message) -> Iterator[Reaction]:
        for name, users in message.reactions.items():
            names = [
                "you" if user == self._place.viewer else face(user, self._workspace).name for user in users
            ]
            yield Reaction(name, len(users), ", ".join(names), self._place.viewer in users)

    def _thread(self, message: Message) -> Thread | None:
        replies = self._workspace.replies(message)
        if not replies:
            return None
        last = moment_of(replies[-1].ts)
        authors = dict.fromkeys(each.user for each in replies)
        return Thread(
            len(replies),
            self._times.when(last),
            self._times.moment(last).full,
            tuple(face(user, self._workspace) for user in list(authors)[:4]),
            self._place.link(thread=message.ts, inspect="", exchange=""),
        )

    def _broadcast_of(self, message: Message) -> str:
        """The start of the message whose thread a reply was sent from, "" when it was not."""
        if not message.broadcast or not message.thread_ts:
            return ""
        root = self._workspace.message(message.channel, message.thread_ts)
        text = untyped(root.text, self._workspace) if root else "a deleted message"
        return text if len(text) <= 80 else f"{text[:79]}…"
