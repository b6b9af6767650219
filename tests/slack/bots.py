"""The whole bot, served for real over HTTP or Socket Mode, and a person who uses it in the stand-in."""

from __future__ import annotations

import atexit
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from shutil import rmtree
from tempfile import mkdtemp
from typing import Any

import httpx

from bot import clock
from bot.desk.desk import Desk
from bot.jobs.ports import Author as AnyAuthor
from bot.jobs.postman import Postman, Unsure
from bot.metrics import Metrics
from bot.playground.model import Message
from bot.playground.platform import Platform
from bot.playground.stand_in import StandIn
from bot.playground.workspace import ANA, GENERAL
from bot.slack import bolt
from bot.slack.audiences import UnknownAudiences
from bot.slack.author import Author
from bot.slack.clients import OneWorkspace, posting_client, web_client
from bot.slack.delivery import deliver
from bot.slack.edition_author import EditionAuthor
from bot.slack.health import Check, Readiness, health_routes
from bot.slack.http import Gate, edge
from bot.slack.manifest import manifest
from bot.slack.poster import SlackPoster
from bot.slack.replays import Replays
from bot.slack.signatures import Signatures
from bot.slack.surface import Office
from bot.slack.transports import HttpTransport, SocketTransport
from bot.state.memory import open_memory
from bot.workspaces import Workspaces, WorkspaceSettings
from tests.conftest import NOW
from tests.slack.reading import elements_of
from tests.support.direct_jobs import DirectJobs
from tests.support.one_desk import OneDesk


class Person:
    """Somebody in the workspace: types commands, presses buttons, sees messages."""

    def __init__(self, stand_in: StandIn, user: str = ANA, channel: str = GENERAL) -> None:
        self.stand_in = stand_in
        self.user = user
        self.channel = channel

    def types(self, text: str, command: str = "/brief") -> Message:
        """The one message that a slash command brings."""
        [shown] = self.does("post", channel=self.channel, text=f"{command} {text}")
        return shown

    def presses(self, message: Message, label: str) -> Message:
        """The one message that a press of a button brings."""
        [shown] = self.presses_for(1, message, label)
        return shown

    def presses_for(self, count: int, message: Message, label: str) -> list[Message]:
        """The messages that a press of a button brings, as soon as there are so many."""
        [element] = [each for each in elements_of(message) if _label(each) == label]
        ids = {"block_id": element["block_id"], "action_id": element["action_id"]}
        return self.does("press", count, container=_container(message), **ids)

    def chooses(self, message: Message, element: dict[str, Any], value: str) -> Message:
        """The one message that a choice from a menu brings."""
        ids = {"block_id": element["block_id"], "action_id": element["action_id"]}
        [shown] = self.does("press", container=_container(message), **ids, value=value)
        return shown

    def does(self, name: str, count: int = 1, **given: Any) -> list[Message]:
        """The messages that an act brings to this person's eyes, as soon as there are so many."""
        before = {message.ref for message in self.sees()}
        answer = self.stand_in.act(self.user, name, **given)
        assert answer["ok"], answer

        def new(platform: Platform) -> list[Message]:
            visible = platform.workspace.visible(self.channel, self.user)
            found = [message for message in visible if message.ref not in before]
            return found if len(found) >= count else []

        found = self.stand_in.wait_for(f"{count} message(s)", new)
        assert len(found) == count
        return found

    def sees(self) -> list[Message]:
        """All messages of the channel, the oldest first."""
        return self.stand_in.look(lambda platform: list(platform.workspace.visible(self.channel, self.user)))


def _container(message: Message) -> dict[str, str]:
    return {"type": "message", "channel": message.channel, "ts": message.ts}


def _label(element: dict[str, Any]) -> str:
    text = element.get("text", {})
    return str(text.get("text", ""))


class HttpEdge:
    """The bot's own address, for requests that no person could make."""

    def __init__(self, url: str, secret: str) -> None:
        self.url = url
        self.secret = secret

    def post(self, body: str | bytes, headers: dict[str, str]) -> httpx.Response:
        return httpx.post(self.url, content=body, headers=headers, trust_env=False)


def office_for(desk: Desk, editors_channel: str = "") -> Office:
    """What the surfaces work with, on a day that does not move, and with a memory of its own."""
    folder = mkdtemp(prefix="briefbot-test-")
    atexit.register(rmtree, folder, ignore_errors=True)
    memory = open_memory(f"sqlite:///{folder}/briefbot.db")
    workspaces = Workspaces(WorkspaceSettings(editors_channel=editors_channel))
    return Office(OneDesk(desk), UnknownAudiences(), lambda: NOW, deliver, memory, DirectJobs(), workspaces)


def _employ(office: Office, stand_in: StandIn) -> None:
    """Let the office's jobs post to the stand-in."""
    assert isinstance(office.jobs, DirectJobs)
    client = posting_client(stand_in.app.bot_token, stand_in.api_url)
    poster = SlackPoster(lambda _team: client)
    given = office.desks, office.audiences, office.memory, office.now
    authors: dict[str, AnyAuthor] = {"reply": Author(*given), "digest": EditionAuthor(*given)}
    never_twice = Unsure.NEVER_TWICE
    office.jobs.postman = Postman(office.memory, authors, poster, "boot", 30, lambda _team: never_twice)


def clients_for(stand_in: StandIn) -> OneWorkspace:
    """The way to the stand-in."""
    client = web_client(stand_in.app.bot_token, stand_in.api_url)
    return OneWorkspace(bolt.identify(client), stand_in.api_url)


def gate_for(secret: str, office: Office) -> Gate:
    """What lets requests in. The stand-in signs at the real time, whatever the office's day is."""
    return Gate(Signatures(secret, clock.now), Replays(office.memory.claims, clock.now))


def new_stand_in() -> StandIn:
    """Slack's stand-in, with this app installed."""
    return StandIn(manifest("http://127.0.0.1"))


@contextmanager
def bot_over_http(
    stand_in: StandIn, office: Office, status: Callable[[], Mapping[str, Any]] = dict
) -> Iterator[HttpEdge]:
    """The bot on a free port; `status` is what its health check tells."""
    _employ(office, stand_in)
    app, pool = bolt.build(office, clients_for(stand_in), stand_in.app.signing_secret)
    gate = gate_for(stand_in.app.signing_secret, office)
    ready = health_routes(lambda: Readiness({"library": Check(ok=True, detail=status())}), Metrics("test"))
    transport = HttpTransport(edge(app, gate=gate, routes=ready), "127.0.0.1", 0)
    transport.start()
    stand_in.send_over_http(transport.address)
    with _stopping(transport, pool):
        yield HttpEdge(transport.address, stand_in.app.signing_secret)


@contextmanager
def bot_over_socket(stand_in: StandIn, office: Office) -> Iterator[None]:
    """The bot, connected to the stand-in."""
    _employ(office, stand_in)
    app, pool = bolt.build(office, clients_for(stand_in))
    transport = SocketTransport(app, stand_in.app.app_token)
    transport.start()
    stand_in.send_over_socket_mode()
    with _stopping(transport, pool):
        yield
        _wake(transport)


def _wake(transport: SocketTransport) -> None:
    """Let the SDK's client notice at once that it is closed: it would wait a second for its next frame."""
    client = transport._handler.client
    client.auto_reconnect_enabled = False
    client.message_processor.event.set()
    client.enqueue_message("{}")


@contextmanager
def _stopping(transport: HttpTransport | SocketTransport, pool: ThreadPoolExecutor) -> Iterator[None]:
    try:
        yield
    finally:
        transport.stop()
        pool.shutdown()
