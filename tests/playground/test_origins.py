"""Only programs and pages of this machine may use the playground."""

from __future__ import annotations

import asyncio

import httpx
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from bot.playground.origins import OnlyThisMachine


def hello(_: Request) -> PlainTextResponse:
    return PlainTextResponse("hello")


class Client:
    """A program that asks the playground, with whatever headers."""

    def __init__(self) -> None:
        route = Route("/", hello, methods=["GET", "POST"])
        self._app = Starlette(routes=[route], middleware=[Middleware(OnlyThisMachine)])

    def get(self, **headers: str) -> httpx.Response:
        return asyncio.run(self._ask("GET", headers))

    def post(self, **headers: str) -> httpx.Response:
        return asyncio.run(self._ask("POST", headers))

    async def _ask(self, method: str, headers: dict[str, str]) -> httpx.Response:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        transport = httpx.ASGITransport(self._app)
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8765") as client:
            return await client.request(method, "/", headers=named)


@pytest.fixture
def client() -> Client:
    return Client()


def test_a_program_of_this_machine_is_served(client: Client) -> None:
    assert client.post().text == "hello"


@pytest.mark.parametrize("host", ["127.0.0.1:8765", "localhost:8765"])
def test_its_own_page_is_served(client: Client, host: str) -> None:
    answer = client.post(Host=host, Origin=f"http://{host}", Sec_Fetch_Site="same-origin")
    assert answer.text == "hello"


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8765", "127.0.0.1.evil.example", "[", ""])
def test_another_name_for_this_machine_is_refused(client: Client, host: str) -> None:
    assert client.get(Host=host).status_code == 403


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "http://127.0.0.1:9999", "https://127.0.0.1:8765", "null"]
)
def test_a_page_from_elsewhere_may_do_nothing(client: Client, origin: str) -> None:
    assert client.post(Origin=origin).status_code == 403


def test_another_site_may_not_even_read_without_an_origin(client: Client) -> None:
    assert client.get(Sec_Fetch_Site="cross-site", Sec_Fetch_Mode="no-cors").status_code == 403


def test_a_link_from_another_site_may_be_followed(client: Client) -> None:
    assert client.get(Sec_Fetch_Site="cross-site", Sec_Fetch_Mode="navigate").text == "hello"
