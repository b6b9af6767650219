"""What the surfaces and the jobs need remembered. `bot.state` implements it on SQLite and PostgreSQL."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Protocol

from bot.desk.desk import Desk
from bot.desk.digest.edition import Asked, News
from bot.desk.digest.subscription import Subscription
from bot.desk.records import (
    AddedAlias,
    ChannelSettings,
    Decision,
    Delivery,
    Miss,
    Mode,
    Place,
    Question,
    Stage,
    Topic,
    Vote,
)
from bot.desk.tallies import DigestCount, Tally, VoteCount
from bot.library.snapshot import Library
from bot.library.visibility import Audience
from bot.lookup.entries import Added

THREAD_MEMORY = timedelta(days=7)
"""How long a thread is remembered after its last answer."""


class Desks(Protocol):
    """The desks that answer now: a changed library brings others, whole.

    There is no way to a library but through `at`, and what comes of it holds nothing that its audience may
    not see: that is the gate that keeps a report with a visibility from everybody else.
    """

    def at(self, audience: Audience) -> Desk:
        """The desk for an audience.

        Whoever answers takes it once, so that no reply is of two states of the library.
        """

    def asks_who(self, team: str) -> bool:
        """Whether it matters in a workspace who is a member of it."""

    def refresh(self) -> None:
        """Take up the names that editors added or took back."""


class Audiences(Protocol):
    """Tells who reads what is said in a place."""

    def of(self, team: str, channel: str, user: str) -> Audience:
        """Who reads a channel or, where that is "" or a direct message, what is shown to a person alone."""

    def forget(self, team: str, id_: str) -> None:
        """A channel, or a person, has changed: what was known of it holds no more."""


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

    def counted(self, team: str, since: datetime) -> VoteCount:
        """How many votes of a workspace, cast or changed from a moment on, say what."""


class Misses(Protocol):
    """Questions that had no answer, for the editors."""

    def add(self, miss: Miss) -> None:
        """Write a miss down."""

    def hand_over(self, miss: Miss) -> Miss:
        """The person asks the editors: mark the person's latest miss with that query, or write it down.

        Returns it as it is stored; that is the earlier one while the editors have the same question from
        the same person already, and have not decided.
        """

    def since(self, start: datetime) -> Sequence[Miss]:
        """Misses from `start` on, the oldest first."""

    def get(self, key: str) -> Miss | None:
        """The miss with a key, unless it was forgotten or cleaned away."""

    def waiting(self) -> Sequence[Miss]:
        """Those that the editors have and whose askers have not been told how it ended, the oldest first."""

    def tell(self, key: str) -> None:
        """Who asked is told: that is stored as a delivery."""


class Decisions(Protocol):
    """What editors decided about misses: one decision each."""

    def decide(self, decision: Decision) -> Decision:
        """Decide, unless that has been done; returns the decision that counts."""

    def on(self, miss: str) -> Decision | None:
        """The decision on a miss, by the miss's key."""

    def take_back(self, miss: str) -> bool:
        """Undo it; whether there was one."""


class Aliases(Protocol):
    """Names that editors added beside the library's files. They are the library's, so none grows old."""

    def add(self, alias: AddedAlias) -> bool:
        """Add a name; False, and nothing changes, when the workspace has it in the same report already."""

    def all(self) -> Sequence[AddedAlias]:
        """All of them, the oldest first."""

    def names(self) -> Mapping[str, Added]:
        """What they add to the lookup of each workspace that has any."""

    def remove(self, team: str, item: str, text: str) -> bool:
        """Take a name back from an item; whether the item had it."""

    def version(self) -> str:
        """A mark that is another one as soon as the names are."""


class Subscriptions(Protocol):
    """Digests' subscriptions."""

    def save(self, subscription: Subscription) -> None:
        """Store a subscription, or its new form."""

    def get(self, id_: str) -> Subscription | None:
        """The subscription with an id."""

    def remove(self, id_: str) -> None:
        """End it. Its editions stay in the ledger."""

    def in_channel(self, team: str, channel: str) -> Sequence[Subscription]:
        """Those of a channel, the oldest first."""

    def of_user(self, team: str, user: str) -> Sequence[Subscription]:
        """Those that somebody set up, or whose channel's settings somebody changed last; the oldest first."""

    def counted(self, team: str) -> DigestCount:
        """How many a workspace has."""

    def due(self, now: datetime, limit: int) -> Sequence[Subscription]:
        """Those whose time has come, the longest waiting first; found by an index."""

    def take_turn(self, subscription: Subscription, day: str, next_due: datetime, at: datetime) -> bool:
        """Move on to the next edition and, with a `day`, claim that day's in the ledger.

        One transaction. False, and nothing changes, when somebody else has moved on; a day that is claimed
        already is not claimed again, which is False as well.
        """


class Editions(Protocol):
    """The ledger of editions; it outlives the engine's own records."""

    def show(self, key: str, shown: Sequence[str]) -> None:
        """Write down what an edition shows."""

    def past(self, subscription: str) -> Sequence[Sequence[str]]:
        """What each edition of a subscription has shown that was posted, or may have been."""

    def open(self) -> Mapping[str, tuple[str, datetime]]:
        """Claimed editions that are not over: the channel and the moment of each, by key."""


class Novelty(Protocol):
    """What changed in each library, by its shelf, and when we saw that."""

    def note(self, library: Library, at: datetime, shelf: str = "") -> int:
        """Compare a library with the one noted last, and record what is new; how much that was."""

    def recent(self, since: datetime, shelf: str = "") -> Sequence[News]:
        """What was recorded from a moment on, the oldest first."""


class Popularity(Protocol):
    """What people were answered with, without who they were."""

    def add(self, team: str, item: str, at: datetime) -> None:
        """An item was somebody's answer."""

    def most_asked(self, team: str, since: datetime, limit: int) -> Sequence[Asked]:
        """The items asked for most from a moment on."""


class Tallies(Protocol):
    """How many requests ended how, without their words and without who asked."""

    def count(self, team: str, day: date, surface: str, outcome: str) -> None:
        """Count one more, under its day in UTC."""

    def since(self, team: str, day: date) -> Sequence[Tally]:
        """What was counted from a day on, the earliest first."""

    def first_day(self, team: str) -> date | None:
        """The earliest day that a count is kept of, None without any."""


class Claims(Protocol):
    """Things that may happen once, such as sharing a reply."""

    def claim(self, key: str, at: datetime) -> bool:
        """Whether this is the first claim on the key."""

    def release(self, key: str) -> None:
        """Take a claim back: what it stood for did not happen."""

    def holds(self, key: str) -> bool:
        """Whether somebody has claimed the key."""

    def expire(self, prefix: str, before: datetime) -> int:
        """Drop the claims whose key begins so and that are older; how many that were."""


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
    def decisions(self) -> Decisions:
        """What editors decided about them."""

    @property
    def aliases(self) -> Aliases:
        """Names that editors added."""

    @property
    def subscriptions(self) -> Subscriptions:
        """Digests' subscriptions."""

    @property
    def editions(self) -> Editions:
        """The ledger of editions."""

    @property
    def novelty(self) -> Novelty:
        """What changed in the library."""

    @property
    def popularity(self) -> Popularity:
        """What is asked most."""

    @property
    def tallies(self) -> Tallies:
        """How many requests ended how."""

    @property
    def claims(self) -> Claims:
        """Claims."""

    def forget(self, user: str) -> Mapping[str, int]:
        """Delete what a person left behind; how many rows of which table that were."""

    def remove_workspace(self, team: str) -> Sequence[str]:
        """Delete all that a workspace left behind; the keys of what was on its way, or had been posted."""

    def clean(self, now: datetime, keep: timedelta) -> Mapping[str, int]:
        """Delete what is older than `keep` (conversations: than `THREAD_MEMORY`); how many rows of each."""
