"""The workspace: people, channels, messages, modals and Home tabs. All of it lives on the server's loop."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Final

from bot.playground.clock import Clock, Timestamps
from bot.playground.ids import unique
from bot.playground.installed_app import BOT_USER, InstalledApp
from bot.playground.live import Live
from bot.playground.model import Channel, JsonObject, Message, User, View
from bot.playground.rules.elements import ELEMENTS

PEOPLE: Final = (
    User("U0ANA", "ana", "Ana", "Europe/London", "en-GB"),
    User("U0BILAL", "bilal", "Bilal", "Asia/Karachi", "en-US"),
    User("U0CASEY", "casey", "Casey", "America/New_York", "en-US"),
)
ANA, BILAL, CASEY = (person.id for person in PEOPLE)
GENERAL, SOUTH_ASIA, RANDOM = "C0GENERAL", "C0SOUTHASIA", "C0RANDOM"
#: The author of Slack's own notices.
SLACKBOT: Final = "USLACKBOT"
DELETED: Final = "This message was deleted."
_INTERACTIVE: Final = frozenset(ELEMENTS) - {"image"}
_TOPICS: Final = {
    GENERAL: ("general", "Everybody, and the briefing desk"),
    SOUTH_ASIA: ("south-asia", "What happens between Kabul and Colombo"),
    RANDOM: ("random", "The bot is not in this channel"),
}


@dataclass(slots=True)
class Workspace:
    """What there is now. Whoever changes a message or a view in place calls `live.change` after it."""

    app: InstalledApp
    clock: Clock
    live: Live
    users: dict[str, User] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)
    messages: dict[str, dict[str, Message]] = field(default_factory=dict)
    views: dict[str, View] = field(default_factory=dict)
    #: The modals of a person, the lowest first; and what the app has published on each Home tab.
    modals: dict[str, list[str]] = field(default_factory=dict)
    homes: dict[str, str] = field(default_factory=dict)
    #: The options that the app has suggested for external selects, by action_id and value.
    suggested: dict[tuple[str, str], JsonObject] = field(default_factory=dict)
    is_installed: bool = True
    #: The bot's tokens, the one of the last installation at the end.
    tokens: list[str] = field(init=False)
    timestamps: Timestamps = field(init=False)

    def __post_init__(self) -> None:
        self.timestamps = Timestamps(self.clock)
        self.tokens = [self.app.bot_token]
        bot = User(BOT_USER, self.app.bot_name, self.app.name, is_bot=True)
        users = (replace(user, team=self.app.team.id) for user in (*PEOPLE, bot))
        self.users = {user.id: user for user in users}
        created = int(self.clock.timestamp())
        for id_, (name, topic) in _TOPICS.items():
            members = [person.id for person in PEOPLE] + [BOT_USER] * (self.is_installed and id_ != RANDOM)
            self.add_channel(Channel(id_, name, members, topic=topic, created=created, creator=ANA))
        for person in PEOPLE:
            id_ = f"D{person.id[1:]}"
            self.add_channel(Channel(id_, person.name, [person.id, BOT_USER], "im", created=created))

    @property
    def people(self) -> list[User]:
        """Those whom one can act as."""
        return [user for user in self.users.values() if not user.is_bot]

    @property
    def token(self) -> str:
        """The bot's token: good as long as the app is installed."""
        return self.tokens[-1]

    def add_app(self) -> None:
        """Install the app; it is in the channels that it begins with."""
        self.is_installed = True
        for channel in self.channels.values():
            if not channel.is_im and channel.id != RANDOM and BOT_USER not in channel.members:
                channel.members.append(BOT_USER)
        self.live.change()

    def remove_app(self) -> None:
        """Remove the app: its token is dead, it is in no channel, and its modals are closed."""
        self.is_installed = False
        for channel in self.channels.values():
            if not channel.is_im and BOT_USER in channel.members:
                channel.members.remove(BOT_USER)
        for person in self.people:
            self.close_modals(person.id)
        self.homes.clear()
        self.live.change()

    def new_token(self) -> str:
        """A token for an installation: while the app is installed, Slack gives the one that there is."""
        if not self.is_installed:
            self.tokens.append(unique(f"{self.app.bot_token}-"))
        return self.token

    def add_channel(self, channel: Channel) -> Channel:
        """Open a channel, or a conversation."""
        self.channels[channel.id] = channel
        self.messages[channel.id] = {}
        self.live.change()
        return channel

    def im_of(self, user: str) -> Channel:
        """The direct messages between a person and the app."""
        return next(each for each in self.channels.values() if each.is_im and user in each.members)

    def post(
        self,
        channel: str,
        user: str,
        content: JsonObject,
        *,
        thread_ts: str | None = None,
        broadcast: bool = False,
        seen_by: str | None = None,
        is_notice: bool = False,
    ) -> Message:
        """Add a message. A block without a `block_id` gets one, as in Slack."""
        message = Message(
            channel,
            self.timestamps.new(),
            user,
            with_block_ids(content),
            thread_ts=thread_ts,
            broadcast=broadcast,
            seen_by=seen_by,
            is_notice=is_notice,
            team=self.app.team.id,
        )
        self.messages[channel][message.ts] = message
        self.live.change()
        return message

    def notice(self, channel: str, user: str, text: str, thread_ts: str | None = None) -> Message:
        """Tell one person something in Slack's own name, such as that a command failed."""
        return self.post(channel, SLACKBOT, {"text": text}, thread_ts=thread_ts, seen_by=user, is_notice=True)

    def join(self, channel: Channel, user: str) -> Message:
        """Bring somebody into a channel; returns the line that says so there."""
        channel.members.append(user)
        return self._line(channel, user, "channel_join", f"<@{user}> has joined the channel")

    def leave(self, channel: Channel, user: str) -> Message:
        """Let somebody leave a channel; returns the line that says so there."""
        channel.members.remove(user)
        return self._line(channel, user, "channel_leave", f"<@{user}> has left the channel")

    def _line(self, channel: Channel, user: str, subtype: str, text: str) -> Message:
        message = self.post(channel.id, user, {"text": text}, is_notice=True)
        message.subtype = subtype
        return message

    def message(self, channel: str, ts: str) -> Message | None:
        """A message by its timestamp."""
        return self.messages.get(channel, {}).get(ts)

    def edit(self, message: Message, content: JsonObject, *, is_edit: bool = True) -> Message:
        """Let a message say something else; `is_edit` when Slack marks it as edited."""
        message.content = with_block_ids(content)
        if is_edit:
            message.edited_ts = self.timestamps.new()
        self.live.change()
        return message

    def remove(self, message: Message) -> None:
        """Delete a message; where replies hang on it, Slack leaves a word in its place."""
        if not message.is_reply and self.replies(message):
            message.user, message.content, message.is_notice = SLACKBOT, {"text": DELETED}, True
            message.reactions, message.edited_ts, message.subtype = {}, None, "tombstone"
        else:
            self.messages[message.channel].pop(message.ts, None)
        self.live.change()

    def visible(self, channel: str, viewer: str | None = None) -> Iterator[Message]:
        """The messages of a channel, oldest first, with the ephemeral ones that `viewer` sees."""
        for message in sorted(self.messages[channel].values(), key=lambda each: each.ts):
            if message.seen_by in (None, viewer):
                yield message

    def thread(self, channel: str, thread_ts: str, viewer: str | None = None) -> list[Message]:
        """A thread: its first message and the replies."""
        return [
            message
            for message in self.visible(channel, viewer)
            if thread_ts in (message.ts, message.thread_ts)
        ]

    def replies(self, message: Message) -> list[Message]:
        """The replies below a message that everybody sees."""
        thread = self.thread(message.channel, message.ts)
        return [each for each in thread if each.ts != message.ts]

    def add_view(self, user: str, content: JsonObject, below: View | None = None) -> View:
        """A view that is on no screen yet."""
        id_ = unique("V")
        view = View(
            id_,
            user,
            with_block_ids(content),
            self.new_hash(),
            below.root_id if below else id_,
            below.id if below else None,
            team=self.app.team.id,
        )
        self.views[id_] = view
        return view

    def replace_view(self, view: View, content: JsonObject) -> None:
        """Let a view show something else. What has been typed into inputs that stay is kept."""
        view.content, view.hash, view.errors = with_block_ids(content), self.new_hash(), {}
        kept = {block["block_id"] for block in view.content["blocks"]}
        view.values = {id_: values for id_, values in view.values.items() if id_ in kept}
        self.live.change()

    def show_modal(self, view: View) -> None:
        """Put a modal on top of its person's others."""
        self.modals.setdefault(view.user, []).append(view.id)
        self.live.change()

    def close_modals(self, user: str, from_view: str | None = None) -> list[View]:
        """Take away a modal and those above it, or all; what was closed, the top first."""
        stack = self.modals.get(user, [])
        start = stack.index(from_view) if from_view in stack else 0
        closed = [self.views[id_] for id_ in reversed(stack[start:])]
        self.modals[user] = stack[:start]
        self.live.change()
        return closed

    def top_modal(self, user: str) -> View | None:
        """The modal that a person sees."""
        stack = self.modals.get(user)
        return self.views[stack[-1]] if stack else None

    def home_of(self, user: str) -> View | None:
        """What the app has published on a person's Home tab."""
        return self.views.get(self.homes.get(user, ""))

    def open_views(self) -> Iterator[View]:
        """The views that are on somebody's screen: modals and Home tabs."""
        for id_ in (*(id_ for stack in self.modals.values() for id_ in stack), *self.homes.values()):
            yield self.views[id_]

    def new_hash(self) -> str:
        """A view's hash: another one after each change."""
        return f"{self.timestamps.new()}.{unique('h')[-8:]}"


def with_block_ids(content: JsonObject) -> JsonObject:
    """The same with an id on each block, and an action_id on each element that lacks one."""
    named = dict(content)
    if isinstance(blocks := content.get("blocks"), list):
        named["blocks"] = [{"block_id": unique("b")[-6:], **_with_action_ids(block)} for block in blocks]
    if isinstance(attachments := content.get("attachments"), list):
        named["attachments"] = [with_block_ids(each) for each in attachments]
    return named


def _with_action_ids(node: Any) -> Any:
    if isinstance(node, list):
        return [_with_action_ids(each) for each in node]
    if not isinstance(node, dict):
        return node
    named = {name: _with_action_ids(value) for name, value in node.items()}
    return {"action_id": unique("a")[-6:], **named} if node.get("type") in _INTERACTIVE else named
