"""The same signed request is answered once, by whichever replica, and one that was never answered is."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from slack_bolt import App, BoltResponse
from starlette.types import Message
from structlog.testing import capture_logs

from bot import clock
from bot.desk.ports import Claims
from bot.playground.payloads import Sender, slash_command
from bot.playground.signing import FORM, signed
from bot.playground.workspace import ANA, GENERAL
from bot.slack.http import Gate, edge
from bot.slack.replays import KEEP, Replays
from bot.slack.signatures import Signatures
from bot.state.memory import SqlMemory, open_memory
from tests.slack.asgi import SECRET, Answer, Caller, calling, counting_app

START = datetime(2026, 11, 23, 9, tzinfo=UTC)
MARK = "a" * 64


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[SqlMemory]:
    """A database that replicas share."""
    opened = open_memory(f"sqlite:///{tmp_path}/briefbot.db")
    yield opened
    opened.close()


class NoClaims:
    """A database that cannot be reached."""

    def claim(self, key: str, at: datetime) -> bool:
        raise ConnectionError(key, at)

    def holds(self, key: str) -> bool:
        raise ConnectionError(key)

    def release(self, key: str) -> None:
        raise ConnectionError(key)

    def expire(self, prefix: str, before: datetime) -> int:
        raise ConnectionError(prefix, before)


class Replicas:
    """Replicas of one bot; each has its own process's memory, and `reached` is what got through to any."""

    def __init__(self, claims: Claims, undo: ExitStack) -> None:
        self._claims = claims
        self._undo = undo
        self.reached: list[str] = []
        self.app = counting_app(self.reached)

    def new(self, app: Any = None) -> Caller:
        """One more; `app` stands in for Bolt's."""
        gate = Gate(Signatures(SECRET, clock.now), Replays(self._claims, clock.now))
        return self._undo.enter_context(calling(edge(app or self.app, gate=gate)))


@pytest.fixture
def replicas(memory: SqlMemory) -> Iterator[Replicas]:
    """Replicas that share a database."""
    with ExitStack() as undo:
        yield Replicas(memory.claims, undo)


def command(text: str) -> tuple[str, dict[str, str]]:
    """A signed slash command, to be sent as often as you like."""
    body = urlencode(slash_command(Sender(ANA, "ana", GENERAL, "general"), "/brief", text))
    return body, signed(body, SECRET, content_type=FORM)


def test_the_same_signed_request_is_refused_the_second_time(replicas: Replicas) -> None:
    replica, request = replicas.new(), command("china")
    assert [replica.post(*request).status for _ in range(3)] == [200, 409, 409]
    assert replicas.reached == ["china"]


def test_another_replica_refuses_it_too(replicas: Replicas) -> None:
    request = command("china")
    assert [replicas.new().post(*request).status for _ in range(3)] == [200, 409, 409]
    assert replicas.reached == ["china"]


def test_slack_is_told_not_to_send_again_what_was_answered(replicas: Replicas) -> None:
    replica, request = replicas.new(), command("china")
    replica.post(*request)
    assert replica.post(*request).headers["x-slack-no-retry"] == "1"


def test_the_same_words_in_another_request_are_answered(replicas: Replicas) -> None:
    replica = replicas.new()
    assert [replica.post(*command("china")).status for _ in range(2)] == [200, 200]


def test_a_retry_of_slacks_has_another_signature_and_passes(replicas: Replicas) -> None:
    replica = replicas.new()
    body, headers = command("china")
    moment = int(headers["X-Slack-Request-Timestamp"]) + 60
    again = {**signed(body, SECRET, moment), "X-Slack-Retry-Num": "1", "X-Slack-Retry-Reason": "http_timeout"}
    assert [replica.post(body, each).status for each in (headers, again)] == [200, 200]


def test_a_retry_header_alone_makes_no_other_request_of_it(replicas: Replicas) -> None:
    replica = replicas.new()
    body, headers = command("china")
    again = {**headers, "X-Slack-Retry-Num": "1"}
    assert [replica.post(body, each).status for each in (headers, again)] == [200, 409]


class Dying:
    """A replica's Bolt app; its process dies while it answers."""

    def dispatch(self, _request: object) -> BoltResponse:
        raise SystemExit


class Failing:
    """A replica's Bolt app that cannot take an event in."""

    def dispatch(self, _request: object) -> BoltResponse:
        return BoltResponse(status=500)


def test_what_a_replica_died_over_is_answered_by_the_next(replicas: Replicas) -> None:
    request = command("china")
    with pytest.raises(SystemExit):
        replicas.new(Dying()).post(*request)
    assert replicas.new().post(*request).status == 200


def test_what_a_replica_failed_over_may_be_sent_to_the_next(replicas: Replicas) -> None:
    request = command("china")
    assert replicas.new(Failing()).post(*request).status == 500
    assert replicas.new().post(*request).status == 200


def test_an_answer_that_nobody_waits_for_leaves_no_mark(replicas: Replicas) -> None:
    body, headers = command("china")
    gone: list[Message] = [{"type": "http.request", "body": body.encode()}, {"type": "http.disconnect"}]
    replicas.new().send("POST", headers, gone)
    assert replicas.new().post(body, headers).status == 200


class Meanwhile:
    """A replica's Bolt app, during whose answer something else happens."""

    def __init__(self, app: App, happens: Callable[[], object]) -> None:
        self._app = app
        self._happens = happens

    def dispatch(self, request: object) -> BoltResponse:
        answer = self._app.dispatch(request)  # type: ignore[arg-type]  # the edge gives a request of Bolt's
        self._happens()
        return answer


def test_a_replica_that_dies_before_its_answer_is_sent_has_told_nobody(replicas: Replicas) -> None:
    """A load balancer sends it to another one then; so two that are asked at one moment both answer."""
    request, answers = command("china"), list[Answer]()
    other = replicas.new()
    slower = Meanwhile(replicas.app, lambda: answers.append(other.post(*request)))
    answers.append(replicas.new(slower).post(*request))
    assert [each.status for each in answers] == [200, 200]
    assert replicas.new().post(*request).status == 409


def test_of_two_at_once_in_one_process_one_is_refused(memory: SqlMemory) -> None:
    replays = Replays(memory.claims, lambda: START)
    assert [replays.settle(MARK) for _ in range(2)] == [True, False]


def test_what_is_typed_into_a_menu_twice_within_a_second_is_answered_twice(replicas: Replicas) -> None:
    who = {"team": {"id": "T1"}, "user": {"id": "U1"}}
    typed = {"type": "block_suggestion", "action_id": "a", "block_id": "b", "value": "c"}
    body = urlencode({"payload": json.dumps({**typed, **who})})
    headers, replica = signed(body, SECRET, content_type=FORM), replicas.new()
    statuses = {replica.post(body, headers).status for _ in range(2)}
    assert statuses == {404}  # this app has no options, and says so each time


def test_without_the_database_the_process_itself_decides_and_says_so() -> None:
    with ExitStack() as undo, capture_logs() as log:
        replica, request = Replicas(NoClaims(), undo).new(), command("china")
        assert [replica.post(*request).status for _ in range(2)] == [200, 409]
    warned = [each for each in log if each["event"] == "replays known to this process only"]
    assert [each["error"] for each in warned] == [
        "ConnectionError"
    ] * 2  # once for the look, once for the mark


def test_a_refused_replay_is_logged_without_what_it_says(replicas: Replicas) -> None:
    replica, request = replicas.new(), command("zanzibar")
    with capture_logs() as log:
        for _ in range(2):
            replica.post(*request)
    [line] = [each for each in log if each["event"] == "request refused"]
    assert (line["reason"], line["count"], line["log_level"]) == ("replay", 1, "warning")
    assert "zanzibar" not in str(log)


class SetClock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now


def test_a_mark_outlives_its_signature_and_is_then_cleaned_away(memory: SqlMemory) -> None:
    moment = SetClock()
    Replays(memory.claims, moment).publish(MARK)
    other = Replays(memory.claims, moment)
    moment.now = START + timedelta(minutes=10, seconds=1)  # no timestamp of Slack's is good any more
    assert other.is_answered(MARK)
    moment.now = START + KEEP  # the first time that it cleans
    other.publish("c" * 64)
    assert other.is_answered(MARK)
    moment.now += KEEP
    other.publish("b" * 64)
    assert not memory.claims.holds(f"request:{MARK}")
    assert memory.claims.holds(f"request:{'b' * 64}")


def test_cleaning_leaves_other_claims_alone(memory: SqlMemory) -> None:
    moment = SetClock()
    replays = Replays(memory.claims, moment)
    for key in ("press:T1:C1:1.2:U1:0:share:x", "requests:x"):
        memory.claims.claim(key, START)
    moment.now += 3 * KEEP
    replays.publish(MARK)
    assert memory.claims.holds("press:T1:C1:1.2:U1:0:share:x")
    assert memory.claims.holds("requests:x")


def test_a_process_keeps_no_more_marks_than_it_has_room_for() -> None:
    replays = Replays(NoClaims(), lambda: START, remembered=2)
    assert all(replays.settle(mark) for mark in "abc")
    assert [replays.is_answered(mark) for mark in "abc"] == [False, True, True]


def test_a_process_forgets_marks_that_are_too_old_to_matter() -> None:
    moment = SetClock()
    replays = Replays(NoClaims(), moment)
    assert replays.settle(MARK)
    moment.now = START + timedelta(minutes=10)  # until then a timestamp five minutes ahead is good
    assert not replays.settle(MARK)
    moment.now = START + KEEP
    assert replays.settle(MARK)


def test_the_mark_in_the_database_is_no_signature() -> None:
    body, headers = command("china")
    lowered = {name.lower(): value for name, value in headers.items()}
    mark = Signatures(SECRET, clock.now).mark_of(body.encode(), lowered)
    assert mark is not None
    assert mark not in lowered["x-slack-signature"]
