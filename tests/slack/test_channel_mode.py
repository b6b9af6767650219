"""`/brief settings`: what a channel wants answered, set in a modal by anybody in it."""

from __future__ import annotations

import json

from bot.desk.records import Mode
from bot.playground.installed_app import TEAM
from bot.playground.model import View
from bot.playground.platform import Platform
from bot.playground.workspace import ANA, BILAL, GENERAL
from tests.slack.talking import Talk

QUESTION = "How much does Pakistan export to the US?"


def opened(talk: Talk, user: str = ANA) -> View:
    """The modal that `/brief settings` opens."""
    before = set(talk.stand_in.look(lambda platform: set(platform.workspace.views)))
    talk.does("post", user, channel=GENERAL, text="/brief settings")
    views = talk.stand_in.look(lambda platform: dict(platform.workspace.views))
    [new] = set(views) - before
    return views[new]


def chooses(talk: Talk, view: View, mode: str, user: str = ANA) -> None:
    """Choose, and save; the modal closes a moment before the channel is told."""
    values = {"mode": {"mode": mode}}
    told = len(talk.messages())
    talk.does("submit", user, view_id=view.id, values=values)

    def is_told(platform: Platform) -> bool:
        return len(list(platform.workspace.visible(GENERAL, ANA))) > told

    talk.stand_in.wait_for("word of the change", is_told)


def test_a_channel_that_wants_it_gets_answers_to_questions_without_a_mention(talk: Talk) -> None:
    talk.says(QUESTION)
    assert talk.replies() == []
    chooses(talk, opened(talk), "questions")
    told = talk.replies()
    talk.says(QUESTION, BILAL)
    assert "$7 billion" in talk.replies()[-1].text
    assert len(talk.replies()) == len(told) + 1


def test_it_stays_quiet_on_all_else(talk: Talk) -> None:
    chooses(talk, opened(talk), "questions")
    told = talk.replies()
    for text in (
        "who wants coffee?",
        "China is in the news",
        "did you see the game?",
        "where is the meeting?",
    ):
        talk.says(text, BILAL)
    assert talk.replies() == told


def test_the_channel_is_told_who_changed_it_and_how_to_change_it_back(talk: Talk) -> None:
    chooses(talk, opened(talk, BILAL), "questions", BILAL)
    [told] = talk.replies()
    assert told.thread_ts is None
    assert f"<@{BILAL}> changed what Briefbot answers here" in told.text
    assert "/brief settings" in told.text


def test_the_modal_shows_what_is_set_and_who_set_it(talk: Talk) -> None:
    assert "Nobody has changed this yet" in json.dumps(opened(talk).content)
    chooses(talk, opened(talk, BILAL), "questions", BILAL)
    shown = json.dumps(opened(talk).content)
    assert f"Last changed by <@{BILAL}>" in shown
    assert '"initial_option": {"text": {"type": "plain_text", "text": "Also questions' in shown


def test_it_can_be_set_back(talk: Talk) -> None:
    chooses(talk, opened(talk), "questions")
    chooses(talk, opened(talk), "mentions")
    told = talk.replies()
    talk.says(QUESTION)
    assert talk.replies() == told
    assert talk.office.memory.channels.settings(TEAM, GENERAL).mode is Mode.MENTIONS


def test_a_direct_message_has_nothing_to_set(talk: Talk) -> None:
    direct = talk.stand_in.workspace.im_of(ANA).id
    talk.does("post", channel=direct, text="/brief settings")
    assert "nothing to set" in talk.messages(direct)[-1].text
