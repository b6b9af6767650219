"""The whole bot, served for real over HTTP or Socket Mode, and a person who uses it."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any, Protocol

import httpx

from bot.desk.desk import Desk
from bot.slack import bolt
from bot.slack.delivery import deliver
from bot.slack.http import edge
from bot.slack.surface import Office
from bot.slack.transports import HttpTransport, SocketTransport
from tests.conftest import TODAY
from tests.support.stand_in import StandIn
from tests.support.stand_in.http import JSON, form, interactivity_form, signed
from tests.support.stand_in.payloads import slash_command

SECRET = "8f742231b10e8888abcd99yyyzzz85a5"

Message = dict[str, Any]


class Wire(Protocol):
    """How Slack's requests reach the bot."""

    def command(self, payload: dict[str, str]) -> Message:
        """Send a slash command; the message that comes with its acknowledgement."""

    def interaction(self, payload: dict[str, Any]) -> None:
        """Send an interaction, and wait for its acknowledgement."""

    def event(self, payload: dict[str, Any]) -> None:
        """Send an event, and wait for its acknowledgement."""


class HttpWire:
    """Signed requests over HTTP."""

    def __init__(self, url: str) -> None:
        self.url = url

    def post(self, body: str | bytes, headers: dict[str, str]) -> httpx.Response:
        return httpx.post(self.url, content=body, headers=headers, trust_env=False)

    def command(self, payload: dict[str, str]) -> Message:
        answer = self.post(form(payload), signed(form(payload), SECRET))
        assert answer.status_code == 200
        message: Message = answer.json()
        return message

    def interaction(self, payload: dict[str, Any]) -> None:
        body = interactivity_form(payload)
        assert self.post(body, signed(body, SECRET)).status_code == 200

    def event(self, payload: dict[str, Any]) -> None:
        body = httpx.Request("POST", self.url, json=payload).content
        assert self.post(body, signed(body, SECRET, content_type=JSON)).status_code == 200


class SocketWire:
    """Envelopes over Socket Mode."""

    def __init__(self, stand_in: StandIn) -> None:
        self._stand_in = stand_in

    def command(self, payload: dict[str, str]) -> Message:
        envelope = self._stand_in.send_envelope("slash_commands", dict(payload))
        message: Message = self._stand_in.wait_for_ack(envelope)["payload"]
        return message

    def interaction(self, payload: dict[str, Any]) -> None:
        self._stand_in.wait_for_ack(self._stand_in.send_envelope("interactive", payload))

    def event(self, payload: dict[str, Any]) -> None:
        self._stand_in.wait_for_ack(self._stand_in.send_envelope("events_api", payload, False))


class Person:
    """Somebody in the workspace: types commands, presses buttons, sees messages."""

    def __init__(self, stand_in: StandIn, wire: Wire) -> None:
        self.stand_in = stand_in
        self.wire = wire

    def types(self, text: str, **fields: str) -> Message:
        """What the person sees for `/brief <text>`; it must be a message that Slack takes."""
        payload = slash_command(text, response_url=self.stand_in.new_response_url(), **fields)
        message = self.wire.command(payload)
        assert [str(problem) for problem in self.stand_in.check(message)] == []
        return message


def office_for(desk: Desk) -> Office:
    """What the surfaces work with, on a day that does not move."""
    return Office(desk, lambda: TODAY, deliver)


@contextmanager
def bot_over_http(stand_in: StandIn, office: Office) -> Iterator[HttpWire]:
    """The bot on a free port."""
    client = bolt.web_client(stand_in.bot_token, stand_in.api_url)
    app, pool = bolt.build(office, client, SECRET)
    transport = HttpTransport(edge(app), "127.0.0.1", 0)
    transport.start()
    with _stopping(transport, pool):
        yield HttpWire(f"http://127.0.0.1:{transport.port}/slack/events")


@contextmanager
def bot_over_socket(stand_in: StandIn, office: Office) -> Iterator[SocketWire]:
    """The bot, connected to the stand-in."""
    client = bolt.web_client(stand_in.bot_token, stand_in.api_url)
    app, pool = bolt.build(office, client)
    transport = SocketTransport(app, stand_in.app_token)
    transport.start()
    with _stopping(transport, pool):
        yield SocketWire(stand_in)


@contextmanager
def _stopping(transport: HttpTransport | SocketTransport, pool: ThreadPoolExecutor) -> Iterator[None]:
    try:
        yield
    finally:
        transport.stop()
        pool.shutdown()
