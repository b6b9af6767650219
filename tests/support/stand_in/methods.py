"""What the Web API methods do when nothing is wrong with the call."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from .bodies import RefusedError
from .identity import APP, BOT, BOT_USER, TEAM, new_ts, unique
from .passes import Passes, State
from .records import JsonObject

#: Methods whose arguments are a message, and those whose `view` is a view.
MESSAGE_METHODS: Final = ("chat.postEphemeral", "chat.postMessage", "chat.update")
VIEW_METHODS: Final = ("views.open", "views.publish")


@dataclass(frozen=True, slots=True)
class Method:
    """One method: what it answers, what it must be given, and who may call it."""

    answer: Callable[[JsonObject], JsonObject]
    required: tuple[str, ...] = ()
    app_level: bool = False

    def __call__(self, arguments: JsonObject) -> JsonObject:
        """The answer to a call with these arguments."""
        missing = [name for name in self.required if not arguments.get(name)]
        if missing:
            explained = (f"[ERROR] missing required field: {name}" for name in missing)
            raise RefusedError("invalid_arguments", *explained)
        return {"ok": True, **self.answer(arguments)}


def all_methods(triggers: Passes, open_connection: Callable[[], str]) -> dict[str, Method]:
    """Every method the stand-in knows, by name."""

    def views_open(arguments: JsonObject) -> JsonObject:
        _spend(triggers, arguments["trigger_id"])
        return _view(arguments)

    def connections_open(_: JsonObject) -> JsonObject:
        return {"url": open_connection()}

    return {
        "apps.connections.open": Method(connections_open, app_level=True),
        "auth.test": Method(_auth_test),
        "chat.postEphemeral": Method(_post_ephemeral, ("channel", "user")),
        "chat.postMessage": Method(_post_message, ("channel",)),
        "chat.update": Method(_update, ("channel", "ts")),
        "views.open": Method(views_open, ("trigger_id", "view")),
        "views.publish": Method(_view, ("user_id", "view")),
    }


def _auth_test(_: JsonObject) -> JsonObject:
    # For a bot token `user_id` is the bot's user: the answer has no field of its own for that.
    return {
        "url": "https://stand-in.slack.com/",
        "team": "Stand-in",
        "user": "briefbot",
        "team_id": TEAM,
        "user_id": BOT_USER,
        "bot_id": BOT,
        "is_enterprise_install": False,
    }


def _post_message(arguments: JsonObject) -> JsonObject:
    ts = new_ts()
    message = {**_message(arguments), "ts": ts}
    return {"channel": arguments["channel"], "ts": ts, "message": message}


def _post_ephemeral(_: JsonObject) -> JsonObject:
    return {"message_ts": new_ts()}


def _update(arguments: JsonObject) -> JsonObject:
    answer = {name: arguments[name] for name in ("channel", "ts")}
    return {**answer, "text": arguments.get("text", ""), "message": _message(arguments)}


def _message(arguments: JsonObject) -> JsonObject:
    kept = ("attachments", "blocks", "metadata", "thread_ts")
    return {
        "type": "message",
        "user": BOT_USER,
        "bot_id": BOT,
        "app_id": APP,
        "team": TEAM,
        "text": arguments.get("text", ""),
        **{name: arguments[name] for name in kept if name in arguments},
    }


def _spend(triggers: Passes, trigger: str) -> None:
    if triggers.state(trigger) is State.UNKNOWN:
        # Payload builders make up their own: such a trigger is as good as one issued just now.
        triggers.issue(trigger)
    state = triggers.use(trigger)
    if state is not State.GOOD:
        code = "exchanged_trigger_id" if state is State.USED else "expired_trigger_id"
        raise RefusedError(code)


def _view(arguments: JsonObject) -> JsonObject:
    id_ = unique("V")
    view = {
        "id": id_,
        "team_id": TEAM,
        "callback_id": "",
        "external_id": "",
        "private_metadata": "",
        "state": {"values": {}},
        "hash": new_ts(),
        "clear_on_close": False,
        "notify_on_close": False,
        "previous_view_id": None,
        "root_view_id": id_,
        "app_id": APP,
        "bot_id": BOT,
        **arguments["view"],
    }
    return {"view": view}
