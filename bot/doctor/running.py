"""Running all checks at once: each in a thread of its own, so that none waits for another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from time import monotonic
from typing import Final

from bot.doctor.finding import Check, Finding, failed, not_checked
from bot.doctor.surroundings import NETWORK_SECONDS, Surroundings
from bot.logs import describe
from bot.slack.probe import Probe

LOCAL_SECONDS: Final = 60.0
"""How long a check of this machine may take: a folder on a network that hangs must not hang us."""

Progress = Callable[[int, int], None]
"""Hears how many of how many checks are done."""


def examine(
    around: Surroundings,
    checks: Sequence[Check],
    progress: Progress,
    *,
    network_seconds: float = NETWORK_SECONDS,
    local_seconds: float = LOCAL_SECONDS,
) -> tuple[Finding, ...]:
    """What every check finds, in their order. One that raises, or takes too long, has failed."""
    began = monotonic()
    under_way = [(check, Probe(_asking(check, around), 0).begin()) for check in checks]
    found: list[Finding] = []
    for done, (check, future) in enumerate(under_way):
        progress(done, len(checks))
        seconds = network_seconds if check.uses_network else local_seconds
        found += _findings(check, future, began + seconds, seconds)
    progress(len(checks), len(checks))
    return tuple(found)


def _asking(check: Check, around: Surroundings) -> Callable[[], tuple[Finding, ...]]:
    return lambda: tuple(check.run(around))


def _findings(
    check: Check, under_way: Future[tuple[Finding, ...]], until: float, seconds: float
) -> tuple[Finding, ...]:
    try:
        return under_way.result(max(0.0, until - monotonic()))
    except Exception as error:  # noqa: BLE001 - a check that fails is a finding
        first, *others = check.names
        told = _broken(first, error) if under_way.done() else _too_slow(first, seconds)
        return told, *(not_checked(name, f"see {first}") for name in others)


def _too_slow(name: str, seconds: float) -> Finding:
    fix = "See whether a firewall or a proxy holds the connection, or a disk hangs; then ask again."
    return failed(name, f"no answer within {seconds:g} s", fix, trouble="timeout")


def _broken(name: str, error: Exception) -> Finding:
    """Without the error's text, which may quote what is set."""
    told = dict(describe(error))
    fix = "Please report it, with what --json tells of this check."
    return failed(name, f"the check itself failed ({type(error).__name__})", fix, **told)
