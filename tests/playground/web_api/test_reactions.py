"""Reactions of the app."""

from __future__ import annotations

from typing import Any

import pytest

from bot.playground.installed_app import BOT_USER
from bot.playground.workspace import ANA, GENERAL, RANDOM
from tests.playground.web_api.calling import SCOPES, Slack

METHODS = ("reactions.add", "reactions.get", "reactions.remove")


def at(ts: str, channel: str = GENERAL, name: str = "eyes") -> dict[str, Any]:
    return {"channel": channel, "timestamp": ts, "name": name}


def test_a_reaction_is_on_the_message_and_told() -> None:
    slack = Slack()
    ts = slack.said()
    assert slack.call("reactions.add", **at(ts)) == {"ok": True}
    assert slack.message(ts).reactions == {"eyes": [BOT_USER]}
    [event] = slack.events("reaction_added")
    assert (event["user"], event["reaction"], event["item_user"]) == (BOT_USER, "eyes", ANA)
    assert event["item"] == {"type": "message", "channel": GENERAL, "ts": ts}


def test_the_same_reaction_cannot_be_added_twice() -> None:
    slack = Slack()
    ts = slack.said()
    slack.call("reactions.add", **at(ts))
    assert slack.refusal("reactions.add", **at(ts)) == "already_reacted"
    assert slack.message(ts).reactions == {"eyes": [BOT_USER]}


def test_a_reaction_joins_those_of_people() -> None:
    slack = Slack()
    ts = slack.said()
    slack.message(ts).reactions["eyes"] = [ANA]
    slack.call("reactions.add", **at(ts))
    [shown] = slack.call("reactions.get", channel=GENERAL, timestamp=ts)["message"]["reactions"]
    assert shown == {"name": "eyes", "users": [ANA, BOT_USER], "count": 2}


def test_a_reaction_taken_back_is_gone_and_told() -> None:
    slack = Slack()
    ts = slack.said()
    slack.call("reactions.add", **at(ts))
    slack.call("reactions.remove", **at(ts))
    assert slack.message(ts).reactions == {}
    assert [event["reaction"] for event in slack.events("reaction_removed")] == ["eyes"]


def test_a_reaction_taken_back_leaves_those_of_people() -> None:
    slack = Slack()
    ts = slack.said()
    slack.message(ts).reactions["eyes"] = [ANA, BOT_USER]
    slack.call("reactions.remove", **at(ts))
    assert slack.message(ts).reactions == {"eyes": [ANA]}


def test_only_ones_own_reaction_can_be_taken_back() -> None:
    slack = Slack()
    ts = slack.said()
    slack.message(ts).reactions["eyes"] = [ANA]
    assert slack.refusal("reactions.remove", **at(ts)) == "no_reaction"
    assert slack.message(ts).reactions == {"eyes": [ANA]}


@pytest.mark.parametrize("name", [":eyes:", "thumbsup::skin-tone-6", "+1", "e-mail"])
def test_a_reaction_has_the_name_of_an_emoji(name: str) -> None:
    slack = Slack()
    ts = slack.said()
    slack.call("reactions.add", **at(ts, name=name))
    assert list(slack.message(ts).reactions) == [name.strip(":")]


@pytest.mark.parametrize("name", ["👀", "Eyes", "two words", "thumbsup::skin-tone-1", "::"])
def test_what_cannot_be_the_name_of_an_emoji_is_refused(name: str) -> None:
    slack = Slack()
    ts = slack.said()
    assert slack.refusal("reactions.add", **at(ts, name=name)) == "invalid_name"
    assert slack.message(ts).reactions == {}


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("missing", ["channel", "timestamp"])
def test_a_message_is_named_by_channel_and_timestamp(method: str, missing: str) -> None:
    slack = Slack()
    given = {**at(slack.said()), missing: None}
    assert slack.refusal(method, **given) == "no_item_specified"


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(
    ("where", "code"),
    [
        (at("1600000000.000100"), "message_not_found"),
        (at("yesterday"), "bad_timestamp"),
        (at("1600000000.000100", "C0NOWHERE"), "channel_not_found"),
        (at("1600000000.000100", ANA), "channel_not_found"),
    ],
)
def test_a_message_that_there_is_not_is_refused(method: str, where: dict[str, Any], code: str) -> None:
    assert Slack().refusal(method, **where) == code


def test_an_ephemeral_message_takes_no_reactions() -> None:
    slack = Slack()
    ts = slack.call("chat.postEphemeral", channel=GENERAL, user=ANA, text="Psst")["message_ts"]
    assert slack.refusal("reactions.add", **at(ts)) == "message_not_found"


def test_the_app_reacts_only_where_it_is_a_member() -> None:
    slack = Slack()
    ts = slack.said(channel=RANDOM)
    assert slack.refusal("reactions.add", **at(ts, RANDOM)) == "not_in_channel"


def test_nobody_reacts_in_an_archived_channel() -> None:
    slack = Slack()
    ts = slack.said()
    slack.archive()
    assert slack.refusal("reactions.add", **at(ts)) == "is_archived"


@pytest.mark.parametrize(
    ("method", "scope"),
    [
        ("reactions.add", "reactions:write"),
        ("reactions.get", "reactions:read"),
        ("reactions.remove", "reactions:write"),
    ],
)
def test_reactions_need_their_scopes(method: str, scope: str) -> None:
    slack = Slack(SCOPES - {scope})
    answer = slack.answer(method, **at(slack.said()))
    assert (answer["error"], answer["needed"]) == ("missing_scope", scope)
