"""The two ways from Slack to the app: signed HTTP requests, and envelopes over Socket Mode."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any, Final, Protocol
from urllib.parse import urlencode

import httpx

from bot.playground.faults import COMMANDS, EVENTS
from bot.playground.model import JsonObject
from bot.playground.signing import FORM, JSON, signed

#: The reasons that Slack gives for a retry, as its header says them.
TIMED_OUT: Final = "http_timeout"
HTTP_ERROR: Final = "http_error"
UNREACHABLE: Final = "connection_failed"


@dataclass(frozen=True, slots=True)
class Retry:
    """Which delivery this is, 0 the first, and why the one before failed."""

    attempt: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Ack:
    """What the app answered; `reason` is why that is no acknowledgement, "" when it is one."""

    status: int | None = None
    body: Any = None
    reason: str = ""
    headers: dict[str, str] = field(default_factory=dict)


class Wire(Protocol):
    """A way to the app."""

    async def send(self, kind: str, payload: JsonObject, retry: Retry, seconds: float) -> Ack:
        """Send a payload, and wait for its acknowledgement for so many seconds."""

    async def close(self) -> None:
        """Send nothing any more."""


class NoWire:
    """Where no app is connected."""

    async def send(self, kind: str, payload: JsonObject, retry: Retry, seconds: float) -> Ack:
        """Fail as Slack does when nobody listens."""
        del kind, payload, retry, seconds
        return Ack(reason=UNREACHABLE)

    async def close(self) -> None:
        """There is nothing to close."""


class HttpWire:
    """Requests to the app's one URL. A proxy of the environment is never used: the app is on this machine."""

    def __init__(self, url: str, secret: str) -> None:
        self._url = url
        self._secret = secret
        self._client = httpx.AsyncClient(trust_env=False)

    async def send(self, kind: str, payload: JsonObject, retry: Retry, seconds: float) -> Ack:
        """Sign and post, as Slack's page on each kind of request describes it."""
        body, content_type = _body(kind, payload)
        headers = signed(body, self._secret, content_type=content_type)
        if retry.attempt:
            headers |= {"X-Slack-Retry-Num": str(retry.attempt), "X-Slack-Retry-Reason": retry.reason}
        try:
            answer = await self._client.post(self._url, content=body, headers=headers, timeout=seconds)
        except httpx.TimeoutException:
            return Ack(reason=TIMED_OUT)
        except httpx.HTTPError:
            return Ack(reason=UNREACHABLE)
        reason = "" if answer.is_success else HTTP_ERROR
        return Ack(answer.status_code, _answered(answer), reason, dict(answer.headers))

    async def close(self) -> None:
        """Close the connections."""
        await self._client.aclose()


def _body(kind: str, payload: JsonObject) -> tuple[bytes, str]:
    if kind == EVENTS:
        return json.dumps(payload).encode(), JSON
    fields = payload if kind == COMMANDS else {"payload": json.dumps(payload)}
    return urlencode(fields).encode(), FORM


def _answered(answer: httpx.Response) -> object:
    if not answer.content:
        return None
    if answer.headers.get("content-type", "").startswith(JSON):
        try:
            return answer.json()
        except ValueError:
            return answer.text
    return answer.text
