"""The HTTP edge: what is not Slack's is refused before it is read, and tells nobody why."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlencode

import pytest
from anyio import sleep
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from structlog.testing import capture_logs

from bot import clock
from bot.playground.payloads import Sender, slash_command
from bot.playground.signing import FORM, JSON, signed
from bot.playground.workspace import ANA, GENERAL
from bot.slack.http import MAX_BODY_BYTES, MAX_HEAD_BYTES, MAX_HEADERS, Gate, edge
from bot.slack.receiving import TimedProtocol
from bot.slack.refusals import Refusals
from bot.slack.replays import Replays
from bot.slack.signatures import Signatures
from bot.slack.transports import HttpTransport
from bot.state.memory import open_memory
from tests.slack.asgi import SECRET, Caller, calling, counting_app

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


class Hasty(TimedProtocol):
    """Does not wait long for a request to arrive."""

    receive_seconds = 0.05


async def slow(_request: Request) -> Response:
    await sleep(4 * Hasty.receive_seconds)
    return PlainTextResponse("at last")


PROBE = Route("/probe", lambda _request: PlainTextResponse("here"), methods=["GET"])


@pytest.fixture
def gate(tmp_path: Path) -> Iterator[Gate]:
    """The gate as it is when the bot runs."""
    memory = open_memory(f"sqlite:///{tmp_path}/briefbot.db")
    yield Gate(Signatures(SECRET, clock.now), Replays(memory.claims, clock.now))
    memory.close()


@pytest.fixture
def reached() -> list[str]:
    """The texts of the commands that got through."""
    return []


@pytest.fixture
def caller(gate: Gate, reached: list[str]) -> Iterator[Caller]:
    """Somebody who calls the edge, and does not wait long for a body to arrive."""
    app = counting_app(reached)
    with calling(edge(app, gate=gate, routes=[PROBE], body_seconds=0.05)) as calls:
        yield calls


FORM_BODY = urlencode(slash_command(Sender(ANA, "ana", GENERAL, "general"), "/brief", "china"))


def test_what_slack_signed_is_answered(caller: Caller) -> None:
    answer = caller.post_signed(FORM_BODY, FORM)
    assert (answer.status, answer.text) == (200, "china")


@pytest.mark.parametrize("body", ["{", "[]", "payload=nonsense", '{"type": "block_actions"}', ""])
def test_the_signature_is_checked_before_anything_is_parsed(caller: Caller, body: str) -> None:
    headers = signed(body, "another secret", content_type=JSON)
    assert caller.post(body, headers).status == 401
    assert caller.post(body, {"Content-Type": JSON}).status == 401


@pytest.mark.parametrize(
    "signature",
    ["", "v0=", "v0=" + "0" * 64, "v1=" + "0" * 64, "v0=" + "ö" * 64, "v0=" + "A" * 64, "v0=" + "0" * 9_000],
)
def test_a_signature_of_any_other_shape_is_refused(caller: Caller, signature: str) -> None:
    headers = {**signed(FORM_BODY, SECRET), "X-Slack-Signature": signature}
    assert caller.post(FORM_BODY, headers).status == 401


def test_a_body_that_is_no_text_is_not_signed_by_slack(caller: Caller) -> None:
    body = b"\xff\xfe"
    assert caller.post(body, signed(body, SECRET, content_type=JSON)).status == 401


@pytest.mark.parametrize(
    ("seconds_away", "is_taken"), [(-301, False), (-299, True), (0, True), (299, True), (301, False)]
)
def test_a_timestamp_is_good_for_five_minutes_either_way(seconds_away: int, is_taken: bool) -> None:
    signatures = Signatures(SECRET, lambda: NOW)
    headers = signed("x", SECRET, int(NOW.timestamp()) + seconds_away)
    lowered = {name.lower(): value for name, value in headers.items()}
    assert (signatures.mark_of(b"x", lowered) is not None) == is_taken


@pytest.mark.parametrize("timestamp", ["", "soon", "1e9", "-5", "1_764_000_000", "9" * 5_000, " "])
def test_a_timestamp_that_is_no_number_is_refused(caller: Caller, timestamp: str) -> None:
    headers = {**signed(FORM_BODY, SECRET), "X-Slack-Request-Timestamp": timestamp}
    assert caller.post(FORM_BODY, headers).status == 401


def test_a_refusal_tells_nobody_why(caller: Caller) -> None:
    old = signed(FORM_BODY, SECRET, timestamp=1_700_000_000)
    answers = [
        caller.post(FORM_BODY, headers) for headers in (old, signed(FORM_BODY, "other"), {**old, "a": "b"})
    ]
    assert {(answer.status, answer.text) for answer in answers} == {(401, "refused")}


def test_refusals_are_counted_in_the_log_without_what_was_in_them(caller: Caller) -> None:
    body = FORM_BODY.replace("china", "zanzibar")
    with capture_logs() as log:
        caller.post(body, signed(body, "another secret"))
    [line] = log
    assert (line["event"], line["reason"], line["count"]) == ("request refused", "signature", 1)
    assert "zanzibar" not in str(line)


def test_a_flood_of_refusals_is_a_line_a_second_that_counts_them_all() -> None:
    moments = iter([0.0, 0.1, 0.2, 0.9, 1.1])
    refusals = Refusals(lambda: next(moments))
    with capture_logs() as log:
        for _ in range(5):
            refusals.note("signature")
    assert [line["count"] for line in log] == [1, 5]


def test_bolts_own_headers_are_not_obeyed(caller: Caller, reached: list[str]) -> None:
    own = {"X-Slack-Bolt-Lazy-Only": "1", "X-Slack-Bolt-Lazy-Function-Name": "brief"}
    answer = caller.post(FORM_BODY, {**signed(FORM_BODY, SECRET), **own})
    assert (answer.text, reached) == ("china", ["china"])


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE", "BREW"])
def test_slacks_requests_are_posts(caller: Caller, method: str) -> None:
    assert caller.send(method, {}, []).status == 405


@pytest.mark.parametrize(("method", "status"), [("GET", 200), ("HEAD", 200), ("POST", 405)])
def test_further_routes_are_served_beside_slacks(caller: Caller, method: str, status: int) -> None:
    caller.path = "/probe"
    assert caller.send(method, {}, []).status == status


@pytest.mark.parametrize(
    "kind", ["", "text/plain", "text/html", "multipart/form-data", "application/xml", ";"]
)
def test_neither_json_nor_a_form_is_refused_unread(caller: Caller, kind: str) -> None:
    assert caller.send("POST", {"Content-Type": kind}, []).status == 415


@pytest.mark.parametrize("size_and_number", [(MAX_HEAD_BYTES, 1), (1, MAX_HEADERS)])
def test_headers_that_are_too_large_or_too_many_are_refused(
    caller: Caller, size_and_number: tuple[int, int]
) -> None:
    size, number = size_and_number
    more = {f"X-{each}": "x" * size for each in range(number)}
    assert caller.post(FORM_BODY, {**signed(FORM_BODY, SECRET), **more}).status == 431


def test_a_body_that_says_it_is_too_large_is_refused_unread(caller: Caller) -> None:
    for length in (MAX_BODY_BYTES + 1, "9" * 5_000, "lots"):
        assert caller.send("POST", {"Content-Type": JSON, "Content-Length": str(length)}, []).status == 413


def test_a_body_that_is_larger_than_it_says_is_refused(caller: Caller) -> None:
    chunk = {"type": "http.request", "body": b"x" * 400_000, "more_body": True}
    answer = caller.send("POST", {"Content-Type": JSON, "Content-Length": "10"}, [chunk] * 3)
    assert answer.status == 413


def test_the_largest_body_is_read(caller: Caller) -> None:
    head, tail = '{"type": "url_verification", "challenge": "c", "x": "', '"}'
    body = head + "x" * (MAX_BODY_BYTES - len(head) - len(tail)) + tail
    assert caller.post_signed(body).text == '{"challenge": "c"}'


def test_a_body_that_does_not_arrive_is_answered_408(caller: Caller) -> None:
    part = {"type": "http.request", "body": b"{", "more_body": True}
    answer = caller.send("POST", {"Content-Type": JSON}, [part])
    assert (answer.status, answer.headers["connection"]) == (408, "close")


def test_who_goes_away_in_mid_body_leaves_one_line(caller: Caller) -> None:
    part = {"type": "http.request", "body": b"{", "more_body": True}
    with capture_logs() as log:
        caller.send("POST", {"Content-Type": JSON}, [part, {"type": "http.disconnect"}])
    assert [line["reason"] for line in log] == ["gone in mid-body"]


@pytest.mark.parametrize("path", ["/slack/events", "/probe", "/nowhere"])
def test_no_browser_guesses_what_it_is_shown(caller: Caller, path: str) -> None:
    caller.path = path
    headers = caller.send("GET", {}, []).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert "server" not in headers


@contextmanager
def served(
    gate: Gate, protocol: type[TimedProtocol] = TimedProtocol, most_connections: int = 100
) -> Iterator[Callable[[], socket.socket]]:
    """The edge as it is when the bot runs; what connects to it."""
    asgi = edge(counting_app([]), gate, routes=[Route("/slow", slow)])
    transport = HttpTransport(asgi, "127.0.0.1", 0, protocol, most_connections)
    transport.start()
    try:
        yield lambda: socket.create_connection(("127.0.0.1", transport.port), timeout=30)
    finally:
        transport.stop()


@contextmanager
def connected(gate: Gate, protocol: type[TimedProtocol] = TimedProtocol) -> Iterator[socket.socket]:
    """A connection to it."""
    with served(gate, protocol) as connect, connect() as connection:
        yield connection


def all_of(connection: socket.socket) -> bytes:
    """What comes until the other side closes."""
    return b"".join(iter(lambda: connection.recv(65_536), b""))


HEAD = b"POST /slack/events HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"


@pytest.mark.parametrize(
    "sent",
    [b"", b"POST /slack/ev", HEAD, HEAD + b"Content-Length: 10\r\n\r\n{", b"GET /nowhere HTTP/1.1\r\n"],
)
def test_a_connection_that_sends_no_whole_request_is_closed(gate: Gate, sent: bytes) -> None:
    with connected(gate, Hasty) as connection:
        connection.sendall(sent)
        assert all_of(connection) == b""


def test_a_whole_request_has_all_the_time_that_its_answer_takes(gate: Gate) -> None:
    with connected(gate, Hasty) as connection:
        connection.sendall(b"GET /slow HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        assert all_of(connection).endswith(b"at last")


def test_connections_beyond_the_most_are_told_to_come_later(gate: Gate) -> None:
    request = b"GET /nowhere HTTP/1.1\r\nHost: a\r\n"
    with served(gate, most_connections=2) as connect:
        with connect() as first, connect() as second:
            second.sendall(request + b"Connection: close\r\n\r\n")
            assert all_of(second).startswith(b"HTTP/1.1 503 ")
            first.shutdown(socket.SHUT_WR)
            assert all_of(first) == b""  # it is gone
        with connect() as alone:
            alone.sendall(request + b"Connection: close\r\n\r\n")
            assert all_of(alone).startswith(b"HTTP/1.1 404 ")


@pytest.mark.parametrize("headers", [b"A: " + b"x" * MAX_HEAD_BYTES + b"\r\n", b"A: b\r\n" * 3_000])
def test_headers_without_end_are_refused(gate: Gate, headers: bytes) -> None:
    with connected(gate) as connection:
        connection.sendall(HEAD + headers)
        assert all_of(connection).startswith(b"HTTP/1.1 400 ")


def test_a_web_socket_is_not_to_be_had(gate: Gate) -> None:
    with connected(gate) as connection:
        upgrade = b"Connection: Upgrade, close\r\nUpgrade: websocket\r\nSec-WebSocket-Key: eA==\r\n\r\n"
        connection.sendall(b"GET /slack/events HTTP/1.1\r\nHost: a\r\n" + upgrade)
        assert all_of(connection).startswith(b"HTTP/1.1 405 ")


def test_no_response_says_what_serves_it(gate: Gate) -> None:
    with connected(gate) as connection:
        connection.sendall(b"GET /nowhere HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        head = all_of(connection).partition(b"\r\n\r\n")[0].lower()
    assert b"server:" not in head
    assert b"uvicorn" not in head
