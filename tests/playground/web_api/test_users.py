"""People: who they are, where they are, and what they are in."""

from __future__ import annotations

from bot.playground.installed_app import BOT, BOT_USER
from bot.playground.workspace import ANA, BILAL, GENERAL, RANDOM, SOUTH_ASIA
from tests.playground.web_api.calling import SCOPES, Slack


def test_a_person_has_a_name_and_a_time_zone() -> None:
    user = Slack().call("users.info", user=BILAL)["user"]
    assert (user["id"], user["name"], user["is_bot"]) == (BILAL, "bilal", False)
    assert (user["tz"], user["tz_offset"]) == ("Asia/Karachi", 5 * 3_600)


def test_the_app_is_a_user_too() -> None:
    user = Slack().call("users.info", user=BOT_USER)["user"]
    assert (user["is_bot"], user["profile"]["bot_id"]) == (True, BOT)


def test_a_locale_is_for_those_who_ask() -> None:
    slack = Slack()
    assert "locale" not in slack.call("users.info", user=ANA)["user"]
    assert slack.answer_form("users.info", user=ANA, include_locale="true")["user"]["locale"] == "en-GB"


def test_an_address_is_for_apps_with_the_scope_for_it() -> None:
    profile = Slack().call("users.info", user=ANA)["user"]["profile"]
    assert "email" not in profile
    profile = Slack(plus=["users:read.email"]).call("users.info", user=ANA)["user"]["profile"]
    assert profile["email"] == "ana@playground.invalid"


def test_an_unknown_person_is_not_found() -> None:
    assert Slack().refusal("users.info", user="U0NOBODY") == "user_not_found"


def test_a_person_must_be_named() -> None:
    answer = Slack().answer("users.info")
    assert answer["error"] == "invalid_arguments"
    assert answer["response_metadata"]["messages"] == ["[ERROR] missing required field: user"]


def test_people_are_read_with_the_scope_for_it() -> None:
    answer = Slack(SCOPES - {"users:read"}).answer("users.info", user=ANA)
    assert (answer["error"], answer["needed"]) == ("missing_scope", "users:read")


def test_the_list_of_people_comes_in_pages() -> None:
    slack = Slack()
    first = slack.call("users.list", limit=3)
    second = slack.call("users.list", limit=3, cursor=first["response_metadata"]["next_cursor"])
    listed = [user["id"] for user in first["members"] + second["members"]]
    assert listed == list(slack.platform.workspace.users)
    assert (len(second["members"]), second["response_metadata"]["next_cursor"]) == (1, "")


def test_the_list_of_people_has_the_time_that_it_is_of() -> None:
    assert Slack().call("users.list")["cache_ts"] == 1_700_000_000


def test_the_list_of_people_keeps_locales_and_addresses_back_as_well() -> None:
    members = Slack().call("users.list")["members"]
    assert not any("locale" in user or "email" in user["profile"] for user in members)


def test_the_app_is_in_the_channels_that_it_is_a_member_of() -> None:
    channels = Slack().call("users.conversations")["channels"]
    assert [each["id"] for each in channels] == [GENERAL, SOUTH_ASIA]


def test_a_person_is_in_channels_and_in_direct_messages_with_the_app() -> None:
    slack = Slack()
    channels = slack.call("users.conversations", user=ANA, types="public_channel,im")["channels"]
    direct = slack.platform.workspace.im_of(ANA).id
    assert [each["id"] for each in channels] == [GENERAL, SOUTH_ASIA, RANDOM, direct]


def test_the_conversations_of_nobody_are_not_found() -> None:
    assert Slack().refusal("users.conversations", user="U0NOBODY") == "user_not_found"
