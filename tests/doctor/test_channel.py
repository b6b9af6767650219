"""The editors' channel is there, and the bot is in it; nothing is posted to find out."""

from __future__ import annotations

from typing import Any

import pytest

from bot.doctor.channel import CHANNEL, judge_channel
from bot.doctor.finding import State
from bot.playground.model import Channel
from bot.playground.stand_in import StandIn
from bot.playground.workspace import ANA, SOUTH_ASIA
from bot.slack.inquiry import Answer
from tests.doctor.setting_up import FakeSlack, around, found, settings_for


def shown(**channel: Any) -> Answer:
    return Answer("", {"channel": {"name": "desk", "is_member": True, **channel}})


def test_a_channel_that_the_bot_is_in_is_ok(stand_in: StandIn) -> None:
    finding = found(CHANNEL, around({**settings_for(stand_in), "BRIEF_EDITORS_CHANNEL": SOUTH_ASIA}))
    assert finding.state is State.OK
    assert [each.kind for each in stand_in.exchanges] == ["conversations.info"]


def test_a_channel_without_the_bot_is_told_with_how_to_invite_it(stand_in: StandIn) -> None:
    stand_in.look(lambda platform: platform.workspace.add_channel(Channel("C0DESK", "desk", [ANA])))
    finding = found(CHANNEL, around({**settings_for(stand_in), "BRIEF_EDITORS_CHANNEL": "C0DESK"}))
    assert (finding.state, "In #desk, type /invite" in finding.fix) == (State.FAILED, True)


def test_a_channel_that_is_not_there_is_told(stand_in: StandIn) -> None:
    finding = found(CHANNEL, around({**settings_for(stand_in), "BRIEF_EDITORS_CHANNEL": "C0GONE"}))
    assert (finding.state, "BRIEF_EDITORS_CHANNEL" in finding.fix) == (State.FAILED, True)


@pytest.mark.parametrize(
    ("answer", "state", "told"),
    [
        (shown(is_archived=True), State.FAILED, "#desk is archived"),
        (shown(is_ext_shared=True), State.WARNING, "another organisation"),
        (Answer("missing_scope", {}), State.NOT_CHECKED, "may not look"),
        (Answer("invalid_auth", {}), State.NOT_CHECKED, "invalid_auth"),
    ],
)
def test_what_stands_against_it_is_told_apart(answer: Answer, state: State, told: str) -> None:
    finding = judge_channel(answer, "C0DESK")
    assert (finding.state, told in finding.found) == (state, True)
    assert finding.fix


def test_without_a_channel_it_is_not_needed() -> None:
    assert found(CHANNEL, around()).state is State.NOT_NEEDED


@pytest.mark.parametrize(
    "settings", [{"BRIEF_EDITORS_CHANNEL": "#desk"}, {"BRIEF_EDITORS_CHANNEL": "C0DESK"}]
)
def test_what_cannot_be_asked_about_is_left_open(settings: dict[str, str]) -> None:
    assert found(CHANNEL, around(settings)).state is State.NOT_CHECKED


def test_a_slack_that_is_not_there_is_told() -> None:
    settings = {"BRIEF_EDITORS_CHANNEL": "C0DESK", "SLACK_BOT_TOKEN": "xoxb-1"}
    slack = FakeSlack({"conversations.info": TimeoutError()})
    assert found(CHANNEL, around(settings, slack=slack)).details["trouble"] == "timeout"
