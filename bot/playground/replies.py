"""The HTTP answers of the stand-in."""

from __future__ import annotations

from starlette.responses import JSONResponse, PlainTextResponse, Response

from bot.playground.faults import Fault


def reply_of(fault: Fault) -> Response:
    """What a request gets that a fault strikes."""
    headers = dict(fault.headers)
    if isinstance(fault.body, str):
        return PlainTextResponse(fault.body, fault.status or 500, headers)
    return JSONResponse(dict(fault.body), fault.status or 500, headers)
