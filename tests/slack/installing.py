"""A bot that workspaces install, behind a public address, and the browser of somebody who installs it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

import httpx
from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.playground.journal import Exchange
from bot.playground.platform import Platform
from bot.playground.stand_in import StandIn
from bot.playground.workspace import ANA, GENERAL
from bot.slack.clients import NOT_INSTALLED, ManyWorkspaces, authorize_by
from bot.slack.http import edge
from bot.slack.manifest import manifest
from bot.slack.oauth import OAuthApp, install_routes
from bot.slack.transports import HttpTransport
from bot.state.install_states import SqlInstallStates
from bot.state.installations import SqlInstallations
from bot.state.memory import open_memory
from bot.state.sealing import seal_of
from tests.conftest import NOW
from tests.support.gates import gate_of
from tests.support.two_workspaces import NORTH, TwoWorkspaces

PUBLIC: Final = "https://brief.example.org"
MANIFEST: Final = manifest(PUBLIC)
ANSWERS: Final = ["Said by the request's client", "Said by the client for posting"]


@dataclass
class Ticker:
    """A clock that stands still until it is moved."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, **length: float) -> None:
        self.now += timedelta(**length)


@dataclass(frozen=True, slots=True)
class Served:
    """The bot, with what it keeps."""

    slack: TwoWorkspaces
    installations: SqlInstallations
    clients: ManyWorkspaces
    clock: Ticker
    address: str
    told: list[str] = field(default_factory=list)

    def browser(self) -> Browser:
        """A browser that has not been here before."""
        return Browser(self.address)

    def installed_in(self, team: str = NORTH.id) -> httpx.Response:
        """Somebody installs the app; the page that they see at the end."""
        with self.browser() as browser:
            return browser.install(team)

    def token_of(self, team: str) -> str | None:
        """The token that is kept of a workspace."""
        bot = self.installations.bot_of(team)
        return None if bot is None else bot.bot_token

    def asks(self, team: str) -> list[str]:
        """Somebody in a workspace types a command; what the bot says by its two clients, or once why not."""
        slack = self.slack.of(team)
        before = len(slack.look(_texts))
        assert slack.act(ANA, "post", channel=GENERAL, text="/brief china")["ok"]

        def said(platform: Platform) -> list[str]:
            new = _texts(platform)[before:]
            return new if len(new) == len(ANSWERS) or NOT_INSTALLED in new else []

        return slack.wait_for("an answer", said)


def _texts(platform: Platform) -> list[str]:
    return [message.text for message in platform.workspace.visible(GENERAL, ANA)]


def calls(slack: StandIn, method: str) -> list[Exchange]:
    """The bot's calls of a method."""
    return [each for each in slack.exchanges if each.kind == method]


class Browser:
    """Keeps cookies. The bot's public address leads to the bot, as if TLS ended before it."""

    def __init__(self, address: str) -> None:
        self._client = httpx.Client(trust_env=False, mounts={PUBLIC: _Road(address)})

    def __enter__(self) -> Browser:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    @property
    def cookies(self) -> Mapping[str, str]:
        return dict(self._client.cookies)

    def get(self, url: str, **cookies: str) -> httpx.Response:
        """One page, without following where it leads."""
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())}
        return self._client.get(url, headers=headers if cookies else {})

    def begin(self, team: str = NORTH.id) -> str:
        """Follow the link "Install"; the address of Slack's question."""
        sent = self.get(f"{PUBLIC}/slack/install?team={team}")
        assert sent.status_code == 302
        return sent.headers["location"]

    def answer(self, question: str, answer: str = "allow") -> str:
        """Press a button on Slack's page; the address that it sends the browser to."""
        asked = self.get(question)
        assert asked.status_code == 200, asked.text
        sent = self._client.post(question, data={"as": ANA, "answer": answer})
        assert sent.status_code == 303
        return sent.headers["location"]

    def install(self, team: str = NORTH.id) -> httpx.Response:
        """All of it."""
        return self.get(self.answer(self.begin(team)))


class _Road(httpx.BaseTransport):
    def __init__(self, address: str) -> None:
        self._port = httpx.URL(address).port
        self._http = httpx.HTTPTransport()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        url = request.url.copy_with(scheme="http", host="127.0.0.1", port=self._port)
        return self._http.handle_request(
            httpx.Request(request.method, url, headers=request.headers, stream=request.stream)
        )

    def close(self) -> None:
        self._http.close()


@contextmanager
def served(
    slack: TwoWorkspaces,
    folder: Path,
    *,
    keys: str = "",
    secret: str | None = None,
    installed: Callable[[str], None] | None = None,
) -> Iterator[Served]:
    """The bot, with an empty database in `folder`; `secret` is a client secret other than the true one."""
    memory = open_memory(f"sqlite:///{folder}/briefbot.db")
    known = slack.north.app
    clock, told = Ticker(), list[str]()
    installations = SqlInstallations(memory._engine, known.client_id, seal_of(keys))
    states = SqlInstallStates(memory._engine, 600, clock)
    clients = ManyWorkspaces(installations, slack.api_url)
    oauth = OAuthApp(known.client_id, secret or known.client_secret, PUBLIC, slack.api_url)
    routes = install_routes(oauth, installations, states, clients, installed or told.append)
    app = _answering(clients, known.signing_secret)
    transport = HttpTransport(edge(app, gate_of(known.signing_secret), routes=routes), "127.0.0.1", 0)
    transport.start()
    for workspace in (slack.north, slack.south):
        workspace.send_over_http(transport.address)
    try:
        yield Served(slack, installations, clients, clock, transport.address, told)
    finally:
        transport.stop()
        memory.close()


def _answering(clients: ManyWorkspaces, signing_secret: str) -> App:
    """Answers with Bolt's client of the request, and then with that for posting."""
    app = App(
        client=clients.bare,
        signing_secret=signing_secret,
        authorize=authorize_by(clients),
        user_facing_authorize_error_message=NOT_INSTALLED,
        token_verification_enabled=False,
    )

    @app.command("/brief")
    def brief(ack: Ack, context: BoltContext, client: WebClient, body: dict[str, Any]) -> None:
        ack()
        posting = clients.posting_client_for(str(context.team_id))
        assert posting is not None
        for each, text in zip((client, posting), ANSWERS, strict=True):
            each.chat_postMessage(channel=body["channel_id"], text=text)

    return app
