"""The stand-in, served: the bot's Slack, on loopback."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Mapping, Sequence
from contextlib import suppress
from types import TracebackType
from typing import Any, Final, Self, TypeVar

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Route, WebSocketRoute

from bot.playground.acts.people import do
from bot.playground.clock import Clock
from bot.playground.installed_app import PLAYGROUND, InstalledApp, Team
from bot.playground.journal import Exchange
from bot.playground.model import JsonObject
from bot.playground.oauth_page import OAuthPage
from bot.playground.origins import OnlyThisMachine
from bot.playground.platform import Platform, new_platform
from bot.playground.response_urls import ResponseUrls
from bot.playground.server import LocalServer
from bot.playground.socket_mode import SocketMode
from bot.playground.web_api.endpoint import WebApi
from bot.playground.wires import HttpWire
from bot.playground.workspace import Workspace

T = TypeVar("T")

#: Slack's limit for an acknowledgement.
ACK_SECONDS: Final = 3.0

_LOOK_AGAIN = 0.1
"""Seconds after which a wait looks again, if nothing has changed in the platform."""


class StandIn:
    """Web API, response_urls, installing, both transports, and people, from `start` to `stop`.

    It has one workspace, `team`; the app is in it unless `is_installed` says no.

    Everything of it lives on the server's loop; the methods here may be called from any other thread.
    """

    def __init__(
        self,
        manifest: Mapping[str, Any],
        clock: Clock | None = None,
        *,
        ack_seconds: float = ACK_SECONDS,
        team: Team = PLAYGROUND,
        is_installed: bool = True,
    ) -> None:
        self.clock = clock or Clock()
        self.app: Final = InstalledApp.from_manifest(manifest, team)
        self.platform: Final[Platform] = new_platform(
            self.app, self.clock, ack_seconds, is_installed=is_installed
        )
        self.socket_mode: Final = SocketMode(self.clock.timestamp)
        self._server = LocalServer()

    def start(self, routes: Sequence[BaseRoute] = (), port: int = 0) -> None:
        """Serve, on a free port unless told which; `routes` are further ones, such as those of a page.

        Raises:
            OSError: the port is taken.

        """
        web_api = WebApi(self.platform, lambda: self.socket_mode.new_url(self.base))
        response_urls = ResponseUrls(self.platform)
        own = [
            Route("/api/{method}", web_api.endpoint, methods=["GET", "POST"]),
            Route("/oauth/v2/authorize", OAuthPage(self.platform).endpoint, methods=["GET", "POST"]),
            Route("/response/{key}", response_urls.endpoint, methods=["POST"]),
            WebSocketRoute("/link/", self.socket_mode.endpoint),
        ]
        self._server.start(Starlette(routes=[*own, *routes], middleware=[Middleware(OnlyThisMachine)]), port)

    def stop(self) -> None:
        """Forget what is still to be delivered, close every connection and end the thread."""
        self._server.run(self.platform.deliveries.stop())
        self._server.stop()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    @property
    def base(self) -> str:
        """The server's address."""
        return self._server.base

    @property
    def api_url(self) -> str:
        """The base URL for Slack's SDK."""
        return f"{self.base}/api/"

    @property
    def workspace(self) -> Workspace:
        """What there is; read it through `look` while things are going on."""
        return self.platform.workspace

    def send_over_http(self, url: str) -> None:
        """Reach the app by signed requests to its URL from now on."""
        self.run(self.platform.deliveries.use(HttpWire(url, self.app.signing_secret)))

    def send_over_socket_mode(self) -> None:
        """Reach the app on its Socket Mode connections from now on."""
        self.run(self.platform.deliveries.use(self.socket_mode))

    def act(self, user: str, name: str, /, **given: object) -> JsonObject:
        """Let somebody do something, and wait until the app has acknowledged it."""
        return self._server.run(do(self.platform, self.base, {"as": user, "do": name, **given}))

    def disconnect(self, reason: str = "refresh_requested") -> None:
        """Tell the app that its Socket Mode connections end, as Slack does every few hours."""
        self._server.run(self.socket_mode.disconnect(reason))

    def look(self, at: Callable[[Platform], T]) -> T:
        """See something of the platform, while nothing changes it."""

        async def seen() -> T:
            return at(self.platform)

        return self._server.run(seen())

    def wait_for(self, what: str, at: Callable[[Platform], T | None], seconds: float = 10.0) -> T:
        """The first thing other than None or False that can be seen, as soon as it can.

        Raises:
            AssertionError: there was none in time.

        """

        async def seen() -> T:
            while True:
                if found := at(self.platform):
                    return found
                with suppress(TimeoutError):  # what is looked at may lie beyond the platform
                    await asyncio.wait_for(self.platform.live.after(self.platform.live.version), _LOOK_AGAIN)

        async def in_time() -> T:
            return await asyncio.wait_for(seen(), seconds)

        try:
            return self.run(in_time())
        except TimeoutError:
            raise AssertionError(f"{what}: not within {seconds:g} s") from None

    def run(self, coroutine: Coroutine[Any, Any, T], seconds: float | None = 60.0) -> T:
        """Run something where everything of the stand-in lives, for so many seconds at most."""
        return self._server.run(coroutine, seconds)

    def settle(self) -> None:
        """Wait until nothing is on its way to the app."""
        self._server.run(self.platform.deliveries.idle())

    @property
    def exchanges(self) -> list[Exchange]:
        """All that went over the wires so far."""
        return self.look(lambda platform: list(platform.journal))

    @property
    def refused(self) -> list[Exchange]:
        """What Slack refused, or what failed."""
        return self.look(lambda platform: platform.journal.refused())
