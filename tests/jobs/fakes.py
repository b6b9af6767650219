"""A poster and an author that do as they are told."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

from bot.desk.records import Delivery, Question
from bot.jobs.ports import Absent, NotAllowed, Posted, RateLimited, Refused, Unknown

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

    def tell(self, _delivery: Delivery, reason: str) -> None:
        self.told.append(reason)


class Echo:
    """Implements `bot.jobs.ports.Author`: answers with the question."""

    def write(self, question: Question) -> Delivery | None:
        if question.text == "talk":
            return None
        if question.text == "broken":
            raise ValueError("broken")
        message = {"text": question.text, "blocks": []}
        return Delivery(question.key, question.place, question.user, question.at, message)

    def apologise(self, question: Question, error: Exception) -> Delivery:
        message = {"text": f"sorry: {type(error).__name__}", "blocks": []}
        return Delivery(question.key, question.place, question.user, question.at, message)


@dataclass
class Ticking:
    """A clock that shows the next of the moments given, and stays at the last."""

    moments: Iterator[float]
    last: float = 0.0

    def __call__(self) -> float:
        self.last = next(self.moments, self.last)
        return self.last
