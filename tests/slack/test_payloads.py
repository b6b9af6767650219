"""Payloads are read strictly, in one place, and as they usually are."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlencode

import pytest

from bot.playground.signing import FORM, JSON
from bot.slack.payloads import Payload, read

COMMAND = {"command": "/brief", "text": "china", "team_id": "T1", "channel_id": "C1", "user_id": "U1"}
COMMAND |= {"trigger_id": "1.2.x"}
PRESS: Payload = {
    "type": "block_actions",
    "team": {"id": "T1"},
    "user": {"id": "U1", "team_id": "T1"},
    "trigger_id": "1.2.x",
    "actions": [{"action_id": "desk.brief.0", "value": "0:brief:a/b"}],
}
EVENT: Payload = {"type": "event_callback", "team_id": "T1", "event": {"type": "app_uninstalled"}}


def form(fields: dict[str, str]) -> bytes:
    return urlencode(fields).encode()


def interaction(**fields: Any) -> Payload:
    return read(FORM, form({"payload": json.dumps({**PRESS, **fields})}))


def event(**fields: Any) -> Payload:
    return read(JSON, json.dumps({**EVENT, **fields}).encode())


def is_refused(kind: str, body: bytes) -> bool:
    try:
        read(kind, body)
    except ValueError:
        return True
    return False


def test_a_command_is_read_with_the_word_payload_in_it() -> None:
    assert read(FORM, form({**COMMAND, "text": "payload china"}))["text"] == "payload china"


def test_fields_that_slack_may_add_are_let_through() -> None:
    assert interaction(novelty={"a": [1]})["novelty"] == {"a": [1]}
    assert event(novelty=1)["novelty"] == 1


def test_what_is_nested_as_deep_as_slacks_blocks_is_let_through() -> None:
    body = b'{"type": "url_verification", "challenge": "c", "x": ' + b"[" * 32 + b"]" * 32 + b"}"
    assert read(JSON, body)["challenge"] == "c"


def test_halves_of_characters_and_nuls_do_not_get_in() -> None:
    said = {"type": "message", "channel": "C1", "ts": "1.2", "text": "a\ud800b\x00c", "\x00": 1}
    inner = event(event=said)["event"]
    assert (inner["text"], "\ufffd" in inner) == ("a?b\ufffdc", True)


def test_an_interaction_without_a_team_is_of_its_users_team() -> None:
    assert interaction(team=None)["team"] == {"id": "T1"}


def test_a_view_that_is_null_is_none() -> None:
    assert "view" not in interaction(view=None)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"null",
        b"[]",
        b'"x"',
        b"{",
        b'{"type": "event_callback"}',
        b'{"type": ["event_callback"]}',
        b'{"type": "url_verification", "challenge": NaN}',
        b'{"type": "url_verification", "challenge": "c", "x": Infinity}',
        b'{"type": "url_verification", "challenge": "c", "x": ' + b"[" * 65 + b"]" * 65 + b"}",
        b'{"x":' * 100_000,
        b'{"x": ' + b"9" * 5_000 + b"}",
    ],
)
def test_what_is_no_json_of_slacks_is_refused(body: bytes) -> None:
    assert is_refused(JSON, body)


@pytest.mark.parametrize(
    "wrong",
    [
        {"user_id": ""},
        {"user_id": "U1 "},
        {"channel_id": "c1"},
        {"team_id": "T" + "1" * 100},
        {"response_url": "file:///etc/passwd"},
        {"response_url": "https://a.b/c d"},
        {"event": "{}"},
        {"type": "block_actions"},
        {"payload": "x"},
        {f"field{number}": "" for number in range(100)},
    ],
)
def test_a_command_of_another_shape_is_refused(wrong: dict[str, str]) -> None:
    assert is_refused(FORM, form({**COMMAND, **wrong}))


@pytest.mark.parametrize(
    "wrong",
    [
        {"actions": []},
        {"actions": [{"action_id": 1}]},
        {"user": "U1"},
        {"user": {"id": None}},
        {"team": None, "user": {"id": "U1"}},
        {"channel": {"id": 1}},
        {"container": {"message_ts": "now"}},
        {"view": {"id": "V1", "type": "modal", "state": {"values": []}}},
        {"event": {}},
        {"type": None},
        {"type": "view_submission"},
        {"type": "message_action"},
    ],
)
def test_an_interaction_of_another_shape_is_refused(wrong: Payload) -> None:
    assert is_refused(FORM, form({"payload": json.dumps({**PRESS, **wrong})}))


@pytest.mark.parametrize(
    "inner",
    [
        None,
        [],
        {},
        {"type": 1},
        {"type": "message", "channel": "C1"},
        {"type": "message", "channel": "C1", "ts": "1.2", "text": ["x"]},
        {"type": "message", "channel": "C1", "ts": "nan", "text": "x"},
        {
            "type": "message",
            "channel": "C1",
            "ts": "1.2",
            "subtype": "message_changed",
            "message": {"ts": "x"},
        },
        {"type": "app_home_opened"},
        {"type": "tokens_revoked", "tokens": []},
        {"type": "channel_shared", "channel": {"id": "C1"}},
    ],
)
def test_an_event_of_another_shape_is_refused(inner: object) -> None:
    assert is_refused(JSON, json.dumps({**EVENT, "event": inner}).encode())
