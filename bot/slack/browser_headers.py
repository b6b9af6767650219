"""Response headers for what a browser could be shown: the pages of an installation, or a refusal."""

from __future__ import annotations

from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADERS: Final = {
    "X-Content-Type-Options": "nosniff",  # what echoes somebody's words is never taken for a page
    "Content-Security-Policy": "frame-ancestors 'none'",  # no press of "Install" under another page
    "Referrer-Policy": "no-referrer",  # an installation's code is in its address
}


class BrowserHeaders:
    """ASGI middleware: sets those headers that a response does not set itself."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, with_headers)
