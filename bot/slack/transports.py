"""The two ways that Slack reaches us, behind one face: start, then stop once and for all."""

from __future__ import annotations

import threading
from typing import Final, Protocol

import uvicorn
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk.socket_mode.builtin import SocketModeClient
from starlette.applications import Starlette

from bot.errors import StartError
from bot.slack.http import MAX_HEAD_BYTES
from bot.slack.receiving import TimedProtocol
from bot.slack.request_ids import name_envelopes

_DRAIN_SECONDS = 8
_START_SECONDS = 15

MAX_CONNECTIONS: Final = 1_000
"""More get a 503. A load balancer's own idle connections count."""

_KEEP_ALIVE_SECONDS: Final = 75
"""Longer than load balancers keep idle connections (60 s): who closes first must not be we."""


class Transport(Protocol):
    """A way in. `start` returns once requests are taken; `stop` once those under way are answered."""

    @property
    def address(self) -> str:
        """The URL that Slack calls, or "" when it is we who call."""

    def start(self) -> str:
        """Begin to take requests; returns where, in words."""

    def stop(self) -> None:
        """Take no more, and let those under way finish."""


class HttpTransport:
    """Slack calls us: uvicorn in a thread of its own, so that signals stay with the main thread."""

    def __init__(
        self,
        application: Starlette,
        host: str,
        port: int,
        protocol: type[TimedProtocol] = TimedProtocol,
        most_connections: int = MAX_CONNECTIONS,
    ) -> None:
        config = uvicorn.Config(
            application,
            host=host,
            port=port,
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=_DRAIN_SECONDS,
            http=protocol,
            ws="none",
            h11_max_incomplete_event_size=MAX_HEAD_BYTES,
            timeout_keep_alive=_KEEP_ALIVE_SECONDS,
            limit_concurrency=most_connections,
        )
        self._server = _Server(config)
        self._thread = threading.Thread(target=self._server.run, name="http", daemon=True)

    def start(self) -> str:
        """Listen. Raises StartError when the address is taken."""
        self._thread.start()
        self._server.settled.wait(_START_SECONDS)
        if not self._server.started:
            address = f"{self._server.config.host}:{self._server.config.port}"
            raise StartError(f"cannot listen on {address}; is it taken? Set BRIEF_PORT to another")
        return f"listening on {self.address}"

    @property
    def address(self) -> str:
        """The URL for Slack's requests, known once they are taken."""
        return f"http://{self._server.config.host}:{self.port}/slack/events"

    @property
    def port(self) -> int:
        """The port that is listened on, also when a free one was asked for."""
        port: int = self._server.servers[0].sockets[0].getsockname()[1]
        return port

    def stop(self) -> None:
        """Close the listening socket and wait for the requests under way."""
        self._server.should_exit = True
        self._thread.join(_DRAIN_SECONDS + 2)


class _Server(uvicorn.Server):
    """Says when it has started, or failed to."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.settled = threading.Event()

    async def startup(self, sockets: list[object] | None = None) -> None:  # type: ignore[override]  # narrower
        try:
            await super().startup(sockets)  # type: ignore[arg-type]  # sockets are passed on as they came
        finally:
            self.settled.set()


class SocketTransport:
    """We call Slack: a web socket, so no address of ours has to be reachable."""

    address = ""

    def __init__(self, app: App, app_token: str) -> None:
        self._handler = SocketModeHandler(app, app_token)
        name_envelopes(self._handler.client)

    @property
    def client(self) -> SocketModeClient:
        """The SDK's client, to watch its connection."""
        return self._handler.client

    def start(self) -> str:
        """Connect."""
        self._handler.connect()  # type: ignore[no-untyped-call]  # Bolt's is not annotated
        return "connected to Slack by Socket Mode"

    def stop(self) -> None:
        """Disconnect, and wait for the envelopes under way."""
        self._handler.close()  # type: ignore[no-untyped-call]  # Bolt's is not annotated
