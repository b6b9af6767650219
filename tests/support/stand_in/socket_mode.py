"""The Socket Mode side: one WebSocket endpoint, its frames and their acknowledgements."""

from __future__ import annotations

import contextlib
import json
import uuid
from typing import Final

from starlette.websockets import WebSocket, WebSocketDisconnect

from .identity import APP, unique
from .passes import Clock, Passes, State
from .records import JsonObject, Record
from .server import LocalServer

_TICKET_USES: Final = 1
_TICKET_SECONDS: Final = 30.0


class SocketMode:
    """The connections of the app under test."""

    def __init__(self, server: LocalServer, clock: Clock) -> None:
        self._server = server
        self._tickets = Passes(_TICKET_USES, _TICKET_SECONDS, clock)
        self._connected: Record[WebSocket] = Record()
        self._gone: set[WebSocket] = set()
        self.acks: Record[JsonObject] = Record()

    def new_url(self) -> str:
        """An address to connect to once."""
        ticket = self._tickets.issue(unique("ticket-"))
        return f"ws://127.0.0.1:{self._server.port}/link/?ticket={ticket}&app_id={APP}"

    async def endpoint(self, websocket: WebSocket) -> None:
        """Serve one connection until either side ends it."""
        ticket = websocket.query_params.get("ticket", "")
        if self._tickets.use(ticket) is not State.GOOD:
            await websocket.close()
            return
        await websocket.accept()
        await websocket.send_json(_hello())
        self._connected.add(websocket)
        try:
            async for text in websocket.iter_text():
                self.acks.add(json.loads(text))
        finally:
            self._gone.add(websocket)

    def send(self, type_: str, payload: JsonObject, accepts: bool, retry: tuple[int, str]) -> str:
        """Send one envelope over the live connection, waiting for it; the envelope's id."""
        id_ = str(uuid.uuid4())
        envelope: JsonObject = {
            "envelope_id": id_,
            "type": type_,
            "payload": payload,
            "accepts_response_payload": accepts,
        }
        if type_ == "events_api":
            # Slack sends these from the first delivery on, and for events only.
            envelope |= {"retry_attempt": retry[0], "retry_reason": retry[1]}
        self._server.run(self._live().send_json(envelope))
        return id_

    def disconnect(self, reason: str) -> None:
        """Tell the app to connect anew; unless it is a mere warning, end this connection."""
        self._server.run(self._end(self._live(), reason))

    async def _end(self, websocket: WebSocket, reason: str) -> None:
        debug = {"host": "stand-in"}
        await websocket.send_json({"type": "disconnect", "reason": reason, "debug_info": debug})
        # The app leaves it in any case: what is sent next belongs on the connection to come.
        self._gone.add(websocket)
        if reason != "warning":
            # The app may have been quicker.
            with contextlib.suppress(WebSocketDisconnect):
                await websocket.close()

    def _live(self) -> WebSocket:
        def is_live(websocket: WebSocket) -> bool:
            return websocket not in self._gone

        return self._connected.wait_for("Socket Mode connection", 5.0, wanted=is_live)


def _hello() -> JsonObject:
    return {
        "type": "hello",
        "num_connections": 1,
        "connection_info": {"app_id": APP},
        "debug_info": {
            "host": "stand-in",
            "build_number": 1,
            "approximate_connection_time": 18060,
        },
    }
