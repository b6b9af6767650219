"""Every check is asked, and none keeps the others from being told."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator

import pytest

from bot.doctor.finding import Check, Finding, State, ok
from bot.doctor.running import examine
from bot.doctor.surroundings import Surroundings
from tests.doctor.setting_up import around

FINE = Check(("fine",), lambda _: [ok("fine", "as it should be")])


def broken(_around: Surroundings) -> Iterable[Finding]:
    raise RuntimeError("xoxb-hidden")


def unheard(_done: int, _of: int) -> None:
    """Nobody follows."""


@pytest.fixture
def hanging() -> Iterator[Check]:
    """A check that does not end before the test does."""
    end = threading.Event()

    def run(_around: Surroundings) -> Iterable[Finding]:
        end.wait()
        return []

    yield Check(("slow", "slower"), run, uses_network=True)
    end.set()


def test_findings_come_in_the_order_of_the_checks() -> None:
    last = Check(("last",), lambda _: [ok("last", "well")])
    assert [each.name for each in examine(around(), [FINE, last], unheard)] == ["fine", "last"]


def test_a_check_that_raises_is_a_finding_without_the_errors_text() -> None:
    first, second, third = examine(around(), [Check(("bad", "worse"), broken), FINE], unheard)
    assert (first.state, second.state, third.state) == (State.FAILED, State.NOT_CHECKED, State.OK)
    assert "RuntimeError" in first.found
    assert "test_running.py" in str(first.details["at"])
    assert "xoxb-hidden" not in f"{first}{second}"


def test_a_check_that_hangs_is_given_up_and_the_others_are_told(hanging: Check) -> None:
    first, second, third = examine(around(), [hanging, FINE], unheard, network_seconds=0.05)
    assert (first.state, second.state, third.state) == (State.FAILED, State.NOT_CHECKED, State.OK)
    assert "no answer within 0.05 s" in first.found


def test_checks_run_at_the_same_time() -> None:
    meeting = threading.Barrier(2, timeout=30)

    def run(_around: Surroundings) -> Iterable[Finding]:
        meeting.wait()
        return [ok("met", "both were there")]

    found = examine(around(), [Check(("met",), run)] * 2, unheard)
    assert [each.state for each in found] == [State.OK, State.OK]


def test_who_waits_hears_how_far_it_is() -> None:
    heard: list[tuple[int, int]] = []
    examine(around(), [FINE, FINE], lambda done, of: heard.append((done, of)))
    assert heard == [(0, 2), (1, 2), (2, 2)]
