"""How the app is reached: acknowledgements that fail, retries, connections, and faults."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode import SocketModeClient
from slack_sdk.socket_mode.client import BaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.webhook import WebhookClient
from websockets.sync.client import connect

from bot.playground import faults
from bot.playground.journal import Exchange
from bot.playground.platform import Platform
from bot.playground.workspace import ANA, GENERAL
from tests.playground.feature_app import FeatureApp
from tests.playground.serving import Served, Slack, client_of, connected, refusal

LATE = "/feature failed with the error “operation_timeout”"


def events(served: Served) -> list[Exchange]:
    """The deliveries of events, once nothing is on its way any more."""
    served.stand_in.settle()
    return [each for each in served.stand_in.exchanges if each.kind == "events_api"]


def attempts(served: Served, count: int) -> list[int]:
    """The numbers of so many deliveries, as soon as they are over."""

    def over(platform: Platform) -> list[int] | None:
        done = [each for each in platform.journal if each.kind == "events_api" and each.took_ms is not None]
        return [each.attempt for each in done] if len(done) >= count else None

    return served.stand_in.wait_for(f"{count} deliveries", over)


def test_a_command_that_is_acknowledged_too_late_is_told_as_a_timeout(impatient: Served) -> None:
    impatient.post("/feature slow")
    assert impatient.texts() == [LATE]
    impatient.app.gate.set()
    impatient.stand_in.settle()
    assert impatient.texts() == [LATE]


def test_a_command_that_nobody_listens_to_is_told_as_failed(impatient: Served) -> None:
    impatient.post("/unheard")
    error = "http_service_error" if impatient.transport == "http" else "operation_timeout"
    assert impatient.texts() == [f"/unheard failed with the error “{error}”"]


def test_a_command_is_never_sent_again(impatient: Served) -> None:
    impatient.post("/unheard")
    impatient.does("clock", by=3_600)
    impatient.stand_in.settle()
    sent = [each for each in impatient.stand_in.exchanges if each.kind == "slash_commands"]
    assert len(sent) == 1


def test_a_shortcut_that_nobody_listens_to_is_refused(impatient: Served) -> None:
    answer = impatient.stand_in.act(ANA, "shortcut", callback_id="forgotten")
    assert answer["error"] == ("http_service_error" if impatient.transport == "http" else "operation_timeout")


def test_a_submission_that_is_acknowledged_too_late_leaves_the_modal(impatient: Served) -> None:
    view = impatient.form("slow")
    assert impatient.submits(view, who="Amina")["error"] == "operation_timeout"
    assert impatient.stack() == ["Form"]


def test_where_no_app_is_connected_a_command_fails(stand_in: Slack) -> None:
    stand_in.act(ANA, "post", channel=GENERAL, text="/feature text")
    [notice] = stand_in.look(lambda platform: list(platform.workspace.visible(GENERAL, ANA)))
    assert notice.text == "/feature failed with the error “dispatch_failed”"


def test_an_event_is_sent_again_at_once_then_after_one_and_five_minutes(impatient: Served) -> None:
    impatient.app.failing.add("message")
    impatient.post("Again")
    assert attempts(impatient, 2) == [0, 1]
    for minutes, expected in ((1, [0, 1, 2]), (5, [0, 1, 2, 3])):
        impatient.does("clock", by=minutes * 60 - 1)
        assert [each.attempt for each in events(impatient)] == expected[:-1]
        impatient.does("clock", by=2)
        assert attempts(impatient, len(expected)) == expected
    impatient.does("clock", by=3_600)
    assert len(events(impatient)) == 4


def test_each_further_delivery_has_its_number_and_its_reason(impatient: Served) -> None:
    impatient.app.failing.add("message")
    impatient.post("Again")
    first, second = (impatient.heard.next("message", number) for number in (1, 2))
    over_http = impatient.transport == "http"
    assert first["retry"] == {"number": "" if over_http else "0", "reason": ""}
    assert second["retry"] == {"number": "1", "reason": "http_error" if over_http else "timeout"}
    assert first["event_id"] == second["event_id"]


def test_an_event_that_is_taken_at_last_is_not_sent_again(impatient: Served) -> None:
    impatient.app.failing.add("message")
    impatient.post("Again")
    attempts(impatient, 2)
    impatient.app.failing.clear()
    impatient.does("clock", by=61)
    assert attempts(impatient, 3) == [0, 1, 2]
    impatient.does("clock", by=301)
    assert len(events(impatient)) == 3


def test_an_app_may_ask_for_no_retry_over_http(impatient: Served) -> None:
    impatient.app.failing.add("message")
    impatient.app.no_retry = True
    impatient.post("Once is enough")
    over_http = impatient.transport == "http"
    assert attempts(impatient, 1 if over_http else 2) == ([0] if over_http else [0, 1])
    assert len(events(impatient)) == (1 if over_http else 2)


def test_an_event_may_come_twice_although_it_was_taken(served: Served) -> None:
    served.does("fault", preset="redeliver", times=1)
    served.post("Twice")
    ids = [served.heard.next("message", number)["event_id"] for number in (1, 2)]
    assert ids[0] == ids[1]
    served.post("Once")
    served.heard.event("message", text="Once")
    served.stand_in.settle()
    assert len(served.heard.all("message")) == 3


def test_each_envelope_goes_to_one_of_two_connections(stand_in: Slack) -> None:
    app = FeatureApp(client_of(stand_in), stand_in.app.signing_secret)
    with connected(stand_in, app) as first, connected(stand_in, app) as second:
        taken = [taken_by(first), taken_by(second)]
        assert stand_in.socket_mode.connections == 2
        for number in range(4):
            stand_in.act(ANA, "post", channel=GENERAL, text=str(number))
        for number in range(4):
            app.heard.event("message", text=str(number))
        stand_in.settle()
    app.close()
    assert [len(ids) for ids in taken] == [2, 2]
    assert len({*taken[0], *taken[1]}) == 4
    assert len(app.heard.all("message")) == 4


def taken_by(client: SocketModeClient) -> list[str]:
    """The ids of the envelopes that come on a connection, from now on."""
    taken: list[str] = []

    def take(_: BaseSocketModeClient, request: SocketModeRequest) -> None:
        taken.append(request.envelope_id)

    client.socket_mode_request_listeners.insert(0, take)
    return taken


@pytest.mark.parametrize("reason", ["warning", "refresh_requested"])
def test_an_app_that_is_told_to_leave_connects_anew(stand_in: Slack, reason: str) -> None:
    app = FeatureApp(client_of(stand_in), stand_in.app.signing_secret)
    with connected(stand_in, app):
        stand_in.disconnect(reason)
        assert stand_in.act(ANA, "post", channel=GENERAL, text="/feature text")["ok"]
        shown = stand_in.look(lambda platform: list(platform.workspace.visible(GENERAL, ANA)))
    app.close()
    assert [each.text for each in shown] == ["A *text*"]


def test_a_slow_slack_answers_in_the_end(stand_in: Slack, client: WebClient) -> None:
    stand_in.act(ANA, "fault", preset="slow", where="auth.test", seconds=0.05, times=1)
    client.auth_test()
    [exchange] = [each for each in stand_in.exchanges if each.kind == "auth.test"]
    assert exchange.took_ms is not None
    assert exchange.took_ms >= 50


def test_a_failing_slack_has_done_nothing(stand_in: Slack, client: WebClient) -> None:
    stand_in.act(ANA, "fault", preset="error", where="chat.*", times=1)
    with pytest.raises(SlackApiError) as caught:
        client.chat_postMessage(channel=GENERAL, text="x")
    assert caught.value.response.status_code == 500
    assert said(stand_in) == []


def test_a_slack_that_fails_after_the_work_has_done_it(stand_in: Slack, client: WebClient) -> None:
    stand_in.act(ANA, "fault", preset="error_after", where="chat.postMessage", times=1)
    with pytest.raises(SlackApiError):
        client.chat_postMessage(channel=GENERAL, text="x")
    assert said(stand_in) == ["x"]


def test_a_slack_under_load_says_how_long_to_wait(stand_in: Slack, client: WebClient) -> None:
    stand_in.act(ANA, "fault", preset="rate_limit", where="chat.postMessage", seconds=7, times=1)
    with pytest.raises(SlackApiError) as caught:
        client.chat_postMessage(channel=GENERAL, text="x")
    assert (caught.value.response.status_code, refusal(caught.value)["error"]) == (429, "ratelimited")
    assert caught.value.response.headers["Retry-After"] == "7"


@pytest.mark.parametrize(("preset", "expected"), [("drop", []), ("drop_after", ["x"])])
def test_a_connection_breaks_before_or_after_the_work(
    stand_in: Slack, client: WebClient, preset: str, expected: list[str]
) -> None:
    stand_in.act(ANA, "fault", preset=preset, where="chat.postMessage", times=1)
    with pytest.raises(OSError, match=r"closed|reset|Remote end"):
        client.chat_postMessage(channel=GENERAL, text="x")
    assert said(stand_in) == expected


def said(stand_in: Slack) -> list[str]:
    return stand_in.look(lambda platform: [each.text for each in platform.workspace.visible(GENERAL)])


def test_a_response_url_can_fail_as_well(served: Served) -> None:
    served.post("/feature nothing")
    hook = WebhookClient(served.heard.next("command")["response_url"], retry_handlers=[])
    served.does("fault", preset="error", where="response_url", times=1)
    assert [hook.send(text="x").status_code for _ in range(2)] == [500, 200]
    assert served.texts() == ["x"]


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (faults.dropped("slash_commands", times=1), "dispatch_failed"),
        (faults.server_error("slash_commands", times=1), "http_service_error"),
    ],
)
def test_a_command_that_is_lost_on_the_way_is_told(served: Served, fault: Any, error: str) -> None:
    served.stand_in.look(lambda platform: platform.faults.add(fault))
    served.post("/feature text")
    assert served.texts() == [f"/feature failed with the error “{error}”"]
    served.post("/feature text")
    served.shown("A *text*")


def test_an_event_that_is_lost_on_the_way_is_sent_again(served: Served) -> None:
    served.does("fault", preset="drop", where="events_api", times=1)
    served.post("Lost and found")
    assert served.heard.next("message")["retry"]["number"] == "1"


def test_a_fault_that_is_taken_back_strikes_no_more(stand_in: Slack, client: WebClient) -> None:
    one = stand_in.act(ANA, "fault", preset="error", where="auth.test")["id"]
    stand_in.act(ANA, "fault_off", id=one)
    assert client.auth_test()["ok"]
    stand_in.act(ANA, "fault", preset="error")
    stand_in.act(ANA, "fault_off", all=True)
    assert client.auth_test()["ok"]


def test_frames_that_acknowledge_nothing_are_taken_no_notice_of(stand_in: Slack) -> None:
    url = client_of(stand_in).apps_connections_open(app_token=stand_in.app.app_token)["url"]
    stand_in.send_over_socket_mode()
    with connect(url, proxy=None) as connection, ThreadPoolExecutor(1) as person:
        assert json.loads(connection.recv())["type"] == "hello"
        for frame in ("no JSON", "[]", '"text"', "{}", '{"envelope_id": "unknown"}'):
            connection.send(frame)
        done = person.submit(stand_in.act, ANA, "post", channel=GENERAL, text="/feature text")
        envelope = json.loads(connection.recv())
        answer = {"envelope_id": envelope["envelope_id"], "payload": {"text": "Still here"}}
        connection.send(json.dumps(answer))
        connection.send(json.dumps(answer))  # a second acknowledgement of the same is none
        assert done.result(10) == {"ok": True}
    seen = stand_in.look(lambda platform: list(platform.workspace.visible(GENERAL, ANA)))
    assert [message.text for message in seen] == ["Still here"]
