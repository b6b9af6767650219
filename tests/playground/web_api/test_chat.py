"""Posting, editing and deleting the app's own messages."""

from __future__ import annotations

from typing import Any

import pytest

from bot.playground.installed_app import BOT, BOT_USER
from bot.playground.workspace import ANA, BILAL, CASEY, GENERAL, RANDOM
from tests.playground.web_api.calling import SCOPES, Slack

METADATA = {"event_type": "brief_given", "event_payload": {"country": "pakistan"}}
BLOCKS = [{"type": "section", "text": {"type": "plain_text", "text": "In a block"}}]
ATTACHMENTS = [{"text": "Attached", "fallback": "Attached"}]


def test_a_post_answers_with_the_message_as_it_is_in_the_channel() -> None:
    slack = Slack()
    answer = slack.call("chat.postMessage", channel=GENERAL, text="Hello")
    assert answer["channel"] == GENERAL
    assert answer["message"]["text"] == slack.message(answer["ts"]).text == "Hello"
    assert (answer["message"]["user"], answer["message"]["bot_id"]) == (BOT_USER, BOT)


def test_a_post_to_a_channels_name_goes_to_the_channel() -> None:
    assert Slack().call("chat.postMessage", channel="#general", text="Hello")["channel"] == GENERAL


def test_a_post_to_a_person_goes_to_the_direct_messages_with_them() -> None:
    slack = Slack()
    answer = slack.call("chat.postMessage", channel=ANA, text="Hello")
    assert answer["channel"] == slack.platform.workspace.im_of(ANA).id


def test_a_post_is_told_as_an_event() -> None:
    slack = Slack()
    ts = slack.post("Hello")
    [event] = slack.events("message.channels")
    assert (event["ts"], event["text"], event["bot_id"]) == (ts, "Hello", BOT)


def test_the_journal_knows_which_message_a_call_made() -> None:
    slack = Slack()
    ref = slack.message(slack.post()).ref
    [exchange] = [each for each in slack.platform.journal if each.kind == "chat.postMessage"]
    assert exchange.refs == {ref}


@pytest.mark.parametrize("method", ["chat.postMessage", "chat.postEphemeral"])
def test_no_message_goes_to_an_unknown_channel(method: str) -> None:
    assert Slack().refusal(method, channel="C0NOWHERE", user=ANA, text="Hello") == "channel_not_found"


def test_an_app_posts_only_where_it_is_a_member() -> None:
    assert Slack().refusal("chat.postMessage", channel=RANDOM, text="Hello") == "not_in_channel"


def test_with_the_scope_for_it_an_app_posts_in_any_public_channel() -> None:
    slack = Slack(plus=["chat:write.public"])
    assert slack.message(slack.post("Hello", RANDOM), RANDOM).text == "Hello"


def test_that_scope_does_not_reach_to_ephemeral_messages() -> None:
    slack = Slack(plus=["chat:write.public"])
    assert slack.refusal("chat.postEphemeral", channel=RANDOM, user=ANA, text="Psst") == "not_in_channel"


@pytest.mark.parametrize("method", ["chat.postMessage", "chat.postEphemeral"])
def test_nobody_writes_in_an_archived_channel(method: str) -> None:
    slack = Slack()
    slack.archive()
    assert slack.refusal(method, channel=GENERAL, user=ANA, text="Hello") == "is_archived"


def test_without_a_messages_tab_there_are_no_direct_messages() -> None:
    slack = Slack(has_messages_tab=False)
    assert slack.refusal("chat.postMessage", channel=ANA, text="Hello") == "messages_tab_disabled"


@pytest.mark.parametrize("text", [None, "", "  "])
def test_a_message_must_say_something(text: str | None) -> None:
    assert Slack().refusal("chat.postMessage", channel=GENERAL, text=text) == "no_text"


@pytest.mark.parametrize("content", [{"blocks": BLOCKS}, {"attachments": ATTACHMENTS}])
def test_blocks_or_attachments_do_without_a_text(content: dict[str, Any]) -> None:
    assert Slack().call("chat.postMessage", channel=GENERAL, **content)["message"]["text"] == ""


def test_a_message_has_at_most_a_hundred_attachments() -> None:
    slack = Slack()
    attachments = ATTACHMENTS * 101
    refusal = slack.refusal("chat.postMessage", channel=GENERAL, attachments=attachments)
    assert refusal == "too_many_attachments"


def test_markdown_becomes_a_block_and_the_text_of_the_message() -> None:
    message = Slack().call("chat.postMessage", channel=GENERAL, markdown_text="**Hello**")["message"]
    [block] = message["blocks"]
    assert (block["type"], block["text"], message["text"]) == ("markdown", "**Hello**", "**Hello**")


@pytest.mark.parametrize("content", [{"text": "Hello"}, {"blocks": BLOCKS}])
def test_markdown_comes_alone(content: dict[str, Any]) -> None:
    arguments = {"channel": GENERAL, "markdown_text": "Hello", **content}
    assert Slack().refusal("chat.postMessage", **arguments) == "markdown_text_conflict"


def test_a_form_says_yes_and_no_in_words() -> None:
    slack = Slack()
    root = slack.call("chat.postMessage", channel=GENERAL, text="Root")["ts"]
    yes = {"thread_ts": root, "reply_broadcast": "true", "unfurl_links": "false"}
    answer = slack.answer_form("chat.postMessage", channel=GENERAL, text="Reply", **yes)
    assert answer["message"]["subtype"] == "thread_broadcast"


def test_a_deleted_message_with_replies_leaves_a_word_in_its_place() -> None:
    slack = Slack()
    root = slack.call("chat.postMessage", channel=GENERAL, text="Root")["ts"]
    slack.call("chat.postMessage", channel=GENERAL, text="Reply", thread_ts=root)
    slack.call("chat.delete", channel=GENERAL, ts=root)
    thread = slack.call("conversations.replies", channel=GENERAL, ts=root)["messages"]
    assert [message["text"] for message in thread] == ["This message was deleted.", "Reply"]


def test_posting_needs_its_scope_and_says_which() -> None:
    answer = Slack(["users:read", "im:read"]).answer("chat.postMessage", channel=GENERAL, text="Hello")
    assert answer == {
        "ok": False,
        "error": "missing_scope",
        "needed": "chat:write",
        "provided": "im:read,users:read",
    }


def test_a_reply_stands_in_the_thread_of_the_message_that_it_answers() -> None:
    slack = Slack()
    root = slack.said()
    reply = slack.message(slack.post("A reply", thread_ts=root))
    assert (reply.thread_ts, reply.broadcast) == (root, False)
    assert slack.message(root).thread_ts == root


def test_a_reply_to_a_reply_stands_in_the_same_thread() -> None:
    slack = Slack()
    root = slack.said()
    first = slack.post("A reply", thread_ts=root)
    assert slack.message(slack.post("Another", thread_ts=first)).thread_ts == root


def test_a_reply_can_be_shown_in_the_channel_too() -> None:
    slack = Slack()
    where = {"channel": GENERAL, "thread_ts": slack.said()}
    message = slack.call("chat.postMessage", **where, text="For all", reply_broadcast=True)["message"]
    assert message["subtype"] == "thread_broadcast"


def test_only_a_reply_can_be_broadcast() -> None:
    message = Slack().call("chat.postMessage", channel=GENERAL, text="Hello", reply_broadcast=True)["message"]
    assert "subtype" not in message


def test_a_reply_to_a_message_that_is_gone_is_refused() -> None:
    slack = Slack()
    where = {"channel": GENERAL, "thread_ts": "1600000000.000100"}
    assert slack.refusal("chat.postMessage", **where, text="Hello") == "thread_not_found"


@pytest.mark.parametrize("ts", ["0", "yesterday", "1700000000.1"])
def test_a_reply_to_what_is_no_timestamp_is_refused(ts: str) -> None:
    answer = Slack().answer("chat.postMessage", channel=GENERAL, text="Hello", thread_ts=ts)
    assert answer["error"] == "invalid_thread_ts"
    assert answer["response_metadata"]["messages"] == [f"[ERROR] {ts} is not a valid thread_ts"]


def test_a_refused_reply_begins_no_thread() -> None:
    slack = Slack()
    root = slack.said()
    assert slack.refusal("chat.postMessage", channel=GENERAL, thread_ts=root, text="") == "no_text"
    assert slack.message(root).thread_ts is None


def test_metadata_comes_back_with_the_message() -> None:
    answer = Slack().call("chat.postMessage", channel=GENERAL, text="Hello", metadata=METADATA)
    assert answer["message"]["metadata"] == METADATA


@pytest.mark.parametrize(
    "metadata",
    ["brief_given", {"event_type": "brief_given"}, {"event_type": 1, "event_payload": {}}],
)
def test_metadata_has_a_type_and_a_payload(metadata: object) -> None:
    refusal = Slack().refusal("chat.postMessage", channel=GENERAL, text="Hello", metadata=metadata)
    assert refusal == "invalid_metadata_format"


@pytest.mark.parametrize(("letter", "count"), [("a", 4_096), ("é", 2_048)])
def test_large_metadata_is_refused_by_its_bytes(letter: str, count: int) -> None:
    metadata = {"event_type": "brief_given", "event_payload": {"text": letter * count}}
    refusal = Slack().refusal("chat.postMessage", channel=GENERAL, text="Hello", metadata=metadata)
    assert refusal == "metadata_too_large"


def test_metadata_is_measured_in_utf_8() -> None:
    metadata = {"event_type": "brief_given", "event_payload": {"text": "é" * 2_000}}
    Slack().call("chat.postMessage", channel=GENERAL, text="Hello", metadata=metadata)


def test_an_ephemeral_message_is_seen_by_one_person_and_told_to_nobody() -> None:
    slack = Slack()
    answer = slack.call("chat.postEphemeral", channel=GENERAL, user=BILAL, text="Psst")
    assert slack.message(answer["message_ts"]).seen_by == BILAL
    assert slack.events("message.channels") == []


def test_an_ephemeral_message_begins_no_thread() -> None:
    slack = Slack()
    root = slack.said()
    answer = slack.call("chat.postEphemeral", channel=GENERAL, user=ANA, text="Psst", thread_ts=root)
    assert slack.message(answer["message_ts"]).thread_ts == root
    assert slack.message(root).thread_ts is None


@pytest.mark.parametrize("user", [CASEY, "U0NOBODY"])
def test_an_ephemeral_message_goes_to_members_only(user: str) -> None:
    slack = Slack()
    slack.channel("C0FEW", [ANA, BOT_USER])
    refusal = slack.refusal("chat.postEphemeral", channel="C0FEW", user=user, text="Psst")
    assert refusal == "user_not_in_channel"


def test_an_update_changes_the_text_and_shows_as_edited() -> None:
    slack = Slack()
    ts = slack.post("Old")
    answer = slack.call("chat.update", channel=GENERAL, ts=ts, text="New")
    assert (answer["channel"], answer["ts"], answer["text"]) == (GENERAL, ts, "New")
    assert answer["message"]["edited"]["user"] == BOT_USER
    assert slack.message(ts).text == "New"


def test_an_update_with_blocks_does_not_show_as_edited() -> None:
    slack = Slack()
    answer = slack.call("chat.update", channel=GENERAL, ts=slack.post("Old"), text="New", blocks=BLOCKS)
    assert "edited" not in answer["message"]


def test_an_update_with_a_text_alone_takes_the_blocks_away() -> None:
    slack = Slack()
    ts = slack.post("Old", blocks=BLOCKS)
    assert "blocks" not in slack.call("chat.update", channel=GENERAL, ts=ts, text="New")["message"]


def test_an_update_with_attachments_alone_keeps_text_and_blocks() -> None:
    slack = Slack()
    ts = slack.post("Old", blocks=BLOCKS)
    message = slack.call("chat.update", channel=GENERAL, ts=ts, attachments=ATTACHMENTS)["message"]
    assert (message["text"], message["blocks"][0]["text"]) == ("Old", BLOCKS[0]["text"])
    assert message["attachments"] == ATTACHMENTS


def test_an_update_keeps_attachments_unless_it_takes_them_away() -> None:
    slack = Slack()
    where = {"channel": GENERAL, "ts": slack.post("Old", attachments=ATTACHMENTS)}
    assert slack.call("chat.update", **where, text="New")["message"]["attachments"] == ATTACHMENTS
    assert "attachments" not in slack.call("chat.update", **where, text="New", attachments=[])["message"]


def test_an_update_keeps_metadata_unless_it_takes_it_away() -> None:
    slack = Slack()
    where = {"channel": GENERAL, "ts": slack.post("Old", metadata=METADATA)}
    assert slack.call("chat.update", **where, text="New")["message"]["metadata"] == METADATA
    assert "metadata" not in slack.call("chat.update", **where, text="New", metadata={})["message"]


def test_an_update_keeps_the_reactions() -> None:
    slack = Slack()
    ts = slack.post("Old")
    slack.call("reactions.add", channel=GENERAL, timestamp=ts, name="eyes")
    message = slack.call("chat.update", channel=GENERAL, ts=ts, text="New")["message"]
    assert message["reactions"] == [{"name": "eyes", "users": [BOT_USER], "count": 1}]


def test_an_update_is_told_with_the_message_before() -> None:
    slack = Slack()
    slack.call("chat.update", channel=GENERAL, ts=slack.post("Old"), text="New")
    event = slack.events("message.channels")[-1]
    assert (event["subtype"], event["previous_message"]["text"]) == ("message_changed", "Old")
    assert event["message"]["text"] == "New"


def test_an_update_must_say_something() -> None:
    slack = Slack()
    assert slack.refusal("chat.update", channel=GENERAL, ts=slack.post("Old")) == "no_text"


def test_the_text_of_an_update_has_at_most_4_000_characters() -> None:
    slack = Slack()
    where = {"channel": GENERAL, "ts": slack.post("Old")}
    assert slack.refusal("chat.update", **where, text="a" * 4_001) == "msg_too_long"
    slack.call("chat.update", **where, text="a" * 4_000)


def test_an_update_does_not_broadcast_and_rewrite_at_once() -> None:
    slack = Slack()
    where = {"channel": GENERAL, "ts": slack.post("Old", thread_ts=slack.said())}
    refusal = slack.refusal("chat.update", **where, text="New", reply_broadcast=True)
    assert refusal == "no_dual_broadcast_content_update"


def test_nothing_is_edited_in_an_archived_channel() -> None:
    slack = Slack()
    ts = slack.post("Old")
    slack.archive()
    assert slack.refusal("chat.update", channel=GENERAL, ts=ts, text="New") == "is_inactive"


@pytest.mark.parametrize(
    ("method", "code"), [("chat.update", "cant_update_message"), ("chat.delete", "cant_delete_message")]
)
def test_an_app_changes_only_its_own_messages(method: str, code: str) -> None:
    slack = Slack()
    ts = slack.said("Mine")
    assert slack.refusal(method, channel=GENERAL, ts=ts, text="Yours") == code
    assert slack.message(ts).text == "Mine"


@pytest.mark.parametrize("method", ["chat.update", "chat.delete"])
def test_an_ephemeral_message_can_be_neither_edited_nor_deleted(method: str) -> None:
    slack = Slack()
    ts = slack.call("chat.postEphemeral", channel=GENERAL, user=ANA, text="Psst")["message_ts"]
    assert slack.refusal(method, channel=GENERAL, ts=ts, text="Pssst") == "message_not_found"


@pytest.mark.parametrize("method", ["chat.update", "chat.delete"])
def test_direct_messages_are_changed_by_the_conversations_id_and_not_by_the_persons(method: str) -> None:
    slack = Slack()
    ts = slack.post("Hello", ANA)
    assert slack.refusal(method, channel=ANA, ts=ts, text="New") == "channel_not_found"


def test_a_deleted_message_is_gone_and_that_is_told() -> None:
    slack = Slack()
    ts = slack.post("Never mind")
    assert slack.call("chat.delete", channel=GENERAL, ts=ts) == {"ok": True, "channel": GENERAL, "ts": ts}
    assert slack.platform.workspace.message(GENERAL, ts) is None
    event = slack.events("message.channels")[-1]
    assert (event["subtype"], event["deleted_ts"]) == ("message_deleted", ts)


def test_what_is_deleted_already_is_not_found() -> None:
    slack = Slack()
    where = {"channel": GENERAL, "ts": slack.post()}
    slack.call("chat.delete", **where)
    assert slack.refusal("chat.delete", **where) == "message_not_found"


def test_a_permalink_names_channel_and_message() -> None:
    slack = Slack()
    ts = slack.said()
    answer = slack.call("chat.getPermalink", channel=GENERAL, message_ts=ts)
    bare = ts.replace(".", "")
    assert answer["permalink"] == f"https://playground.slack.com/archives/{GENERAL}/p{bare}"


def test_a_permalink_to_a_reply_names_its_thread() -> None:
    slack = Slack()
    root = slack.said()
    link = slack.call("chat.getPermalink", channel=GENERAL, message_ts=slack.post(thread_ts=root))
    assert link["permalink"].endswith(f"?thread_ts={root}&cid={GENERAL}")


def test_a_permalink_needs_no_scope_but_a_message() -> None:
    slack = Slack(SCOPES - {"chat:write"})
    slack.call("chat.getPermalink", channel=GENERAL, message_ts=slack.said())
    where = {"channel": GENERAL, "message_ts": "1600000000.000100"}
    assert slack.refusal("chat.getPermalink", **where) == "message_not_found"
