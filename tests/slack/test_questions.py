"""Questions in channels, threads and direct messages: each has one reply, and talk has none."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bot.desk.desk import Desk
from bot.desk.records import Mode
from bot.playground.faults import Fault, dropped, rate_limited, refused, server_error
from bot.playground.installed_app import BOT_USER, TEAM
from bot.playground.payloads import event
from bot.playground.signing import JSON, signed
from bot.playground.workspace import ANA, BILAL, GENERAL, SOUTH_ASIA
from tests.conftest import TODAY
from tests.slack.bots import HttpEdge, Person
from tests.slack.talking import Talk
from tests.support.direct_jobs import DirectJobs

POSTING = "chat.postMessage"


def let_go_wrong(talk: Talk, *faults: Fault) -> None:
    for fault in faults:
        talk.stand_in.look(lambda platform, fault=fault: platform.faults.add(fault))  # type: ignore[misc]  # bound early


def test_a_mention_is_answered_in_its_thread(talk: Talk) -> None:
    asked = talk.says("@brief china")
    [reply] = talk.replies()
    assert (reply.thread_ts, reply.text.splitlines()[0]) == (asked.ts, "The China Factor")


def test_a_mention_in_a_thread_is_answered_in_that_thread(talk: Talk) -> None:
    root = talk.says("shall we talk about Beijing")
    talk.says("@brief china", BILAL, thread=root.ts)
    assert [reply.thread_ts for reply in talk.replies()] == [root.ts]


def test_a_direct_message_needs_no_mention(talk: Talk) -> None:
    direct = talk.stand_in.workspace.im_of(ANA).id
    talk.says("china", channel=direct)
    [reply] = talk.replies(direct)
    assert (reply.thread_ts, reply.text.splitlines()[0]) == (None, "The China Factor")


@pytest.mark.parametrize("query", ["china", "how many refugees?", "r8", "define FATF", "tacos", "help"])
def test_a_query_is_answered_alike_on_every_surface(talk: Talk, desk: Desk, query: str) -> None:
    said = [line.rstrip(":") for _, line in desk.answer(query, TODAY).lines()]
    direct = talk.stand_in.workspace.im_of(ANA).id
    talk.says(f"@brief {query}")
    talk.says(query, channel=direct)
    command = Person(talk.stand_in).types(query)
    for shown in (talk.replies()[0], talk.replies(direct)[0], command):
        assert [line for line in said if line not in shown.text] == []


def test_follow_ups_are_read_in_the_light_of_the_thread(talk: Talk) -> None:
    asked = talk.says("@brief china")
    for text in ("and the recommendations?", "what about technology?", "tell me more"):
        talk.says(text, BILAL, thread=asked.ts)
    titles = [reply.text.splitlines()[0] for reply in talk.replies()]
    assert titles == ["The China Factor", "Recommendations: The China Factor", "Technology", "Technology"]


@pytest.mark.parametrize(
    "text",
    [
        "lol ok",
        "thanks Bilal, can you send me the doc?",
        "did you see the game?",
        "@Casey what about India?",
        "I think India is next",
    ],
)
def test_talk_in_an_answered_thread_is_left_alone(talk: Talk, text: str) -> None:
    asked = talk.says("@brief china")
    talk.says(text, BILAL, thread=asked.ts)
    assert len(talk.replies()) == 1


def test_a_question_without_a_mention_is_left_alone_unless_the_channel_wants_it(talk: Talk) -> None:
    question = "what does the report say about the China factor?"
    talk.says(question)
    assert talk.replies() == []
    now = talk.office.now()
    talk.office.memory.channels.set_mode(TEAM, GENERAL, Mode.QUESTIONS, by=ANA, at=now)
    talk.says(question)
    talk.says("who wants coffee?")
    assert len(talk.replies()) == 1


def test_an_edit_of_a_question_brings_no_second_reply(talk: Talk) -> None:
    asked = talk.says("@brief china")
    edited = talk.stand_in.act(ANA, "edit", channel=GENERAL, ts=asked.ts, text="@brief india")
    assert edited["ok"], edited
    talk.finish()
    assert len(talk.replies()) == 1


FAULTS = {
    "it says 500 and has taken nothing": [server_error(POSTING, after=False, times=1)],
    "it says 500 and has taken it": [server_error(POSTING, after=True, times=1)],
    "the connection breaks before": [dropped(POSTING, after=False, times=1)],
    "the connection breaks after": [dropped(POSTING, after=True, times=1)],
    "it asks to wait": [rate_limited(POSTING, seconds=7, times=2)],
    "looking fails too": [
        dropped(POSTING, after=True, times=1),
        server_error("conversations.replies", after=False, times=2),
    ],
}


@pytest.mark.parametrize("faults", FAULTS.values(), ids=FAULTS.keys())
def test_whatever_slack_does_there_is_one_reply(talk: Talk, faults: list[Fault]) -> None:
    let_go_wrong(talk, *faults)
    talk.says("@brief china")
    assert len(talk.replies()) == 1


def test_a_channel_that_is_gone_ends_the_reply_and_the_asker_is_told(talk: Talk) -> None:
    let_go_wrong(talk, refused(POSTING, "not_in_channel", times=1))
    talk.says("@brief china")
    told = talk.replies(talk.stand_in.workspace.im_of(ANA).id)
    assert talk.replies() == []
    assert ["Invite it there" in message.text for message in told] == [True]


def test_a_miss_is_written_down_and_handed_to_the_editors(talk: Talk) -> None:
    talk.says("@brief tacos")
    [reply] = talk.replies()
    person = Person(talk.stand_in)
    answer = person.presses(reply, "Ask the editors")
    talk.finish()
    assert "Passed on" in answer.text
    assert ["tacos" in message.text for message in talk.replies(SOUTH_ASIA)] == [True]
    [miss] = talk.office.memory.misses.since(talk.office.now())
    assert (miss.query, miss.user, miss.for_editors) == ("tacos", ANA, True)
    assert "already" in person.presses(reply, "Ask the editors").text


def test_what_is_pressed_in_a_thread_is_answered_in_the_thread(talk: Talk) -> None:
    asked = talk.says("@brief how many Pakistanis are online?")
    shown = Person(talk.stand_in).presses(talk.replies()[0], "Whole brief")
    assert (shown.seen_by, shown.thread_ts) == (ANA, asked.ts)


def test_a_vote_can_be_changed(talk: Talk) -> None:
    talk.says("@brief china")
    [reply] = talk.replies()
    person = Person(talk.stand_in)
    said = [person.presses(reply, label).text for label in ("Useful", "Useful", "Not useful")]
    assert ["noted as useful" in said[0], "already" in said[1], "Changed" in said[2]] == [True] * 3


OTHERS: dict[str, dict[str, Any]] = {
    "a bot's": {"subtype": "bot_message", "bot_id": "B1", "text": f"<@{BOT_USER}> china"},
    "an app's": {"bot_id": "B1", "user": "U0APP", "text": f"<@{BOT_USER}> china"},
    "our own": {"user": BOT_USER, "text": f"<@{BOT_USER}> china"},
    "a line of Slack's": {"subtype": "channel_join", "user": ANA, "text": f"<@{BOT_USER}> has joined"},
    "without text or user": {},
}
PEOPLES: dict[str, dict[str, Any]] = {
    "plain": {},
    "with a file": {"subtype": "file_share", "files": [{"id": "F1", "name": "a.pdf"}]},
    "also sent to the channel": {"subtype": "thread_broadcast"},
}


def tell(edge: HttpEdge, inner: dict[str, Any]) -> None:
    payload = {"type": "message", "channel": GENERAL, "channel_type": "channel", "ts": "1.000001", **inner}
    body = json.dumps(event(payload, 1))
    assert edge.post(body, signed(body, edge.secret, content_type=JSON)).status_code == 200


@pytest.mark.parametrize("inner", OTHERS.values(), ids=OTHERS.keys())
def test_what_no_person_said_asks_nothing(talk: Talk, edge: HttpEdge, inner: dict[str, Any]) -> None:
    tell(edge, inner)
    talk.finish()
    assert isinstance(talk.office.jobs, DirectJobs)
    assert talk.office.jobs.submitted == []


@pytest.mark.parametrize("inner", PEOPLES.values(), ids=PEOPLES.keys())
def test_what_a_person_said_is_answered_once_however_often_it_is_told(
    talk: Talk, edge: HttpEdge, inner: dict[str, Any]
) -> None:
    root = talk.says("a question follows")
    said = {"user": ANA, "text": f"<@{BOT_USER}> china", "ts": root.ts, **inner}
    for kind in ("message", "app_mention", "message"):
        tell(edge, {**said, "type": kind})
    talk.finish()
    assert len(talk.replies()) == 1


def test_a_question_that_is_deleted_before_its_turn_is_not_answered(talk: Talk, edge: HttpEdge) -> None:
    jobs = talk.office.jobs
    assert isinstance(jobs, DirectJobs)
    talk.office.memory.questions.withdraw("reply:T:C:1")  # one that was never asked changes nothing
    tell(edge, {"subtype": "message_deleted", "deleted_ts": "1.000001", "ts": "2.000001"})
    talk.finish()
    assert talk.replies() == []


def test_what_cannot_be_stored_is_not_acknowledged(talk: Talk, edge: HttpEdge) -> None:
    talk.office.memory.questions.add = lambda _question: 1 / 0  # type: ignore[method-assign, assignment, return-value]  # a database that is gone
    inner = {"type": "app_mention", "channel": GENERAL, "ts": "1.000002", "user": ANA, "text": "china"}
    inner["text"] = f"<@{BOT_USER}> china"
    body = json.dumps(event(inner, 1))
    assert edge.post(body, signed(body, edge.secret, content_type=JSON)).status_code == 500


def test_the_settings_say_who_changed_them(talk: Talk) -> None:
    person = talk.stand_in
    assert person.act(ANA, "post", channel=GENERAL, text="/brief settings")["ok"]
    shown = person.look(lambda platform: list(platform.workspace.views.values()))
    assert ["Nobody has changed this yet" in json.dumps(view.content) for view in shown] == [True]
