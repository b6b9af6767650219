"""Jobs without an engine: done in the order they come, in a thread of their own, and lost with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event
from typing import TypeVar

from bot.jobs.postman import Postman

T = TypeVar("T")


class Unkept:
    """A job whose steps nobody keeps, and whose sleeps are only noted."""

    def __init__(self) -> None:
        self.slept: list[float] = []

    def step(self, _name: str, do: Callable[[], T]) -> T:
        return do()

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)


class DirectJobs:
    """Implements `bot.jobs.ports.Jobs`; works once it has a postman."""

    def __init__(self) -> None:
        self.postman: Postman | None = None
        self.submitted: list[str] = []
        self.forgotten: list[str] = []
        self._pool = ThreadPoolExecutor(1)

    def submit(self, key: str, _channel: str) -> None:
        if key not in self.submitted:
            self.submitted.append(key)
            self._pool.submit(self._deliver, key)

    def forget(self, keys: Sequence[str]) -> None:
        self.forgotten = [*self.forgotten, *keys]

    def _deliver(self, key: str) -> None:
        assert self.postman is not None
        self.postman.deliver(key, Unkept())

    @contextmanager
    def held(self) -> Iterator[None]:
        """Do nothing of what is submitted, until the end of this."""
        go_on = Event()
        self._pool.submit(go_on.wait)
        try:
            yield
        finally:
            go_on.set()

    def finish(self) -> None:
        """Wait until everything that was submitted is done."""
        self._pool.submit(lambda: None).result()
