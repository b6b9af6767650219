"""Who may talk to the playground: programs and pages of this machine, under its own name, and nobody else."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocket

_OWN_NAMES: Final = ("127.0.0.1", "localhost")


class OnlyThisMachine:
    """Refuses a foreign Host (DNS rebinding), and a foreign Origin (another site's page, CSRF).

    Slack's SDK sends no Origin, and browsers send one with everything that changes something.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what may come in."""
        if scope["type"] == "lifespan" or _is_allowed(scope):
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await WebSocket(scope, receive, send).close(1008)
        else:
            refusal = PlainTextResponse("The playground is for this machine only.", 403)
            await refusal(scope, receive, send)


def _is_allowed(scope: Scope) -> bool:
    headers = Headers(scope=scope)
    host = headers.get("host", "")
    try:
        name = urlsplit(f"//{host}").hostname
    except ValueError:
        return False
    return (
        name in _OWN_NAMES and headers.get("origin") in (None, f"http://{host}") and _is_own(scope, headers)
    )


def _is_own(scope: Scope, headers: Headers) -> bool:
    """Whether no other site asks, other than by a link that somebody follows."""
    if headers.get("sec-fetch-site") not in ("cross-site", "same-site"):
        return True
    return scope.get("method") == "GET" and headers.get("sec-fetch-mode") == "navigate"
