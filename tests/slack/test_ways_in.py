"""Further ways to ask: a message's menu, an edit, a greeting; and a question that is taken back."""

from __future__ import annotations

import pytest

from bot.desk.desk import Desk
from bot.playground.model import Message
from bot.playground.workspace import ANA, BILAL, GENERAL
from tests.conftest import TODAY
from tests.slack.bots import Person
from tests.slack.talking import Talk

SHORTCUT = "brief_on_message"


def brief_on(talk: Talk, message: Message, user: str = BILAL) -> Message:
    """What "Brief me on this" in a message's menu shows."""
    person = Person(talk.stand_in, user)
    [shown] = person.does("shortcut", callback_id=SHORTCUT, channel=GENERAL, ts=message.ts)
    return shown


def reply_in_thread(talk: Talk, shown: Message) -> Message:
    """What the presser is told; the reply itself is in the thread afterwards."""
    with talk.while_the_bot_is_busy():
        return Person(talk.stand_in, BILAL).presses(shown, "Reply in thread")


def test_brief_me_on_this_answers_the_messages_text_for_the_asker_alone(talk: Talk, desk: Desk) -> None:
    said = talk.says("how much FDI came from China?")
    shown = brief_on(talk, said)
    assert shown.seen_by == BILAL
    lines = [line.rstrip(":") for _, line in desk.answer(said.text, TODAY).lines()]
    assert [line for line in lines if line not in shown.text] == []


def test_reply_in_thread_posts_it_for_everybody_once_and_names_who_did(talk: Talk) -> None:
    said = talk.says("how much FDI came from China?")
    shown = brief_on(talk, said)
    assert "On its way" in reply_in_thread(talk, shown).text
    [posted] = [each for each in talk.replies() if not each.seen_by]
    assert (posted.thread_ts, posted.text.splitlines()[0]) == (said.ts, f"Shared by <@{BILAL}>")
    assert "already" in reply_in_thread(talk, shown).text
    assert len([each for each in talk.replies() if not each.seen_by]) == 1


def test_the_thread_goes_on_after_a_reply_in_it(talk: Talk) -> None:
    said = talk.says("how much FDI came from China?")
    reply_in_thread(talk, brief_on(talk, said))
    talk.says("and the recommendations?", ANA, thread=said.ts)
    assert talk.replies()[-1].text.startswith("Recommendations: Economy and Aid")


def test_in_a_thread_the_reply_goes_to_that_thread(talk: Talk) -> None:
    root = talk.says("morning")
    said = talk.says("how much FDI came from China?", thread=root.ts)
    reply_in_thread(talk, brief_on(talk, said))
    assert [each.thread_ts for each in talk.replies() if not each.seen_by] == [root.ts]


def test_an_edit_that_adds_the_mention_asks(talk: Talk) -> None:
    said = talk.says("how many refugees? I forgot to ask the bot")
    assert talk.replies() == []
    talk.does("edit", channel=GENERAL, ts=said.ts, text="@brief china")
    [reply] = talk.replies()
    assert (reply.thread_ts, reply.text.splitlines()[0]) == (said.ts, "The China Factor")


def test_a_question_that_is_deleted_before_its_reply_is_not_answered(talk: Talk) -> None:
    with talk.while_the_bot_is_busy():
        assert talk.stand_in.act(ANA, "post", channel=GENERAL, text="@brief china")["ok"]
        talk.stand_in.settle()
        [said] = [each for each in talk.messages() if each.user == ANA]
        assert talk.stand_in.act(ANA, "delete", channel=GENERAL, ts=said.ts)["ok"]
        talk.stand_in.settle()
    assert talk.replies() == []


@pytest.mark.parametrize("text", ["hi", "good morning!", "help", "who are you?"])
def test_a_greeting_gets_what_can_be_asked_with_examples_that_work(talk: Talk, text: str) -> None:
    direct = talk.stand_in.workspace.im_of(ANA).id
    talk.says(text, channel=direct)
    [reply] = talk.replies(direct)
    assert "What you can type" in reply.text
    shown = Person(talk.stand_in, ANA, direct).presses(reply, "Try: china")
    assert shown.text.startswith("The China Factor")


def test_further_questions_in_a_direct_message_lean_on_the_last(talk: Talk) -> None:
    direct = talk.stand_in.workspace.im_of(ANA).id
    talk.says("china", channel=direct)
    talk.says("and the recommendations?", channel=direct)
    assert talk.replies(direct)[-1].text.startswith("Recommendations: The China Factor")
