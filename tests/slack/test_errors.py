"""The unexpected becomes one private apology with an id that the log carries; logs hold no texts."""

from __future__ import annotations

import io
import json
import logging
import re
from collections.abc import Iterator
from typing import Any

import pytest
import structlog

from bot import logs
from bot.desk.desk import Desk
from bot.slack.surface import Office
from tests.slack.bots import SECRET, HttpWire, Person, bot_over_http, office_for
from tests.slack.reading import button
from tests.support.stand_in import StandIn
from tests.support.stand_in.http import form, signed
from tests.support.stand_in.payloads import block_action, event, slash_command

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

    return Office(office.desk, no_day, office.deliver)


@pytest.fixture
def unlucky(stand_in: StandIn, desk: Desk) -> Iterator[Person]:
    """A person for whom everything fails."""
    with bot_over_http(stand_in, failing(office_for(desk))) as wire:
        yield Person(stand_in, wire)


def test_an_unexpected_error_is_one_apology_whose_id_the_log_has(log: io.StringIO, unlucky: Person) -> None:
    text = unlucky.types("china")["text"]
    error_id = re.search(r"this id: (\w{6})", text)
    assert error_id is not None
    records = [json.loads(line) for line in log.getvalue().splitlines()]
    (logged,) = [each for each in records if each.get("id") == error_id[1]]
    assert logged["error"] == "RuntimeError"
    assert any("surfaces/slash_command.py" in place for place in logged["at"])


def test_a_button_that_fails_is_one_apology_too(log: io.StringIO, unlucky: Person) -> None:
    url = unlucky.stand_in.new_response_url()
    unlucky.wire.interaction(block_action("desk.brief.0", "0:brief:x/y", response_url=url))
    message = unlucky.stand_in.wait_for_response().message
    error_id = re.search(r"this id: (\w{6})", message["text"])
    assert error_id is not None
    assert error_id[1] in log.getvalue()
    assert len(unlucky.stand_in.responses) == 1


def test_no_log_holds_what_was_typed_or_a_secret(log: io.StringIO, person: Person, unlucky: Person) -> None:
    unlucky.types(_PLANTED)
    message = person.types(_PLANTED)
    found = button(message, "All topics")
    url = person.stand_in.new_response_url()
    person.wire.interaction(block_action(found["action_id"], found["value"], response_url=url))
    person.stand_in.wait_for_response()
    person.wire.event(
        event({"type": "message", "text": _PLANTED, "channel": "C1", "user": "U1", "ts": "1.2"})
    )
    written = log.getvalue()
    assert '"answered"' in written
    for secret in ("planted", "zanzibar", SECRET, person.stand_in.bot_token, person.stand_in.app_token, url):
        assert secret not in written


def test_a_badly_signed_request_is_refused_and_its_text_not_logged(log: io.StringIO, wire: HttpWire) -> None:
    body = form(slash_command(_PLANTED))
    answer = wire.post(body, signed(body, "another secret"))
    assert answer.status_code == 401
    assert "planted" not in log.getvalue() + answer.text


def test_a_request_older_than_five_minutes_is_refused(wire: HttpWire) -> None:
    body = form(slash_command("china"))
    old = signed(body, SECRET, timestamp=1_700_000_000)
    assert wire.post(body, old).status_code == 401


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
def test_what_is_no_request_of_slacks_is_refused(wire: HttpWire, body: bytes, content_type: str) -> None:
    headers = signed(body.decode("latin-1"), SECRET, content_type=content_type)
    assert wire.post(body, headers).status_code in {400, 401}


@pytest.mark.parametrize("timestamp", ["", "soon", "１２３", "1e9", "-5"])
def test_a_timestamp_that_is_no_number_is_refused(wire: HttpWire, timestamp: str) -> None:
    body = form(slash_command("china"))
    headers = {**signed(body, SECRET), "X-Slack-Request-Timestamp": timestamp}
    encoded = {name: value.encode() for name, value in headers.items()}
    assert wire.post(body, encoded).status_code == 401  # type: ignore[arg-type]  # bytes are sent as they are


def test_a_form_is_read_as_one_whatever_its_content_type_says(wire: HttpWire) -> None:
    body = form(slash_command("payload china"))
    for content_type in ("", "application/x-www-form-urlencoded; charset=utf-8", "text/plain"):
        answer = wire.post(body, signed(body, SECRET, content_type=content_type))
        assert "payload china" in answer.text or "The China Factor" in answer.text


def test_a_body_larger_than_any_of_slacks_is_refused(wire: HttpWire) -> None:
    body = "text=" + "x" * 1_100_000
    assert wire.post(body, signed(body, SECRET)).status_code == 413


def test_an_event_that_nobody_asked_for_is_acknowledged(wire: HttpWire) -> None:
    wire.event(event({"type": "app_home_opened", "user": "U1", "tab": "home"}))
    wire.event(event({"type": "message", "subtype": "message_changed", "channel": "C1", "ts": "1.2"}))


def test_the_health_check_answers(wire: HttpWire) -> None:
    import httpx

    answer = httpx.get(wire.url.replace("/slack/events", "/healthz"), trust_env=False)
    assert (answer.status_code, answer.json()) == (200, {"status": "alive"})


def test_slacks_client_variables_in_the_environment_change_nothing(
    monkeypatch: pytest.MonkeyPatch, stand_in: StandIn, desk: Desk
) -> None:
    monkeypatch.setenv("SLACK_CLIENT_ID", "1.2")
    monkeypatch.setenv("SLACK_CLIENT_SECRET", "s")
    with bot_over_http(stand_in, office_for(desk)) as running:
        assert "The China Factor" in Person(stand_in, running).types("china")["text"]
