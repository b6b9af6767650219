"""Who asks too fast is told so, in plain words, and once for all that follows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from bot.desk.pace import Limits
from bot.playground.stand_in import StandIn
from bot.playground.workspace import ANA, BILAL
from bot.slack.surface import Office
from bot.workspaces import Workspaces, WorkspaceSettings
from tests.slack.bots import Person, bot_over_http
from tests.slack.talking import Talk


@pytest.fixture
def slow(stand_in: StandIn, office: Office) -> Iterator[Talk]:
    """A bot that takes two requests a minute from a person, and four from all."""
    limited = WorkspaceSettings(user_limit=2, workspace_limit=4)
    own = replace(office, workspaces=Workspaces(limited), limits=Limits())
    with bot_over_http(stand_in, own):
        yield Talk(stand_in, own)


def test_a_command_too_many_is_told_when_to_go_on(slow: Talk) -> None:
    ana = Person(slow.stand_in)
    said = [ana.types("china").text for _ in range(3)]
    assert said[2] == "You have asked 2 times within a minute. Please go on in 30 seconds."
    assert "The China Factor" in said[1]


def test_a_press_and_a_command_count_alike(slow: Talk) -> None:
    ana = Person(slow.stand_in)
    shown = ana.types("china")
    ana.presses(shown, "Full section")
    assert "You have asked 2 times" in ana.presses(shown, "Related").text


def test_one_person_does_not_keep_another(slow: Talk) -> None:
    for _ in range(3):
        Person(slow.stand_in, ANA).types("china")
    assert "The China Factor" in Person(slow.stand_in, BILAL).types("china").text


def test_a_workspace_has_a_limit_of_its_own(slow: Talk) -> None:
    for user in (ANA, BILAL):
        for _ in range(2):
            Person(slow.stand_in, user).types("china")
    said = Person(slow.stand_in, "U0CASEY").types("china").text
    assert said.startswith("All here have asked 4 times within a minute.")


def test_questions_too_many_are_answered_by_one_word_for_all_of_them(slow: Talk) -> None:
    for text in ("@brief china", "@brief india", "@brief aid", "@brief imet"):
        slow.says(text)
    replies = [message.text for message in slow.replies()]
    assert len(replies) == 3
    assert replies[2].startswith("You have asked 2 times within a minute. Please go on in 30 seconds.")
    assert replies[2].endswith("What is asked before that is not answered.")
