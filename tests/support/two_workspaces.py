"""Two workspaces behind one address, as Slack's are: whose request it is, its token or its code tells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import parse_qs

import httpx
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.playground.dropping import drop
from bot.playground.installed_app import Team
from bot.playground.server import LocalServer
from bot.playground.stand_in import StandIn

NORTH: Final = Team("T0NORTH", "North", "north")
SOUTH: Final = Team("T0SOUTH", "South", "south")

_DROPPED: Final = frozenset({"host", "content-length", "connection", "transfer-encoding", "date"})


@dataclass(frozen=True, slots=True)
class TwoWorkspaces:
    """Slack, with two workspaces; `base` is the address that both share."""

    north: StandIn
    south: StandIn
    base: str

    @property
    def api_url(self) -> str:
        """The base URL for Slack's SDK."""
        return f"{self.base}/api/"

    def of(self, team: str) -> StandIn:
        """The workspace with that id."""
        return {NORTH.id: self.north, SOUTH.id: self.south}[team]


@contextmanager
def two_workspaces(manifest: Mapping[str, Any], *, are_installed: bool = False) -> Iterator[TwoWorkspaces]:
    """Both, and what stands before them, on loopback, until the end of this."""
    with ExitStack() as undo:
        north, south = (
            undo.enter_context(StandIn(manifest, team=team, is_installed=are_installed))
            for team in (NORTH, SOUTH)
        )
        front = LocalServer()
        route = Route("/{path:path}", _Front(north, south).endpoint, methods=["GET", "POST"])
        front.start(Starlette(routes=[route]))
        undo.callback(front.stop)
        yield TwoWorkspaces(north, south, front.base)


class _Front:
    """Passes each request on; whatever belongs to neither workspace goes to the first."""

    def __init__(self, north: StandIn, south: StandIn) -> None:
        self._north = north
        self._south = south

    async def endpoint(self, request: Request) -> Response:
        body = await request.body()
        target = f"{self._whose(request, body).base}{request.url.path}?{request.url.query}"
        headers = {name: value for name, value in request.headers.items() if name not in _DROPPED}
        try:
            async with httpx.AsyncClient(trust_env=False, timeout=30) as client:
                answer = await client.request(request.method, target, content=body, headers=headers)
        except httpx.RemoteProtocolError:
            return await drop(request)
        kept = {name: value for name, value in answer.headers.items() if name not in _DROPPED}
        return Response(answer.content, answer.status_code, kept)

    def _whose(self, request: Request, body: bytes) -> StandIn:
        header = request.headers.get("authorization", "")
        token = header.removeprefix("Bearer ")
        code = parse_qs(body.decode("utf-8", "replace")).get("code", [""])[0]
        is_souths = (
            request.query_params.get("team") == SOUTH.id
            or code.startswith(SOUTH.id)
            or token in self._south.workspace.tokens
        )
        return self._south if is_souths else self._north
