"""What jobs need of the outside: somebody who writes replies, and the way to Slack with honest outcomes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from bot.desk.records import Delivery

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Posted:
    """Slack has the message; `ts` is what it calls it."""

    ts: str


@dataclass(frozen=True, slots=True)
class RateLimited:
    """Slack took nothing, and wants us to wait."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Refused:
    """Slack will not take this message; `reason` is its word for it."""

    reason: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """No answer, or one that leaves it open: the message may have been posted."""

    reason: str


@dataclass(frozen=True, slots=True)
class Absent:
    """We looked where the message would be, and it is not there."""


@dataclass(frozen=True, slots=True)
class NotAllowed:
    """We may not look."""

    reason: str


class Author(Protocol):
    """Writes the messages of one kind of key: replies, or editions of a digest."""

    def write(self, key: str) -> Delivery | None:
        """The message on its way; a `DROPPED` one says nothing, None when nothing is known of the key."""

    def apologise(self, key: str, error: Exception) -> Delivery | None:
        """What is said when writing failed: sorry, with an id that the log carries too."""

    def refused(self, delivery: Delivery, reason: str) -> str:
        """Slack will not take it: do what follows from that; the words for who asked, or ""."""


class Poster(Protocol):
    """The way to Slack. Nothing here raises for what Slack or the network does."""

    def post(self, delivery: Delivery) -> Posted | RateLimited | Refused | Unknown:
        """Post a delivery's message, once, with its key in the metadata."""

    def find(self, delivery: Delivery) -> Posted | RateLimited | Absent | NotAllowed | Unknown:
        """Look for a message with the delivery's key where it would have been posted."""

    def tell(self, delivery: Delivery, words: str) -> None:
        """A private word to who asked, that the message could not be posted."""


class Durable(Protocol):
    """What a job is made of: steps whose results are kept, and sleeps that a restart does not prolong."""

    def step(self, name: str, do: Callable[[], T]) -> T:
        """Do something and keep its result, which is plain data; after a crash the kept one is returned."""

    def sleep(self, seconds: float) -> None:
        """Wait for so long, counted from the first time that this was reached."""


class Jobs(Protocol):
    """Takes work in."""

    def submit(self, key: str, channel: str) -> None:
        """Let the delivery with a key, or the reply to the question with it, be posted to its channel.

        Once it returns the work is stored. A key that was submitted before changes nothing.
        """

    def forget(self, keys: Sequence[str]) -> None:
        """Delete what is kept of the work with these keys, done or not."""
