"""Whether the Socket Mode connection is alive, and not only open."""

from __future__ import annotations

from collections.abc import Callable
from time import time
from typing import Final, Protocol

from bot.slack.health import Check

SILENT_SECONDS: Final = 60.0
"""After so long without a pong a connection is dead. The SDK pings every 10 s, and gives a connection up
after 40 s without an answer; but one that has never answered it keeps for ever, and no event comes."""


class Session(Protocol):
    """What we need of `slack_sdk.socket_mode.builtin.connection.Connection`; times are seconds since 1970."""

    session_id: str
    last_ping_pong_time: float | None

    def is_active(self) -> bool:
        """Whether its socket is open."""


class Client(Protocol):
    """What we need of `slack_sdk.socket_mode.builtin.SocketModeClient`."""

    @property
    def current_session(self) -> Session | None:
        """The connection that is used now."""


def socket_check(*, is_open: bool, silent_seconds: float) -> Check:
    """The verdict: `silent_seconds` have passed since the last pong or, before the first, since it opened."""
    alive = is_open and silent_seconds <= SILENT_SECONDS
    return Check(ok=alive, detail={"open": is_open, "silent_seconds": round(silent_seconds, 1)})


class SocketWatch:
    """Looks at a client's connection; `clock` tells seconds since 1970, as the SDK's does.

    Nothing of the SDK tells when a connection was opened: that is when it was first looked at.
    """

    def __init__(self, client: Client, clock: Callable[[], float] = time) -> None:
        self._client = client
        self._clock = clock
        self._seen = ""
        self._since = clock()

    def check(self) -> Check:
        """How it is now."""
        session, now = self._client.current_session, self._clock()
        if session is None:
            return socket_check(is_open=False, silent_seconds=now - self._since)
        if session.session_id != self._seen:
            self._seen, self._since = session.session_id, now
        pong = session.last_ping_pong_time
        heard = self._since if pong is None else pong
        return socket_check(is_open=session.is_active(), silent_seconds=max(0.0, now - heard))
