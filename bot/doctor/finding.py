"""What a check found, and what a check is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from bot.doctor.surroundings import Surroundings


class State(StrEnum):
    """How it stands. Only `FAILED` makes the command fail."""

    OK = "ok"
    WARNING = "warning"
    FAILED = "failed"
    NOT_NEEDED = "not needed"
    NOT_CHECKED = "not checked"  # something else has to be mended first, or set


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found, in plain words, and how to mend it.

    Neither the words nor the details ever hold a setting's value that may be a secret. `details` are for
    `--json`: strings, numbers and lists of them.
    """

    name: str
    state: State
    found: str
    fix: str = ""
    details: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Check:
    """Something to look at. `run` finds something under each of the `names`, in this order.

    What `uses_network` is given up after a few seconds.
    """

    names: tuple[str, ...]
    run: Callable[[Surroundings], Iterable[Finding]]
    uses_network: bool = False


def ok(name: str, found: str, **details: Any) -> Finding:
    """All is well."""
    return Finding(name, State.OK, found, details=details)


def warning(name: str, found: str, fix: str, **details: Any) -> Finding:
    """It works, and should be mended all the same."""
    return Finding(name, State.WARNING, found, fix, details)


def failed(name: str, found: str, fix: str, **details: Any) -> Finding:
    """It does not work."""
    return Finding(name, State.FAILED, found, fix, details)


def not_needed(name: str, found: str) -> Finding:
    """With these settings it does not matter."""
    return Finding(name, State.NOT_NEEDED, found)


def not_checked(name: str, found: str, fix: str = "", **details: Any) -> Finding:
    """It could not be looked at."""
    return Finding(name, State.NOT_CHECKED, found, fix, details)


def listed(things: Iterable[str], most: int = 3) -> str:
    """The first few of many: 'a, b, c and 4 more'."""
    every = list(things)
    more = f" and {len(every) - most} more" if len(every) > most else ""
    return ", ".join(every[:most]) + more


def counted(number: int, what: str) -> str:
    """A number of things: '1 report', '3 reports'."""
    return f"{number:,} {what}{'s' * (number != 1)}"
