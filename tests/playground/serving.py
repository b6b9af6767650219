"""The feature app, served to the stand-in over HTTP or Socket Mode, and the people who use it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Literal

from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode import SocketModeClient
from starlette.applications import Starlette
from starlette.routing import BaseRoute, Mount
from starlette.types import Receive, Scope, Send

from bot.playground.elements import elements_in
from bot.playground.model import Message, View
from bot.playground.platform import Platform
from bot.playground.stand_in import ACK_SECONDS, StandIn
from bot.playground.workspace import ANA, GENERAL
from bot.slack.http import edge
from tests.playground.feature_app import MANIFEST, FeatureApp, Heard
from tests.playground.feature_blocks import Json
from tests.support.gates import gate_of

Transport = Literal["http", "socket mode"]
TRANSPORTS: tuple[Transport, ...] = ("http", "socket mode")


def client_of(stand_in: StandIn, token: str | None = None) -> WebClient:
    """A client that tries each call once."""
    token = stand_in.app.bot_token if token is None else token
    return WebClient(token, base_url=stand_in.api_url, retry_handlers=[], timeout=10)


def refusal(error: SlackApiError) -> Json:
    """What Slack answered."""
    body = error.response.data
    assert isinstance(body, dict)
    return body


@dataclass
class Served:
    """The stand-in with the app behind it; people act and look."""

    stand_in: Slack
    app: FeatureApp
    transport: Transport

    @property
    def heard(self) -> Heard:
        return self.app.heard

    @property
    def client(self) -> WebClient:
        return self.app.client

    def does(self, act: str, user: str = ANA, /, **given: Any) -> Json:
        answer = self.stand_in.act(user, act, **given)
        assert answer["ok"], answer
        return answer

    def post(self, text: str, user: str = ANA, channel: str = GENERAL, **more: Any) -> str:
        """The timestamp of what somebody writes; "" for a command."""
        return str(self.does("post", user, channel=channel, text=text, **more).get("ts", ""))

    def sees(self, user: str = ANA, channel: str = GENERAL) -> list[Message]:
        return self.stand_in.look(lambda platform: list(platform.workspace.visible(channel, user)))

    def texts(self, user: str = ANA, channel: str = GENERAL) -> list[str]:
        return [message.text for message in self.sees(user, channel)]

    def shown(self, text: str, user: str = ANA, channel: str = GENERAL) -> Message:
        """The first message with that text, as soon as somebody sees it."""

        def found(platform: Platform) -> Message | None:
            visible = platform.workspace.visible(channel, user)
            return next((each for each in visible if each.text == text), None)

        return self.stand_in.wait_for(repr(text), found)

    def modal(self, title: str, user: str = ANA) -> View:
        """The modal on top of somebody's screen, as soon as it has that title."""

        def found(platform: Platform) -> View | None:
            top = platform.workspace.top_modal(user)
            return top if top and top.content["title"]["text"] == title else None

        return self.stand_in.wait_for(f"modal {title!r}", found)

    def stack(self, user: str = ANA) -> list[str]:
        """The titles of somebody's modals, the lowest first."""

        def titles(platform: Platform) -> list[str]:
            views = [platform.workspace.views[id_] for id_ in platform.workspace.modals.get(user, [])]
            return [view.content["title"]["text"] for view in views]

        return self.stand_in.look(titles)

    def form(self, then: str = "") -> View:
        """The app's form on Ana's screen."""
        self.post(f"/feature form {then}")
        return self.modal("Form")

    def board(self) -> Message:
        """The app's message with things to press."""
        self.post("/feature board")
        return self.shown("A board")

    def trigger(self) -> str:
        """A fresh trigger_id that the app was given."""
        number = len(self.heard.all("command")) + 1
        self.post("/feature nothing")
        return str(self.heard.next("command", number)["trigger_id"])

    def presses(self, place: Message | View, action_id: str, value: Any = None, user: str = ANA) -> Json:
        """What the app is told of it."""
        number = len(self.heard.all(f"action {action_id}")) + 1
        self.does("press", user, **where(place, action_id), value=value)
        return self.heard.next(f"action {action_id}", number)

    def submits(self, view: View, **values: Any) -> Json:
        """What comes of sending a modal off; each value is that of the block of its name."""
        raw = {block_id: {_element(view, block_id): value} for block_id, value in values.items()}
        return self.stand_in.act(view.user, "submit", view_id=view.id, values=raw)


def where(place: Message | View, action_id: str) -> Json:
    """How an act names an element."""
    [block_id] = [own for own, each in elements_in(place.content["blocks"]) if each["action_id"] == action_id]
    container = (
        {"type": "view", "view_id": place.id}
        if isinstance(place, View)
        else {"type": "message", "channel": place.channel, "ts": place.ts}
    )
    return {"container": container, "block_id": block_id, "action_id": action_id}


def _element(view: View, block_id: str) -> str:
    [action_id] = [each["action_id"] for own, each in elements_in(view.content["blocks"]) if own == block_id]
    return str(action_id)


class Slack(StandIn):
    """The stand-in, which serves the app's HTTP edge as well: one server less to start and stop."""

    def __init__(self, ack_seconds: float = ACK_SECONDS) -> None:
        super().__init__(MANIFEST, ack_seconds=ack_seconds)
        self.edge = Starlette()

    def start(self, routes: Sequence[BaseRoute] = (), port: int = 0) -> None:
        super().start([*routes, Mount("/app", self._app)], port)

    async def _app(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.edge(scope, receive, send)


@contextmanager
def serve(slack: Slack, transport: Transport, *, process_before_response: bool = False) -> Iterator[Served]:
    """The app, connected to the stand-in."""
    secret = slack.app.signing_secret
    app = FeatureApp(client_of(slack), secret, process_before_response=process_before_response)
    connect = _over_http if transport == "http" else connected
    with connect(slack, app):
        yield Served(slack, app, transport)
        # What is under way comes to its end, also what the app does because of it.
        app.gate.set()
        slack.settle()
        app.close()
        slack.settle()


@contextmanager
def _over_http(slack: Slack, app: FeatureApp) -> Iterator[None]:
    slack.edge = edge(app.bolt, gate_of(slack.app.signing_secret))
    slack.send_over_http(f"{slack.base}/app/slack/events")
    yield


@contextmanager
def connected(slack: Slack, app: FeatureApp) -> Iterator[SocketModeClient]:
    """One Socket Mode connection of the app."""
    handler = SocketModeHandler(app.bolt, slack.app.app_token)
    handler.connect()  # type: ignore[no-untyped-call]  # Bolt's is not annotated
    slack.send_over_socket_mode()
    client = handler.client
    yield client
    # The SDK's client would wait a second for its next frame, and then connect anew.
    client.auto_reconnect_enabled = False
    client.message_processor.event.set()
    client.enqueue_message("{}")
    handler.close()  # type: ignore[no-untyped-call]  # Bolt's is not annotated
