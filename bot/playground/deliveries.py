"""What Slack sends to the app: once for what a person waits for, again and again for events."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Coroutine
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any, Final

from bot.playground.faults import EVENTS, Fault, Faults
from bot.playground.ids import unique
from bot.playground.installed_app import FAREWELLS
from bot.playground.journal import Exchange, Journal
from bot.playground.model import JsonObject
from bot.playground.wires import HTTP_ERROR, TIMED_OUT, UNREACHABLE, Ack, NoWire, Retry, Wire
from bot.playground.workspace import Workspace

#: Seconds before each further delivery of an event that was not acknowledged (Slack's Events API page).
RETRIES: Final = (0, 60, 300)

#: What a person is told, by the reason that the app gave no acknowledgement.
_TOLD: Final = {
    TIMED_OUT: "operation_timeout",
    HTTP_ERROR: "http_service_error",
    UNREACHABLE: "dispatch_failed",
}


@dataclass(frozen=True, slots=True)
class About:
    """What a delivery belongs to, for the journal; `id` will be that of its exchange."""

    channel: str = ""
    user: str = ""
    refs: frozenset[str] = frozenset()
    id: str = field(default_factory=lambda: unique("X"))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a delivery: `error` is what Slack tells the person, "" when the app acknowledged it."""

    exchange: Exchange
    ack: Ack
    error: str = field(default="")


class Deliveries:
    """Sends to the app, notes each exchange in the journal, and lets faults strike."""

    def __init__(self, workspace: Workspace, journal: Journal, faults: Faults, ack_seconds: float) -> None:
        self._workspace = workspace
        self._journal = journal
        self._faults = faults
        self._ack_seconds = ack_seconds
        self._tasks: set[asyncio.Task[None]] = set()
        self._busy = 0
        self._idle = asyncio.Event()
        self._idle.set()
        self.wire: Wire = NoWire()

    async def use(self, wire: Wire) -> None:
        """Reach the app by another wire from now on."""
        before, self.wire = self.wire, wire
        if before is not wire:
            await before.close()

    async def ask(self, kind: str, payload: JsonObject, about: About) -> Outcome:
        """Send what a person waits for: Slack never sends it again."""
        return await self._deliver(kind, payload, about, Retry())

    def tell(self, payload: JsonObject, about: About) -> None:
        """Send an event in the background, with Slack's retries."""
        self._start(self._tell(payload, about))

    async def idle(self) -> None:
        """Wait until nothing is on its way to the app; retries that lie in the future do not count."""
        await self._idle.wait()

    async def stop(self) -> None:
        """Let what is under way arrive, forget the retries, and close the way to the app."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self.idle(), self._ack_seconds)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self.wire.close()

    async def _tell(self, payload: JsonObject, about: About) -> None:
        outcome = await self._deliver(EVENTS, payload, about, Retry())
        for attempt, seconds in enumerate(RETRIES, start=1):
            if not outcome.ack.reason or outcome.ack.headers.get("x-slack-no-retry") == "1":
                return
            if seconds:
                self._leave()
                await self._workspace.clock.sleep(seconds)
                self._enter()
            if not (self._workspace.is_installed or payload["event"]["type"] in FAREWELLS):
                return
            retry = Retry(attempt, outcome.ack.reason)
            outcome = await self._deliver(EVENTS, payload, about, retry)

    async def _deliver(self, kind: str, payload: JsonObject, about: About, retry: Retry) -> Outcome:
        fault = self._faults.strike(kind)
        exchange = self._journal.add(
            Exchange(
                "to_bot",
                kind,
                self._workspace.clock.now(),
                payload,
                id=unique("X") if retry.attempt else about.id,
                refs=set(about.refs),
                channel=about.channel,
                user=about.user,
                attempt=retry.attempt,
            )
        )
        self._enter()
        started = perf_counter()
        try:
            ack = await self._through(fault, kind, payload, retry)
            if fault and fault.again:
                for _ in range(fault.again):
                    await self.wire.send(kind, payload, retry, self._ack_seconds)
        finally:
            self._leave()
        exchange.took_ms = (perf_counter() - started) * 1000
        exchange.status, exchange.response, exchange.headers = ack.status, ack.body, ack.headers
        exchange.error = _TOLD.get(ack.reason, ack.reason)
        self._workspace.live.change()
        return Outcome(exchange, ack, exchange.error)

    async def _through(self, fault: Fault | None, kind: str, payload: JsonObject, retry: Retry) -> Ack:
        """Send, with whatever goes wrong on the way."""
        if fault is None:
            return await self.wire.send(kind, payload, retry, self._ack_seconds)
        if fault.delay:
            await asyncio.sleep(fault.delay)
        ack = Ack(reason=UNREACHABLE if fault.drop else HTTP_ERROR, status=fault.status or None)
        if not fault.fails:
            return await self.wire.send(kind, payload, retry, self._ack_seconds)
        if fault.after:
            await self.wire.send(kind, payload, retry, self._ack_seconds)
        return ack

    def _start(self, coroutine: Coroutine[Any, Any, None]) -> None:
        self._enter()
        task = asyncio.get_running_loop().create_task(coroutine)
        self._tasks.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        self._leave()

    def _enter(self) -> None:
        self._busy += 1
        self._idle.clear()

    def _leave(self) -> None:
        self._busy -= 1
        if self._busy <= 0:
            self._idle.set()
