"""Connections that send slowly, or nothing, are closed: uvicorn only times those between two requests."""

from __future__ import annotations

import asyncio
from typing import Final

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

RECEIVE_SECONDS: Final = 15.0
"""How long a request may take to arrive, its head and its body; longer than the edge waits for a body."""


class TimedProtocol(H11Protocol):
    """uvicorn's HTTP, with an end to waiting for the rest of a request.

    Without it a few hundred connections that send a byte now and then would keep everybody else out.
    """

    receive_seconds = RECEIVE_SECONDS

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn's own
        """A connection is open: its first request must come."""
        self._end: asyncio.TimerHandle | None = None
        super().connection_made(transport)
        self._begin_to_wait()

    def data_received(self, data: bytes) -> None:
        """Bytes came: a whole request ends the wait, a part of one goes on with it."""
        super().data_received(data)
        if self.transport.is_closing() or not self._is_in_mid_request:
            self._wait_no_more()
        else:
            self._begin_to_wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """The connection is gone."""
        self._wait_no_more()
        super().connection_lost(exc)

    @property
    def _is_in_mid_request(self) -> bool:
        state = self.conn.their_state
        return state is h11.SEND_BODY or (state is h11.IDLE and bool(self.conn.trailing_data[0]))

    def _begin_to_wait(self) -> None:
        if self._end is None:
            self._end = self.loop.call_later(self.receive_seconds, self.transport.close)

    def _wait_no_more(self) -> None:
        if self._end is not None:
            self._end.cancel()
            self._end = None
