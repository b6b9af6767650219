"""What can be made to go wrong, by people on the page and by the chaos tests alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from typing import Any

from bot.playground.ids import unique

#: What `where` may name beside the methods of the Web API: the ways out, and the one way in.
COMMANDS = "slash_commands"
INTERACTIONS = "interactive"
EVENTS = "events_api"
RESPONSE_URL = "response_url"


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that goes wrong wherever `where` matches: a method ("chat.*"), or one of the names above.

    It takes its `delay` (seconds) first. Then it answers with `status`, `headers` and `body`, or drops the
    connection; `after` lets the request be carried out before, so that only its answer is lost. `again`
    delivers an event that many times more. It strikes `times` times, or until it is taken back.
    """

    where: str = "*"
    delay: float = 0.0
    status: int = 0
    headers: Mapping[str, str] = field(default_factory=dict)
    body: Mapping[str, Any] | str = ""
    drop: bool = False
    after: bool = False
    again: int = 0
    times: int | None = None
    id: str = field(default_factory=lambda: unique("F"))

    @property
    def fails(self) -> bool:
        """Whether it keeps the true answer from whoever asked."""
        return self.drop or bool(self.status)


def slow(where: str = "*", seconds: float = 4.0, times: int | None = None) -> Fault:
    """Everything takes longer."""
    return Fault(where, delay=seconds, times=times)


def server_error(
    where: str = "*", status: int = 500, *, after: bool = False, times: int | None = None
) -> Fault:
    """Slack fails, before or after it has done what was asked."""
    return Fault(where, status=status, body="internal error", after=after, times=times)


def rate_limited(where: str = "*", seconds: int = 3, times: int | None = None) -> Fault:
    """Slack asks to wait (429 with Retry-After)."""
    body = {"ok": False, "error": "ratelimited"}
    return Fault(where, status=429, headers={"Retry-After": str(seconds)}, body=body, times=times)


def dropped(where: str = "*", *, after: bool = False, times: int | None = None) -> Fault:
    """The connection breaks, before or after the work was done."""
    return Fault(where, drop=True, after=after, times=times)


def refused(where: str, error: str, times: int | None = None) -> Fault:
    """Slack says no, with a code of its own: a method's `error`, or a response_url's body."""
    if where == RESPONSE_URL:
        return Fault(where, status=404, body=error, times=times)
    return Fault(where, status=200, body={"ok": False, "error": error}, times=times)


def redelivered(again: int = 1, times: int | None = None) -> Fault:
    """Events arrive more than once, although they were acknowledged."""
    return Fault(EVENTS, again=again, times=times)


class Faults:
    """Those that are switched on, the oldest first."""

    def __init__(self) -> None:
        self._active: list[Fault] = []

    def __iter__(self) -> Iterator[Fault]:
        return iter(self._active)

    def add(self, fault: Fault) -> None:
        """Switch one on."""
        self._active.append(fault)

    def remove(self, id_: str) -> None:
        """Switch one off."""
        self._active = [each for each in self._active if each.id != id_]

    def clear(self) -> None:
        """Switch all off."""
        self._active = []

    def strike(self, where: str) -> Fault | None:
        """The fault that strikes a request now, if any; one with `times` is thereby used up by one."""
        for position, fault in enumerate(self._active):
            if fnmatchcase(where, fault.where):
                self._use(position, fault)
                return fault
        return None

    def _use(self, position: int, fault: Fault) -> None:
        if fault.times is None:
            return
        left = fault.times - 1
        self._active[position : position + 1] = [replace(fault, times=left)] if left > 0 else []
