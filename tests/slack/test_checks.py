"""What health looks at: the library, the database and what waits, told in numbers."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.desk.ports import Memory
from bot.desk.records import Delivery, Heard, Place, Question
from bot.desk.reload import Reload
from bot.gauges import Backlog
from bot.library.snapshot import Library
from bot.metrics import Metrics
from bot.slack.checks import (
    OLD_SECONDS,
    LastRead,
    Watched,
    backlog,
    backlog_check,
    library_check,
    library_state,
)
from bot.slack.health import Check, Draining, Readiness
from bot.slack.socket_watch import SocketWatch
from bot.slack.surface import Office
from tests.conftest import NOW, TODAY
from tests.slack.test_socket_watch import FakeClient, FakeSession


@pytest.fixture
def memory(office: Office) -> Memory:
    return office.memory


def question(ts: str, at: datetime) -> Question:
    return Question("T1", "C1", ts, "U1", "china", Heard.MENTION, at)


def test_nothing_waits_at_first(memory: Memory) -> None:
    assert backlog(memory, NOW) == Backlog(0, 0.0)


def test_a_question_waits_from_when_it_was_asked_until_its_reply_is_posted(memory: Memory) -> None:
    asked = question("1.1", NOW - timedelta(seconds=40))
    memory.questions.add(asked)
    assert backlog(memory, NOW) == Backlog(1, 40.0)
    memory.deliveries.plan(Delivery(asked.key, asked.place, "U1", asked.at, {"text": "…"}))
    assert backlog(memory, NOW) == Backlog(1, 40.0), "its reply on its way is no second piece of work"


def test_messages_to_editors_wait_too(memory: Memory) -> None:
    memory.deliveries.plan(Delivery("editors:1", Place("T1", "C9"), "U1", NOW, {"text": "…"}))
    assert backlog(memory, NOW + timedelta(seconds=5)) == Backlog(1, 5.0)


def test_an_old_backlog_is_told_and_takes_no_replica_out_of_service() -> None:
    old = backlog_check(Backlog(7, OLD_SECONDS + 1))
    assert not old.ok
    assert Readiness({"backlog": old, "library": Check(ok=True)}).is_ready
    assert backlog_check(Backlog(7, OLD_SECONDS)).ok


@pytest.fixture
def served_library(library: Library) -> Reload:
    return Reload(library, library, "key")


def test_the_librarys_check_tells_all_that_a_reload_tells(served_library: Reload) -> None:
    refused = replace(served_library, problems=("a.yaml:1:1: error",), withheld=("b",))
    state = library_state([refused], 12.4, TODAY)
    check = library_check([refused], state)
    assert check.ok, "what was served before is served still"
    assert check.detail == {**refused.status(), "past_review": state.past_review, "read_seconds_ago": 12}
    assert check.detail["newest_files_are_served"] is False


def test_several_libraries_are_told_together(served_library: Reload) -> None:
    refused = replace(served_library, problems=("a.yaml:1:1: error",))
    both = [served_library, refused]
    check = library_check(both, library_state(both, 0, TODAY))
    assert check.detail["reports"] == 2 * len(served_library.library.reports)
    assert (check.detail["problems"], check.detail["newest_files_are_served"]) == (1, False)


def test_without_a_report_there_is_no_library() -> None:
    empty = Reload(Library(()), Library(()), "key")
    assert not library_check([empty], library_state([empty], 0, TODAY)).ok


def test_reports_past_their_review_date_are_counted_from_the_day_after(served_library: Reload) -> None:
    last = max(report.review_by.last_day for report in served_library.library.reports)
    reports = len(served_library.library.reports)
    first = min(report.review_by.last_day for report in served_library.library.reports)
    assert library_state([served_library], 0, first).past_review == 0
    assert library_state([served_library], 0, last + timedelta(days=1)).past_review == reports


def test_the_age_of_the_library_is_counted_from_its_last_change(served_library: Reload) -> None:
    moments = iter([NOW, NOW + timedelta(seconds=100), NOW + timedelta(seconds=130)])
    read = LastRead(lambda: next(moments))
    read(served_library)  # nothing changed: it is as old as before, and the clock is not asked
    read(replace(served_library, library=Library(())))
    assert read.age_seconds == 30


def test_a_bot_over_http_has_no_check_of_a_socket(office: Office, served_library: Reload) -> None:
    watched = Watched(office.memory, lambda: [served_library], LastRead(office.now), office.now, Draining())
    found = watched.checks()()
    assert found.is_ready
    assert set(found.checks) == {"library", "database", "backlog", "draining"}
    assert found.checks["database"].detail["took_ms"] >= 0


def test_what_is_looked_at_is_what_the_gauges_show(office: Office, served_library: Reload) -> None:
    office.memory.questions.add(question("1.1", NOW - timedelta(seconds=40)))
    draining = Draining()
    socket = SocketWatch(FakeClient(FakeSession("a", last_ping_pong_time=1_000.0)), lambda: 1_005.0)
    watched = Watched(
        office.memory, lambda: [served_library], LastRead(office.now), office.now, draining, socket
    )
    metrics = Metrics("0")
    watched.sample(metrics, watched.checks())
    draining.begin()
    wanted = {
        "briefbot_queue_depth": 1,
        "briefbot_backlog_age_seconds": 40,
        "briefbot_library_reports": len(served_library.library.reports),
        "briefbot_socket_connected": 1,
        "briefbot_ready": 0,
    }
    assert {name: metrics.registry.get_sample_value(name) for name in wanted} == wanted
