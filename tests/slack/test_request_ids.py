"""Each request has an id: in all its log lines, whichever thread they come from, and in its response."""

from __future__ import annotations

import asyncio
import io
import json
import logging
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import httpx
import pytest
import structlog
from anyio import to_thread
from slack_bolt import Ack, App
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient
from slack_sdk.socket_mode.client import BaseSocketModeClient
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from bot import logs
from bot.playground.signing import signed
from bot.slack.apology import apology
from bot.slack.http import edge
from bot.slack.request_ids import ContextThreadPool, RequestIds, name_envelopes, request_id
from tests.support.gates import gate_of

_log = structlog.get_logger("briefbot")
_ID = "7f3a9c0d5e1b4a62"


class Log:
    """What was logged, a record a line."""

    def __init__(self) -> None:
        self.stream = io.StringIO()

    @property
    def records(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.stream.getvalue().splitlines()]

    def of(self, event: str) -> dict[str, Any]:
        """The one record of an event."""
        [found] = [each for each in self.records if each["event"] == event]
        return found


@pytest.fixture
def log() -> Iterator[Log]:
    """All that is logged, set up as `brief run` sets it up."""
    root = logging.getLogger()
    before = (root.handlers[:], root.level)
    found = Log()
    logs.configure("INFO", found.stream)
    yield found
    root.handlers[:], level = before
    root.setLevel(level)
    structlog.reset_defaults()


def get(handle: Callable[[Request], Response], headers: Mapping[str, str] | None = None) -> httpx.Response:
    """Ask a server that hands requests to a worker thread, as the bot's edge does."""

    async def endpoint(request: Request) -> Response:
        return await to_thread.run_sync(handle, request)

    return ask(Starlette(routes=[Route("/", endpoint)], middleware=[Middleware(RequestIds)]), headers=headers)


def ask(
    app: ASGIApp, path: str = "/", body: str = "", headers: Mapping[str, str] | None = None
) -> httpx.Response:
    """Send one request to an application, a POST when it has a body."""

    async def sent() -> httpx.Response:
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://bot") as client:
            return await client.request("POST" if body else "GET", path, content=body, headers=headers)

    return asyncio.run(sent())


def says(request: Request) -> Response:
    """Log a line, here and by a library's own logger."""
    _log.info("ours", path=request.url.path)
    logging.getLogger("sqlalchemy").warning("theirs")
    return PlainTextResponse("done")


def test_every_line_of_a_request_has_the_id_that_came_with_it_and_so_has_the_response(log: Log) -> None:
    answer = get(says, {"X-Request-Id": _ID})
    assert answer.headers["x-request-id"] == _ID
    assert (log.of("ours")["request"], log.of("theirs")["request"]) == (_ID, _ID)


def test_a_request_without_an_id_gets_one(log: Log) -> None:
    ids = [get(says).headers["x-request-id"] for _ in range(2)]
    assert [each["request"] for each in log.records if each["event"] == "ours"] == ids
    assert len(set(ids)) == 2


@pytest.mark.parametrize(
    "given",
    [
        None,
        "",
        "short",
        "x" * 65,
        "a b c d e f g h",
        "12345678\n9",
        'abcdefgh","level":"x',
        "１２３４５６７８",
    ],
)
def test_an_id_that_is_not_well_formed_is_replaced(given: str | None) -> None:
    assert request_id(given) != given
    assert len(request_id(given)) == 32


@pytest.mark.parametrize("given", [_ID, "2f1c6b1e-9d0a-4c7e-8a43-7d1f4c1b2a90", "Root-1.67891233_abc"])
def test_the_ids_of_proxies_are_kept(given: str) -> None:
    assert request_id(given) == given


def test_an_error_that_escapes_is_logged_with_the_id_of_its_request(log: Log) -> None:
    def fails(_request: Request) -> Response:
        apology(RuntimeError(), "test")
        return PlainTextResponse("sorry")

    get(fails, {"X-Request-Id": _ID})
    logged = log.of("unexpected")
    assert logged["request"] == _ID
    assert len(logged["id"]) == 6


def test_after_a_request_its_id_is_gone(log: Log) -> None:
    async def serve() -> None:
        async def app(_scope: object, _receive: object, _send: object) -> None:
            _log.info("within")

        await RequestIds(app)({"type": "http", "headers": []}, _never, _sink)
        _log.info("after")

    asyncio.run(serve())
    assert "request" in log.of("within")
    assert "request" not in log.of("after")


async def _never() -> Any:
    raise AssertionError("nobody reads the body")


async def _sink(_message: object) -> None:
    return


def test_what_is_no_http_request_passes_untouched(log: Log) -> None:
    async def app(scope: Mapping[str, Any], _receive: object, _send: object) -> None:
        _log.info("passed", kind=scope["type"])

    asyncio.run(RequestIds(app)({"type": "lifespan"}, _never, _sink))
    assert log.of("passed")["kind"] == "lifespan"
    assert "request" not in log.of("passed")


def test_a_listener_in_the_pool_logs_the_id_of_the_request_that_it_is_for(log: Log) -> None:
    with ContextThreadPool(1) as pool, structlog.contextvars.bound_contextvars(request=_ID):
        assert pool.submit(lambda what: _log.info("listener", what=what), "x").result() is None
    assert (log.of("listener")["request"], log.of("listener")["what"]) == (_ID, "x")


def test_two_requests_at_once_do_not_mix_their_ids(log: Log) -> None:
    both = Barrier(2, timeout=10)

    def one(name: str) -> None:
        with structlog.contextvars.bound_contextvars(request=name):
            pool.submit(listener, name).result()

    def listener(name: str) -> None:
        both.wait()
        _log.info("at once", name=name)

    with ContextThreadPool(2) as pool, ThreadPoolExecutor(2) as requests:
        list(requests.map(one, ["first-id", "second-id"]))
    assert {(each["name"], each["request"]) for each in log.records} == {
        ("first-id", "first-id"),
        ("second-id", "second-id"),
    }


def test_what_a_listener_binds_does_not_stay_in_its_thread(log: Log) -> None:
    with ContextThreadPool(1) as pool:
        pool.submit(structlog.contextvars.bind_contextvars, request="left-behind").result()
        pool.submit(_log.info, "next").result()
    assert "request" not in log.of("next")


def test_a_listener_of_bolts_logs_the_id_of_its_request_over_http(log: Log) -> None:
    identity = AuthorizeResult(enterprise_id=None, team_id="T1", bot_token="xoxb-1")
    with ContextThreadPool(1) as pool:
        bolt = App(
            signing_secret="s", authorize=lambda: identity, listener_executor=pool, client=WebClient("xoxb-1")
        )

        @bolt.command("/brief")
        def brief(ack: Ack) -> None:
            _log.info("in bolt")
            ack("done")

        body = "command=/brief&team_id=T1&user_id=U1&channel_id=C1&trigger_id=1.2.x&text=china"
        answer = ask(
            RequestIds(edge(bolt, gate_of("s"))),
            "/slack/events",
            body,
            {**signed(body, "s"), "X-Request-Id": _ID},
        )
    assert (answer.status_code, answer.text) == (200, "done")
    assert log.of("in bolt")["request"] == _ID


def test_what_comes_of_an_envelope_has_the_envelopes_id(log: Log) -> None:
    client = BaseSocketModeClient()
    client.logger = logging.getLogger("slack_sdk")
    client.message_listeners = []
    client.socket_mode_request_listeners = [lambda _client, _request: _log.info("heard")]
    name_envelopes(client)
    envelope = "5d3c2c9e-7b1f-4d53-8f04-2f1a6c1f0b77"
    message = {"type": "events_api", "envelope_id": envelope, "payload": {}}
    client.run_message_listeners(message, json.dumps(message))
    _log.info("after")
    assert log.of("heard")["request"] == envelope
    assert "request" not in log.of("after")
