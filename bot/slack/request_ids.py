"""Request ids: every log line that comes of one request of Slack's carries the same `request`."""

from __future__ import annotations

import re
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context
from typing import Any, Final, ParamSpec, TypeVar
from uuid import uuid4

from slack_sdk.socket_mode.client import BaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from structlog.contextvars import bound_contextvars

P = ParamSpec("P")
T = TypeVar("T")

HEADER: Final = "X-Request-Id"
"""Proxies set it (nginx's `$request_id`, Envoy); the response has it too."""

_WELL_FORMED: Final = re.compile(r"[A-Za-z0-9._-]{8,64}", re.ASCII)


def request_id(given: str | None) -> str:
    """The id that came with a request if it is well-formed, otherwise a new one."""
    return given if given is not None and _WELL_FORMED.fullmatch(given) else uuid4().hex


class RequestIds:
    """ASGI middleware: names each HTTP request in the log, and in its response.

    An anyio worker thread has the context of who awaits it, so Bolt's dispatch there logs the id too.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        name = request_id(Headers(scope=scope).get(HEADER))

        async def named(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message)[HEADER] = name
            await send(message)

        with bound_contextvars(request=name):
            await self._app(scope, receive, named)


class ContextThreadPool(ThreadPoolExecutor):
    """A pool whose work runs in the context of who submitted it: Bolt's listeners log their request's id."""

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Run `fn` in a thread, in a copy of this context."""
        context = copy_context()
        return super().submit(lambda: context.run(fn, *args, **kwargs))


def name_envelopes(client: BaseSocketModeClient) -> None:
    """Let what a Socket Mode client's listeners log carry the id of the envelope that they hear.

    A middleware of Bolt's could not: it does not see the envelope, and has ended before the listener runs.
    """
    listeners: list[Any] = client.socket_mode_request_listeners
    listeners[:] = [_named(each) for each in listeners]


def _named(
    listener: Callable[[BaseSocketModeClient, SocketModeRequest], None],
) -> Callable[[BaseSocketModeClient, SocketModeRequest], None]:
    def listen(client: BaseSocketModeClient, request: SocketModeRequest) -> None:
        with bound_contextvars(request=request_id(request.envelope_id)):
            listener(client, request)

    return listen
