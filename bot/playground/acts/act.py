"""What an act is given, and what acts have in common."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final
from zoneinfo import ZoneInfo

from bot.playground.bodies import RefusedError
from bot.playground.deliveries import About
from bot.playground.elements import Person
from bot.playground.ids import trigger_id
from bot.playground.model import Channel, JsonObject, Message, User, View
from bot.playground.payloads import Sender
from bot.playground.permits import ResponseUrl, Trigger
from bot.playground.platform import Platform
from bot.playground.response_urls import new_response_url
from bot.playground.workspace import Workspace

_DAY: Final = 86_400


@dataclass(frozen=True, slots=True)
class Doing:
    """Somebody does something: who, with what, and where response_urls shall point to."""

    platform: Platform
    base: str
    user: User
    given: JsonObject

    @property
    def workspace(self) -> Workspace:
        """The workspace it is done in."""
        return self.platform.workspace

    @property
    def person(self) -> Person:
        """The one who does it, for reading what they choose."""
        return Person(ZoneInfo(self.user.time_zone), self.workspace.suggested)

    def text(self, name: str) -> str:
        """A text that must be given."""
        value = self.given.get(name)
        if not isinstance(value, str) or not value.strip():
            raise RefusedError("invalid_arguments", f"{name} is missing")
        return value.encode("utf-8", "replace").decode()  # half a character cannot be sent anywhere

    def mapping(self, name: str) -> JsonObject:
        """An object that may be given."""
        value = self.given.get(name) or {}
        if not isinstance(value, dict):
            raise RefusedError("invalid_arguments", f"{name} is an object")
        return value

    def number(self, name: str, otherwise: float) -> float:
        """A number that may be given, from 0 to a day's seconds."""
        value = self.given.get(name)
        if value in (None, ""):
            return otherwise
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= _DAY:
            raise RefusedError("invalid_arguments", f"{name} is a number from 0 to {_DAY}")
        return value

    def channel(self) -> Channel:
        """The channel that it is about; it must be one that the person sees."""
        channel = self.workspace.channels.get(str(self.given.get("channel")))
        if channel is None or (channel.is_im and self.user.id not in channel.members):
            raise RefusedError("channel_not_found")
        return channel

    def message(self) -> Message:
        """The message that it is about."""
        return self.message_at(self.channel().id, str(self.given.get("ts")))

    def message_at(self, channel: str, ts: str) -> Message:
        """A message that the person sees."""
        message = self.workspace.message(channel, ts)
        if message is None or message.seen_by not in (None, self.user.id):
            raise RefusedError("message_not_found")
        return message

    def about(self, channel: str = "", *refs: str) -> About:
        """What the journal is told of it."""
        return About(channel, self.user.id, frozenset(refs))

    def sender(self, about: About, channel: Channel | None, message: Message | None = None) -> Sender:
        """The person in a channel, with a trigger and a response_url for the app."""
        permit = ""
        if channel:
            where = ResponseUrl(
                channel.id,
                self.user.id,
                message.ts if message else "",
                message.thread_ts if message else None,
                about.id,
            )
            permit = new_response_url(self.platform, self.base, where)
        name = "directmessage" if channel and channel.is_im else channel.name if channel else ""
        return Sender(
            self.user.id,
            self.user.name,
            channel.id if channel else "",
            name,
            self.trigger(channel=channel.id if channel else ""),
            permit,
            self.workspace.app.team,
        )

    def trigger(self, view: View | None = None, channel: str = "") -> str:
        """A trigger_id; `view` is the modal, or `channel` the place that it comes from."""
        purpose = Trigger(self.user.id, view.id if view else "", channel)
        return self.platform.triggers.issue(trigger_id(), purpose)


Act = Callable[[Doing], Awaitable[JsonObject]]


def check_installed(doing: Doing) -> None:
    """Refuse what needs the app when it has been removed."""
    if not doing.workspace.is_installed:
        raise RefusedError("app_not_installed", "The app has been removed from this workspace.")
