"""How often somebody may ask: the generic cell rate algorithm (GCRA), a token bucket in one number."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Generic, Literal, Self, TypeVar

T = TypeVar("T")

MOST_KEPT: Final = 20_000
"""People, and workspaces, that are counted at once, about 4 MB; beyond that whoever asked longest ago is
forgotten, and may ask as if they had not asked."""

_ROUNDING: Final = 1e-6
"""Of an interval; sums of fractions of seconds since 1970 are no more exact."""


@dataclass(frozen=True, slots=True)
class Pace:
    """So many requests a minute in the long run, and at most `burst` at once.

    The state is a moment, in seconds: the one at which all of the burst is there again. Within a minute
    there can be a burst and what a minute brings, and no more.
    """

    limit_a_minute: int
    burst: int

    @classmethod
    def of(cls, limit_a_minute: int) -> Self:
        """A pace at which a minute's requests may come all at once."""
        return cls(limit_a_minute, limit_a_minute)

    def take(self, full_at: float, now: float) -> tuple[float, float]:
        """Ask for one request: the seconds to wait, 0 when it is allowed, and the new state.

        A refused request changes nothing, so asking again and again makes nobody wait longer.
        """
        interval = 60 / self.limit_a_minute
        whole = self.burst * interval
        begun = min(max(full_at, now), now + whole)  # further ahead only if the clock was set back
        wait = begun + interval - whole - now
        return (wait, full_at) if wait > _ROUNDING * interval else (0.0, begun + interval)


@dataclass(frozen=True, slots=True)
class Rates:
    """Requests a minute that one person, and one workspace, may make."""

    user: int
    workspace: int


@dataclass(frozen=True, slots=True)
class Wait:
    """The seconds to wait, 0 when the request is allowed, and whose limit it is that says so."""

    seconds: float = 0.0
    scope: Literal["", "user", "workspace"] = ""

    def __bool__(self) -> bool:
        """Whether there is anything to wait for."""
        return self.seconds > 0


class Limits:
    """Counts requests by person and by workspace. Threads may share it.

    Each process counts for itself: with n replicas somebody may make n times as many requests.
    """

    def __init__(self, most_kept: int = MOST_KEPT) -> None:
        self._users = _Latest[float](most_kept)
        self._workspaces = _Latest[float](most_kept)
        self._answers = _Latest[Wait](most_kept)
        self._one_at_a_time = threading.Lock()

    def wait(self, team: str, user: str, now: datetime, rates: Rates, request: str = "") -> Wait:
        """Ask for one request. Only one that both limits allow is counted.

        The same `request`, by a name that it has in its workspace, gets the same answer each time.
        """
        with self._one_at_a_time:
            known = self._answers.get((team, request)) if request else None
            if known is not None:
                return known
            answer = self._take(team, user, now.timestamp(), rates)
            if request:
                self._answers.put((team, request), answer)
            return answer

    def _take(self, team: str, user: str, moment: float, rates: Rates) -> Wait:
        before = self._users.get((team, user)) or 0.0, self._workspaces.get((team, "")) or 0.0
        user_wait, user_after = Pace.of(rates.user).take(before[0], moment)
        if user_wait:
            return Wait(user_wait, "user")
        workspace_wait, workspace_after = Pace.of(rates.workspace).take(before[1], moment)
        if workspace_wait:
            return Wait(workspace_wait, "workspace")
        self._users.put((team, user), user_after)
        self._workspaces.put((team, ""), workspace_after)
        return Wait()


class _Latest(Generic[T]):
    """Values by key, at most so many: the one that was put longest ago goes first."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._values: OrderedDict[tuple[str, str], T] = OrderedDict()

    def get(self, key: tuple[str, str]) -> T | None:
        return self._values.get(key)

    def put(self, key: tuple[str, str], value: T) -> None:
        self._values[key] = value
        self._values.move_to_end(key)
        while len(self._values) > self._limit:
            self._values.popitem(last=False)
