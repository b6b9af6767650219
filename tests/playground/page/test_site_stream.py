"""The stream that tells the page of changes."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any

from starlette.applications import Starlette

from bot.playground.live import Live
from bot.playground.model import JsonObject
from bot.playground.page.site import changes, routes
from tests.playground.page.browsing import Control
from tests.playground.page.worlds import new_world


def _run(coroutine: Coroutine[Any, Any, None]) -> None:
    asyncio.run(asyncio.wait_for(coroutine, 5))


def test_the_stream_tells_each_newer_version() -> None:
    async def scenario() -> None:
        live = Live()
        stream = changes(live, 0)
        assert await anext(stream) == "retry: 1000\n\n"
        live.change()
        assert await anext(stream) == 'data: {"version": 1}\n\n'
        live.change()
        live.change()
        assert await anext(stream) == 'data: {"version": 3}\n\n'
        await stream.aclose()

    _run(scenario())


def test_a_page_of_an_earlier_playground_is_told_at_once() -> None:
    async def scenario() -> None:
        stream = changes(Live(), 500)
        await anext(stream)
        assert await anext(stream) == 'data: {"version": 0}\n\n'
        await stream.aclose()

    _run(scenario())


def test_the_stream_ends_when_the_browser_is_gone() -> None:
    async def scenario() -> None:
        app, sent = Starlette(routes=routes(new_world(), Control())), []
        gone = asyncio.Event()

        async def receive() -> JsonObject:
            await gone.wait()
            return {"type": "http.disconnect"}

        async def send(message: Any) -> None:
            sent.append(message)
            if message.get("body"):
                gone.set()

        scope = {"type": "http", "asgi": {"spec_version": "2.3"}, "method": "GET", "path": "/live"}
        await app({**scope, "query_string": b"after=x", "headers": []}, receive, send)
        assert sent[0]["status"] == 200

    _run(scenario())
