"""A browser without a window, for the tests of the page over HTTP."""

from __future__ import annotations

import asyncio
from html.parser import HTMLParser
from typing import Any

import httpx
from starlette.applications import Starlette

from bot.playground.model import JsonObject
from bot.playground.page.screen import Switches
from bot.playground.page.site import routes
from bot.playground.platform import Platform
from tests.playground.page.worlds import CONNECTED


class Control:
    """Answers what it is told to, and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[JsonObject] = []
        self.answer: JsonObject = {"ok": True}
        self.how = CONNECTED

    async def act(self, request: JsonObject) -> JsonObject:
        self.asked.append(request)
        return self.answer

    def switches(self) -> Switches:
        return self.how


class Browser:
    """Asks the page's routes, without a server between."""

    def __init__(self, world: Platform, control: Control | None = None) -> None:
        self._app = Starlette(routes=routes(world, control or Control()))

    def get(self, url: str) -> httpx.Response:
        return asyncio.run(self._send("GET", url))

    def post(self, url: str, content: str) -> httpx.Response:
        return asyncio.run(self._send("POST", url, content=content))

    async def _send(self, method: str, url: str, **more: Any) -> httpx.Response:
        transport = httpx.ASGITransport(self._app)
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
            return await client.request(method, url, **more)


def page(world: Platform, query: str = "") -> str:
    answer = Browser(world).get(f"/?{query}")
    assert answer.status_code == 200
    return answer.text


class Tags(HTMLParser):
    """The start tags of a page, and whether what is opened is closed."""

    VOID = ("meta", "link", "input", "img", "br", "hr")

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def values(self, name: str) -> list[str]:
        return [attrs[name] or "" for _, attrs in self.found if name in attrs]
