"""The entry "Brief me on this" in any message's menu: for the asker alone, with a way into the thread."""

from __future__ import annotations

from dataclasses import replace
from time import monotonic
from typing import Any, Final

import structlog
from slack_bolt import Ack, App

from bot.desk.records import Heard, Miss
from bot.desk.reply import Action, Reply, Verb
from bot.errors import DeliveryError
from bot.metrics import timed
from bot.slack.apology import apology, sorry
from bot.slack.incoming import plain
from bot.slack.misses import note_miss
from bot.slack.render.message import Message, render
from bot.slack.surface import Office, Surface
from bot.slack.tallying import answered

_log = structlog.get_logger("briefbot")

CALLBACK: Final = "brief_on_message"


def _register(app: App, office: Office) -> None:
    @app.shortcut(CALLBACK)
    def asked(ack: Ack, body: dict[str, Any]) -> None:
        began = monotonic()
        ack()
        try:
            words = office.too_fast(body["team"]["id"], body["user"]["id"])
            message = sorry(words) if words else _outcome(office, body)
        except Exception as error:  # noqa: BLE001 - the outermost layer: nobody is left without a word
            message = apology(error, "message shortcut")
            office.metrics.answered(Heard.SHORTCUT, "error")
        try:
            office.deliver(body["response_url"], {**message, "response_type": "ephemeral"})
            office.metrics.replied(Heard.SHORTCUT, monotonic() - began)
        except DeliveryError as error:
            _log.error("reply lost", surface="message shortcut", reason=error.reason)


def _outcome(office: Office, body: dict[str, Any]) -> Message:
    about = body["message"]
    text = plain(about.get("text") or "")
    if not text:
        return sorry("That message has no text to brief you on.")
    where = body["team"]["id"], body["channel"]["id"], body["user"]["id"]
    with timed(office.metrics.looked_up):
        reply = office.desk_at(*where).answer(text, office.today())
    note_miss(office.memory, reply, Miss(*where, text, Heard.SHORTCUT, office.now()))
    answered(office.metrics, office.memory, where[0], Heard.SHORTCUT, reply.outcome, office.now())
    return render(_with_a_way_into(reply, about.get("thread_ts") or about["ts"]))


def _with_a_way_into(reply: Reply, thread: str) -> Reply:
    """A reply that can be posted into a thread instead of the channel."""
    actions = tuple(
        Action("Reply in thread", Verb.IN_THREAD, f"{thread}:{action.target}")
        if action.verb is Verb.SHARE
        else action
        for action in reply.actions
    )
    return replace(reply, actions=actions)


SURFACE = Surface(
    register=_register,
    scopes=frozenset({"commands"}),
    features={
        "shortcuts": [
            {
                "name": "Brief me on this",
                "type": "message",
                "callback_id": CALLBACK,
                "description": "What the policy library has on a message",
            }
        ]
    },
)
