"""A person in front of the bot, over each of the two transports."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.desk.desk import Desk
from bot.playground.stand_in import StandIn
from bot.playground.workspace import SOUTH_ASIA
from bot.slack.surface import Office
from tests.slack.bots import HttpEdge, Person, bot_over_http, bot_over_socket, new_stand_in, office_for
from tests.slack.talking import Talk


@pytest.fixture
def stand_in(monkeypatch: pytest.MonkeyPatch) -> Iterator[StandIn]:
    """Slack's stand-in; no proxy of the machine's may stand between it and the bot."""
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"):
        monkeypatch.delenv(name, raising=False)
    with new_stand_in() as running:
        yield running
        assert [each.problems for each in running.exchanges if each.problems] == []


@pytest.fixture(params=["http", "socket mode"])
def person(request: pytest.FixtureRequest, stand_in: StandIn, desk: Desk) -> Iterator[Person]:
    """Somebody who uses the bot; each such test runs over both transports."""
    serve = bot_over_http if request.param == "http" else bot_over_socket
    with serve(stand_in, office_for(desk)):
        yield Person(stand_in)


@pytest.fixture
def office(desk: Desk) -> Office:
    """What the bot works with."""
    return office_for(desk, editors_channel=SOUTH_ASIA)


@pytest.fixture
def edge(stand_in: StandIn, office: Office) -> Iterator[HttpEdge]:
    """The bot's HTTP edge, for requests that no person could make."""
    with bot_over_http(stand_in, office) as running:
        yield running


@pytest.fixture
def talk(stand_in: StandIn, office: Office, edge: HttpEdge) -> Talk:  # noqa: ARG001 - the bot serves
    """A channel with the bot in it."""
    return Talk(stand_in, office)
