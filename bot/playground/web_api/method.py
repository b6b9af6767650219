"""What a method of the Web API is: who may call it, with what, how often, and what it does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.playground.bodies import RefusedError
from bot.playground.model import Channel, JsonObject, Message, User
from bot.playground.platform import Platform
from bot.playground.rate_limits import Tier
from bot.playground.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Caller:
    """Who calls: by a token, or as the app itself by its client id and secret."""

    token: str = ""
    client_id: str = ""
    client_secret: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Call:
    """One call; the arguments are those of the request, a form's JSON already read.

    `refs` are collected for the journal: the messages and views that the call made or changed.
    """

    platform: Platform
    arguments: JsonObject
    refs: set[str]
    caller: Caller = Caller()

    @property
    def workspace(self) -> Workspace:
        """The workspace that the token belongs to."""
        return self.platform.workspace

    def get(self, name: str, default: Any = None) -> Any:
        """An argument, or the default when it is missing or null."""
        value = self.arguments.get(name)
        return default if value is None else value

    def flag(self, name: str) -> bool:
        """A boolean argument: in a form it is text."""
        return str(self.get(name, "")).lower() in ("true", "1")

    def channel(self, error: str = "channel_not_found") -> Channel:
        """The channel that is meant; a person's id means the direct messages with them."""
        id_ = str(self.get("channel", ""))
        channel = self.workspace.channels.get(id_) or self._by_name(id_)
        if channel is None and id_ in {person.id for person in self.workspace.people}:
            channel = self.workspace.im_of(id_)
        if channel is None:
            raise RefusedError(error)
        return channel

    def message(self, channel: Channel, ts: str, error: str = "message_not_found") -> Message:
        """A message that everybody sees."""
        message = self.workspace.message(channel.id, ts)
        if message is None or message.seen_by:
            raise RefusedError(error)
        return message

    def user(self, id_: str, error: str = "user_not_found") -> User:
        """A member of the workspace."""
        user = self.workspace.users.get(id_)
        if user is None:
            raise RefusedError(error)
        return user

    def _by_name(self, name: str) -> Channel | None:
        public = (each for each in self.workspace.channels.values() if not each.is_im)
        return next((each for each in public if f"#{each.name}" == name), None)


Answer = Callable[[Call], JsonObject]


@dataclass(frozen=True, slots=True)
class Method:
    """One method. A token needs one of the `scopes`, if any; `app_level` methods take the app token.

    An `is_open` one can be called without any.
    """

    name: str
    answer: Answer
    scopes: Sequence[str] = ()
    required: Sequence[str] = ()
    tier: Tier = Tier.T3
    app_level: bool = False
    is_open: bool = False

    def check_scopes(self, granted: frozenset[str]) -> None:
        """Refuse a token without the scope, as Slack does: with what is needed and what there is."""
        if self.scopes and not granted.intersection(self.scopes):
            raise RefusedError(
                "missing_scope", needed=",".join(self.scopes), provided=",".join(sorted(granted))
            )

    def check_required(self, arguments: JsonObject) -> None:
        """Refuse a call that lacks an argument, and name it."""
        missing = [name for name in self.required if arguments.get(name) in (None, "")]
        if missing:
            explained = (f"[ERROR] missing required field: {name}" for name in missing)
            raise RefusedError("invalid_arguments", *explained)
