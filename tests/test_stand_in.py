"""The stand-in is a tool of the other tests: Slack's own clients must find Slack in it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http.client import RemoteDisconnected
from typing import Any, Final

import pytest
from slack_bolt import Ack, App, BoltRequest, BoltResponse, Respond
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.webhook import WebhookClient
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from tests.support.stand_in import Answer, StandIn
from tests.support.stand_in.http import form, interactivity_form, signed
from tests.support.stand_in.payloads import block_action, event, slash_command

SECRET: Final = "signing-secret"
EMPTY_SECTION: Final = {"type": "section"}
MODAL: Final = {
    "type": "modal",
    "title": {"type": "plain_text", "text": "About"},
    "blocks": [{"type": "divider"}],
}


@pytest.fixture
def slack() -> Iterator[StandIn]:
    with StandIn() as stand_in:
        yield stand_in


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    # Slack's SDK would send even loopback traffic through a proxy of the environment.
    for name in ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"):
        monkeypatch.delenv(name, raising=False)


def client_of(slack: StandIn, token: str | None = None) -> WebClient:
    return WebClient(token=token or slack.bot_token, base_url=slack.api_url, retry_handlers=[])


def error_of(refused: pytest.ExceptionInfo[SlackApiError]) -> str:
    return str(refused.value.response["error"])


class TestWebApi:
    def test_a_posted_message_is_recorded_with_its_arguments_and_token(self, slack: StandIn) -> None:
        client_of(slack).chat_postMessage(channel="C1", text="Hello", blocks=[{"type": "divider"}])

        [call] = slack.calls
        assert call.method == "chat.postMessage"
        assert call.arguments == {"channel": "C1", "text": "Hello", "blocks": [{"type": "divider"}]}
        assert call.token == slack.bot_token
        assert call.ok

    def test_a_form_is_recorded_like_json(self, slack: StandIn) -> None:
        params = {"channel": "C1", "text": "", "blocks": '[{"type": "divider"}]'}
        client_of(slack).api_call("chat.postMessage", params=params)

        [call] = slack.calls
        assert call.arguments == {"channel": "C1", "text": "", "blocks": [{"type": "divider"}]}

    def test_every_message_gets_a_later_timestamp(self, slack: StandIn) -> None:
        client = client_of(slack)
        first = client.chat_postMessage(channel="C1", text="1")
        second = client.chat_postEphemeral(channel="C1", user="U1", text="2")

        assert first["ts"] < second["message_ts"]
        assert first["message"]["text"] == "1"

    def test_a_token_says_whose_bot_it_is(self, slack: StandIn) -> None:
        answer = client_of(slack).auth_test()

        assert (answer["team_id"], answer["bot_id"], answer["user_id"]) == ("T1", "B1", "UBOT")

    def test_a_wrong_token_is_refused_and_the_call_still_recorded(self, slack: StandIn) -> None:
        with pytest.raises(SlackApiError) as refused:
            client_of(slack, "xoxb-other").auth_test()

        assert error_of(refused) == "invalid_auth"
        assert [call.ok for call in slack.calls] == [False]

    def test_a_missing_token_is_refused(self, slack: StandIn) -> None:
        with pytest.raises(SlackApiError) as refused:
            WebClient(base_url=slack.api_url).auth_test()

        assert error_of(refused) == "not_authed"

    def test_an_app_level_token_opens_connections_and_nothing_else(self, slack: StandIn) -> None:
        client = client_of(slack)
        assert client.apps_connections_open(app_token=slack.app_token)["url"].startswith("ws://")

        with pytest.raises(SlackApiError) as refused:
            client_of(slack, slack.app_token).auth_test()
        assert error_of(refused) == "not_allowed_token_type"

    def test_an_unknown_method_is_refused_unless_an_answer_was_queued(self, slack: StandIn) -> None:
        slack.will_answer("users.info", Answer(body={"ok": True, "user": {"id": "U1"}}))
        client = client_of(slack)

        assert client.users_info(user="U1")["user"] == {"id": "U1"}
        with pytest.raises(SlackApiError) as refused:
            client.users_info(user="U1")
        assert error_of(refused) == "unknown_method"

    def test_a_missing_argument_is_named(self, slack: StandIn) -> None:
        with pytest.raises(SlackApiError) as refused:
            client_of(slack).api_call("chat.postMessage", json={"text": "Hello"})

        assert error_of(refused) == "invalid_arguments"
        messages = refused.value.response["response_metadata"]["messages"]
        assert messages == ["[ERROR] missing required field: channel"]

    def test_queued_answers_are_given_once_each_in_order(self, slack: StandIn) -> None:
        limited = {"ok": False, "error": "ratelimited"}
        slack.will_answer("chat.postMessage", Answer(429, {"Retry-After": "1"}, limited))
        slack.will_answer("chat.postMessage", Answer(503, body="<html>unavailable</html>"))
        client = client_of(slack)

        with pytest.raises(SlackApiError) as first:
            client.chat_postMessage(channel="C1", text="Hello")
        with pytest.raises(SlackApiError) as second:
            client.chat_postMessage(channel="C1", text="Hello")
        client.chat_postMessage(channel="C1", text="Hello")

        assert first.value.response.headers["Retry-After"] == "1"
        assert second.value.response.status_code == 503
        assert [call.ok for call in slack.calls] == [False, False, True]

    def test_a_dropped_connection_reaches_the_bot_as_one(self, slack: StandIn) -> None:
        slack.will_answer("chat.postMessage", Answer(drop=True))

        with pytest.raises(RemoteDisconnected):
            client_of(slack).chat_postMessage(channel="C1", text="Hello")

        assert [call.ok for call in slack.calls] == [False]
        assert client_of(slack).chat_postMessage(channel="C1", text="Hello")["ok"]

    def test_an_invalid_message_is_refused_and_its_problems_are_kept(self, slack: StandIn) -> None:
        with pytest.raises(SlackApiError) as refused:
            client_of(slack).chat_postMessage(channel="C1", text="x", blocks=[EMPTY_SECTION])

        assert error_of(refused) == "invalid_blocks"
        [explained] = refused.value.response["response_metadata"]["messages"]
        assert explained.endswith("[json-pointer:/blocks/0]")
        assert [problem.path for problem in slack.problems] == ["blocks[0]"]

    def test_a_message_from_elsewhere_is_checked_on_request(self, slack: StandIn) -> None:
        assert slack.check({"text": "Hello"}) == []
        assert slack.check({"text": "x", "blocks": [EMPTY_SECTION]}) == slack.problems != []


class TestViews:
    def test_a_trigger_opens_one_view(self, slack: StandIn) -> None:
        client, trigger = client_of(slack), slack.new_trigger_id()
        assert client.views_open(trigger_id=trigger, view=MODAL)["view"]["title"] == MODAL["title"]

        with pytest.raises(SlackApiError) as refused:
            client.views_open(trigger_id=trigger, view=MODAL)
        assert error_of(refused) == "exchanged_trigger_id"

    def test_a_trigger_expires_after_three_seconds(self) -> None:
        now = [0.0]
        with StandIn(clock=lambda: now[0]) as slack:
            trigger = slack.new_trigger_id()
            now[0] = 3.1
            with pytest.raises(SlackApiError) as refused:
                client_of(slack).views_open(trigger_id=trigger, view=MODAL)
        assert error_of(refused) == "expired_trigger_id"

    def test_the_trigger_of_a_built_payload_is_good(self, slack: StandIn) -> None:
        trigger = slash_command("")["trigger_id"]
        assert client_of(slack).views_open(trigger_id=trigger, view=MODAL)["ok"]

    def test_an_invalid_view_is_refused_and_its_problems_are_kept(self, slack: StandIn) -> None:
        with pytest.raises(SlackApiError) as refused:
            client_of(slack).views_publish(user_id="U1", view={"type": "home", "title": "Home"})

        assert error_of(refused) == "invalid_arguments"
        assert slack.problems


class TestResponseUrl:
    def test_a_message_posted_to_it_is_recorded(self, slack: StandIn) -> None:
        url = slack.new_response_url()
        answer = WebhookClient(url).send(text="Hello", replace_original=False)

        assert (answer.status_code, answer.body) == (200, "ok")
        [response] = slack.responses
        assert response.url == url
        assert response.message == {"text": "Hello", "replace_original": False}

    def test_it_takes_five_messages(self, slack: StandIn) -> None:
        webhook = WebhookClient(slack.new_response_url())
        answers = [webhook.send(text=str(number)) for number in range(6)]

        assert [answer.status_code for answer in answers] == [200] * 5 + [404]
        assert answers[-1].body == "used_url"
        assert [response.ok for response in slack.responses] == [True] * 5 + [False]
        assert WebhookClient(slack.new_response_url()).send(text="Hello").status_code == 200

    def test_it_expires_after_half_an_hour(self) -> None:
        now = [0.0]
        with StandIn(clock=lambda: now[0]) as slack:
            webhook = WebhookClient(slack.new_response_url())
            now[0] = 30 * 60 + 1
            answer = webhook.send(text="Hello")
        assert (answer.status_code, answer.body) == (404, "expired_url")

    def test_an_invalid_message_is_refused_with_the_code_as_text(self, slack: StandIn) -> None:
        answer = WebhookClient(slack.new_response_url()).send(text="x", blocks=[EMPTY_SECTION])

        assert (answer.status_code, answer.body) == (400, "invalid_blocks")
        assert [problem.code for problem in slack.problems] == ["invalid_blocks"]

    def test_a_queued_answer_comes_first(self, slack: StandIn) -> None:
        slack.will_respond(Answer(500, body="server_error"))
        slack.will_respond(Answer(drop=True))
        webhook = WebhookClient(slack.new_response_url(), retry_handlers=[])

        assert webhook.send(text="Hello").status_code == 500
        with pytest.raises(RemoteDisconnected):
            webhook.send(text="Hello")
        assert webhook.send(text="Hello").status_code == 200


class TestWaiting:
    def test_what_arrives_in_time_is_returned(self, slack: StandIn) -> None:
        webhook = WebhookClient(slack.new_response_url())
        sender = threading.Thread(target=lambda: [webhook.send(text=t) for t in ("1", "2")])
        sender.start()

        assert slack.wait_for_response(count=2).message == {"text": "2"}
        sender.join()

    def test_what_is_missing_is_reported_with_what_did_arrive(self, slack: StandIn) -> None:
        client_of(slack).auth_test()

        with pytest.raises(AssertionError, match=r"calls of chat\.update: 0 of 1(?s:.*)'auth\.test'"):
            slack.wait_for_call("chat.update", timeout=0)
        with pytest.raises(AssertionError, match=r"responses: 0 of 1(?s:.*)nothing"):
            slack.wait_for_response(timeout=0)


def tiny_app(slack: StandIn) -> App:
    app = App(client=client_of(slack), signing_secret=SECRET)

    @app.command("/brief")
    def brief(ack: Ack, respond: Respond, command: dict[str, Any]) -> None:
        ack(f"Looking up {command['text']}")
        respond(f"Found {command['text']}")

    @app.action("more")
    def more(ack: Ack, respond: Respond, action: dict[str, Any]) -> None:
        ack()
        respond(f"More on {action['value']}", replace_original=False)

    @app.event("app_mention")
    def mentioned(client: WebClient, event: dict[str, Any]) -> None:
        client.chat_postMessage(channel=event["channel"], text="You called?")

    return app


@contextmanager
def connected(app: App, slack: StandIn) -> Iterator[None]:
    handler = SocketModeHandler(app, slack.app_token)
    handler.connect()  # type: ignore[no-untyped-call]
    try:
        yield
    finally:
        handler.close()  # type: ignore[no-untyped-call]


class TestSocketMode:
    def test_a_bolt_app_answers_commands_clicks_and_events(self, slack: StandIn) -> None:
        url = slack.new_response_url()
        command = slash_command("china", response_url=url)
        mention = {"type": "app_mention", "user": "U1", "channel": "C9", "text": "hi", "ts": "1.2"}

        with connected(tiny_app(slack), slack):
            asked = slack.send_envelope("slash_commands", command)
            assert slack.wait_for_ack(asked)["payload"] == {"text": "Looking up china"}
            assert slack.wait_for_response().message == {"text": "Found china"}

            click = block_action("more", "r8", response_url=url)
            assert "payload" not in slack.wait_for_ack(slack.send_envelope("interactive", click))
            assert slack.wait_for_response(count=2).message["text"] == "More on r8"

            slack.wait_for_ack(slack.send_envelope("events_api", event(mention), False))
            assert slack.wait_for_call("chat.postMessage").arguments["channel"] == "C9"

        assert slack.problems == []

    def test_a_refreshed_connection_is_replaced_and_used(self, slack: StandIn) -> None:
        with connected(tiny_app(slack), slack):
            for count, reason in enumerate(("refresh_requested", "warning"), start=2):
                slack.disconnect(reason)
                slack.wait_for_call("apps.connections.open", count=count)
                sent = slack.send_envelope("slash_commands", slash_command(reason))
                assert slack.wait_for_ack(sent)

    def test_a_retried_event_says_so(self, slack: StandIn) -> None:
        app = tiny_app(slack)

        @app.event("reaction_added")
        def reacted(client: WebClient, request: BoltRequest) -> None:
            [attempt] = request.headers["x-slack-retry-num"]
            client.chat_postMessage(channel="C1", text=attempt)

        reaction = event({"type": "reaction_added", "user": "U1", "reaction": "eyes"})
        retry: dict[str, Any] = {"retry_attempt": 1, "retry_reason": "timeout"}
        with connected(app, slack):
            slack.wait_for_ack(slack.send_envelope("events_api", reaction, False, **retry))
            assert slack.wait_for_call("chat.postMessage").arguments["text"] == "1"

    def test_a_ticket_opens_one_connection(self, slack: StandIn) -> None:
        url = client_of(slack).apps_connections_open(app_token=slack.app_token)["url"]

        with connect(url, proxy=None) as connection:
            assert '"hello"' in str(connection.recv())
        with pytest.raises(InvalidStatus), connect(url, proxy=None):
            pass

    def test_a_missing_ack_is_reported(self, slack: StandIn) -> None:
        with pytest.raises(AssertionError, match="ack of no-such-envelope: 0 of 1"):
            slack.wait_for_ack("no-such-envelope", timeout=0)
        assert slack.acks == []


def delivered(app: App, body: str, headers: dict[str, str]) -> BoltResponse:
    return app.dispatch(BoltRequest(body=body, headers={**headers}))


class TestHttp:
    def test_a_signed_command_reaches_a_bolt_app(self, slack: StandIn) -> None:
        body = form(slash_command("Türkiye & China", response_url=slack.new_response_url()))
        answer = delivered(tiny_app(slack), body, signed(body, SECRET))

        assert (answer.status, answer.body) == (200, "Looking up Türkiye & China")
        assert slack.wait_for_response().message == {"text": "Found Türkiye & China"}

    def test_a_signed_click_reaches_a_bolt_app(self, slack: StandIn) -> None:
        body = interactivity_form(block_action("more", "r8", response_url=slack.new_response_url()))
        answer = delivered(tiny_app(slack), body, signed(body, SECRET))

        assert answer.status == 200
        assert slack.wait_for_response().message["text"] == "More on r8"

    @pytest.mark.parametrize("headers", [signed("", "other-secret"), signed("", SECRET, 1)])
    def test_a_wrong_or_old_signature_is_refused(self, slack: StandIn, headers: dict[str, str]) -> None:
        answer = delivered(tiny_app(slack), "", headers)

        assert answer.status == 401


class TestPayloads:
    def test_each_interaction_has_ids_of_its_own(self) -> None:
        triggers = {slash_command("")["trigger_id"] for _ in range(3)}
        events = {event({"type": "app_mention"})["event_id"] for _ in range(3)}

        assert len(triggers) == len(events) == 3

    def test_ids_can_be_chosen(self) -> None:
        assert slash_command("", trigger_id="1.2.a")["trigger_id"] == "1.2.a"
        assert event({"type": "app_mention"}, event_id="Ev1", event_time=7)["event_time"] == 7

    def test_an_ephemeral_message_is_left_out_of_a_click(self) -> None:
        assert "message" not in block_action("more", "r8")
        shown = block_action("more", "r8", message_ts="1.2", is_ephemeral=False)
        assert shown["message"]["ts"] == shown["container"]["message_ts"] == "1.2"


def test_nothing_is_left_behind_even_if_the_app_stays_connected() -> None:
    before = set(threading.enumerate())
    with ExitStack() as apps:
        with StandIn() as slack:
            client = client_of(slack)
            url = client.apps_connections_open(app_token=slack.app_token)["url"]
            apps.enter_context(connect(url, proxy=None))
        with pytest.raises(OSError, match="refused"):
            client.auth_test()

    assert set(threading.enumerate()) <= before
