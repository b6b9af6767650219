"""How a connection is broken, instead of answering on it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

#: Where the server leaves the function that aborts a client's connection.
ABORT: Final = "abort"


async def drop(request: Request) -> Response:
    """Close the connection of a request without a word; nobody is there to get what is returned."""
    abort: Callable[[tuple[str, int]], None] = getattr(request.app.state, ABORT)
    abort(request.scope["client"])
    # Until the server has noticed, it would still answer.
    while (await request.receive())["type"] != "http.disconnect":
        pass
    return Response()
