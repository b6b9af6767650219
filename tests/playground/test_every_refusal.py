"""Calls that Slack refuses get Slack's own error codes."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.webhook import WebhookClient

from bot.playground.installed_app import BOT_USER
from bot.playground.model import View
from bot.playground.platform import Platform
from bot.playground.workspace import ANA, BILAL, GENERAL, RANDOM
from tests.playground.feature_blocks import Json, form, home, modal, section
from tests.playground.serving import Served, Slack, client_of, refusal


def refused(call: Any, **arguments: Any) -> Json:
    with pytest.raises(SlackApiError) as caught:
        call(**arguments)
    return refusal(caught.value)


@pytest.mark.parametrize("token", ["", "xoxb-playground"])
def test_an_unknown_method_is_named_whoever_asks(stand_in: Slack, token: str) -> None:
    body = refused(client_of(stand_in, token).api_call, api_method="brief.everything")
    assert (body["error"], body["req_method"]) == ("unknown_method", "brief.everything")


@pytest.mark.parametrize(
    ("token", "error"),
    [
        ("", "not_authed"),
        ("xoxb-somebody-else", "invalid_auth"),
        ("xapp-playground", "not_allowed_token_type"),
    ],
)
def test_a_token_must_be_the_bots(stand_in: Slack, token: str, error: str) -> None:
    assert refused(client_of(stand_in, token).auth_test)["error"] == error


def test_socket_mode_wants_the_app_token(stand_in: Slack, client: WebClient) -> None:
    refused_call = client.apps_connections_open
    assert refused(refused_call, app_token=stand_in.app.bot_token)["error"] == "not_allowed_token_type"
    assert client.apps_connections_open(app_token=stand_in.app.app_token)["url"].startswith("ws://")


def test_the_app_token_outlives_the_installation(stand_in: Slack, client: WebClient) -> None:
    stand_in.act(ANA, "uninstall")
    assert client.apps_connections_open(app_token=stand_in.app.app_token)["ok"]


def test_the_test_method_needs_no_token(stand_in: Slack) -> None:
    assert client_of(stand_in, "").api_test(word="up")["args"] == {"word": "up"}


def test_a_section_that_is_too_long_is_named_by_its_place(client: WebClient) -> None:
    blocks = [section("fine"), section("x" * 3_001)]
    body = refused(client.chat_postMessage, channel=GENERAL, text="x", blocks=blocks)
    assert body["error"] == "invalid_blocks"
    assert "[json-pointer:/blocks/1/text/text]" in body["response_metadata"]["messages"][0]


def test_a_section_of_the_greatest_length_is_taken(client: WebClient) -> None:
    assert client.chat_postMessage(channel=GENERAL, text="x", blocks=[section("x" * 3_000)])["ok"]


def test_a_view_is_refused_by_the_place_in_the_argument(client: WebClient) -> None:
    view = modal("A title of more than 24 characters", [section("x")])
    body = refused(client.views_open, trigger_id="1.1.1", view=view)
    assert body["error"] == "invalid_arguments"
    assert "[json-pointer:/view/title/text]" in body["response_metadata"]["messages"][0]


def test_a_view_of_another_type_is_refused(client: WebClient) -> None:
    body = refused(client.views_publish, user_id=ANA, view=form())
    assert body["error"] == "invalid_arguments"
    assert "[json-pointer:/view/type]" in body["response_metadata"]["messages"][0]


@pytest.mark.parametrize(
    ("method", "arguments", "error"),
    [
        ("chat.postMessage", {"channel": "C0NOWHERE", "text": "x"}, "channel_not_found"),
        ("chat.postMessage", {"channel": GENERAL}, "no_text"),
        ("chat.postMessage", {"channel": RANDOM, "text": "x"}, "not_in_channel"),
        ("chat.postMessage", {"text": "x"}, "invalid_arguments"),
        ("chat.postMessage", {"channel": GENERAL, "text": "x", "thread_ts": "1.000000"}, "thread_not_found"),
        ("chat.postEphemeral", {"channel": GENERAL, "user": "U0WHO", "text": "x"}, "user_not_in_channel"),
        ("chat.update", {"channel": GENERAL, "ts": "1.000000", "text": "x"}, "message_not_found"),
        ("chat.delete", {"channel": GENERAL, "ts": "1.000000"}, "message_not_found"),
        ("conversations.history", {"channel": GENERAL, "cursor": "?"}, "invalid_cursor"),
        ("users.info", {"user": "U0WHO"}, "user_not_found"),
        ("views.update", {"view": form(), "view_id": "V0GONE"}, "not_found"),
        ("views.publish", {"user_id": "U0WHO", "view": home()}, "user_not_found"),
    ],
)
def test_a_call_about_what_is_not_there_is_refused(
    client: WebClient, method: str, arguments: Json, error: str
) -> None:
    assert refused(client.api_call, api_method=method, json=arguments)["error"] == error


@pytest.mark.parametrize(("method", "error"), [("update", "update"), ("delete", "delete")])
def test_the_app_changes_no_message_of_a_persons(
    stand_in: Slack, client: WebClient, method: str, error: str
) -> None:
    ts = stand_in.act(ANA, "post", channel=GENERAL, text="Mine")["ts"]
    arguments = {"channel": GENERAL, "ts": ts, "text": "Ours"}
    body = refused(client.api_call, api_method=f"chat.{method}", json=arguments)
    assert body["error"] == f"cant_{error}_message"


def test_a_trigger_expires_after_three_seconds(served: Served) -> None:
    trigger = served.trigger()
    served.does("clock", by=4)
    assert refused(served.client.views_open, trigger_id=trigger, view=form())["error"] == "expired_trigger_id"


def test_a_trigger_is_good_once(served: Served) -> None:
    trigger = served.trigger()
    served.client.views_open(trigger_id=trigger, view=form())
    body = refused(served.client.views_open, trigger_id=trigger, view=form())
    assert body["error"] == "exchanged_trigger_id"


def test_a_trigger_that_nobody_gave_is_invalid(client: WebClient) -> None:
    assert refused(client.views_open, trigger_id="1.1.1", view=form())["error"] == "invalid_trigger_id"


def test_a_fourth_modal_does_not_fit(served: Served) -> None:
    view = served.form()
    for _ in range(2):
        view = above(served, view)
    told = served.presses(view, "note")
    body = refused(served.client.views_push, trigger_id=told["trigger_id"], view=form(title="Fourth"))
    assert body["error"] == "push_limit_reached"
    assert served.stack() == ["Form", "Above", "Above"]


def above(served: Served, view: View) -> View:
    """The modal that a press in this one brings."""
    served.presses(view, "push")

    def pushed(platform: Platform) -> View | None:
        top = platform.workspace.top_modal(ANA)
        return top if top and top.previous_id == view.id else None

    return served.stand_in.wait_for("a modal above", pushed)


def test_a_push_wants_a_trigger_from_a_modal(served: Served) -> None:
    body = refused(served.client.views_push, trigger_id=served.trigger(), view=form())
    assert body["error"] == "not_found"


def test_a_response_url_takes_five_messages(served: Served) -> None:
    served.post("/feature nothing")
    hook = WebhookClient(served.heard.next("command")["response_url"], retry_handlers=[])
    answers = [hook.send(text=f"Message {number}") for number in range(6)]
    assert [(each.status_code, each.body) for each in answers] == [(200, "ok")] * 5 + [(404, "used_url")]
    assert len(served.texts()) == 5


def test_a_response_url_is_good_for_half_an_hour(served: Served) -> None:
    served.post("/feature nothing")
    hook = WebhookClient(served.heard.next("command")["response_url"], retry_handlers=[])
    served.does("clock", by=29 * 60)
    assert hook.send(text="In time").status_code == 200
    served.does("clock", by=2 * 60)
    late = hook.send(text="Too late")
    assert (late.status_code, late.body) == (404, "expired_url")
    assert served.texts() == ["In time"]


def test_an_acknowledgement_that_slack_refuses_is_told(served: Served) -> None:
    served.post("/feature bad")
    assert served.texts() == ["The app's answer was refused: invalid_blocks"]


def test_too_many_calls_are_told_to_wait(stand_in: Slack, client: WebClient) -> None:
    stand_in.act(ANA, "clock", to="2026-11-24T09:00:00+00:00")
    for _ in range(20):
        client.users_list()
    with pytest.raises(SlackApiError) as caught:
        client.users_list()
    response = caught.value.response
    assert (response.status_code, refusal(caught.value)["error"]) == (429, "ratelimited")
    assert int(response.headers["Retry-After"]) in (1, 2, 3)


def test_who_waited_may_call_again(stand_in: Slack, client: WebClient) -> None:
    for _ in range(20):
        client.users_list()
    wait = refused_for(client)
    stand_in.act(ANA, "clock", by=wait)
    assert client.users_list()["ok"]


def refused_for(client: WebClient) -> int:
    with pytest.raises(SlackApiError) as caught:
        client.users_list()
    return int(caught.value.response.headers["Retry-After"])


def test_one_channel_takes_so_many_messages_at_once(client: WebClient) -> None:
    for number in range(20):
        client.chat_postMessage(channel=GENERAL, text=str(number))
    assert refused(client.chat_postMessage, channel=GENERAL, text="x")["error"] == "ratelimited"
    assert client.chat_postMessage(channel=BILAL, text="elsewhere")["ok"]


def test_a_slack_that_is_not_asked_from_this_machine_does_not_answer(stand_in: Slack) -> None:
    headers = {"Host": "example.org", "Authorization": f"Bearer {stand_in.app.bot_token}"}
    answer = httpx.post(f"{stand_in.api_url}auth.test", headers=headers, trust_env=False)
    assert answer.status_code == 403


def test_an_update_by_a_name_that_is_taken_is_refused(served: Served) -> None:
    served.client.views_open(trigger_id=served.trigger(), view=form(external_id="mine"))
    served.post("/feature nothing", BILAL)
    trigger = served.heard.next("command", 2)["trigger_id"]
    body = refused(served.client.views_open, trigger_id=trigger, view=form(external_id="mine"))
    assert body["error"] == "duplicate_external_id"


def test_the_bot_is_no_one_to_act_as(stand_in: Slack) -> None:
    assert stand_in.act(BOT_USER, "post", channel=GENERAL, text="x")["error"] == "user_not_found"
