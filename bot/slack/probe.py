"""`Probe`: asks something that may hang, such as a database, and never waits for it too long."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Generic, TypeVar

T = TypeVar("T")


class Probe(Generic[T]):
    """A call with a time limit, `seconds`. Threads may share it.

    The call is made in a thread of its own, one at a time: who asks while it is under way gets its answer
    too, so that a database that hangs for hours holds one thread and not one a question.
    """

    def __init__(self, call: Callable[[], T], seconds: float) -> None:
        self._call = call
        self._seconds = seconds
        self._under_way: Future[T] | None = None
        self._one_at_a_time = threading.Lock()

    def __call__(self) -> T:
        """The call's answer.

        Raises:
            TimeoutError: there was none in time.
            Exception: whatever the call raises.

        """
        return self.begin().result(self._seconds)

    def begin(self) -> Future[T]:
        """The call that is under way, or a new one."""
        with self._one_at_a_time:
            if self._under_way is None:
                self._under_way = Future()
                threading.Thread(target=self._run, args=(self._under_way,), name="probe", daemon=True).start()
            return self._under_way

    def _run(self, answer: Future[T]) -> None:
        try:
            result = self._call()
        except BaseException as error:  # noqa: BLE001 - raised where it is waited for
            self._end()
            answer.set_exception(error)
        else:
            self._end()
            answer.set_result(result)

    def _end(self) -> None:
        with self._one_at_a_time:
            self._under_way = None
