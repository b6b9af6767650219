"""Each token in its place, told by how it looks."""

from __future__ import annotations

import pytest

from bot.doctor.finding import State
from bot.doctor.tokens import judge_tokens
from tests.doctor.setting_up import SIGNING_SECRET

RIGHT = {
    "slack_bot_token": "xoxb-1-2",
    "slack_app_token": "xapp-1-2",
    "slack_signing_secret": SIGNING_SECRET,
}


def test_tokens_in_their_places_are_ok() -> None:
    assert judge_tokens(RIGHT).state is State.OK


def test_without_any_there_is_nothing_to_judge() -> None:
    assert judge_tokens({}).state is State.NOT_CHECKED


def test_swapped_tokens_are_told_as_swapped() -> None:
    finding = judge_tokens({"slack_bot_token": "xapp-1-2", "slack_app_token": "xoxb-1-2"})
    assert (finding.state, finding.fix) == (State.FAILED, "Exchange the two values.")
    assert finding.found == "SLACK_BOT_TOKEN and SLACK_APP_TOKEN are swapped"


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("slack_bot_token", "xoxp-1", "SLACK_BOT_TOKEN holds a user token instead of a bot token"),
        ("slack_bot_token", "xoxe.xoxb-1", "SLACK_BOT_TOKEN holds a token that expires"),
        ("slack_bot_token", SIGNING_SECRET, "SLACK_BOT_TOKEN holds a secret of 32 hex digits"),
        ("slack_bot_token", "hunter2", "SLACK_BOT_TOKEN holds no token"),
        ("slack_bot_token", "“xoxb-1”", "SLACK_BOT_TOKEN has quotes or spaces around it"),
        ("slack_app_token", "xoxb-1", "SLACK_APP_TOKEN holds a bot token instead of an app-level token"),
        ("slack_app_token", "https://hooks.slack.com/x", "SLACK_APP_TOKEN holds a URL"),
        ("slack_signing_secret", "xoxb-1", "SLACK_SIGNING_SECRET holds a bot token"),
        ("slack_signing_secret", "123.456", "SLACK_SIGNING_SECRET holds a client id"),
        ("slack_signing_secret", "aB" * 12, "SLACK_SIGNING_SECRET holds the old verification token"),
        ("slack_signing_secret", f"'{SIGNING_SECRET}'", "SLACK_SIGNING_SECRET has quotes or spaces"),
    ],
)
def test_what_is_in_the_wrong_place_is_told_with_where_the_right_one_is(
    name: str, value: str, told: str
) -> None:
    finding = judge_tokens({**RIGHT, name: value})
    assert finding.state is State.FAILED
    assert told in finding.found
    assert finding.fix.startswith(f"{name.upper()}: api.slack.com/apps")
    assert value not in f"{finding.found}{finding.fix}"


def test_the_client_secret_in_place_of_the_signing_secret_is_told() -> None:
    finding = judge_tokens({**RIGHT, "slack_client_secret": SIGNING_SECRET})
    assert (finding.state, "are the same" in finding.found) == (State.FAILED, True)


def test_a_signing_secret_of_an_unknown_form_is_a_warning() -> None:
    finding = judge_tokens({**RIGHT, "slack_signing_secret": "a made-up one"})
    assert (finding.state, "Signing Secret" in finding.fix) == (State.WARNING, True)


def test_everything_that_is_wrong_is_told_at_once() -> None:
    finding = judge_tokens(dict.fromkeys(RIGHT, "hunter2") | {"slack_signing_secret": "xapp-1"})
    assert finding.details["settings"] == [name.upper() for name in RIGHT]
    assert len(finding.fix.splitlines()) == 3
