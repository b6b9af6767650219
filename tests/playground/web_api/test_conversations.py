"""Channels and direct messages: what they are, who is in them, what was said."""

from __future__ import annotations

import base64
from typing import Any

import pytest

from bot.playground.installed_app import BOT_USER
from bot.playground.model import JsonObject
from bot.playground.workspace import ANA, BILAL, GENERAL, RANDOM, SOUTH_ASIA
from tests.playground.web_api.calling import SCOPES, Slack

METADATA = {"event_type": "brief_given", "event_payload": {"country": "pakistan"}}
CHANNELS = [GENERAL, SOUTH_ASIA, RANDOM]


def texts(answer: JsonObject) -> list[str]:
    return [message["text"] for message in answer["messages"]]


def ids(answer: JsonObject) -> list[str]:
    return [channel["id"] for channel in answer["channels"]]


def test_a_channel_says_what_it_is_and_whether_the_app_is_in_it() -> None:
    slack = Slack()
    inside = slack.call("conversations.info", channel=GENERAL)["channel"]
    outside = slack.call("conversations.info", channel=RANDOM)["channel"]
    assert (inside["name"], inside["is_channel"], inside["is_im"]) == ("general", True, False)
    assert (inside["is_member"], inside["is_general"]) == (True, True)
    assert (outside["is_member"], outside["is_general"]) == (False, False)


def test_direct_messages_say_with_whom_they_are() -> None:
    slack = Slack()
    shown = slack.call("conversations.info", channel=slack.platform.workspace.im_of(BILAL).id)["channel"]
    assert (shown["is_im"], shown["user"]) == (True, BILAL)


def test_the_members_are_counted_for_those_who_ask() -> None:
    slack = Slack()
    assert "num_members" not in slack.call("conversations.info", channel=GENERAL)["channel"]
    told = slack.answer_form("conversations.info", channel=GENERAL, include_num_members="true")
    assert told["channel"]["num_members"] == 4


@pytest.mark.parametrize(
    ("method", "more"),
    [
        ("conversations.history", {}),
        ("conversations.info", {}),
        ("conversations.join", {}),
        ("conversations.leave", {}),
        ("conversations.members", {}),
        ("conversations.open", {}),
        ("conversations.replies", {"ts": "1700000000.000100"}),
    ],
)
@pytest.mark.parametrize("channel", ["C0NOWHERE", "#general", ANA])
def test_a_conversation_is_known_by_its_id_alone(method: str, more: dict[str, Any], channel: str) -> None:
    assert Slack().refusal(method, channel=channel, **more) == "channel_not_found"


@pytest.mark.parametrize(
    ("method", "more", "scope"),
    [
        ("conversations.info", {}, "read"),
        ("conversations.members", {}, "read"),
        ("conversations.history", {}, "history"),
        ("conversations.replies", {"ts": "1700000000.000100"}, "history"),
    ],
)
@pytest.mark.parametrize("family", ["channels", "im"])
def test_each_type_of_conversation_needs_a_scope_of_its_own(
    method: str, more: dict[str, Any], scope: str, family: str
) -> None:
    slack = Slack(SCOPES - {f"{family}:{scope}"})
    channel = GENERAL if family == "channels" else slack.platform.workspace.im_of(ANA).id
    answer = slack.answer(method, channel=channel, **more)
    assert (answer["error"], answer["needed"]) == ("missing_scope", f"{family}:{scope}")
    assert answer["provided"] == ",".join(sorted(SCOPES - {f"{family}:{scope}"}))


def test_the_list_has_public_channels_unless_other_types_are_asked_for() -> None:
    slack = Slack()
    assert ids(slack.call("conversations.list")) == CHANNELS
    direct = slack.call("conversations.list", types="im")
    assert [each["user"] for each in direct["channels"]] == [
        each.id for each in slack.platform.workspace.people
    ]
    assert len(ids(slack.call("conversations.list", types="public_channel, im"))) == 6


def test_the_list_counts_the_members_of_channels() -> None:
    channels = Slack().call("conversations.list", types="public_channel,im")["channels"]
    assert [each.get("num_members") for each in channels] == [4, 4, 3, None, None, None]


def test_the_list_leaves_archived_channels_out_when_asked() -> None:
    slack = Slack()
    slack.archive()
    assert ids(slack.call("conversations.list")) == CHANNELS
    assert ids(slack.call("conversations.list", exclude_archived=True)) == [SOUTH_ASIA, RANDOM]


@pytest.mark.parametrize(("type_", "scope"), [("private_channel", "groups:read"), ("mpim", "mpim:read")])
def test_the_list_needs_the_scope_of_each_type(type_: str, scope: str) -> None:
    answer = Slack().answer("conversations.list", types=f"public_channel,{type_}")
    assert (answer["error"], answer["needed"]) == ("missing_scope", scope)
    assert ids(Slack(plus=[scope]).call("conversations.list", types=type_)) == []


def test_the_list_refuses_a_type_that_there_is_not() -> None:
    assert Slack().refusal("conversations.list", types="public_channel,secret") == "invalid_types"


def test_a_long_list_comes_in_pages() -> None:
    slack = Slack()
    first = slack.call("conversations.list", limit=2)
    assert ids(first) == CHANNELS[:2]
    second = slack.call("conversations.list", limit=2, cursor=first["response_metadata"]["next_cursor"])
    assert (ids(second), second["response_metadata"]["next_cursor"]) == (CHANNELS[2:], "")


def test_a_page_that_ends_with_the_list_is_the_last() -> None:
    answer = Slack().call("conversations.list", limit=len(CHANNELS))
    assert (ids(answer), answer["response_metadata"]["next_cursor"]) == (CHANNELS, "")


def test_a_limit_may_come_as_text_and_0_is_none() -> None:
    slack = Slack()
    assert ids(slack.answer_form("conversations.list", limit="1")) == [GENERAL]
    assert ids(slack.call("conversations.list", limit=0)) == CHANNELS


@pytest.mark.parametrize("limit", ["many", ["2"], -1, 1_001])
def test_a_limit_is_a_number_up_to_a_thousand(limit: object) -> None:
    assert Slack().refusal("conversations.list", limit=limit) == "invalid_limit"


@pytest.mark.parametrize("text", ["next:-1", "next:", "2", "other:2", "next:2 "])
def test_a_cursor_that_slack_did_not_give_is_refused(text: str) -> None:
    cursor = base64.b64encode(text.encode()).decode()
    assert Slack().refusal("conversations.list", cursor=cursor) == "invalid_cursor"


@pytest.mark.parametrize("cursor", ["*", "é", "/w==", 7])
def test_a_cursor_that_is_no_base64_text_is_refused(cursor: object) -> None:
    assert Slack().refusal("conversations.list", cursor=cursor) == "invalid_cursor"


def test_the_members_of_a_channel_come_in_pages() -> None:
    slack = Slack()
    first = slack.call("conversations.members", channel=GENERAL, limit=3)
    cursor = first["response_metadata"]["next_cursor"]
    second = slack.call("conversations.members", channel=GENERAL, limit=3, cursor=cursor)
    members = slack.platform.workspace.channels[GENERAL].members
    assert (first["members"], second["members"]) == (members[:3], members[3:])


def test_the_history_has_the_newest_message_first() -> None:
    slack = Slack()
    slack.said("One")
    slack.said("Two")
    answer = slack.call("conversations.history", channel=GENERAL)
    assert (texts(answer), answer["has_more"]) == (["Two", "One"], False)


def test_the_history_has_replies_only_when_they_were_broadcast() -> None:
    slack = Slack()
    root = slack.said("Root")
    slack.post("Quiet", thread_ts=root)
    slack.post("Loud", thread_ts=root, reply_broadcast=True)
    assert texts(slack.call("conversations.history", channel=GENERAL)) == ["Loud", "Root"]


def test_the_history_has_no_ephemeral_messages() -> None:
    slack = Slack()
    slack.call("chat.postEphemeral", channel=GENERAL, user=ANA, text="Psst")
    assert texts(slack.call("conversations.history", channel=GENERAL)) == []


def test_the_history_says_of_a_message_how_it_was_answered() -> None:
    slack = Slack()
    root = slack.said("Root")
    for text in ("One", "Two"):
        last = slack.post(text, thread_ts=root)
    [shown] = slack.call("conversations.history", channel=GENERAL)["messages"]
    assert (shown["reply_count"], shown["reply_users"], shown["reply_users_count"]) == (2, [BOT_USER], 1)
    assert (shown["thread_ts"], shown["latest_reply"]) == (root, last)


def test_the_history_has_metadata_for_those_who_ask() -> None:
    slack = Slack()
    slack.post("Hello", metadata=METADATA)
    [untold] = slack.call("conversations.history", channel=GENERAL)["messages"]
    [told] = slack.call("conversations.history", channel=GENERAL, include_all_metadata=True)["messages"]
    assert ("metadata" in untold, told["metadata"]) == (False, METADATA)


def test_the_ends_of_a_time_count_only_when_that_is_asked_for() -> None:
    slack = Slack()
    one, _, three = (slack.said(text) for text in ("One", "Two", "Three"))
    between = {"channel": GENERAL, "oldest": one, "latest": three}
    assert texts(slack.call("conversations.history", **between)) == ["Two"]
    assert texts(slack.call("conversations.history", **between, inclusive=True)) == ["Three", "Two", "One"]


def test_the_history_pages_back_from_the_newest() -> None:
    slack = Slack()
    for text in ("One", "Two", "Three"):
        slack.said(text)
    first = slack.call("conversations.history", channel=GENERAL, limit=2)
    assert (texts(first), first["has_more"]) == (["Three", "Two"], True)
    cursor = first["response_metadata"]["next_cursor"]
    second = slack.call("conversations.history", channel=GENERAL, limit=2, cursor=cursor)
    assert (texts(second), second["has_more"]) == (["One"], False)


def test_the_history_pages_forward_from_the_oldest_when_only_that_is_given() -> None:
    slack = Slack()
    start = slack.said("Start")
    for text in ("One", "Two", "Three"):
        slack.said(text)
    asked = {"channel": GENERAL, "oldest": start, "limit": 2}
    first = slack.call("conversations.history", **asked)
    cursor = first["response_metadata"]["next_cursor"]
    assert texts(first) == ["Two", "One"]
    assert texts(slack.call("conversations.history", **asked, cursor=cursor)) == ["Three"]


def test_the_history_pages_back_from_the_newest_within_a_time() -> None:
    slack = Slack()
    one, _, _, four = (slack.said(text) for text in ("One", "Two", "Three", "Four"))
    asked = {"channel": GENERAL, "oldest": one, "latest": four, "limit": 1}
    assert texts(slack.call("conversations.history", **asked)) == ["Three"]


def test_one_message_is_found_by_its_timestamp() -> None:
    slack = Slack()
    _, two, _ = (slack.said(text) for text in ("One", "Two", "Three"))
    asked = {"channel": GENERAL, "latest": two, "inclusive": True, "limit": 1}
    assert texts(slack.call("conversations.history", **asked)) == ["Two"]


def test_times_a_microsecond_apart_are_told_apart() -> None:
    slack = Slack()
    one, two = slack.said("One"), slack.said("Two")
    assert one[:-1] == two[:-1]
    assert texts(slack.call("conversations.history", channel=GENERAL, oldest=one)) == ["Two"]


@pytest.mark.parametrize("bound", ["oldest", "latest"])
@pytest.mark.parametrize("method", ["conversations.history", "conversations.replies"])
def test_a_time_that_is_none_is_refused_by_its_name(method: str, bound: str) -> None:
    slack = Slack()
    asked = {"channel": GENERAL, "ts": slack.said(), bound: "yesterday"}
    assert slack.refusal(method, **asked) == f"invalid_ts_{bound}"


@pytest.mark.parametrize("method", ["conversations.history", "conversations.replies"])
def test_what_was_said_is_read_by_members(method: str) -> None:
    slack = Slack()
    ts = slack.said(channel=RANDOM)
    assert slack.refusal(method, channel=RANDOM, ts=ts) == "not_in_channel"


def test_what_was_said_in_an_archived_channel_can_still_be_read() -> None:
    slack = Slack()
    slack.said("Long ago")
    slack.archive()
    assert texts(slack.call("conversations.history", channel=GENERAL)) == ["Long ago"]


def test_a_thread_begins_with_its_first_message() -> None:
    slack = Slack()
    slack.said("Before")
    root = slack.said("Root")
    slack.post("One", thread_ts=root)
    slack.said("Beside")
    slack.post("Two", thread_ts=root)
    answer = slack.call("conversations.replies", channel=GENERAL, ts=root)
    assert texts(answer) == ["Root", "One", "Two"]
    assert [message.get("parent_user_id") for message in answer["messages"]] == [None, ANA, ANA]


def test_a_message_without_replies_is_a_thread_of_one() -> None:
    slack = Slack()
    assert texts(slack.call("conversations.replies", channel=GENERAL, ts=slack.said("Alone"))) == ["Alone"]


def test_a_replys_own_timestamp_gives_that_reply_alone() -> None:
    slack = Slack()
    root = slack.said("Root")
    one = slack.post("One", thread_ts=root)
    slack.post("Two", thread_ts=root)
    assert texts(slack.call("conversations.replies", channel=GENERAL, ts=one)) == ["One"]


def test_of_a_thread_the_first_message_is_always_there_whatever_the_time() -> None:
    slack = Slack()
    root = slack.said("Root")
    one = slack.post("One", thread_ts=root)
    slack.post("Two", thread_ts=root)
    asked = {"channel": GENERAL, "ts": root, "oldest": one}
    assert texts(slack.call("conversations.replies", **asked)) == ["Root", "Two"]


def test_a_thread_that_there_is_not_is_refused() -> None:
    refusal = Slack().refusal("conversations.replies", channel=GENERAL, ts="1600000000.000100")
    assert refusal == "thread_not_found"


def test_direct_messages_open_with_the_persons_id() -> None:
    slack = Slack()
    answer = slack.call("conversations.open", users=BILAL)
    assert answer["channel"] == {"id": slack.platform.workspace.im_of(BILAL).id}
    assert slack.call("conversations.open", users=BILAL, return_im=True)["channel"]["user"] == BILAL


def test_direct_messages_open_again_with_their_own_id() -> None:
    slack = Slack()
    id_ = slack.platform.workspace.im_of(BILAL).id
    assert slack.call("conversations.open", channel=id_)["channel"] == {"id": id_}


@pytest.mark.parametrize(
    ("whom", "code"),
    [
        ({}, "users_list_not_supplied"),
        ({"users": "U0NOBODY"}, "user_not_found"),
        ({"users": BOT_USER}, "user_not_found"),
        ({"channel": GENERAL}, "method_not_supported_for_channel_type"),
    ],
)
def test_direct_messages_open_with_one_person_only(whom: dict[str, str], code: str) -> None:
    assert Slack().refusal("conversations.open", **whom) == code


def test_messages_among_several_people_need_another_scope() -> None:
    answer = Slack().answer("conversations.open", users=f"{ANA},{BILAL}")
    assert (answer["error"], answer["needed"]) == ("missing_scope", "mpim:write")


def test_there_are_no_messages_among_several_people_here() -> None:
    refusal = Slack(plus=["mpim:write"]).refusal("conversations.open", users=f"{ANA},{BILAL}")
    assert refusal == "method_not_supported_for_channel_type"


def test_direct_messages_need_their_scope() -> None:
    answer = Slack(["mpim:write"]).answer("conversations.open", users=ANA)
    assert (answer["error"], answer["needed"]) == ("missing_scope", "im:write")


def test_the_app_joins_a_channel_and_that_is_told() -> None:
    slack = Slack()
    assert slack.call("conversations.join", channel=RANDOM)["channel"]["is_member"] is True
    assert BOT_USER in slack.platform.workspace.channels[RANDOM].members
    [event] = slack.events("member_joined_channel")
    assert (event["user"], event["channel"]) == (BOT_USER, RANDOM)


def test_joining_again_is_a_warning() -> None:
    slack = Slack()
    answer = slack.call("conversations.join", channel=GENERAL)
    assert answer["warning"] == "already_in_channel"
    assert answer["response_metadata"] == {"warnings": ["already_in_channel"]}
    assert slack.platform.workspace.channels[GENERAL].members.count(BOT_USER) == 1
    assert slack.events("member_joined_channel") == []


def test_the_app_leaves_a_channel_and_that_is_told() -> None:
    slack = Slack()
    assert slack.call("conversations.leave", channel=SOUTH_ASIA) == {"ok": True}
    assert BOT_USER not in slack.platform.workspace.channels[SOUTH_ASIA].members
    assert [event["channel"] for event in slack.events("channel_left")] == [SOUTH_ASIA]


def test_leaving_a_channel_that_one_is_not_in_is_no_error() -> None:
    assert Slack().call("conversations.leave", channel=RANDOM) == {"ok": True, "not_in_channel": True}


def test_nobody_leaves_the_general_channel() -> None:
    assert Slack().refusal("conversations.leave", channel=GENERAL) == "cant_leave_general"


def test_the_last_member_does_not_leave() -> None:
    slack = Slack()
    slack.channel("C0LONELY", [BOT_USER])
    assert slack.refusal("conversations.leave", channel="C0LONELY") == "last_member"


@pytest.mark.parametrize("method", ["conversations.join", "conversations.leave"])
def test_nobody_comes_or_goes_in_an_archived_channel(method: str) -> None:
    slack = Slack()
    slack.archive(SOUTH_ASIA)
    assert slack.refusal(method, channel=SOUTH_ASIA) == "is_archived"


@pytest.mark.parametrize("method", ["conversations.join", "conversations.leave"])
def test_nobody_comes_to_or_goes_from_direct_messages(method: str) -> None:
    slack = Slack()
    id_ = slack.platform.workspace.im_of(ANA).id
    assert slack.refusal(method, channel=id_) == "method_not_supported_for_channel_type"
