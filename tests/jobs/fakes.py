"""A poster and an author that do as they are told."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

from bot.desk.ports import Memory
from bot.desk.records import Delivery, Place, Stage
from bot.jobs.ports import Absent, NotAllowed, Posted, RateLimited, Refused, Unknown
from tests.conftest import NOW

Outcome = Posted | RateLimited | Refused | Unknown
Seen = Posted | RateLimited | Absent | NotAllowed | Unknown


@dataclass
class ScriptedPoster:
    """Implements `bot.jobs.ports.Poster`: each post and each look has the next of the outcomes given."""

    posts: list[Outcome] = field(default_factory=list)
    looks: list[Seen] = field(default_factory=list)
    done: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    posted: threading.Event = field(default_factory=threading.Event)

    def post(self, delivery: Delivery) -> Outcome:
        self.done.append("post")
        self.posted.set()
        return self.posts.pop(0) if self.posts else Posted(f"{delivery.key} posted")

    def find(self, _delivery: Delivery) -> Seen:
        self.done.append("look")
        return self.looks.pop(0) if self.looks else Absent()

    def tell(self, _delivery: Delivery, words: str) -> None:
        self.told.append(words)


@dataclass
class Echo:
    """Implements `bot.jobs.ports.Author`: answers with the question."""

    memory: Memory

    def write(self, key: str) -> Delivery | None:
        question = self.memory.questions.get(key)
        if question is None:
            return None
        if question.text == "broken":
            raise ValueError("broken")
        stage = Stage.DROPPED if question.text == "talk" else Stage.WAITING
        message = {"text": question.text, "blocks": []}
        return Delivery(key, question.place, question.user, question.at, message, stage)

    def apologise(self, key: str, error: Exception) -> Delivery | None:
        question = self.memory.questions.get(key)
        assert question is not None
        message = {"text": f"sorry: {type(error).__name__}", "blocks": []}
        return Delivery(key, question.place, question.user, question.at, message)

    def refused(self, _delivery: Delivery, reason: str) -> str:
        return reason


@dataclass
class Diary(Echo):
    """Writes editions: the key, and no more."""

    def write(self, key: str) -> Delivery | None:
        return Delivery(key, Place("T", "C"), "UANA", NOW, {"text": key, "blocks": []})


@dataclass
class Ticking:
    """A clock that shows the next of the moments given, and stays at the last."""

    moments: Iterator[float]
    last: float = 0.0

    def __call__(self) -> float:
        self.last = next(self.moments, self.last)
        return self.last
