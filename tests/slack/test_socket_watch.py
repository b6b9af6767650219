"""A connection that is open and silent is noticed."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from bot.playground.stand_in import StandIn
from bot.slack import bolt
from bot.slack.socket_watch import SILENT_SECONDS, Client, SocketWatch, socket_check
from bot.slack.surface import Office
from bot.slack.transports import SocketTransport
from tests.slack.bots import clients_for


@dataclass
class FakeSession:
    """A connection of the SDK's, as far as we look at it."""

    session_id: str
    last_ping_pong_time: float | None = None
    open: bool = True

    def is_active(self) -> bool:
        return self.open


@dataclass
class FakeClient:
    """A client of the SDK's, as far as we look at it."""

    current_session: FakeSession | None


@pytest.mark.parametrize(
    ("is_open", "silent", "ok"),
    [
        (True, 0.0, True),
        (True, SILENT_SECONDS, True),
        (True, SILENT_SECONDS + 0.1, False),
        (False, 0.0, False),
    ],
)
def test_a_connection_is_alive_while_it_is_open_and_answers(is_open: bool, silent: float, ok: bool) -> None:
    assert socket_check(is_open=is_open, silent_seconds=silent).ok is ok


def test_a_connection_that_never_answered_a_ping_is_dead_after_a_while() -> None:
    now = 1_000.0
    watch = SocketWatch(FakeClient(FakeSession("a")), lambda: now)
    assert watch.check().ok
    now += SILENT_SECONDS + 1
    assert not watch.check().ok


def test_a_new_connection_begins_anew() -> None:
    now = 1_000.0
    client = FakeClient(FakeSession("a"))
    watch = SocketWatch(client, lambda: now)
    watch.check()
    now += SILENT_SECONDS + 1
    client.current_session = FakeSession("b")
    assert watch.check().ok


def test_without_a_connection_nothing_is_alive() -> None:
    assert not SocketWatch(FakeClient(None), lambda: 1_000.0).check().ok


def pong_of(client: Client) -> float | None:
    """When the connection that is used now has answered last."""
    return client.current_session.last_ping_pong_time if client.current_session else None


def test_the_connection_to_slack_is_watched(stand_in: StandIn, office: Office) -> None:
    app, pool = bolt.build(office, clients_for(stand_in))
    transport = SocketTransport(app, stand_in.app.app_token)
    watch = SocketWatch(transport._handler.client)
    assert not watch.check().ok
    transport.start()
    try:
        assert watch.check().ok
        stand_in.wait_for("a pong", lambda _platform: pong_of(transport._handler.client))
        assert watch.check().detail["silent_seconds"] < SILENT_SECONDS
    finally:
        transport.stop()
        pool.shutdown()
    assert not watch.check().ok
