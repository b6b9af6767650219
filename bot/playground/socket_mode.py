"""Socket Mode: the app's connections, the envelopes that go out on them, and the frames that come back."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import json
import uuid
from typing import Any, Final

from starlette.websockets import WebSocket, WebSocketDisconnect

from bot.playground.faults import COMMANDS, EVENTS, INTERACTIONS
from bot.playground.ids import unique
from bot.playground.installed_app import APP
from bot.playground.model import JsonObject
from bot.playground.passes import Clock as Seconds
from bot.playground.passes import Passes, State
from bot.playground.wires import TIMED_OUT, UNREACHABLE, Ack, Retry

_TICKET_USES: Final = 1
_TICKET_SECONDS: Final = 30.0
#: Slack's page on Socket Mode.
MOST_CONNECTIONS: Final = 10
#: Seconds that an app which has just been told to reconnect is waited for.
_PATIENCE: Final = 5.0
_ANSWERED: Final = (COMMANDS, INTERACTIONS)


class SocketMode:
    """All connections of the app. It is the wire to it: one envelope goes to one of them."""

    def __init__(self, clock: Seconds) -> None:
        self._tickets: Passes[None] = Passes(_TICKET_USES, _TICKET_SECONDS, clock)
        self._live: list[WebSocket] = []
        self._came = asyncio.Event()
        self._waiting: dict[str, asyncio.Future[JsonObject]] = {}
        self._turns = itertools.count()
        self._expected = False

    @property
    def connections(self) -> int:
        """How many there are."""
        return len(self._live)

    def new_url(self, base: str) -> str:
        """An address to connect to once, below the base URL of the server."""
        ticket = self._tickets.issue(unique("ticket-"), None)
        return f"{base.replace('http', 'ws', 1)}/link/?ticket={ticket}&app_id={APP}"

    async def endpoint(self, websocket: WebSocket) -> None:
        """Serve one connection until either side ends it."""
        ticket = websocket.query_params.get("ticket", "")
        if self._tickets.use(ticket) is not State.GOOD:
            await websocket.close()
            return
        await websocket.accept()
        if len(self._live) >= MOST_CONNECTIONS:
            await _say_goodbye(websocket, "too_many_websockets")
            return
        await websocket.send_json(_hello(len(self._live) + 1))
        self._live.append(websocket)
        self._came.set()
        self._expected = False
        try:
            async for text in websocket.iter_text():
                self._acknowledged(text)
        finally:
            self._forget(websocket)

    async def send(self, kind: str, payload: JsonObject, retry: Retry, seconds: float) -> Ack:
        """Send one envelope on one connection, and wait for its acknowledgement."""
        if not self._live and self._expected:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._came.wait(), _PATIENCE)
        if not self._live:
            return Ack(reason=UNREACHABLE)
        envelope = _envelope(kind, payload, retry)
        waiting = self._waiting.setdefault(
            envelope["envelope_id"], asyncio.get_running_loop().create_future()
        )
        websocket = self._live[next(self._turns) % len(self._live)]
        try:
            await websocket.send_json(envelope)
            frame = await asyncio.wait_for(waiting, seconds)
        except TimeoutError:
            return Ack(reason="timeout" if kind == EVENTS else TIMED_OUT)
        except (WebSocketDisconnect, RuntimeError):  # it went away while we wrote
            return Ack(reason=UNREACHABLE)
        finally:
            self._waiting.pop(envelope["envelope_id"], None)
        return Ack(200, frame.get("payload") or None)

    async def disconnect(self, reason: str) -> None:
        """Tell the app to connect anew on every connection; unless it is a mere warning, end them."""
        for websocket in list(self._live):
            # The app leaves it in any case: what is sent next belongs on the connection to come.
            self._forget(websocket)
            self._expected = reason != "link_disabled"
            # The app may have been quicker.
            with contextlib.suppress(WebSocketDisconnect, RuntimeError):
                await _say_goodbye(websocket, reason)

    async def close(self) -> None:
        """End every connection, since the app is not wanted here any more."""
        await self.disconnect("link_disabled")

    def _acknowledged(self, text: str) -> None:
        try:
            frame: Any = json.loads(text)
        except ValueError:
            return  # Slack takes no notice of what is no acknowledgement
        if not isinstance(frame, dict):
            return
        waiting = self._waiting.get(str(frame.get("envelope_id", "")))
        if waiting and not waiting.done():
            waiting.set_result(frame)

    def _forget(self, websocket: WebSocket) -> None:
        if websocket in self._live:
            self._live.remove(websocket)
        if not self._live:
            self._came.clear()


def _envelope(kind: str, payload: JsonObject, retry: Retry) -> JsonObject:
    envelope: JsonObject = {
        "envelope_id": str(uuid.uuid4()),
        "type": kind,
        "payload": payload,
        "accepts_response_payload": kind in _ANSWERED,
    }
    if kind == EVENTS:
        # Slack sends these from the first delivery on, and for events only.
        envelope |= {"retry_attempt": retry.attempt, "retry_reason": retry.reason}
    return envelope


async def _say_goodbye(websocket: WebSocket, reason: str) -> None:
    debug = {"host": "playground"}
    await websocket.send_json({"type": "disconnect", "reason": reason, "debug_info": debug})
    if reason != "warning":
        await websocket.close()


def _hello(connections: int) -> JsonObject:
    return {
        "type": "hello",
        "num_connections": connections,
        "connection_info": {"app_id": APP},
        "debug_info": {
            "host": "playground",
            "build_number": 1,
            "approximate_connection_time": 18060,
        },
    }
