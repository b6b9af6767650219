"""The stand-in as tests see it."""

from __future__ import annotations

import time
from collections.abc import Mapping
from types import TracebackType
from typing import Final

from starlette.applications import Starlette
from starlette.routing import Route, WebSocketRoute

from bot.playground.rules import Problem

from .checking import Checker
from .identity import APP_TOKEN, BOT_TOKEN, new_trigger
from .methods import all_methods
from .passes import Clock, Passes
from .records import Answer, ApiCall, JsonObject, Response
from .response_urls import ResponseUrls
from .server import LocalServer
from .socket_mode import SocketMode
from .web_api import WebApi

_TRIGGER_USES: Final = 1
_TRIGGER_SECONDS: Final = 3.0


class StandIn:
    """Slack on loopback: Web API, response_urls and Socket Mode of one workspace with one app."""

    bot_token: Final = BOT_TOKEN
    app_token: Final = APP_TOKEN

    def __init__(self, clock: Clock = time.monotonic) -> None:
        self._server = LocalServer()
        self._checker = Checker()
        self._triggers = Passes(_TRIGGER_USES, _TRIGGER_SECONDS, clock)
        self._socket_mode = SocketMode(self._server, clock)
        self._response_urls = ResponseUrls(self._server, self._checker, clock)
        methods = all_methods(self._triggers, self._socket_mode.new_url)
        self._web_api = WebApi(self._server, methods, self._checker)

    def __enter__(self) -> StandIn:
        routes = [
            Route("/api/{method}", self._web_api.endpoint, methods=["POST"]),
            Route("/response/{key}", self._response_urls.endpoint, methods=["POST"]),
            WebSocketRoute("/link/", self._socket_mode.endpoint),
        ]
        self._server.start(Starlette(routes=routes))
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.stop()

    @property
    def api_url(self) -> str:
        """The base_url for Slack's SDK."""
        return f"http://127.0.0.1:{self._server.port}/api/"

    # What the bot did.

    @property
    def calls(self) -> list[ApiCall]:
        """Every call of the Web API so far, also the refused ones."""
        return self._web_api.calls.all()

    @property
    def responses(self) -> list[Response]:
        """Every message posted to a response_url so far, also the refused ones."""
        return self._response_urls.responses.all()

    @property
    def problems(self) -> list[Problem]:
        """Everything that was wrong with the messages and views so far."""
        return self._checker.problems.all()

    @property
    def acks(self) -> list[JsonObject]:
        """Every frame the app has sent over Socket Mode so far."""
        return self._socket_mode.acks.all()

    def check(self, message: Mapping[str, object]) -> list[Problem]:
        """Validate a message that reached the test in another way, such as in an ack."""
        return self._checker.message(message)

    def wait_for_call(self, method: str, count: int = 1, timeout: float = 5) -> ApiCall:
        """The `count`-th call of a method, as soon as it has arrived."""

        def wanted(call: ApiCall) -> bool:
            return call.method == method

        return self._web_api.calls.wait_for(f"calls of {method}", timeout, count, wanted)

    def wait_for_response(self, count: int = 1, timeout: float = 5) -> Response:
        """The `count`-th message posted to a response_url, as soon as it has arrived."""
        return self._response_urls.responses.wait_for("responses", timeout, count)

    # What Slack does.

    def new_response_url(self) -> str:
        """A response_url, good for 5 messages within 30 minutes."""
        return self._response_urls.new()

    def new_trigger_id(self) -> str:
        """A trigger_id, good for one view within 3 seconds."""
        return self._triggers.issue(new_trigger())

    def will_answer(self, method: str, answer: Answer) -> None:
        """Answer the next call of a method like this; it may be a method unknown otherwise."""
        self._web_api.answers.put(method, answer)

    def will_respond(self, answer: Answer) -> None:
        """Answer the next post to a response_url like this."""
        self._response_urls.will_answer(answer)

    def send_envelope(
        self,
        type_: str,
        payload: JsonObject,
        accepts_response_payload: bool = True,
        *,
        retry_attempt: int = 0,
        retry_reason: str = "",
    ) -> str:
        """Send a payload over Socket Mode as soon as the app is connected; the envelope's id."""
        retry = (retry_attempt, retry_reason)
        return self._socket_mode.send(type_, payload, accepts_response_payload, retry)

    def wait_for_ack(self, envelope_id: str, timeout: float = 5) -> JsonObject:
        """The frame that acknowledges an envelope, with the payload if there is one."""

        def wanted(ack: JsonObject) -> bool:
            return ack.get("envelope_id") == envelope_id

        what = f"ack of {envelope_id}"
        return self._socket_mode.acks.wait_for(what, timeout, wanted=wanted)

    def disconnect(self, reason: str = "refresh_requested") -> None:
        """Tell the app that its connection ends, as Slack does every few hours."""
        self._socket_mode.disconnect(reason)
