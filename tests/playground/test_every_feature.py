"""The feature app writes and reads: commands, mentions, threads, edits, reactions, metadata."""

from __future__ import annotations

from typing import Any

import pytest
from slack_sdk.errors import SlackApiError

from bot.playground.installed_app import BOT_USER
from bot.playground.workspace import ANA, BILAL, GENERAL, SOUTH_ASIA
from tests.playground.serving import Served

DIRECT = "D0ANA"


def test_a_command_is_answered_with_a_text_that_only_its_sender_sees(served: Served) -> None:
    served.post("/feature text")
    assert served.shown("A *text*").seen_by == ANA
    assert served.texts(BILAL) == []


def test_a_command_is_answered_with_blocks(served: Served) -> None:
    served.post("/feature blocks")
    [block] = served.shown("In blocks").content["blocks"]
    assert block["text"]["text"] == "Some blocks"


def test_a_command_is_answered_for_the_whole_channel(served: Served) -> None:
    served.post("/feature public")
    assert served.shown("For all", BILAL).seen_by is None


def test_a_command_is_followed_up_on_its_response_url(served: Served) -> None:
    served.post("/feature later")
    assert served.shown("And later").seen_by == ANA


def test_a_follow_up_can_be_for_the_whole_channel(served: Served) -> None:
    served.post("/feature later in_channel")
    assert served.shown("And later", BILAL).user == BOT_USER


def test_a_command_that_wants_escaping_gets_ids_and_entities(served: Served) -> None:
    served.post("/feature nothing for @ana & @bilal in #south-asia, see https://example.org")
    text = served.heard.next("command")["text"]
    assert text == (
        f"nothing for <@{ANA}> &amp; <@{BILAL}> in <#{SOUTH_ASIA}|south-asia>, see <https://example.org>"
    )


def test_a_command_that_wants_none_gets_what_was_typed(served: Served) -> None:
    served.post("/raw for @ana & <all> in #south-asia")
    assert served.heard.next("raw")["text"] == "for @ana & <all> in #south-asia"


def test_an_unknown_command_reaches_no_app(served: Served) -> None:
    served.post("/feature2 text")
    assert served.texts() == ["/feature2 is not a valid command."]


def test_a_command_in_a_thread_reaches_no_app(served: Served) -> None:
    root = served.post("A root")
    served.post("/feature text", thread_ts=root)
    served.shown("/feature is not supported in threads. Sorry!")
    assert served.heard.all("command") == []


def test_a_mention_arrives_both_as_a_mention_and_as_a_message(served: Served) -> None:
    ts = served.post("@features hello")
    mention, message = served.heard.next("app_mention"), served.heard.next("message")
    assert mention["event"]["text"] == message["event"]["text"] == f"<@{BOT_USER}> hello"
    assert mention["event"]["ts"] == message["event"]["ts"] == ts
    assert mention["event_id"] != message["event_id"]


def test_a_mention_is_answered_in_a_thread(served: Served) -> None:
    ts = served.post("@features hello")
    answer = served.shown("You called?")
    assert (answer.thread_ts, answer.is_reply, answer.broadcast) == (ts, True, False)


def test_a_direct_message_is_answered(served: Served) -> None:
    served.post("A word with you", channel=DIRECT)
    assert served.heard.event("message")["channel_type"] == "im"
    assert served.shown("Between us", channel=DIRECT).user == BOT_USER


def test_a_mention_in_a_direct_message_is_only_a_message(served: Served) -> None:
    served.post("@features hello", channel=DIRECT)
    served.shown("Between us", channel=DIRECT)
    assert served.heard.all("app_mention") == []


def test_a_reply_says_whose_thread_it_is_in(served: Served) -> None:
    root = served.post("A root", BILAL)
    served.post("A reply", thread_ts=root)
    event = served.heard.event("message", text="A reply")
    assert (event["thread_ts"], event["parent_user_id"]) == (root, BILAL)
    assert "subtype" not in event


def test_a_reply_also_sent_to_the_channel_is_a_thread_broadcast(served: Served) -> None:
    root = served.post("A root")
    served.post("For all", thread_ts=root, broadcast=True)
    event = served.heard.event("thread_broadcast")
    assert (event["thread_ts"], event["root"]["text"]) == (root, "A root")


def test_the_app_sends_a_reply_to_the_channel_as_well(alone: Served) -> None:
    root = alone.post("A root")
    alone.client.chat_postMessage(channel=GENERAL, text="Silent", thread_ts=root)
    alone.client.chat_postMessage(channel=GENERAL, text="Loud", thread_ts=root, reply_broadcast=True)
    history = alone.client.conversations_history(channel=GENERAL)["messages"]
    assert [each["text"] for each in history] == ["Loud", "A root"]
    thread = alone.client.conversations_replies(channel=GENERAL, ts=root)["messages"]
    assert [each["text"] for each in thread] == ["A root", "Silent", "Loud"]
    assert thread[0]["reply_count"] == 2


def test_an_edit_is_told_with_the_message_before(served: Served) -> None:
    ts = served.post("First thoughts")
    served.does("edit", channel=GENERAL, ts=ts, text="Second thoughts")
    event = served.heard.event("message_changed")
    assert event["previous_message"]["text"] == "First thoughts"
    assert (event["message"]["text"], event["message"]["ts"]) == ("Second thoughts", ts)
    assert event["message"]["edited"]["user"] == ANA


def test_a_deletion_is_told_with_the_message_that_is_gone(served: Served) -> None:
    ts = served.post("Never mind")
    served.does("delete", channel=GENERAL, ts=ts)
    event = served.heard.event("message_deleted")
    assert (event["previous_message"]["text"], event["deleted_ts"]) == ("Never mind", ts)
    assert served.texts() == []


def test_nobody_edits_the_message_of_somebody_else(alone: Served) -> None:
    ts = alone.post("Mine")
    answer = alone.stand_in.act(BILAL, "edit", channel=GENERAL, ts=ts, text="Yours")
    assert answer["error"] == "cant_update_message"
    assert alone.texts() == ["Mine"]


def test_the_app_rewrites_its_message(served: Served) -> None:
    message = served.board()
    served.presses(message, "rewrite")
    rewritten = served.shown("Rewritten")
    assert (rewritten.ts, "blocks" in rewritten.content) == (message.ts, False)


def test_a_text_of_the_apps_shows_as_edited_and_blocks_do_not(alone: Served) -> None:
    blocks = [{"type": "divider"}]
    for content, edited in (({"text": "New"}, True), ({"text": "New", "blocks": blocks}, False)):
        ts = str(alone.client.chat_postMessage(channel=GENERAL, text="Old")["ts"])
        shown = alone.client.chat_update(channel=GENERAL, ts=ts, **content)["message"]
        assert ("edited" in shown) is edited


def test_an_update_that_names_no_attachments_keeps_them(alone: Served) -> None:
    attachments = [{"text": "attached", "fallback": "attached"}]
    ts = str(alone.client.chat_postMessage(channel=GENERAL, text="Old", attachments=attachments)["ts"])
    kept = alone.client.chat_update(channel=GENERAL, ts=ts, text="New")["message"]
    assert kept["attachments"] == attachments
    removed = alone.client.chat_update(channel=GENERAL, ts=ts, text="New", attachments=[])["message"]
    assert "attachments" not in removed


def test_the_app_deletes_its_message(served: Served) -> None:
    served.presses(served.board(), "delete")
    assert served.texts() == []


def test_an_ephemeral_message_is_seen_by_one_person_only(alone: Served) -> None:
    alone.client.chat_postEphemeral(channel=GENERAL, user=BILAL, text="Psst")
    assert (alone.texts(BILAL), alone.texts(ANA)) == (["Psst"], [])
    assert alone.client.conversations_history(channel=GENERAL)["messages"] == []


def test_a_persons_reaction_is_told_and_answered_by_the_apps(served: Served) -> None:
    ts = served.post("Look")
    served.does("react", BILAL, channel=GENERAL, ts=ts, name="tada")
    event = served.heard.event("reaction_added")
    assert (event["user"], event["reaction"], event["item_user"]) == (BILAL, "tada", ANA)
    assert event["item"] == {"type": "message", "channel": GENERAL, "ts": ts}

    def both(platform: Any) -> Any:
        reactions = platform.workspace.message(GENERAL, ts).reactions
        return reactions if len(reactions) == 2 else None

    assert served.stand_in.wait_for("a reaction", both) == {"tada": [BILAL], "eyes": [BOT_USER]}


def test_a_reaction_taken_back_is_told(served: Served) -> None:
    ts = served.post("Look")
    for _ in range(2):
        served.does("react", channel=GENERAL, ts=ts, name="tada")
    assert served.heard.event("reaction_removed")["reaction"] == "tada"


def test_the_app_takes_its_reaction_back(alone: Served) -> None:
    ts = alone.post("Look")
    where = {"channel": GENERAL, "timestamp": ts, "name": "eyes"}
    alone.client.reactions_add(**where)
    with pytest.raises(SlackApiError, match="already_reacted"):
        alone.client.reactions_add(**where)
    alone.client.reactions_remove(**where)
    assert "reactions" not in alone.client.reactions_get(channel=GENERAL, timestamp=ts)["message"]


def test_metadata_is_in_the_history_for_those_who_ask_for_it(alone: Served) -> None:
    metadata = {"event_type": "brief", "event_payload": {"id": "pakistan"}}
    alone.client.chat_postMessage(channel=GENERAL, text="With more to it", metadata=metadata)
    [told] = alone.client.conversations_history(channel=GENERAL, include_all_metadata=True)["messages"]
    [untold] = alone.client.conversations_history(channel=GENERAL)["messages"]
    assert told["metadata"] == metadata
    assert "metadata" not in untold
