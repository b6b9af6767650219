"""What is remembered between two requests: values that the desk, the jobs and the stores share.

Times are aware and in UTC. Ids are Slack's own; `thread` is the `ts` of a thread's first message, or
"" for the flow of the channel or of the direct message itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is said."""

    team: str
    channel: str
    thread: str = ""


@dataclass(frozen=True, slots=True)
class Topic:
    """What a conversation is about: the item that the last answer came from, and what was asked for it."""

    item: str
    query: str = ""


class Heard(StrEnum):
    """How a question came to us."""

    MENTION = "mention"
    DIRECT = "direct message"
    FOLLOW_UP = "follow-up"  # in a thread that we have answered, without a mention
    UNMENTIONED = "channel"  # in a channel that wants answers without a mention
    COMMAND = "slash command"
    SHORTCUT = "message shortcut"


@dataclass(frozen=True, slots=True)
class Question:
    """Something that somebody asked in a channel, a thread or a direct message; `ts` is its message's."""

    team: str
    channel: str
    ts: str
    user: str
    text: str
    heard: Heard
    at: datetime
    thread: str = ""

    @property
    def key(self) -> str:
        """One question, one reply: a redelivery, an edit or a second event for it has the same key."""
        return question_key(self.team, self.channel, self.ts)

    @property
    def place(self) -> Place:
        """Where the reply goes: the question's thread, or a direct message's own flow."""
        own_flow = "" if self.heard is Heard.DIRECT else self.ts
        return Place(self.team, self.channel, self.thread or own_flow)


def question_key(team: str, channel: str, ts: str) -> str:
    """The key of the question that a message asks."""
    return f"reply:{team}:{channel}:{ts}"


class Stage(StrEnum):
    """How far a delivery has come."""

    WAITING = "waiting"
    POSTED = "posted"
    REFUSED = "refused"  # Slack will not take it
    UNKNOWN = "unknown"  # it may have been posted, and nobody may look
    DROPPED = "dropped"  # there was nothing to say, or the question was taken back


@dataclass(frozen=True, slots=True)
class Delivery:
    """A message on its way to Slack; its ledger row outlives the message itself.

    `message` holds `text` and `blocks`, and is emptied once the delivery is over; `user` is who
    asked for it; `ts` is what Slack calls it once it is posted; `reason` is Slack's word for a refusal.
    """

    key: str
    place: Place
    user: str
    at: datetime
    message: Mapping[str, Any] = field(default_factory=dict)
    stage: Stage = Stage.WAITING
    ts: str = ""
    reason: str = ""


class Mode(StrEnum):
    """What a channel wants answered."""

    MENTIONS = "mentions"
    QUESTIONS = "questions"  # also questions without a mention, when the lookup is confident


@dataclass(frozen=True, slots=True)
class ChannelSettings:
    """A channel's settings; `changed_by` is "" where nobody has changed them (or who did was forgotten)."""

    mode: Mode = Mode.MENTIONS
    changed_by: str = ""
    changed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Vote:
    """What somebody thinks of an answer; `message` is the answer's `ts`, `item` what it showed."""

    team: str
    channel: str
    message: str
    user: str
    item: str
    useful: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class Miss:
    """A question that the library had no answer to; `for_editors` when it was handed to them.

    `key` is its store's word for it, "" before it is stored; `told` once who asked knows how it ended.
    """

    team: str
    channel: str
    user: str
    query: str
    heard: Heard
    at: datetime
    for_editors: bool = False
    thread: str = ""
    key: str = ""
    told: bool = False


class Ruling(StrEnum):
    """What editors can decide about a question that was handed to them."""

    ALIAS = "alias"  # an item answers it, and has another name by now
    NOT_FOR_US = "not for us"
    ELSEWHERE = "answered elsewhere"


@dataclass(frozen=True, slots=True)
class Decision:
    """What an editor decided about a miss, by the miss's key.

    `words` are the added alias, or what the editors say to who asked; `item` is where an alias leads.
    """

    miss: str
    ruling: Ruling
    by: str
    at: datetime
    words: str = ""
    item: str = ""


@dataclass(frozen=True, slots=True)
class AddedAlias:
    """A name that an editor gave to an item beside the library's files.

    `by` is "" once who added it was forgotten; `miss` is the key of the question that it came from.
    """

    team: str
    item: str
    text: str
    by: str
    at: datetime
    miss: str = ""
