"""The page over HTTP: drawn by the server, kept up to date by a stream of version numbers."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from bot.playground.live import Live
from bot.playground.model import JsonObject
from bot.playground.page.draw import draw
from bot.playground.page.screen import Switches, screen
from bot.playground.page.screen_place import Place

if TYPE_CHECKING:
    from bot.playground.platform import Platform

#: A stream that says nothing for so long says so: that is how either side finds out that the other is gone.
_PING_SECONDS: Final = 15.0

#: Nothing comes from elsewhere. Renderers may set styles of single elements; scripts are files, never inline.
_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS: Final = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": _POLICY,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


class Control(Protocol):
    """Carries out what people do on the page."""

    async def act(self, request: JsonObject) -> JsonObject:
        """Do it; {"ok": true, …}, or {"ok": false, "error": code, "message": words}."""

    def switches(self) -> Switches:
        """How the bot is connected at the moment."""


def routes(platform: Platform, control: Control) -> list[BaseRoute]:
    """The page, its stream, its acts and its files."""

    async def page(request: Request) -> Response:
        place = Place.from_query(request.query_params, platform.workspace)
        seen = screen(platform.workspace, platform.journal, platform.faults, place, control.switches())
        return HTMLResponse(draw(seen), headers=_HEADERS)

    async def live(request: Request) -> Response:
        after = _number(request.query_params.get("after", ""))
        headers = {**_HEADERS, "X-Accel-Buffering": "no"}
        return StreamingResponse(
            changes(platform.live, after), media_type="text/event-stream", headers=headers
        )

    async def act(request: Request) -> Response:
        try:
            asked = await request.json()
        except ValueError:
            asked = None
        if not isinstance(asked, dict):
            refusal = {"ok": False, "error": "invalid_json", "message": "That is no JSON object."}
            return JSONResponse(refusal, 400, _HEADERS)
        return JSONResponse(await control.act(asked), headers=_HEADERS)

    return [
        Route("/", page),
        Route("/live", live),
        Route("/act", act, methods=["POST"]),
        Mount("/static", StaticFiles(directory=Path(__file__).parent / "static")),
    ]


async def changes(live: Live, after: int) -> AsyncGenerator[str, None]:
    """Server-sent events: the version, now if it is not `after`, and then whenever it changes."""
    yield "retry: 1000\n\n"
    if after > live.version:  # the page is older than this playground
        after = -1
    while True:
        try:
            after = await asyncio.wait_for(live.after(after), _PING_SECONDS)
        except TimeoutError:
            yield ": still here\n\n"
        else:
            yield f"data: {json.dumps({'version': after})}\n\n"


def _number(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        return -1
