"""A person in front of the bot, over each of the two transports."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.desk.desk import Desk
from tests.slack.bots import HttpWire, Person, bot_over_http, bot_over_socket, office_for
from tests.support.stand_in import StandIn


@pytest.fixture
def stand_in(monkeypatch: pytest.MonkeyPatch) -> Iterator[StandIn]:
    """Slack's stand-in; no proxy of the machine's may stand between it and the bot."""
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"):
        monkeypatch.delenv(name, raising=False)
    with StandIn() as running:
        yield running
        assert [str(problem) for problem in running.problems] == []


@pytest.fixture(params=["http", "socket mode"])
def person(request: pytest.FixtureRequest, stand_in: StandIn, desk: Desk) -> Iterator[Person]:
    """Somebody who uses the bot; each such test runs over both transports."""
    serve = bot_over_http if request.param == "http" else bot_over_socket
    with serve(stand_in, office_for(desk)) as wire:
        yield Person(stand_in, wire)


@pytest.fixture
def wire(stand_in: StandIn, desk: Desk) -> Iterator[HttpWire]:
    """The bot's HTTP edge, for requests that no person could make."""
    with bot_over_http(stand_in, office_for(desk)) as running:
        yield running
