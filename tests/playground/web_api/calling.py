"""A fresh workspace whose Web API is called in this process: no port, no app behind it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import Any, Final

import httpx
from starlette.applications import Starlette
from starlette.routing import Route

from bot.playground.clock import Clock
from bot.playground.installed_app import BOT_USER, InstalledApp
from bot.playground.model import Channel, JsonObject, Message
from bot.playground.platform import Platform, new_platform
from bot.playground.web_api.endpoint import WebApi
from bot.playground.workspace import ANA, GENERAL

#: All that the methods under test can ask for, but writing where the app is no member.
SCOPES: Final = frozenset(
    "channels:history channels:join channels:manage channels:read chat:write im:history im:read im:write "
    "reactions:read reactions:write users:read".split()
)


class Slack:
    """The Web API, and what lies behind it.

    The app is subscribed to nothing: the journal notes each event that it would have been told of, and
    nothing is on its way when a call is over.
    """

    def __init__(
        self, scopes: Iterable[str] = SCOPES, *, plus: Iterable[str] = (), has_messages_tab: bool = True
    ) -> None:
        granted = frozenset(scopes) | frozenset(plus)
        app = InstalledApp("Brief", "brief", scopes=granted, has_messages_tab=has_messages_tab)
        self.platform: Final[Platform] = new_platform(app, Clock(lambda: 1_700_000_000.0), 3.0)
        api = WebApi(self.platform, lambda: "")
        self._app = Starlette(routes=[Route("/api/{method}", api.endpoint, methods=["POST"])])

    def answer(self, method: str, **arguments: Any) -> JsonObject:
        """What Slack answers to a call with a JSON body."""
        return self._post(method, json=arguments)

    def answer_form(self, method: str, **arguments: str) -> JsonObject:
        """What Slack answers to a call with a form, in which every value is text."""
        return self._post(method, data=arguments)

    def call(self, method: str, **arguments: Any) -> JsonObject:
        """What Slack answers to a call that it takes."""
        answer = self.answer(method, **arguments)
        assert answer["ok"], answer
        return answer

    def refusal(self, method: str, **arguments: Any) -> str:
        """The code with which Slack refuses a call."""
        answer = self.answer(method, **arguments)
        assert not answer["ok"], answer
        return str(answer["error"])

    def post(self, text: str = "Hello", channel: str = GENERAL, **arguments: Any) -> str:
        """The timestamp of a new message of the app's."""
        return str(self.call("chat.postMessage", channel=channel, text=text, **arguments)["ts"])

    def said(self, text: str = "Hello", user: str = ANA, channel: str = GENERAL, **more: Any) -> str:
        """The timestamp of a person's message."""
        return self.platform.workspace.post(channel, user, {"text": text}, **more).ts

    def message(self, ts: str, channel: str = GENERAL) -> Message:
        """A message that must be there."""
        found = self.platform.workspace.message(channel, ts)
        assert found is not None
        return found

    def channel(self, id_: str, members: Iterable[str] = (ANA, BOT_USER)) -> Channel:
        """A further channel."""
        return self.platform.workspace.add_channel(Channel(id_, id_.lower(), list(members)))

    def archive(self, channel: str = GENERAL) -> None:
        """Close a channel."""
        self.platform.workspace.channels[channel].is_archived = True

    def events(self, kind: str) -> list[JsonObject]:
        """What there was to tell the app of, by the name it subscribes with."""
        return [each.request["event"] for each in self.platform.journal if each.kind == kind]

    def _post(self, method: str, **body: Any) -> JsonObject:
        async def posted() -> httpx.Response:
            transport = httpx.ASGITransport(self._app)
            headers = {"Authorization": f"Bearer {self.platform.app.bot_token}"}
            async with httpx.AsyncClient(transport=transport, base_url="http://slack") as client:
                return await client.post(f"/api/{method}", headers=headers, **body)

        answer: JsonObject = asyncio.run(posted()).json()
        return answer
