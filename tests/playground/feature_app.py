"""A small Bolt app that uses every feature of Slack that the stand-in has, and notes what it was told."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from slack_bolt import Ack, App, BoltRequest, BoltResponse, Respond
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.playground.installed_app import BOT_USER
from bot.playground.workspace import GENERAL
from tests.playground.feature_blocks import OPTIONS, Json, board, everything, form, home, option, section

MANIFEST: Json = {
    "display_information": {"name": "Feature app"},
    "features": {
        "bot_user": {"display_name": "features"},
        "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True},
        "slash_commands": [
            {"command": "/feature", "description": "Everything", "should_escape": True},
            {"command": "/raw", "description": "As it was typed"},
            {"command": "/unheard", "description": "Nobody listens to it"},
        ],
        "shortcuts": [
            {"name": "Keep", "type": "message", "callback_id": "keep", "description": "Keep a message"},
            {"name": "Begin", "type": "global", "callback_id": "begin", "description": "Open a form"},
            {"name": "Forgotten", "type": "global", "callback_id": "forgotten", "description": "Unheard"},
        ],
    },
    "oauth_config": {
        "scopes": {
            "bot": [
                *("app_mentions:read", "channels:history", "channels:join", "channels:manage"),
                *("channels:read", "chat:write", "commands", "im:history", "im:read", "im:write"),
                *("reactions:read", "reactions:write", "users:read"),
            ]
        }
    },
    "settings": {
        "event_subscriptions": {
            "bot_events": [
                *("app_home_opened", "app_mention", "app_uninstalled", "channel_archive", "channel_left"),
                *("channel_unarchive", "member_joined_channel", "member_left_channel", "message.channels"),
                *("message.im", "reaction_added", "reaction_removed", "tokens_revoked", "user_change"),
            ]
        },
        "interactivity": {"is_enabled": True},
    },
}

_PATIENCE = 10.0


class Heard:
    """What the app was told, by kind, in the order it came."""

    def __init__(self) -> None:
        self._bodies: list[tuple[str, Json]] = []
        self._changed = threading.Condition()

    def note(self, kind: str, body: Json) -> None:
        with self._changed:
            self._bodies.append((kind, body))
            self._changed.notify_all()

    def all(self, kind: str) -> list[Json]:
        with self._changed:
            return self._of(kind)

    def next(self, kind: str, number: int = 1) -> Json:
        """The body of that kind that came as the first, or as another one, as soon as it did."""
        return self._wait(kind, lambda _: True, number)

    def event(self, kind: str, **fields: str) -> Json:
        """The event of that kind that has these fields, as soon as it came."""
        body = self._wait(kind, lambda each: fields.items() <= each["event"].items(), 1)
        event: Json = body["event"]
        return event

    def _wait(self, kind: str, fits: Callable[[Json], bool], number: int) -> Json:
        def found() -> list[Json]:
            return [body for body in self._of(kind) if fits(body)]

        with self._changed:
            in_time = self._changed.wait_for(lambda: len(found()) >= number, _PATIENCE)
            assert in_time, f"{kind}: heard {[name for name, _ in self._bodies]}"
            return found()[number - 1]

    def _of(self, kind: str) -> list[Json]:
        return [body for name, body in self._bodies if name == kind]


class FeatureApp:
    """The app; `gate` lets its slow listeners go on, and events named in `failing` are not acknowledged."""

    def __init__(self, client: WebClient, secret: str, *, process_before_response: bool = False) -> None:
        self.client = client
        self.heard = Heard()
        self.gate = threading.Event()
        self.failing: set[str] = set()
        self.no_retry = False
        self.pool = ThreadPoolExecutor(8)
        self.bolt = App(
            client=client,
            signing_secret=secret,
            token_verification_enabled=False,
            listener_executor=self.pool,
            process_before_response=process_before_response,
        )
        self._register()

    def close(self) -> None:
        """Let nobody wait any more."""
        self.gate.set()
        self.pool.shutdown()

    def _register(self) -> None:
        anything = re.compile("")
        self.bolt.command("/feature")(self._command)
        self.bolt.command("/raw")(self._raw)
        self.bolt.message_shortcut("keep")(self._keep)
        self.bolt.global_shortcut("begin")(self._begin)
        self.bolt.options(anything)(self._options)
        self.bolt.action(anything)(self._action)
        self.bolt.view_submission("form")(self._submitted)
        self.bolt.view_closed("form")(self._closed)
        self.bolt.event(anything)(self._event)
        self.bolt.error(self._failed)

    def _command(self, ack: Ack, respond: Respond, body: Json) -> None:
        self.heard.note("command", body)
        word, _, rest = body["text"].partition(" ")
        match word:
            case "text":
                ack("A *text*")
            case "blocks":
                ack(text="In blocks", blocks=[section("Some blocks")])
            case "public":
                ack(text="For all", response_type="in_channel")
            case "later":
                ack()
                respond("And later", response_type=rest or None)
            case "board":
                ack()
                self.client.chat_postMessage(channel=body["channel_id"], text="A board", blocks=board())
            case "whisper":
                ack(text="A board", blocks=board())
            case "form":
                ack()
                self.client.views_open(trigger_id=body["trigger_id"], view=form(rest))
            case "everything":
                ack()
                self.client.views_open(trigger_id=body["trigger_id"], view=everything())
            case "slow":
                self.gate.wait(_PATIENCE)
                ack("Too late")
            case "bad":
                ack(text="x", blocks=[section("x" * 3_001)])
            case _:
                ack()

    def _raw(self, ack: Ack, body: Json) -> None:
        ack()
        self.heard.note("raw", body)

    def _keep(self, ack: Ack, respond: Respond, body: Json) -> None:
        ack()
        self.heard.note("keep", body)
        respond(f"Kept: {body['message']['text']}")

    def _begin(self, ack: Ack, body: Json) -> None:
        ack()
        self.client.views_open(trigger_id=body["trigger_id"], view=form())
        self.heard.note("begin", body)

    def _options(self, ack: Ack, body: Json) -> None:
        self.heard.note("options", body)
        typed = body["value"]
        if typed == "groups":
            ack(option_groups=[{"label": {"type": "plain_text", "text": "Drinks"}, "options": OPTIONS}])
        elif typed == "none":
            ack()
        else:
            ack(options=[option(f"{typed}-{number}") for number in (1, 2)])

    def _action(self, ack: Ack, respond: Respond, body: Json, action: Json) -> None:
        ack()
        name = action["action_id"]
        where = {"channel": body.get("container", {}).get("channel_id")}
        match name:
            case "rewrite":
                self.client.chat_update(**where, ts=body["message"]["ts"], text="Rewritten")
            case "delete":
                self.client.chat_delete(**where, ts=body["message"]["ts"])
            case "replace":
                respond("Replaced", replace_original=True)
            case "dismiss":
                respond(delete_original=True)
            case "push":
                view = form(body["view"]["private_metadata"], "Above")
                self.client.views_push(trigger_id=body["trigger_id"], view=view)
            case "stamp":
                view = form("", "Stamped")
                self.client.views_update(view_id=body["view"]["id"], hash=body["view"]["hash"], view=view)
        self.heard.note(f"action {name}", body)

    def _submitted(self, ack: Ack, body: Json, view: Json) -> None:
        self.heard.note("submitted", body)
        match view["private_metadata"]:
            case "errors":
                ack(response_action="errors", errors={"who": "Nobody of that name"})
            case "update":
                ack(response_action="update", view=form(title="Updated"))
            case "push":
                ack(response_action="push", view=form(title="Above"))
            case "clear":
                ack(response_action="clear")
            case "bad":
                ack(response_action="update", view=form(title="A title of more than 24 characters"))
            case "slow":
                self.gate.wait(_PATIENCE)
                ack()
            case _:
                ack()

    def _closed(self, ack: Ack, body: Json) -> None:
        ack()
        self.heard.note("closed", body)

    def _event(self, body: Json, event: Json, request: BoltRequest) -> None:
        kind = str(event.get("subtype") or event["type"])
        retries = {"number": _header(request, "num"), "reason": _header(request, "reason")}
        self.heard.note(kind, {**body, "retry": retries})
        if kind in self.failing:
            raise RuntimeError(f"{kind} is not wanted now")
        react = _REACTIONS.get(kind)
        if react:
            react(self, event)

    def _failed(self, error: Exception) -> BoltResponse:
        headers: dict[str, str | Sequence[str]] = {"x-slack-no-retry": "1"} if self.no_retry else {}
        return BoltResponse(status=500, body=str(error), headers=headers)


def _header(request: BoltRequest, name: str) -> str:
    found = request.headers.get(f"x-slack-retry-{name}", [])
    return found[0] if found else ""


def _mentioned(app: FeatureApp, event: Json) -> None:
    app.client.chat_postMessage(channel=event["channel"], thread_ts=event["ts"], text="You called?")


def _spoken_to(app: FeatureApp, event: Json) -> None:
    if event["channel_type"] == "im":
        app.client.chat_postMessage(channel=event["channel"], text="Between us")


def _reacted(app: FeatureApp, event: Json) -> None:
    item = event["item"]
    app.client.reactions_add(channel=item["channel"], timestamp=item["ts"], name="eyes")


def _opened(app: FeatureApp, event: Json) -> None:
    if event["tab"] == "home":
        app.client.views_publish(user_id=event["user"], view=home())


def _joined(app: FeatureApp, event: Json) -> None:
    if event["user"] == BOT_USER:
        app.client.chat_postMessage(channel=event["channel"], text="Here I am")


def _removed(app: FeatureApp, event: Json) -> None:
    try:
        app.client.chat_postMessage(channel=GENERAL, text=f"Farewell after {event['type']}")
    except SlackApiError as error:
        app.heard.note("farewell", {"error": error.response["error"]})


_REACTIONS: dict[str, Callable[[FeatureApp, Any], None]] = {
    "app_mention": _mentioned,
    "message": _spoken_to,
    "reaction_added": _reacted,
    "app_home_opened": _opened,
    "member_joined_channel": _joined,
    "app_uninstalled": _removed,
}
