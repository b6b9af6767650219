"""`/brief …`: the reply comes with the acknowledgement, for the asker alone."""

from __future__ import annotations

import re
from time import monotonic
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.desk.records import Heard, Miss
from bot.desk.reply import Reply
from bot.metrics import timed
from bot.slack.apology import apology, sorry
from bot.slack.incoming import plain
from bot.slack.misses import note_miss
from bot.slack.render.message import render
from bot.slack.surface import Office, Surface, discover
from bot.slack.tallying import answered


def _register(app: App, office: Office) -> None:
    openers = {word: opener for surface in discover() for word, opener in surface.opens.items()}

    @app.command(re.compile(".*"))  # operators may name the command otherwise, as /brief-test
    def brief(ack: Ack, command: dict[str, Any], client: WebClient) -> None:
        began = monotonic()
        text = plain(command.get("text") or "")
        reply = None
        try:
            if words := office.too_fast(*_who(command)):
                ack(**sorry(words), response_type="ephemeral")
                return
            word, _, argument = text.strip().partition(" ")
            opener = openers.get(word.casefold())
            message = opener(office, command, argument, client) if opener else None
            if message is None:
                with timed(office.metrics.looked_up):
                    reply = office.desk_at(*_where(command)).answer(text, office.today())
                message = render(reply)
        except Exception as error:  # noqa: BLE001 - the outermost layer: nobody is left without a word
            message = apology(error, "slash command")
            office.metrics.answered("slash command", "error")
        ack(**message, response_type="ephemeral") if message else ack()
        office.metrics.replied("slash command", monotonic() - began)
        if reply is not None:
            _note(office, command, text, reply)


def _note(office: Office, command: dict[str, Any], text: str, reply: Reply) -> None:
    """Write down what editors and digests learn from: a miss, or what was shown."""
    where = _where(command)
    answered(office.metrics, office.memory, where[0], Heard.COMMAND, reply.outcome, office.now())
    note_miss(office.memory, reply, Miss(*where, text, Heard.COMMAND, office.now()))
    if reply.topic is not None:
        office.memory.popularity.add(where[0], reply.topic.item, office.now())


def _who(command: dict[str, Any]) -> tuple[str, str]:
    """The workspace, and the person."""
    return command.get("team_id", ""), command.get("user_id", "")


def _where(command: dict[str, Any]) -> tuple[str, str, str]:
    """The workspace, the channel and the person."""
    return command.get("team_id", ""), command.get("channel_id", ""), command.get("user_id", "")


SURFACE = Surface(
    register=_register,
    scopes=frozenset({"commands"}),
    features={
        "slash_commands": [
            {
                "command": "/brief",
                "description": "Ask the policy library",
                "usage_hint": "china | recs aid | help",
                "should_escape": True,
            }
        ]
    },
)
