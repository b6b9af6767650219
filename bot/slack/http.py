"""The HTTP edge: Slack's requests, verified by Bolt, and a health check."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import parse_qsl

from anyio import CapacityLimiter, to_thread
from slack_bolt import App, BoltRequest, BoltResponse
from slack_bolt.context import BoltContext
from slack_bolt.request.internals import build_context
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

MAX_BODY_BYTES = 1024 * 1024
"""Slack's own payloads stay far below; anything larger is not Slack's."""

_THREADS = 64
_JSON = "application/json"


class SlackHttpRequest(BoltRequest):
    """A request whose form is read as a form.

    Bolt 1.30 takes any form that has the letters "payload" in it for an interaction, so that
    `/brief payload` would arrive empty. The signature is over `raw_body`, which stays as it came.
    """

    def __init__(self, *, body: str, headers: dict[str, str]) -> None:
        is_form = not (headers.get("content-type", "").startswith(_JSON) or body.startswith("{"))
        super().__init__(body="" if is_form else body, headers=dict(headers))
        if is_form:
            self.raw_body = body
            self.body = _parse_form(body)
            self.context = build_context(BoltContext(), self.body)


def _parse_form(body: str) -> dict[str, Any]:
    """A form's fields, or what its `payload` field holds.

    Raises:
        ValueError: `payload` is not a JSON object.

    """
    fields: dict[str, Any] = dict(parse_qsl(body, keep_blank_values=True))
    if "payload" not in fields:
        return fields
    payload = json.loads(fields["payload"])
    if not isinstance(payload, dict):
        raise ValueError("payload is no object")
    return payload


def edge(app: App, status: Callable[[], Mapping[str, Any]] = dict) -> Starlette:
    """The ASGI application. Bolt runs in a thread, since it waits for the listener's acknowledgement.

    `status` tells what `/readyz` shows: the state of what is served.
    """
    limiter = CapacityLimiter(_THREADS)

    async def events(request: Request) -> Response:
        body = await _body(request)
        if body is None:
            return PlainTextResponse("too large", status_code=413)
        return await to_thread.run_sync(_dispatch, app, body, dict(request.headers), limiter=limiter)

    async def health(_request: Request) -> Response:
        return JSONResponse({"status": "alive"})

    async def ready(_request: Request) -> Response:
        return JSONResponse({"status": "ready", **status()})

    return Starlette(
        routes=[
            Route("/slack/events", events, methods=["POST"]),
            Route("/healthz", health, methods=["GET"]),
            Route("/readyz", ready, methods=["GET"]),
        ]
    )


async def _body(request: Request) -> bytes | None:
    """The whole body, or None when it is larger than anything of Slack's."""
    chunks: list[bytes] = []
    size = 0
    async for chunk in request.stream():
        size += len(chunk)
        if size > MAX_BODY_BYTES:
            return None
        chunks.append(chunk)
    return b"".join(chunks)


def _dispatch(app: App, body: bytes, headers: dict[str, str]) -> Response:
    if not headers.get("x-slack-request-timestamp", "").isdecimal():
        return PlainTextResponse("no signature", status_code=401)
    try:
        request = SlackHttpRequest(body=body.decode("utf-8"), headers=headers)
    except (ValueError, AttributeError, TypeError, RecursionError):  # no UTF-8, no JSON, or of another shape
        return PlainTextResponse("not a request of Slack's", status_code=400)
    return _response(app.dispatch(request))


def _response(answer: BoltResponse) -> Response:
    headers = {name: values[0] for name, values in answer.headers.items()}
    return Response(answer.body, status_code=answer.status, headers=headers)
