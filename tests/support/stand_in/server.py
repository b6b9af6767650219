"""A real server on a free loopback port, run in a thread of its own."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Coroutine
from typing import Any, TypeVar

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse
from starlette.responses import Response as HttpResponse

from .records import Answer

T = TypeVar("T")

# Generous: nothing on loopback takes this long unless it hangs.
_PATIENCE = 10.0

# Slack pings its Socket Mode connections too, only less often. The SDK's client cannot be closed
# while it waits for the next frame, and each ping lets it go: tests end that much sooner.
_PING_INTERVAL = 0.2


class _Server(uvicorn.Server):
    """uvicorn, but it says when it listens and stops at once instead of at its next tick."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.listening = threading.Event()
        self.loop: asyncio.AbstractEventLoop  # known once `listening`
        self._stop = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.loop = asyncio.get_running_loop()
        self.listening.set()

    async def main_loop(self) -> None:
        await self.on_tick(0)
        await self._stop.wait()

    def request_stop(self) -> None:
        self.loop.call_soon_threadsafe(self._stop.set)


class LocalServer:
    """Serves one application from `start` to `stop`."""

    def __init__(self) -> None:
        self._thread = threading.Thread()
        self._uvicorn: _Server | None = None
        self.port = 0

    def start(self, app: Starlette) -> None:
        """Listen; the port is known afterwards."""
        listener = socket.create_server(("127.0.0.1", 0))
        self.port = listener.getsockname()[1]
        self._uvicorn = _Server(_config(app))
        self._thread = threading.Thread(
            target=self._uvicorn.run,
            kwargs={"sockets": [listener]},
            name=f"stand-in:{self.port}",
            daemon=True,
        )
        self._thread.start()
        assert self._uvicorn.listening.wait(_PATIENCE), "the stand-in did not start"

    def stop(self) -> None:
        """Close every connection and end the thread."""
        self._running.request_stop()
        self._thread.join(_PATIENCE)
        assert not self._thread.is_alive(), "the stand-in did not stop"

    def run(self, coroutine: Coroutine[Any, Any, T]) -> T:
        """Run a coroutine where the connections live, and wait for its result."""
        return asyncio.run_coroutine_threadsafe(coroutine, self._running.loop).result(_PATIENCE)

    async def reply(self, request: Request, answer: Answer) -> HttpResponse:
        """Give an answer, or close the connection instead."""
        if answer.drop:
            await self._drop(request)
            return HttpResponse()  # nobody is there to get it
        headers = dict(answer.headers)
        if isinstance(answer.body, str):
            return PlainTextResponse(answer.body, answer.status, headers)
        return JSONResponse(dict(answer.body), answer.status, headers)

    async def _drop(self, request: Request) -> None:
        for connection in list(self._running.server_state.connections):
            if connection.transport.get_extra_info("peername") == request.scope["client"]:
                connection.transport.abort()
        # Until uvicorn has noticed, it would still answer.
        while (await request.receive())["type"] != "http.disconnect":
            pass

    @property
    def _running(self) -> _Server:
        assert self._uvicorn is not None, "the stand-in runs inside its `with` block only"
        return self._uvicorn


def _config(app: Starlette) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        loop="asyncio",
        http="h11",
        # The implementation that is not built on the deprecated part of websockets.
        ws="websockets-sansio",
        ws_ping_interval=_PING_INTERVAL,
        ws_ping_timeout=_PATIENCE,
        lifespan="off",
        # The logging of the process belongs to the code under test.
        log_config=None,
        access_log=False,
        timeout_graceful_shutdown=2,
    )
