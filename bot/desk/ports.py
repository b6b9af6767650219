"""What the surfaces and the jobs need remembered. `bot.state` implements it on SQLite and PostgreSQL."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from bot.desk.records import (
    ChannelSettings,
    Delivery,
    Miss,
    Mode,
    Place,
    Question,
    Stage,
    Topic,
    Vote,
)

THREAD_MEMORY = timedelta(days=7)
"""How long a thread is remembered after its last answer."""


class Questions(Protocol):
    """Questions taken in and not yet answered for good: what makes a redelivery harmless."""

    def add(self, question: Question) -> bool:
        """Take a question in; False when its key was taken in before (then nothing changes)."""

    def get(self, key: str) -> Question | None:
        """The question, unless it was withdrawn, forgotten or cleaned away."""

    def withdraw(self, key: str) -> None:
        """Its message was deleted: forget what it said. Its key stays taken."""

    def unanswered(self) -> Sequence[Question]:
        """Questions whose delivery is not over, the oldest first."""

    def asked_in(self, place: Place) -> bool:
        """Whether a question was taken in whose reply goes to this place."""


class Deliveries(Protocol):
    """The ledger of what is posted, by key."""

    def plan(self, delivery: Delivery) -> Delivery:
        """Write a delivery down; the one that has the key already, if there is one, stays as it is."""

    def get(self, key: str) -> Delivery | None:
        """The delivery with a key."""

    def close(self, key: str, stage: Stage, *, ts: str = "", reason: str = "") -> None:
        """Say how it ended: its message's content is emptied. A posted one stays posted."""

    def open(self) -> Sequence[Delivery]:
        """Deliveries that are still waiting, the oldest first."""


class Threads(Protocol):
    """What each conversation is about, for `THREAD_MEMORY`."""

    def remember(self, place: Place, topic: Topic, at: datetime) -> None:
        """The conversation's topic from now on."""

    def topic(self, place: Place, now: datetime) -> Topic | None:
        """Its topic, None where we have not answered of late."""


class Channels(Protocol):
    """Each channel's own settings."""

    def settings(self, team: str, channel: str) -> ChannelSettings:
        """The channel's settings, or the usual ones."""

    def set_mode(self, team: str, channel: str, mode: Mode, *, by: str, at: datetime) -> None:
        """Change what the channel wants answered."""


class Votes(Protocol):
    """Useful or not: one vote a person and answer, which can be changed."""

    def cast(self, vote: Vote) -> bool | None:
        """Store a vote; returns what the person's vote on that answer was before, None without one."""


class Misses(Protocol):
    """Questions that had no answer, for the editors."""

    def add(self, miss: Miss) -> None:
        """Write a miss down."""

    def hand_over(self, miss: Miss) -> None:
        """The person asks the editors: mark the person's latest miss with that query, or write it down."""

    def since(self, start: datetime) -> Sequence[Miss]:
        """Misses from `start` on, the oldest first."""


class Claims(Protocol):
    """Things that may happen once, such as sharing a reply."""

    def claim(self, key: str, at: datetime) -> bool:
        """Whether this is the first claim on the key."""

    def release(self, key: str) -> None:
        """Take a claim back: what it stood for did not happen."""


class Memory(Protocol):
    """All of it; any number of threads and processes may share it."""

    @property
    def questions(self) -> Questions:
        """Questions taken in."""

    @property
    def deliveries(self) -> Deliveries:
        """The ledger."""

    @property
    def threads(self) -> Threads:
        """Conversations."""

    @property
    def channels(self) -> Channels:
        """Channels' settings."""

    @property
    def votes(self) -> Votes:
        """Votes."""

    @property
    def misses(self) -> Misses:
        """Unanswered questions."""

    @property
    def claims(self) -> Claims:
        """Claims."""

    def forget(self, user: str) -> Mapping[str, int]:
        """Delete what a person left behind; how many rows of which table that were."""

    def clean(self, now: datetime, keep: timedelta) -> Mapping[str, int]:
        """Delete what is older than `keep` (conversations: than `THREAD_MEMORY`); how many rows of each."""
