"""A workspace that removes the app, or its token, is forgotten: but not by word of an older token."""

from __future__ import annotations

import json
from dataclasses import replace
from time import time

from bot.playground.installed_app import BOT_USER
from bot.playground.payloads import event
from bot.playground.signing import JSON, signed
from bot.playground.stand_in import StandIn
from bot.playground.workspace import GENERAL
from bot.slack.surface import Office
from tests.slack.bots import bot_over_http, clients_for
from tests.slack.talking import Talk


def asks_in_vain(talk: Talk) -> None:
    """Something that leaves a trace."""
    talk.says("@brief the price of tea", channel=GENERAL)
    assert talk.office.memory.misses.since(talk.office.now()) != []


def test_who_removes_the_app_leaves_nothing(stand_in: StandIn, office: Office) -> None:
    own = replace(office, clients=clients_for(stand_in))
    with bot_over_http(stand_in, own):
        talk = Talk(stand_in, own)
        asks_in_vain(talk)
        talk.does("uninstall")
        stand_in.wait_for("the end of its data", lambda _: own.memory.misses.since(own.now()) == [])


def test_word_of_an_older_token_changes_nothing(stand_in: StandIn, office: Office) -> None:
    """Its token was renewed, or the app was installed again: the one that we have is good."""
    own = replace(office, clients=clients_for(stand_in))
    with bot_over_http(stand_in, own) as edge:
        talk = Talk(stand_in, own)
        asks_in_vain(talk)
        revoked = event({"type": "tokens_revoked", "tokens": {"bot": [BOT_USER]}}, 1)
        body = json.dumps({**revoked, "event_time": int(time())})
        answer = edge.post(body, signed(body, edge.secret, content_type=JSON))
        assert answer.status_code == 200
        talk.says("@brief china")  # is answered after that
        assert own.memory.misses.since(own.now()) != []
