"""`/brief …`: the reply comes with the acknowledgement, for the asker alone."""

from __future__ import annotations

import re
from typing import Any

import structlog
from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.desk.records import Heard, Miss
from bot.slack.apology import apology
from bot.slack.channel_settings import asks_for_settings, open_settings
from bot.slack.incoming import plain
from bot.slack.misses import note_miss
from bot.slack.render.message import render
from bot.slack.surface import Office, Surface

_log = structlog.get_logger("briefbot")


def _register(app: App, office: Office) -> None:
    @app.command(re.compile(".*"))  # operators may name the command otherwise, as /brief-test
    def brief(ack: Ack, command: dict[str, Any], client: WebClient) -> None:
        text = plain(command.get("text") or "")
        if asks_for_settings(text):
            ack(**open_settings(office, command, client))
            return
        reply = None
        try:
            reply = office.desk.answer(text, office.today())
            message = render(reply)
        except Exception as error:  # noqa: BLE001 - the outermost layer: nobody is left without a word
            message = apology(error, "slash command")
        else:
            _log.info("answered", surface="slash command", outcome=reply.outcome.value)
        ack(**message, response_type="ephemeral")
        if reply is not None:
            where = command.get("team_id", ""), command.get("channel_id", ""), command.get("user_id", "")
            note_miss(office.memory, reply, Miss(*where, text, Heard.COMMAND, office.now()))


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
