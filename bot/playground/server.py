"""A real server on a loopback port, run in a thread of its own."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Coroutine
from typing import Any, Final, TypeVar

import uvicorn
from starlette.applications import Starlette

from bot.playground.dropping import ABORT

T = TypeVar("T")

HOST: Final = "127.0.0.1"
# Generous: nothing on loopback takes this long unless it hangs.
_PATIENCE: Final = 30.0

# How often the loop goes round for connections to end.
_TURNS: Final = 5

# Slack pings its Socket Mode connections too, only less often. The SDK's client cannot be closed
# while it waits for the next frame, and each ping lets it go: it stops that much sooner.
_PING_INTERVAL: Final = 0.2


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

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """As uvicorn does it, without its pause: idle connections are gone after a turn of the loop."""
        for listener in (*self.servers, *(sockets or ())):
            listener.close()
        for connection in list(self.server_state.connections):
            connection.shutdown()
        for _ in range(_TURNS):
            await asyncio.sleep(0)
        if self.server_state.connections or self.server_state.tasks:
            await super().shutdown(sockets)

    def request_stop(self) -> None:
        self.loop.call_soon_threadsafe(self._stop.set)


class LocalServer:
    """Serves one application from `start` to `stop`, on 127.0.0.1 alone."""

    def __init__(self) -> None:
        self._thread = threading.Thread()
        self._uvicorn: _Server | None = None
        self.port = 0

    @property
    def base(self) -> str:
        """The address, without a slash at its end."""
        return f"http://{HOST}:{self.port}"

    def start(self, app: Starlette, port: int = 0) -> None:
        """Listen; a free port is known afterwards.

        Raises:
            OSError: the port is taken.

        """
        listener = socket.create_server((HOST, port))
        self.port = listener.getsockname()[1]
        setattr(app.state, ABORT, self._abort)
        self._uvicorn = _Server(_config(app))
        self._thread = threading.Thread(
            target=self._uvicorn.run,
            kwargs={"sockets": [listener]},
            name=f"playground:{self.port}",
            daemon=True,
        )
        self._thread.start()
        assert self._uvicorn.listening.wait(_PATIENCE), "the playground did not start"

    def stop(self) -> None:
        """Close every connection and end the thread."""
        self._running.request_stop()
        self._thread.join(_PATIENCE)
        assert not self._thread.is_alive(), "the playground did not stop"

    def run(self, coroutine: Coroutine[Any, Any, T], seconds: float | None = _PATIENCE) -> T:
        """Run a coroutine where everything of the playground lives, and wait for its result.

        Raises:
            TimeoutError: there was none after so many seconds.

        """
        return asyncio.run_coroutine_threadsafe(coroutine, self._running.loop).result(seconds)

    def _abort(self, client: tuple[str, int]) -> None:
        for connection in list(self._running.server_state.connections):
            if connection.transport.get_extra_info("peername") == client:
                connection.transport.abort()

    @property
    def _running(self) -> _Server:
        assert self._uvicorn is not None, "the playground has not been started"
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
        # The logging of the process belongs to the bot.
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=2,
    )
