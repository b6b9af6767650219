"""What happens in the workspace, told to the app when it is subscribed to it and may know it."""

from __future__ import annotations

from typing import Final

from bot.playground.deliveries import About, Deliveries
from bot.playground.ids import unique
from bot.playground.installed_app import APP_UNINSTALLED, BOT_USER, FAREWELLS, TOKENS_REVOKED
from bot.playground.journal import Exchange, Journal
from bot.playground.model import Channel, JsonObject, Message, User, View, view_ref
from bot.playground.payloads import event, message_object, view_object
from bot.playground.users import user_object
from bot.playground.workspace import Workspace

_NOT_SENT: Final = "not sent"


class Events:
    """One method for each kind of happening."""

    def __init__(self, workspace: Workspace, journal: Journal, deliveries: Deliveries) -> None:
        self._workspace = workspace
        self._journal = journal
        self._deliveries = deliveries

    def message_posted(self, message: Message, client_msg_id: str = "") -> None:
        """A message that everybody sees; a mention of the app is told twice, as Slack does."""
        inner = {**message_object(message), **self._where(message), "event_ts": message.ts}
        if client_msg_id:
            inner["client_msg_id"] = client_msg_id
        if message.is_reply and (root := self._workspace.message(message.channel, message.thread_ts or "")):
            inner["parent_user_id"] = root.user
        if message.broadcast and root:
            inner["root"] = message_object(root)
        channel = self._workspace.channels[message.channel]
        about = About(message.channel, message.user, frozenset({message.ref}))
        mentioned = f"<@{BOT_USER}>" in message.text and message.user != BOT_USER
        if mentioned and not channel.is_im:
            mention = {**inner, "type": "app_mention"}
            mention.pop("subtype", None)
            self._tell("app_mention", mention, about)
        if BOT_USER in channel.members:
            self._tell(_message_event(channel), inner, about)

    def message_changed(self, message: Message, before: JsonObject) -> None:
        """A message was edited; the new one and the one before."""
        more = {"message": message_object(message), "previous_message": before}
        self._changed(message, "message_changed", more)

    def message_deleted(self, message: Message) -> None:
        """A message was deleted."""
        more = {"previous_message": message_object(message), "deleted_ts": message.ts}
        self._changed(message, "message_deleted", more)

    def _changed(self, message: Message, subtype: str, more: JsonObject) -> None:
        channel = self._workspace.channels[message.channel]
        if BOT_USER not in channel.members or message.seen_by:
            return
        ts = self._workspace.timestamps.new()
        inner = {
            "type": "message",
            "subtype": subtype,
            "hidden": True,
            **self._where(message),
            "ts": ts,
            "event_ts": ts,
            **more,
        }
        about = About(message.channel, message.user, frozenset({message.ref}))
        self._tell(_message_event(channel), inner, about)

    def reaction(self, message: Message, user: str, name: str, *, added: bool) -> None:
        """Somebody reacted to a message, or took that back."""
        kind = "reaction_added" if added else "reaction_removed"
        item = {"type": "message", "channel": message.channel, "ts": message.ts}
        inner = {"user": user, "reaction": name, "item": item, "item_user": message.user}
        if BOT_USER in self._workspace.channels[message.channel].members:
            self._simple(kind, inner, About(message.channel, user, frozenset({message.ref})))

    def member(self, line: Message, inviter: str = "") -> None:
        """Somebody came into a channel or left it, as `line` says there.

        The app is told of the channels that it is in, and of itself.
        """
        channel, user = self._workspace.channels[line.channel], line.user
        joined = line.subtype == "channel_join"
        self.message_posted(line)
        team = self._workspace.app.team.id
        inner: JsonObject = {"user": user, "channel": channel.id, "channel_type": "C", "team": team}
        about = About(channel.id, user, frozenset({line.ref}))
        if user == BOT_USER and not joined:
            self._simple("channel_left", {"channel": channel.id, "actor_id": inviter}, about)
        elif user == BOT_USER or BOT_USER in channel.members:
            if inviter and inviter != user:
                inner["inviter"] = inviter
            self._simple("member_joined_channel" if joined else "member_left_channel", inner, about)

    def archived(self, channel: Channel, user: str, *, now: bool) -> None:
        """A channel was archived, or opened again."""
        if BOT_USER in channel.members:
            kind = "channel_archive" if now else "channel_unarchive"
            self._simple(kind, {"channel": channel.id, "user": user}, About(channel.id, user))

    def app_home_opened(self, user: str, tab: str, view: View | None) -> None:
        """Somebody looks at the app's Home or Messages tab."""
        channel = self._workspace.im_of(user)
        inner: JsonObject = {"user": user, "channel": channel.id, "tab": tab}
        if tab == "home" and view:
            inner["view"] = view_object(view, {})
        refs = frozenset({view_ref(view.id)}) if view else frozenset[str]()
        self._simple("app_home_opened", inner, About(channel.id, user, refs))

    def user_changed(self, user: User) -> None:
        """A person's profile or time zone is another one now."""
        self._simple(
            "user_change", {"user": user_object(user, self._workspace.clock.now())}, About(user=user.id)
        )

    def uninstalled(self) -> None:
        """The app was removed; Slack promises no order of these two."""
        self._simple(TOKENS_REVOKED, {"tokens": {"oauth": [], "bot": [BOT_USER]}}, About())
        self._simple(APP_UNINSTALLED, {}, About())

    def _where(self, message: Message) -> JsonObject:
        channel = self._workspace.channels[message.channel]
        return {"channel": channel.id, "channel_type": "im" if channel.is_im else "channel"}

    def _simple(self, kind: str, inner: JsonObject, about: About) -> None:
        ts = self._workspace.timestamps.new()
        self._tell(kind, {"type": kind, **inner, "event_ts": ts}, about)

    def _tell(self, name: str, inner: JsonObject, about: About) -> None:
        """Send it, or note in the journal why Slack would not."""
        payload = event(inner, int(self._workspace.clock.timestamp()), self._workspace.app.team.id)
        why_not = self._workspace.app.why_not(name)
        if not why_not and not (self._workspace.is_installed or name in FAREWELLS):
            why_not = "the app is not installed"
        if not why_not:
            self._deliveries.tell(payload, about)
            return
        exchange = Exchange("to_bot", name, self._workspace.clock.now(), payload, refs=set(about.refs))
        exchange.response = f"{_NOT_SENT}: {why_not}"
        self._journal.add(exchange)


def _message_event(channel: Channel) -> str:
    return "message.im" if channel.is_im else "message.channels"


def client_message_id() -> str:
    """The id that Slack's clients give each message they send."""
    return unique("client-")
