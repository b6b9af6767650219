"""Ids that Slack hands out for a limited time and number of uses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Generic, TypeVar

Clock = Callable[[], float]
T = TypeVar("T")

_KEPT: Final = 5_000


class State(StrEnum):
    """What Slack would say of a pass presented now."""

    GOOD = "good"
    USED = "used"
    EXPIRED = "expired"
    UNKNOWN = "unknown"


@dataclass(slots=True)
class _Pass(Generic[T]):
    issued: float
    uses_left: int
    purpose: T


class Passes(Generic[T]):
    """Passes of one kind, each good for a number of uses within some seconds, each with its purpose."""

    def __init__(self, uses: int, seconds: float, clock: Clock) -> None:
        self._uses = uses
        self._seconds = seconds
        self._clock = clock
        self._issued: dict[str, _Pass[T]] = {}

    def issue(self, key: str, purpose: T) -> str:
        """Let the pass be good from now on; of very many the oldest are forgotten."""
        if len(self._issued) >= _KEPT:
            del self._issued[next(iter(self._issued))]
        self._issued[key] = _Pass(self._clock(), self._uses, purpose)
        return key

    def purpose(self, key: str) -> T:
        """What a pass was issued for. Raises KeyError when it is unknown."""
        return self._issued[key].purpose

    def state(self, key: str) -> State:
        """Whether the pass can be used now, and if not, why."""
        if key not in self._issued:
            return State.UNKNOWN
        if self._issued[key].uses_left < 1:
            return State.USED
        expired = self._clock() - self._issued[key].issued > self._seconds
        return State.EXPIRED if expired else State.GOOD

    def use(self, key: str) -> State:
        """Use the pass once if it is good; its state beforehand either way."""
        state = self.state(key)
        if state is State.GOOD:
            self._issued[key].uses_left -= 1
        return state
