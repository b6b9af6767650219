"""The edge called in process, with a body that may arrive in any way, or not at all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from anyio import Event, fail_after
from anyio.from_thread import BlockingPortal, start_blocking_portal
from slack_bolt import Ack, App
from slack_bolt.authorization import AuthorizeResult
from starlette.applications import Starlette
from starlette.types import Message

from bot.playground.signing import signed

_SECONDS = 60
"""No answer takes that long; a test that waits for one in vain fails instead of hanging."""

SECRET = "planted-signing-secret-of-the-edge"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    text: str


@dataclass(slots=True)
class Caller:
    """Sends requests to an ASGI application, all of them on one event loop."""

    application: Starlette
    portal: BlockingPortal
    path: str = "/slack/events"

    def post(self, body: bytes | str, headers: Mapping[str, str]) -> Answer:
        """A request as it should be."""
        raw = body.encode() if isinstance(body, str) else body
        return self.send("POST", headers, [{"type": "http.request", "body": raw}])

    def post_signed(self, body: bytes | str, content_type: str = "application/json") -> Answer:
        """The same, signed by Slack."""
        return self.post(body, signed(body, SECRET, content_type=content_type))

    def send(self, method: str, headers: Mapping[str, str], messages: Sequence[Message]) -> Answer:
        """A request whose body arrives in these messages; after the last one nothing more comes."""
        return self.portal.call(self._send, method, headers, messages)

    async def _send(self, method: str, headers: Mapping[str, str], messages: Sequence[Message]) -> Answer:
        waiting, sent = list(messages), list[Message]()

        async def receive() -> Message:
            if not waiting:
                await Event().wait()
            return waiting.pop(0)

        async def send(message: Message) -> None:
            sent.append(message)

        with fail_after(_SECONDS):
            await self.application(self._scope(method, headers), receive, send)
        start, *rest = sent
        names = {name.decode("latin-1"): value.decode("latin-1") for name, value in start["headers"]}
        return Answer(start["status"], names, b"".join(each.get("body", b"") for each in rest).decode())

    def _scope(self, method: str, headers: Mapping[str, str]) -> dict[str, Any]:
        return {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "path": self.path,
            "raw_path": self.path.encode(),
            "query_string": b"",
            "root_path": "",
            "headers": [(name.lower().encode(), value.encode()) for name, value in headers.items()],
            "client": ("127.0.0.1", 1),
            "server": ("127.0.0.1", 2),
        }


@contextmanager
def calling(application: Starlette) -> Iterator[Caller]:
    """A caller of an application."""
    with start_blocking_portal() as portal:
        yield Caller(application, portal)


def counting_app(reached: list[str]) -> App:
    """A Bolt app that answers any command with its text, and adds the text to `reached`."""
    identity = AuthorizeResult(enterprise_id=None, team_id="T1", bot_token="xoxb-1")
    app = App(signing_secret=SECRET, authorize=lambda: identity, token_verification_enabled=False)

    @app.command("/brief")
    def brief(ack: Ack, command: dict[str, Any]) -> None:
        reached.append(command["text"])
        ack(command["text"])

    return app
