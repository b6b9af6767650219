"""The playground goes on when the bot does not, or when its file cannot be written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest

from bot.playground.model import JsonObject
from bot.playground.playground import Playground
from bot.playground.workspace import ANA, GENERAL
from bot.slack.manifest import manifest


@dataclass
class Nobody:
    """A bot that is started, and then does nothing."""

    address: str = "http://127.0.0.1:9/slack/events"

    def stop(self) -> None:
        """There is nothing to stop."""


class Starter:
    """Starts it, or fails to; notes the settings it was given."""

    def __init__(self) -> None:
        self.fails = False
        self.given: list[Mapping[str, str]] = []

    def __call__(self, settings: Mapping[str, str], now: Callable[[], datetime]) -> Nobody:
        del now
        self.given.append(settings)
        if self.fails:
            raise RuntimeError("the library has problems")
        return Nobody()


@pytest.fixture
def starter() -> Starter:
    return Starter()


@pytest.fixture
def playground(starter: Starter) -> Iterator[Playground]:
    opened = Playground(manifest("http://127.0.0.1"), starter)
    opened.open()
    opened.connect()
    yield opened
    opened.close()


def act(playground: Playground, **request: object) -> JsonObject:
    return playground.stand_in.run(playground.act({"as": ANA, **request}))


def test_the_switch_starts_the_bot_anew_with_what_the_other_transport_needs(
    playground: Playground, starter: Starter
) -> None:
    assert act(playground, do="transport", to="socket") == {"ok": True}
    over_http, over_socket = starter.given
    assert "SLACK_SIGNING_SECRET" in over_http
    assert "SLACK_APP_TOKEN" in over_socket
    assert "SLACK_SIGNING_SECRET" not in over_socket


def test_a_bot_that_does_not_start_again_is_told_and_can_be_tried_again(
    playground: Playground, starter: Starter
) -> None:
    starter.fails = True
    answer = act(playground, do="transport", to="socket")
    assert answer["error"] == "bot_did_not_start"
    assert "the library has problems" in answer["message"]
    assert not playground.switches().is_bot_up
    starter.fails = False
    assert act(playground, do="transport", to="http") == {"ok": True}
    assert playground.switches().is_bot_up


def test_another_transport_there_is_none(playground: Playground) -> None:
    assert act(playground, do="transport", to="pigeon")["error"] == "invalid_arguments"


def test_a_command_is_told_as_failed_while_the_bot_cannot_be_reached(playground: Playground) -> None:
    act(playground, do="post", channel=GENERAL, text="/brief china")
    said = playground.stand_in.look(lambda platform: list(platform.workspace.visible(GENERAL, ANA)))
    assert [message.text for message in said] == ["/brief failed with the error “dispatch_failed”"]


def test_a_transcript_that_cannot_be_written_any_more_stops_nobody(
    playground: Playground, tmp_path: Path
) -> None:
    folder = tmp_path / "gone"
    folder.mkdir()
    playground.record(folder / "journey.yaml")
    act(playground, do="post", channel=GENERAL, text="one")
    (folder / "journey.yaml").unlink()
    folder.rmdir()
    assert act(playground, do="post", channel=GENERAL, text="two")["ok"]
    assert playground.switches().recording is None
