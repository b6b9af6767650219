"""Who reads a place: Slack is asked where it matters, and in doubt somebody is there who is no member."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from slack_sdk import WebClient
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.desk.desk import Desk
from bot.library.visibility import Audience
from bot.playground.server import LocalServer
from bot.slack.audiences import KEPT_SECONDS, SlackAudiences

TEAM = "T0AA"
MEMBER = {"id": "U0AA", "team_id": TEAM, "is_restricted": False, "is_ultra_restricted": False}


class Slack:
    """Answers `users.info` and `conversations.info` with what it is told to."""

    def __init__(self) -> None:
        self.answer: dict[str, Any] = {"ok": True, "channel": {"id": "C0AA"}, "user": MEMBER}
        self.asked: list[str] = []

    async def endpoint(self, request: Request) -> Response:
        self.asked.append(request.url.path.rpartition("/")[2])
        return JSONResponse(self.answer)


class Particular:
    """Implements `bot.desk.ports.Desks` where it matters who is a member."""

    def at(self, audience: Audience) -> Desk:
        raise NotImplementedError

    def asks_who(self, team: str) -> bool:
        return team == TEAM

    def refresh(self) -> None:
        """Nothing has changed."""


@contextmanager
def asking(slack: Slack, clock: Callable[[], float] = lambda: 0.0) -> Iterator[SlackAudiences]:
    server = LocalServer()
    server.start(Starlette(routes=[Route("/api/{method}", slack.endpoint, methods=["POST"])]))
    try:
        client = WebClient("xoxb-1", base_url=f"{server.base}/api/")
        yield SlackAudiences(Particular(), lambda _team: client, clock)
    finally:
        server.stop()


def test_nobody_is_asked_where_no_report_is_for_members_alone() -> None:
    slack = Slack()
    with asking(slack) as audiences:
        assert audiences.of("T0BB", "C0AA", "U0AA") == Audience("T0BB", "C0AA")
    assert slack.asked == []


def test_a_channel_of_the_workspace_is_its_members() -> None:
    slack = Slack()
    with asking(slack) as audiences:
        assert audiences.of(TEAM, "C0AA", "U0AA") == Audience(TEAM, "C0AA", members_only=True)
    assert slack.asked == ["conversations.info"]


@pytest.mark.parametrize("flag", ["is_ext_shared", "is_pending_ext_shared", "is_org_shared"])
def test_a_channel_that_others_read_is_not(flag: str) -> None:
    slack = Slack()
    slack.answer["channel"][flag] = True
    with asking(slack) as audiences:
        assert not audiences.of(TEAM, "C0AA", "U0AA").members_only


@pytest.mark.parametrize("channel", ["", "D0AA"])
def test_alone_a_member_is_one(channel: str) -> None:
    slack = Slack()
    with asking(slack) as audiences:
        assert audiences.of(TEAM, channel, "U0AA").members_only
    assert slack.asked == ["users.info"]


@pytest.mark.parametrize(
    "other",
    [{"is_restricted": True}, {"is_ultra_restricted": True}, {"is_stranger": True}, {"team_id": "T0BB"}],
)
def test_a_guest_and_somebody_from_elsewhere_are_none(other: dict[str, Any]) -> None:
    slack = Slack()
    slack.answer["user"] = {**MEMBER, **other}
    with asking(slack) as audiences:
        assert not audiences.of(TEAM, "", "U0AA").members_only


@pytest.mark.parametrize("error", ["missing_scope", "channel_not_found", "ratelimited"])
def test_in_doubt_somebody_may_be_there_who_is_no_member(error: str) -> None:
    slack = Slack()
    slack.answer = {"ok": False, "error": error}
    with asking(slack) as audiences:
        assert not audiences.of(TEAM, "C0AA", "U0AA").members_only


def test_without_a_way_to_slack_it_is_in_doubt() -> None:
    assert not SlackAudiences(Particular(), lambda _team: None).of(TEAM, "C0AA", "U0AA").members_only


def test_an_answer_holds_for_its_time_and_until_slack_tells_of_a_change() -> None:
    slack, moment = Slack(), [0.0]
    with asking(slack, lambda: moment[0]) as audiences:
        for _ in range(3):
            assert audiences.of(TEAM, "C0AA", "U0AA").members_only
        assert len(slack.asked) == 1
        slack.answer["channel"]["is_ext_shared"] = True
        audiences.forget(TEAM, "C0AA")
        assert not audiences.of(TEAM, "C0AA", "U0AA").members_only
        moment[0] = KEPT_SECONDS + 1
        audiences.of(TEAM, "C0AA", "U0AA")
        assert len(slack.asked) == 3
