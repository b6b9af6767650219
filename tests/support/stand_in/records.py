"""What the stand-in keeps of the bot's doings, and what it can be told to answer."""

from __future__ import annotations

import threading
from collections import defaultdict, deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

JsonObject = dict[str, Any]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ApiCall:
    """One call of a Web API method; `ok` is what the bot was told, false if it was told nothing."""

    method: str
    arguments: JsonObject
    token: str | None
    ok: bool = True


@dataclass(frozen=True, slots=True)
class Response:
    """One message posted to a response_url; `ok` is whether the user would have seen it."""

    url: str
    message: JsonObject
    ok: bool = True


@dataclass(frozen=True, slots=True)
class Answer:
    """An HTTP answer to give once; with `drop` the connection is closed without one."""

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    body: Mapping[str, Any] | str = ""
    drop: bool = False

    @property
    def ok(self) -> bool:
        """Whether a client of Slack takes this answer for a success."""
        refused = isinstance(self.body, Mapping) and self.body.get("ok") is False
        return self.status == 200 and not self.drop and not refused


class AnswerQueue:
    """Answers waiting to be given, in order, under the name of what they answer."""

    def __init__(self) -> None:
        self._waiting: defaultdict[str, deque[Answer]] = defaultdict(deque)
        self._lock = threading.Lock()

    def put(self, name: str, answer: Answer) -> None:
        """Keep an answer for the next unanswered request of that name."""
        with self._lock:
            self._waiting[name].append(answer)

    def take(self, name: str) -> Answer | None:
        """The next answer of that name, which is thereby used up."""
        with self._lock:
            return self._waiting[name].popleft() if self._waiting[name] else None


def _anything(_item: object) -> bool:
    return True


class Record(Generic[T]):
    """A list that the server's thread appends to while a test's thread reads it or waits."""

    def __init__(self) -> None:
        self._items: list[T] = []
        self._changed = threading.Condition()

    def add(self, *items: T) -> None:
        """Append items and wake whoever waits."""
        with self._changed:
            self._items.extend(items)
            self._changed.notify_all()

    def all(self) -> list[T]:
        """A copy of what is there now."""
        with self._changed:
            return list(self._items)

    def wait_for(
        self,
        what: str,
        timeout: float,
        count: int = 1,
        wanted: Callable[[T], bool] = _anything,
    ) -> T:
        """The `count`-th wanted item, as soon as it is there."""
        with self._changed:
            if not self._changed.wait_for(lambda: len(self._wanted(wanted)) >= count, timeout):
                arrived = "\n".join(f"  {item!r}" for item in self._items) or "  nothing"
                raise AssertionError(
                    f"{what}: {len(self._wanted(wanted))} of {count} within {timeout:g} s; "
                    f"what did arrive:\n{arrived}"
                )
            return self._wanted(wanted)[count - 1]

    def _wanted(self, wanted: Callable[[T], bool]) -> list[T]:
        return [item for item in self._items if wanted(item)]
