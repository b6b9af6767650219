"""The way in over HTTP: a signed question shows that the URL leads to the bot, and its secret is ours."""

from __future__ import annotations

import json
import socket
import ssl
from collections.abc import Mapping
from urllib.error import URLError

import pytest

from bot.desk.desk import Desk
from bot.doctor.finding import State
from bot.doctor.public_url import PUBLIC_URL, SIGNING_SECRET, is_inside
from bot.doctor.web import Web, WebAnswer
from bot.playground.stand_in import StandIn
from tests.doctor import setting_up
from tests.doctor.setting_up import FakeWeb, around, found, no_answer, settings_for
from tests.slack.bots import bot_over_http, office_for

HTTP = {"SLACK_SIGNING_SECRET": setting_up.SIGNING_SECRET, "BRIEF_PUBLIC_URL": "https://brief.example.org"}


def echo(body: bytes, _headers: Mapping[str, str]) -> WebAnswer:
    """What Bolt answers."""
    return WebAnswer(200, json.dumps({"challenge": json.loads(body)["challenge"]}).encode())


def states(web: Web, settings: Mapping[str, str] = HTTP) -> tuple[State, State]:
    surroundings = around(settings, web=web)
    return found(PUBLIC_URL, surroundings).state, found(SIGNING_SECRET, surroundings).state


def test_a_bot_that_answers_what_is_signed_with_our_secret_proves_both() -> None:
    assert states(FakeWeb(echo)) == (State.OK, State.OK)


def test_the_question_is_asked_and_answered_for_real(stand_in: StandIn, desk: Desk) -> None:
    with bot_over_http(stand_in, office_for(desk)) as edge:
        settings = {**settings_for(stand_in), "BRIEF_PUBLIC_URL": edge.url.removesuffix("/slack/events")}
        url, secret = found(PUBLIC_URL, around(settings)), found(SIGNING_SECRET, around(settings))
        other = around({**settings, "SLACK_SIGNING_SECRET": setting_up.SIGNING_SECRET})
        refused = found(SIGNING_SECRET, other)
    assert secret.state is State.OK
    assert (url.state, "Slack cannot reach" in url.found) == (State.WARNING, True)
    assert (refused.state, "another secret" in refused.found) == (State.FAILED, True)
    assert "Signing Secret" in refused.fix


def test_in_socket_mode_neither_is_needed() -> None:
    settings = {**HTTP, "SLACK_APP_TOKEN": "xapp-1"}
    assert states(FakeWeb(echo), settings) == (State.NOT_NEEDED, State.NOT_NEEDED)


def test_without_a_public_url_a_secret_cannot_be_verified_and_that_is_said() -> None:
    finding = found(SIGNING_SECRET, around({"SLACK_SIGNING_SECRET": setting_up.SIGNING_SECRET}))
    assert (finding.state, "cannot be verified alone" in finding.found) == (State.NOT_CHECKED, True)
    assert "BRIEF_PUBLIC_URL" in finding.fix


def test_without_a_secret_nothing_is_asked() -> None:
    assert states(FakeWeb(echo), {"BRIEF_PUBLIC_URL": "https://brief.example.org"}) == (
        State.NOT_CHECKED,
        State.NOT_CHECKED,
    )


@pytest.mark.parametrize("body", [b"refused", b'{"error": "invalid request"}'])
def test_a_bot_that_refuses_the_signature_has_another_secret(body: bytes) -> None:
    web = FakeWeb(lambda *_: WebAnswer(401, body))
    assert states(web) == (State.OK, State.FAILED)


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (WebAnswer(401, b"Sign in", {"www-authenticate": "Basic"}), "asks for a login"),
        (WebAnswer(403), "asks for a login"),
        (WebAnswer(301, headers={"location": "https://brief.example.org/x"}), "redirects to brief.example"),
        (WebAnswer(302, headers={"location": "https://login.example.com/?a=b"}), "redirects to login.exam"),
        (WebAnswer(302, headers={"location": "http://\x1b[31m/"}), "redirects elsewhere"),
        (WebAnswer(307), "redirects to brief.example.org"),
        (WebAnswer(404), "does not know /slack/events"),
        (WebAnswer(502), "a proxy answers"),
        (WebAnswer(504), "a proxy answers"),
        (WebAnswer(200, b"<html>Welcome"), "a page of something else"),
        (WebAnswer(200, b'["challenge"]'), "a page of something else"),
        (WebAnswer(418), "with the status 418"),
    ],
)
def test_what_answers_instead_of_the_bot_is_told_apart(answer: WebAnswer, told: str) -> None:
    surroundings = around(HTTP, web=FakeWeb(lambda *_: answer))
    finding = found(PUBLIC_URL, surroundings)
    assert finding.state is State.FAILED
    assert told in finding.found
    assert finding.fix
    assert found(SIGNING_SECRET, surroundings).state is State.NOT_CHECKED


def test_a_server_that_repeats_whatever_it_gets_is_not_taken_for_the_bot() -> None:
    assert states(FakeWeb(lambda body, _: WebAnswer(200, body)))[0] is State.FAILED


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (socket.gaierror(-2, "Name or service not known"), "is a name that DNS does not know"),
        (URLError(socket.gaierror(-2, "Name or service not known")), "is a name that DNS does not know"),
        (URLError(ConnectionRefusedError()), "refuses the connection"),
        (TimeoutError(), "does not answer in time"),
        (ConnectionResetError(), "breaks the connection off"),
        (ssl.SSLError(1, "WRONG_VERSION_NUMBER"), "does not speak TLS"),
        (URLError(ssl.SSLCertVerificationError(1, "not trusted")), "has a certificate that is refused"),
        (OSError(113, "No route to host"), "cannot be reached (OSError)"),
    ],
)
def test_why_there_is_no_answer_is_told_apart(error: OSError, told: str) -> None:
    finding = found(PUBLIC_URL, around(HTTP, web=no_answer(error)))
    assert finding.state is State.FAILED
    assert finding.found.startswith(f"brief.example.org {told}")
    assert finding.fix


def test_a_url_without_tls_fails_although_the_bot_answers() -> None:
    settings = {**HTTP, "BRIEF_PUBLIC_URL": "http://brief.example.org"}
    assert states(FakeWeb(echo), settings) == (State.FAILED, State.OK)


@pytest.mark.parametrize(
    "host",
    ["localhost", "127.0.0.1", "10.1.2.3", "192.168.1.9", "::1", "bot.local", "briefbot"],
)
def test_an_address_that_slack_cannot_reach_is_known(host: str) -> None:
    assert is_inside(host)


@pytest.mark.parametrize("host", ["brief.example.org", "8.8.8.8", "2001:4860:4860::8888"])
def test_an_address_on_the_internet_is_known(host: str) -> None:
    assert not is_inside(host)


def test_a_path_in_front_belongs_to_the_url(stand_in: StandIn) -> None:
    settings = {**settings_for(stand_in), "BRIEF_PUBLIC_URL": f"{stand_in.base}/somewhere/"}
    finding = found(PUBLIC_URL, around(settings))
    assert "does not know /slack/events (404)" in finding.found
