"""`/healthz`, `/readyz` and `/metrics`: whether the process lives, whether it can answer, and how it does.

The same routes are served beside Slack's over HTTP, and alone in Socket Mode.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field
from time import monotonic
from typing import Any, Final

from anyio import CapacityLimiter, to_thread
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.metrics import Metrics
from bot.slack.browser_headers import BrowserHeaders
from bot.slack.probe import Probe
from bot.slack.request_ids import RequestIds

CHECK_SECONDS: Final = 1.5
"""How long all checks together may take: `/readyz` answers within 2 s, whatever hangs."""

_THREADS: Final = 8
_NOT_KEPT: Final = {"Cache-Control": "no-store"}


@dataclass(frozen=True, slots=True)
class Check:
    """What a check found. One that does not `decide` is told, and leaves the verdict to the others."""

    ok: bool
    detail: Mapping[str, Any] = field(default_factory=dict)
    decides: bool = True


@dataclass(frozen=True, slots=True)
class Readiness:
    """The checks' answers by name, and the verdict on them."""

    checks: Mapping[str, Check]

    @property
    def is_ready(self) -> bool:
        """Whether requests should be sent here."""
        return all(check.ok for check in self.checks.values() if check.decides)

    def body(self) -> Mapping[str, Any]:
        """The same as JSON has it. Anybody may read it: it holds numbers, and names of errors' types."""
        entries = {name: {"ok": check.ok, **check.detail} for name, check in self.checks.items()}
        return {"status": "ready" if self.is_ready else "not ready", "checks": entries}


class Checks:
    """The checks of a process, by name. Each runs in a thread of its own, and all at once."""

    def __init__(self, checks: Mapping[str, Callable[[], Check]], seconds: float = CHECK_SECONDS) -> None:
        self._probes = {name: Probe(check, seconds) for name, check in checks.items()}
        self._seconds = seconds

    def __call__(self) -> Readiness:
        """Ask all; one that raises or takes too long is not ok."""
        until = monotonic() + self._seconds
        under_way = {name: probe.begin() for name, probe in self._probes.items()}
        return Readiness({name: _answer(each, until) for name, each in under_way.items()})


def _answer(under_way: Future[Check], until: float) -> Check:
    try:
        return under_way.result(max(0.0, until - monotonic()))
    except Exception as error:  # noqa: BLE001 - a check that fails is an answer
        return Check(ok=False, detail={"error": type(error).__name__})


@dataclass(frozen=True, slots=True)
class Draining:
    """Set once the process is about to end: `/readyz` says no, while requests are still answered."""

    _begun: threading.Event = field(default_factory=threading.Event)

    def begin(self) -> None:
        """From now on."""
        self._begun.set()

    def check(self) -> Check:
        """Whether it has not begun."""
        draining = self._begun.is_set()
        return Check(ok=not draining, detail={"draining": draining})


def health_routes(readiness: Callable[[], Readiness], metrics: Metrics) -> list[Route]:
    """The three routes. What may take time runs in threads of their own, apart from those of requests."""
    limiter = CapacityLimiter(_THREADS)

    async def alive(_request: Request) -> Response:
        return JSONResponse({"status": "alive"}, headers=_NOT_KEPT)

    async def ready(_request: Request) -> Response:
        found = await to_thread.run_sync(readiness, limiter=limiter)
        return JSONResponse(found.body(), 200 if found.is_ready else 503, headers=_NOT_KEPT)

    async def exposition(request: Request) -> Response:
        accept = request.headers.get("accept", "")
        body, kind = await to_thread.run_sync(metrics.render, accept, limiter=limiter)
        return Response(body, headers={**_NOT_KEPT, "Content-Type": kind})

    return [
        Route("/healthz", alive, methods=["GET"]),
        Route("/readyz", ready, methods=["GET"]),
        Route("/metrics", exposition, methods=["GET"]),
    ]


def health_app(readiness: Callable[[], Readiness], metrics: Metrics) -> Starlette:
    """The routes alone: what Socket Mode serves, where Slack needs no address of ours."""
    middleware = [Middleware(RequestIds), Middleware(BrowserHeaders)]
    return Starlette(routes=health_routes(readiness, metrics), middleware=middleware)
