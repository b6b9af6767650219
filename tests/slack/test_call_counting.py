"""Every call to Slack is counted once a try, by its method and what came of it; nothing else changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from http.client import HTTPException
from typing import Any

import pytest
from slack_bolt import Ack, App, BoltRequest
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_handlers import RateLimitErrorRetryHandler
from slack_sdk.http_retry.handler import RetryHandler

from bot.desk.desk import Desk
from bot.errors import DeliveryError, DeliveryUnknownError
from bot.metrics import Metrics
from bot.playground.faults import Fault, dropped, rate_limited, refused, server_error
from bot.playground.installed_app import TEAM
from bot.playground.stand_in import StandIn
from bot.playground.workspace import ANA, GENERAL
from bot.slack.call_counting import CallCounting, counted
from bot.slack.delivery import deliver
from tests.slack.bots import Person, bot_over_http, office_for


class Counts(Counter[tuple[str, str]]):
    """Hears of calls."""

    def hear(self, method: str, result: str) -> None:
        self[method, result] += 1


@pytest.fixture
def counts() -> Counts:
    return Counts()


@pytest.fixture
def client(stand_in: StandIn, counts: Counts) -> WebClient:
    """A client as the bot's own, that is counted."""
    return calling(stand_in, CallCounting(counts.hear), RateLimitErrorRetryHandler())


def calling(stand_in: StandIn, *handlers: RetryHandler) -> WebClient:
    """A client with these handlers, which waits for a second."""
    token, url = stand_in.app.bot_token, stand_in.api_url
    return WebClient(token, base_url=url, retry_handlers=[*handlers], timeout=1)


def strike(stand_in: StandIn, fault: Fault) -> None:
    """Let something go wrong."""
    stand_in.look(lambda platform: platform.faults.add(fault))


def post(client: WebClient) -> None:
    """Post, whatever comes of it."""
    try:
        client.chat_postMessage(channel=GENERAL, text="hello")
    except (SlackApiError, OSError, HTTPException):
        return


def test_a_call_that_works_is_counted_as_ok(client: WebClient, counts: Counts) -> None:
    client.auth_test()
    assert counts == {("auth.test", "ok"): 1}


@pytest.mark.parametrize(
    ("fault", "result"),
    [
        (refused("chat.postMessage", "is_archived"), "is_archived"),
        (server_error("chat.postMessage", 503), "http_503"),
        (server_error("chat.postMessage", 500, after=True), "http_500"),
        (dropped("chat.postMessage"), "RemoteDisconnected"),
        (Fault("chat.postMessage", status=200, body="<html>"), "no_json"),
        (Fault("chat.postMessage", delay=1.5, times=1), "TimeoutError"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_call_that_fails_is_counted_by_what_went_wrong(
    stand_in: StandIn, client: WebClient, counts: Counts, fault: Fault, result: str
) -> None:
    strike(stand_in, fault)
    post(client)
    assert counts == {("chat.postMessage", result): 1}


def test_each_try_is_counted(stand_in: StandIn, client: WebClient, counts: Counts) -> None:
    strike(stand_in, rate_limited("chat.postMessage", seconds=0, times=1))
    post(client)
    assert counts == {("chat.postMessage", "429"): 1, ("chat.postMessage", "ok"): 1}


def test_counting_asks_for_no_further_try(stand_in: StandIn, counts: Counts) -> None:
    client = calling(stand_in, CallCounting(counts.hear))
    strike(stand_in, server_error("chat.postMessage"))
    post(client)
    assert counts.total() == 1


def test_a_count_that_fails_does_not_make_an_error_of_a_post_that_was_made(stand_in: StandIn) -> None:
    def broken(_method: str, _result: str) -> None:
        raise RuntimeError

    client = calling(stand_in, CallCounting(broken))
    assert client.chat_postMessage(channel=GENERAL, text="hello")["ok"]


def test_no_server_at_all_is_counted_too(counts: Counts) -> None:
    post(WebClient("xoxb-1", base_url="http://127.0.0.1:9/", retry_handlers=[CallCounting(counts.hear)]))
    assert counts == {("chat.postMessage", "ConnectionRefusedError"): 1}


def test_what_is_counted_fits_a_metric(stand_in: StandIn) -> None:
    metrics = Metrics("0")
    client = calling(stand_in, CallCounting(metrics.slack_call))
    strike(stand_in, refused("chat.postMessage", "what they typed, in 50 words", times=1))
    post(client)
    post(client)
    for result in ("other", "ok"):
        labels = {"method": "chat.postMessage", "result": result}
        assert metrics.registry.get_sample_value("briefbot_slack_calls_total", labels) == 1


@pytest.fixture
def counted_bot(stand_in: StandIn, desk: Desk, counts: Counts) -> Iterator[Person]:
    """Somebody in front of a bot whose posts to a response_url are counted."""
    office = office_for(desk)
    with bot_over_http(stand_in, replace(office, deliver=counted(office.deliver, counts.hear))):
        yield Person(stand_in)


def test_posts_to_a_response_url_are_counted(counted_bot: Person, counts: Counts) -> None:
    counted_bot.presses(counted_bot.types("china"), "Share to channel")
    assert set(counts) == {("response_url", "ok")}


@pytest.mark.parametrize(
    ("fault", "result", "raised"),
    [
        (refused("response_url", "expired_url"), "expired_url", DeliveryError),
        (server_error("response_url", 503), "http_503", DeliveryUnknownError),
        (dropped("response_url"), "RemoteDisconnected", DeliveryUnknownError),
    ],
    ids=["refused", "503", "dropped"],
)
def test_a_post_to_a_response_url_that_fails_is_counted_and_still_raises(
    stand_in: StandIn, counts: Counts, fault: Fault, result: str, raised: type[DeliveryError]
) -> None:
    strike(stand_in, fault)
    url = f"{stand_in.base}/response/any"
    message: dict[str, Any] = {"text": "hello"}
    with pytest.raises(raised):
        counted(deliver, counts.hear)(url, message)
    assert counts == {("response_url", result): 1}


def test_the_clients_that_bolt_makes_for_each_request_count_too(client: WebClient, counts: Counts) -> None:
    identity = AuthorizeResult(enterprise_id=None, team_id=TEAM, bot_token=client.token)
    app = App(client=client, authorize=lambda: identity, process_before_response=True)

    @app.command("/brief")
    def call(ack: Ack, client: WebClient) -> None:
        client.auth_test()
        ack()

    body = {"command": "/brief", "team_id": TEAM, "user_id": ANA, "channel_id": GENERAL}
    assert app.dispatch(BoltRequest(mode="socket_mode", body=body)).status == 200
    assert counts == {("auth.test", "ok"): 1}
