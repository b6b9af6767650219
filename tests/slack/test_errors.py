"""The unexpected becomes one private apology with an id that the log carries; logs hold no texts."""

from __future__ import annotations

import io
import json
import logging
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

import pytest
import structlog

from bot import logs
from bot.desk.desk import Desk
from bot.playground.payloads import Sender, event, slash_command
from bot.playground.signing import JSON, signed
from bot.playground.stand_in import StandIn
from bot.playground.workspace import ANA, GENERAL
from bot.slack.surface import Office
from tests.slack.bots import HttpEdge, Person, bot_over_http, office_for
from tests.slack.test_buttons import with_old_button

_PLANTED = "xoxb-planted-secret tell nobody about zanzibar"


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """All that is logged, at the chattiest level."""
    root = logging.getLogger()
    before = (root.handlers[:], root.level)
    stream = io.StringIO()
    logs.configure("DEBUG", stream)
    yield stream
    root.handlers[:], level = before
    root.setLevel(level)
    structlog.reset_defaults()


def failing(office: Office) -> Office:
    """An office whose day cannot be told: any reply fails."""

    def no_day() -> Any:
        raise RuntimeError(_PLANTED)

    return replace(office, now=no_day)


@pytest.fixture
def unlucky(stand_in: StandIn, desk: Desk) -> Iterator[Person]:
    """A person for whom everything fails."""
    with bot_over_http(stand_in, failing(office_for(desk))):
        yield Person(stand_in)


def test_an_unexpected_error_is_one_apology_whose_id_the_log_has(log: io.StringIO, unlucky: Person) -> None:
    text = unlucky.types("china").text
    error_id = re.search(r"this id: (\w{6})", text)
    assert error_id is not None
    records = [json.loads(line) for line in log.getvalue().splitlines()]
    (logged,) = [each for each in records if each.get("id") == error_id[1]]
    assert logged["error"] == "RuntimeError"
    assert any("surfaces/slash_command.py" in place for place in logged["at"])


def test_a_button_that_fails_is_one_apology_too(log: io.StringIO, unlucky: Person) -> None:
    message = with_old_button(unlucky, "desk.brief.0", "0:brief:x/y")
    error_id = re.search(r"this id: (\w{6})", unlucky.presses(message, "Old").text)
    assert error_id is not None
    assert error_id[1] in log.getvalue()


def test_no_log_holds_what_was_typed_or_a_secret(
    log: io.StringIO, stand_in: StandIn, edge: HttpEdge, unlucky: Person
) -> None:
    unlucky.types(_PLANTED)
    stand_in.send_over_http(edge.url)
    person = Person(stand_in)
    person.presses(person.types(_PLANTED), "All topics")
    inner = {"type": "message", "text": _PLANTED, "channel": GENERAL, "user": ANA, "ts": "1.2"}
    body = json.dumps(event(inner, 1))
    assert edge.post(body, signed(body, edge.secret, content_type=JSON)).status_code == 200
    written = log.getvalue()
    assert '"answered"' in written
    app = stand_in.app
    for secret in ("planted", "zanzibar", app.signing_secret, app.bot_token, app.app_token, "/response/"):
        assert secret not in written


def form(text: str) -> str:
    """The body of a slash command."""
    return urlencode(slash_command(Sender(ANA, "ana", GENERAL, "general"), "/brief", text))


def test_a_badly_signed_request_is_refused_and_its_text_not_logged(log: io.StringIO, edge: HttpEdge) -> None:
    body = form(_PLANTED)
    answer = edge.post(body, signed(body, "another secret"))
    assert answer.status_code == 401
    assert "planted" not in log.getvalue() + answer.text


def test_a_request_older_than_five_minutes_is_refused(edge: HttpEdge) -> None:
    body = form("china")
    old = signed(body, edge.secret, timestamp=1_700_000_000)
    assert edge.post(body, old).status_code == 401


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"\xff\xfe", "application/x-www-form-urlencoded"),
        (b"{", "application/json"),
        (b"[]", "application/json"),
        (b'"text"', "application/json"),
        (b"payload=%5B%5D", "application/x-www-form-urlencoded"),
        (b"payload=nonsense", "application/x-www-form-urlencoded"),
        (b'{"a":' * 2_000, "application/json"),
    ],
)
def test_what_is_no_request_of_slacks_is_refused(edge: HttpEdge, body: bytes, content_type: str) -> None:
    headers = signed(body.decode("latin-1"), edge.secret, content_type=content_type)
    assert edge.post(body, headers).status_code in {400, 401}


@pytest.mark.parametrize("timestamp", ["", "soon", "１２３", "1e9", "-5"])
def test_a_timestamp_that_is_no_number_is_refused(edge: HttpEdge, timestamp: str) -> None:
    body = form("china")
    headers = {**signed(body, edge.secret), "X-Slack-Request-Timestamp": timestamp}
    encoded = {name: value.encode() for name, value in headers.items()}
    assert edge.post(body, encoded).status_code == 401  # type: ignore[arg-type]  # bytes are sent as they are


def test_a_form_is_read_as_one_whatever_words_are_in_it(edge: HttpEdge) -> None:
    for content_type in (
        "application/x-www-form-urlencoded; charset=utf-8",
        "Application/X-WWW-Form-Urlencoded",
    ):
        body = form(f"payload china {len(content_type)}")
        answer = edge.post(body, signed(body, edge.secret, content_type=content_type))
        assert "payload china" in answer.text or "The China Factor" in answer.text


def test_a_body_larger_than_any_of_slacks_is_refused(edge: HttpEdge) -> None:
    body = "text=" + "x" * 1_100_000
    assert edge.post(body, signed(body, edge.secret)).status_code == 413


@pytest.mark.parametrize(
    "inner",
    [
        {"type": "app_home_opened", "user": ANA, "tab": "home"},
        {"type": "message", "subtype": "message_changed", "channel": GENERAL, "ts": "1.2"},
    ],
)
def test_an_event_that_nobody_asked_for_is_acknowledged(edge: HttpEdge, inner: dict[str, Any]) -> None:
    body = json.dumps(event(inner, 1))
    assert edge.post(body, signed(body, edge.secret, content_type=JSON)).status_code == 200


def test_the_health_check_answers(edge: HttpEdge) -> None:
    import httpx

    answer = httpx.get(edge.url.replace("/slack/events", "/healthz"), trust_env=False)
    assert (answer.status_code, answer.json()) == (200, {"status": "alive"})


def test_slacks_client_variables_in_the_environment_change_nothing(
    monkeypatch: pytest.MonkeyPatch, stand_in: StandIn, desk: Desk
) -> None:
    monkeypatch.setenv("SLACK_CLIENT_ID", "1.2")
    monkeypatch.setenv("SLACK_CLIENT_SECRET", "s")
    with bot_over_http(stand_in, office_for(desk)):
        assert "The China Factor" in Person(stand_in).types("china").text
