"""The HTTP edge: what is not Slack's is refused before it is read; what is goes to Bolt, once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeVar, TypeVarTuple

from anyio import CapacityLimiter, fail_after, to_thread
from slack_bolt import App, BoltResponse
from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.datastructures import Headers
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from bot.slack.browser_headers import BrowserHeaders
from bot.slack.payloads import CONTENT_TYPES, SlackHttpRequest, may_come_again, read
from bot.slack.refusals import Refusals
from bot.slack.replays import Replays
from bot.slack.request_ids import RequestIds
from bot.slack.signatures import Signatures

MAX_BODY_BYTES: Final = 1024 * 1024
"""Slack's own payloads stay far below; anything larger is not Slack's."""

MAX_HEAD_BYTES: Final = 16 * 1024
"""All headers together."""

BODY_SECONDS: Final = 10.0
"""How long a body may take to arrive. Slack itself waits 3 s for the whole answer."""

MAX_HEADERS: Final = 100
"""Slack sends ten, and proxies add a few."""

_LENGTH_DIGITS: Final = 20
_THREADS: Final = 64

T = TypeVar("T")
Ts = TypeVarTuple("Ts")


@dataclass(frozen=True, slots=True)
class Gate:
    """What lets a request in: it is signed by Slack, and was not answered before."""

    signatures: Signatures
    replays: Replays


def edge(
    app: App,
    gate: Gate,
    *,
    routes: Sequence[BaseRoute] = (),
    body_seconds: float = BODY_SECONDS,
    refused: Callable[[str], None] = lambda _reason: None,
) -> Starlette:
    """The ASGI application: Slack's requests, and further `routes`.

    `refused` hears why each request was that is not taken.
    """
    events = _Events(app, gate, body_seconds, Refusals(count=refused))
    return Starlette(
        routes=[Route("/slack/events", events.answer, methods=["POST"]), *routes],
        middleware=[Middleware(RequestIds), Middleware(BrowserHeaders)],
    )


class _RefusedError(Exception):
    """Why a request is not taken: for the log, never for who sent it."""

    def __init__(self, status: int, reason: str, **headers: str) -> None:
        super().__init__(reason)
        self.reason = reason
        shown = {name.replace("_", "-"): value for name, value in headers.items()}
        self.response = PlainTextResponse("refused", status, shown)


@dataclass(frozen=True, slots=True)
class _Events:
    """Slack's requests. Bolt runs in a thread, since it waits for the listener's acknowledgement."""

    app: App
    gate: Gate
    body_seconds: float
    refusals: Refusals = field(default_factory=Refusals)
    limiter: CapacityLimiter = field(default_factory=lambda: CapacityLimiter(_THREADS))

    async def answer(self, request: Request) -> Response:
        """Answer a request, or refuse it."""
        try:
            return await self._answer(request)
        except _RefusedError as refused:
            self.refusals.note(refused.reason)
            return refused.response
        except ClientDisconnect:
            self.refusals.note("gone in mid-body")
            return Response(status_code=400)  # nobody is there to read it

    async def _answer(self, request: Request) -> Response:
        if len(request.headers.raw) > MAX_HEADERS or sum(map(_size, request.headers.raw)) > MAX_HEAD_BYTES:
            raise _RefusedError(431, "headers")
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind not in CONTENT_TYPES:
            raise _RefusedError(415, "content type")
        body = await self._body(request)
        mark, answer = await self._in_thread(self._dispatch, kind, body, request.headers)
        if mark and answer.status_code < 500 and not await request.is_disconnected():
            self._settle(mark)
            answer.background = BackgroundTask(self._in_thread, self._publish, mark)
        return answer

    async def _in_thread(self, do: Callable[[*Ts], T], *given: *Ts) -> T:
        return await to_thread.run_sync(do, *given, limiter=self.limiter)

    async def _body(self, request: Request) -> bytes:
        """The whole body, whatever Content-Length says about it."""
        if _is_too_large(request.headers.get("content-length", "0")):
            raise _RefusedError(413, "size")
        body = bytearray()
        try:
            with fail_after(self.body_seconds):
                async for chunk in request.stream():
                    body += chunk
                    if len(body) > MAX_BODY_BYTES:
                        raise _RefusedError(413, "size")
        except TimeoutError:
            raise _RefusedError(408, "time", connection="close") from None
        return bytes(body)

    def _dispatch(self, kind: str, body: bytes, headers: Headers) -> tuple[str, Response]:
        """The mark that the request will leave, "" for none, and the answer."""
        mark = self.gate.signatures.mark_of(body, headers)
        if mark is None:
            raise _RefusedError(401, "signature")
        try:
            payload = read(kind, body)
            slack_request = SlackHttpRequest(payload, body, headers)
        except ValueError:
            raise _RefusedError(400, "payload") from None
        mark = "" if may_come_again(payload) else mark
        if mark and self.gate.replays.is_answered(mark):
            raise _replayed()
        return mark, _response(self.app.dispatch(slack_request))

    def _settle(self, mark: str) -> None:
        """Mark a request as answered; the answer of who comes second is not sent."""
        if not self.gate.replays.settle(mark):
            raise _replayed()

    def _publish(self, mark: str) -> None:
        """Let other replicas know, now that the answer is sent."""
        self.gate.replays.publish(mark)


def _size(header: tuple[bytes, bytes]) -> int:
    return len(header[0]) + len(header[1])


def _is_too_large(length: str) -> bool:
    return len(length) > _LENGTH_DIGITS or not length.isdecimal() or int(length) > MAX_BODY_BYTES


def _replayed() -> _RefusedError:
    """409, not 401: it is Slack's own request, and was answered; so it need not be sent again either."""
    return _RefusedError(409, "replay", x_slack_no_retry="1")


def _response(answer: BoltResponse) -> Response:
    headers = {name: values[0] for name, values in answer.headers.items()}
    return Response(answer.body, status_code=answer.status, headers=headers)
