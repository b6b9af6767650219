"""Health: whether the process lives, whether it is ready, and that asking never hangs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event

import httpx
import pytest

from bot.metrics import Metrics
from bot.slack.health import CHECK_SECONDS, Check, Checks, Draining, Readiness, health_app
from bot.slack.probe import Probe
from bot.slack.transports import HttpTransport

FINE = Check(ok=True)


@contextmanager
def served(readiness: Callable[[], Readiness], metrics: Metrics | None = None) -> Iterator[httpx.Client]:
    """The routes alone on a free port, as Socket Mode has them."""
    transport = HttpTransport(health_app(readiness, metrics or Metrics("0")), "127.0.0.1", 0)
    transport.start()
    base = transport.address.removesuffix("/slack/events")
    try:
        with httpx.Client(base_url=base, trust_env=False, timeout=10) as client:
            yield client
    finally:
        transport.stop()


def ready_when(**checks: Check) -> Readiness:
    return Readiness(checks)


def test_the_process_lives() -> None:
    with served(lambda: ready_when(database=Check(ok=False))) as client:
        answer = client.get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"status": "alive"})


def test_a_process_whose_checks_are_all_ok_is_ready() -> None:
    with served(lambda: ready_when(database=Check(ok=True, detail={"took_ms": 0.4}))) as client:
        answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json() == {"status": "ready", "checks": {"database": {"ok": True, "took_ms": 0.4}}}


def test_one_check_that_is_not_ok_makes_it_not_ready() -> None:
    with served(lambda: ready_when(library=FINE, database=Check(ok=False))) as client:
        answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["status"]) == (503, "not ready")


def test_a_check_that_does_not_decide_is_told_and_leaves_it_ready() -> None:
    found = ready_when(backlog=Check(ok=False, decides=False), database=FINE)
    assert found.is_ready
    assert found.body()["checks"]["backlog"] == {"ok": False}


def test_no_proxy_keeps_an_answer() -> None:
    with served(lambda: ready_when(database=FINE)) as client:
        for path in ("/healthz", "/readyz", "/metrics"):
            assert client.get(path).headers["cache-control"] == "no-store"
            assert client.head(path).status_code == 200


def test_metrics_are_served_in_the_format_that_is_asked_for() -> None:
    metrics = Metrics("0")
    with served(lambda: ready_when(), metrics) as client:
        plain = client.get("/metrics")
        openmetrics = client.get("/metrics", headers={"Accept": "application/openmetrics-text"})
    assert plain.headers["content-type"].startswith("text/plain; version=0.0.4")
    assert "briefbot_requests_total" in plain.text
    assert openmetrics.headers["content-type"].startswith("application/openmetrics-text")
    assert openmetrics.text.endswith("# EOF\n")


@pytest.fixture
def hanging() -> Iterator[Callable[[], Check]]:
    """A check that does not come back as long as the test lasts, as with a database behind a dead link."""
    over = Event()

    def hang() -> Check:
        over.wait(30)
        return FINE

    yield hang
    over.set()


def test_a_database_that_hangs_makes_503_within_two_seconds(hanging: Callable[[], Check]) -> None:
    assert CHECK_SECONDS < 2
    many = {f"database {number}": hanging for number in range(10)}
    with served(Checks({**many, "library": lambda: FINE})) as client:
        answer = client.get("/readyz")  # one after the other, they would take longer than it is waited for
    assert answer.status_code == 503
    timed_out = {"ok": False, "error": "TimeoutError"}
    assert answer.json()["checks"] == {**dict.fromkeys(many, timed_out), "library": {"ok": True}}


def test_what_hangs_holds_one_thread_however_often_it_is_asked() -> None:
    calls, over = [], Event()

    def hang() -> Check:
        calls.append(1)
        over.wait(30)
        return FINE

    checks = Checks({"database": hang}, seconds=0.01)
    try:
        assert [checks().is_ready for _ in range(5)] == [False] * 5
        assert len(calls) == 1
    finally:
        over.set()


def test_once_the_database_answers_again_it_is_ready() -> None:
    over = Event()

    def hang() -> Check:
        over.wait(30)
        return FINE

    checks = Checks({"database": hang}, seconds=0.01)
    assert not checks().is_ready
    over.set()
    assert any(checks().is_ready for _ in range(1_000))


def test_a_check_that_raises_tells_the_kind_of_its_error_and_not_its_words() -> None:
    def broken() -> Check:
        raise OSError("postgresql://brief:secret@db is gone")

    found = Checks({"database": broken})()
    assert found.body() == {"status": "not ready", "checks": {"database": {"ok": False, "error": "OSError"}}}


def test_who_asks_while_a_call_is_under_way_gets_its_answer() -> None:
    calls, go_on = [], Event()

    def slow() -> int:
        calls.append(1)
        go_on.wait(30)
        return len(calls)

    probe = Probe(slow, 10)
    first, second = probe.begin(), probe.begin()
    go_on.set()
    assert (first.result(10), second.result(10)) == (1, 1)
    assert probe() == 2


def test_a_process_that_drains_says_no() -> None:
    draining = Draining()
    checks = Checks({"draining": draining.check})
    assert checks().is_ready
    draining.begin()
    assert checks().body() == {"status": "not ready", "checks": {"draining": {"ok": False, "draining": True}}}
