"""Workspaces install the app by themselves, and each is answered with its own token from then on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx
import pytest
import structlog
from cryptography.fernet import Fernet
from slack_bolt import BoltRequest

from bot.playground.faults import Fault, dropped, refused, server_error
from bot.playground.payloads import event
from bot.playground.platform import Platform
from bot.playground.workspace import ANA, GENERAL
from bot.slack.clients import NOT_INSTALLED, authorize_by
from bot.slack.install_pages import FAILURES, success_page
from bot.slack.manifest import manifest
from bot.slack.oauth import OAuthApp
from tests.slack.installing import ANSWERS, MANIFEST, PUBLIC, Browser, Served, calls, served
from tests.support.two_workspaces import NORTH, SOUTH, TwoWorkspaces, two_workspaces

CALLBACK = f"{PUBLIC}/slack/oauth_redirect"
COOKIE = "__Host-briefbot-install"


@pytest.fixture
def slack(monkeypatch: pytest.MonkeyPatch) -> Iterator[TwoWorkspaces]:
    """Two workspaces; no proxy of the machine's may stand between them and the bot."""
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"):
        monkeypatch.delenv(name, raising=False)
    with two_workspaces(MANIFEST) as running:
        yield running


@pytest.fixture
def bot(slack: TwoWorkspaces, tmp_path: Path) -> Iterator[Served]:
    with served(slack, tmp_path) as running:
        yield running


@pytest.fixture
def browser(bot: Served) -> Iterator[Browser]:
    with bot.browser() as opened:
        yield opened


def asked(url: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}


def refuses(page: httpx.Response, reason: str) -> None:
    """A page says what happened and what to do, with an id and a way to begin again."""
    failure = FAILURES[reason]
    assert page.status_code == failure.status
    assert failure.what in unescape(page.text)
    assert failure.advice in unescape(page.text)
    assert re.search(r"Id: <code>[A-Z2-9]{6}</code>", page.text)
    assert f'href="{PUBLIC}/slack/install"' in page.text


def test_who_allows_the_app_sees_that_it_is_ready_and_its_token_is_kept(bot: Served) -> None:
    page = bot.installed_in(NORTH.id)
    assert page.status_code == 200
    assert "Briefbot is installed" in page.text
    assert NORTH.name in page.text
    assert bot.token_of(NORTH.id) == bot.slack.north.workspace.token


def test_what_follows_an_installation_hears_of_the_workspace(bot: Served) -> None:
    bot.installed_in(NORTH.id)
    assert bot.told == [NORTH.id]


def test_slack_is_asked_for_what_the_manifest_has_and_for_nothing_of_the_person(browser: Browser) -> None:
    question = asked(browser.begin())
    assert question["scope"].split(",") == MANIFEST["oauth_config"]["scopes"]["bot"]
    assert "user_scope" not in question
    assert question["redirect_uri"] == CALLBACK


def test_the_workspace_may_be_named_beforehand(browser: Browser) -> None:
    assert asked(browser.begin(SOUTH.id))["team"] == SOUTH.id


@pytest.mark.parametrize(
    "team", ["T1&redirect_uri=https://evil.example", "T1\r\nSet-Cookie: a=b", "../x", ""]
)
def test_what_is_no_workspace_is_not_handed_to_slack(browser: Browser, team: str) -> None:
    question = asked(browser.get(f"{PUBLIC}/slack/install?{urlencode({'team': team})}").headers["location"])
    assert "team" not in question
    assert question["redirect_uri"] == CALLBACK


def test_the_cookie_is_for_this_browser_and_this_site_alone(browser: Browser) -> None:
    cookie = browser.get(f"{PUBLIC}/slack/install").headers["set-cookie"]
    assert cookie.startswith(f"{COOKIE}=")
    assert {"Secure", "HttpOnly", "SameSite=Lax", "Path=/"} <= set(cookie.split("; "))


def test_the_cookie_goes_when_it_has_served(browser: Browser) -> None:
    question = browser.begin()
    assert COOKIE in browser.cookies
    browser.get(browser.answer(question))
    assert COOKIE not in browser.cookies


@pytest.mark.parametrize("path", ["/slack/install", "/slack/oauth_redirect", "/slack/oauth_redirect?error=x"])
def test_no_page_is_kept_framed_or_scripted_or_tells_where_it_was(browser: Browser, path: str) -> None:
    headers = browser.get(PUBLIC + path).headers
    assert headers["cache-control"] == "no-store"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-content-type-options"] == "nosniff"
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert len(headers.get_list("content-security-policy")) == 1


def test_a_forged_state_is_refused(bot: Served, browser: Browser) -> None:
    sent = browser.answer(browser.begin())
    page = browser.get(f"{CALLBACK}?{urlencode({**asked(sent), 'state': 'forged'})}")
    refuses(page, "invalid_browser")
    assert bot.installations.teams() == []


def test_a_forged_state_with_a_cookie_to_match_is_refused(bot: Served, browser: Browser) -> None:
    sent = browser.answer(browser.begin())
    address = f"{CALLBACK}?{urlencode({**asked(sent), 'state': 'forged'})}"
    refuses(browser.get(address, **{COOKIE: "forged"}), "invalid_state")
    assert bot.installations.teams() == []


def test_what_was_begun_in_another_browser_is_refused(bot: Served, browser: Browser) -> None:
    sent = browser.answer(browser.begin())
    with bot.browser() as other:
        refuses(other.get(sent), "invalid_browser")
    assert calls(bot.slack.north, "oauth.v2.access") == []


def test_a_used_state_is_refused(browser: Browser) -> None:
    sent = browser.answer(browser.begin())
    state = asked(sent)["state"]
    assert browser.get(sent).status_code == 200
    refuses(browser.get(sent, **{COOKIE: state}), "invalid_state")


def test_an_expired_state_is_refused(bot: Served, browser: Browser) -> None:
    sent = browser.answer(browser.begin())
    bot.clock.pass_by(minutes=10)
    refuses(browser.get(sent), "invalid_state")
    assert bot.installations.teams() == []


def test_who_does_not_allow_it_is_told_that_nothing_was_installed(bot: Served, browser: Browser) -> None:
    refuses(browser.get(browser.answer(browser.begin(), "cancel")), "access_denied")
    assert bot.installations.teams() == []


def test_a_wrong_code_is_refused(bot: Served, browser: Browser) -> None:
    sent = browser.answer(browser.begin())
    refuses(browser.get(f"{CALLBACK}?{urlencode({**asked(sent), 'code': 'wrong'})}"), "invalid_code")
    assert bot.installations.teams() == []


def test_an_answer_without_a_code_is_refused(browser: Browser) -> None:
    state = asked(browser.answer(browser.begin()))["state"]
    refuses(browser.get(f"{CALLBACK}?state={state}"), "missing_code")


def test_a_wrong_client_secret_is_told_as_the_operators_to_mend(slack: TwoWorkspaces, tmp_path: Path) -> None:
    with served(slack, tmp_path, secret="wrong") as bot:
        refuses(bot.installed_in(), "bad_client_secret")
        assert bot.installations.teams() == []


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        (dropped("oauth.v2.access"), "unreachable"),
        (dropped("auth.test"), "unreachable"),
        (refused("auth.test", "account_inactive"), "invalid_code"),
    ],
    ids=["no answer", "no answer about the bot", "a token that is dead already"],
)
def test_what_fails_at_slack_is_told(bot: Served, fault: Fault, reason: str) -> None:
    bot.slack.north.platform.faults.add(fault)
    refuses(bot.installed_in(), reason)
    assert bot.installations.teams() == []


def test_a_code_is_never_tried_twice(bot: Served) -> None:
    bot.slack.north.platform.faults.add(server_error("oauth.v2.access"))
    refuses(bot.installed_in(), "unreachable")
    assert len(calls(bot.slack.north, "oauth.v2.access")) == 1


def test_after_a_failure_the_next_try_succeeds(bot: Served, browser: Browser) -> None:
    bot.slack.north.platform.faults.add(dropped("oauth.v2.access", times=1))
    assert browser.install().status_code == 502
    assert browser.install().status_code == 200


def test_an_installation_for_a_whole_organisation_is_refused_and_undone(tmp_path: Path) -> None:
    with two_workspaces(MANIFEST, are_installed=True) as slack, served(slack, tmp_path) as bot:
        body: dict[str, Any] = {
            "ok": True,
            "access_token": slack.north.workspace.token,
            "enterprise": {"id": "E1", "name": "All"},
            "team": None,
            "authed_user": {"id": ANA},
            "is_enterprise_install": True,
        }
        slack.north.platform.faults.add(Fault("oauth.v2.access", status=200, body=body))
        refuses(bot.installed_in(), "org_install")
        assert bot.installations.teams() == []
        assert not slack.north.look(lambda platform: platform.workspace.is_installed)


def test_an_installation_without_a_bot_is_refused(bot: Served) -> None:
    body = {"ok": True, "team": {"id": NORTH.id, "name": "North"}, "authed_user": {"id": ANA}}
    bot.slack.north.platform.faults.add(Fault("oauth.v2.access", status=200, body=body))
    refuses(bot.installed_in(), "no_bot_token")
    assert bot.installations.teams() == []


def test_a_failure_has_the_same_id_in_the_log_and_no_code_or_token_is_there(browser: Browser) -> None:
    sent = browser.answer(browser.begin())
    with structlog.testing.capture_logs() as logged:
        page = browser.get(f"{CALLBACK}?{urlencode({**asked(sent), 'code': 'planted-code'})}")
    [told] = [each for each in logged if each["event"] == "not installed"]
    assert told["id"] in page.text
    assert told["reason"] == "invalid_code"
    assert "planted" not in repr(logged)


def test_an_error_in_the_address_is_neither_shown_nor_logged(browser: Browser) -> None:
    with structlog.testing.capture_logs() as logged:
        page = browser.get(f"{CALLBACK}?{urlencode({'error': '<script>planted</script>'})}")
    assert page.status_code == 500
    assert "planted" not in page.text
    assert "planted" not in repr(logged)


def test_what_cannot_be_kept_is_told_with_an_id(bot: Served, browser: Browser) -> None:
    sent = browser.answer(browser.begin())
    bot.installations.engine = Broken()  # type: ignore[assignment]  # a database that went away
    with structlog.testing.capture_logs() as logged:
        page = browser.get(sent)
    [told] = [each for each in logged if each["event"] == "not installed"]
    assert page.status_code == 500
    assert told["id"] in page.text
    assert "error" in told


class Broken:
    def begin(self) -> None:
        raise OSError("planted")


def test_what_fails_after_an_installation_does_not_undo_it(slack: TwoWorkspaces, tmp_path: Path) -> None:
    def fails(_team: str) -> None:
        raise ValueError("planted")

    with served(slack, tmp_path, installed=fails) as bot:
        assert bot.installed_in().status_code == 200
        assert bot.installations.teams() == [NORTH.id]


def test_each_of_two_workspaces_is_answered_with_its_own_token(bot: Served) -> None:
    for team in (NORTH.id, SOUTH.id):
        bot.installed_in(team)
    for team in (NORTH.id, SOUTH.id):
        assert bot.asks(team) == ANSWERS
    for team in (NORTH.id, SOUTH.id):
        posted = calls(bot.slack.of(team), "chat.postMessage")
        assert [(each.request["text"], each.error) for each in posted] == [(each, "") for each in ANSWERS]


def test_no_request_is_kept_waiting_for_an_auth_test(bot: Served) -> None:
    bot.installed_in(NORTH.id)
    before = len(calls(bot.slack.north, "auth.test"))
    for _ in range(3):
        bot.asks(NORTH.id)
    assert len(calls(bot.slack.north, "auth.test")) == before


def test_who_installs_again_is_answered_with_the_new_token_at_once(bot: Served) -> None:
    bot.installed_in(NORTH.id)
    bot.asks(NORTH.id)
    old = bot.token_of(NORTH.id)
    bot.slack.north.act(ANA, "uninstall")
    bot.installed_in(NORTH.id)
    assert bot.token_of(NORTH.id) not in (old, None)
    assert bot.asks(NORTH.id) == ANSWERS


def test_a_revoked_token_is_dropped_and_the_one_in_the_database_taken(bot: Served) -> None:
    bot.installed_in(NORTH.id)
    bot.asks(NORTH.id)
    north = bot.slack.north
    north.act(ANA, "uninstall")
    kept = bot.installations.bot_of(NORTH.id)
    assert kept is not None
    kept.bot_token = new = north.run(installed_anew(bot))
    bot.installations.save_bot(kept)  # as another process would, which this one does not hear of
    north.act(ANA, "post", channel=GENERAL, text="/brief china")

    def takes_the_new_one(_: Platform) -> bool:
        client = bot.clients.client_for(NORTH.id)
        return client is not None and client.token == new

    north.wait_for("the new token, once Slack has refused the old one", takes_the_new_one)
    assert bot.asks(NORTH.id) == ANSWERS


async def installed_anew(bot: Served) -> str:
    workspace = bot.slack.north.workspace
    token = workspace.new_token()
    workspace.add_app()
    return token


def test_where_it_is_not_installed_somebody_who_asks_is_told(bot: Served) -> None:
    bot.installed_in(NORTH.id)
    bot.installations.remove(NORTH.id)
    bot.clients.forget(NORTH.id)
    assert bot.asks(NORTH.id) == [NOT_INSTALLED]


def test_in_a_channel_shared_with_another_organisation_the_workspace_is_that_of_the_installation(
    bot: Served,
) -> None:
    bot.installed_in(NORTH.id)
    body = event({"type": "app_mention", "channel": GENERAL, "user": ANA, "team": SOUTH.id}, 1, SOUTH.id)
    body["authorizations"][0]["team_id"] = NORTH.id
    context = BoltRequest(body=body, mode="socket_mode").context
    who = authorize_by(bot.clients)(team_id=context.team_id)
    assert (body["team_id"], context.team_id, who.team_id) == (SOUTH.id, NORTH.id, NORTH.id)


def test_tokens_are_sealed_when_there_is_a_key(slack: TwoWorkspaces, tmp_path: Path) -> None:
    with served(slack, tmp_path, keys=Fernet.generate_key().decode()) as bot:
        bot.installed_in(NORTH.id)
        assert bot.asks(NORTH.id) == ANSWERS
        kept = b"".join(path.read_bytes() for path in tmp_path.iterdir() if path.is_file())
        assert NORTH.id.encode() in kept
        assert slack.north.workspace.token.encode() not in kept


@pytest.mark.parametrize(
    ("api_url", "question"),
    [
        ("https://slack.com/api/", "https://slack.com/oauth/v2/authorize"),
        ("http://127.0.0.1:8080/api/", "http://127.0.0.1:8080/oauth/v2/authorize"),
    ],
)
def test_slacks_page_is_where_its_web_api_is(api_url: str, question: str) -> None:
    assert OAuthApp("1.2", "secret", PUBLIC, api_url).slacks("oauth/v2/authorize") == question


def test_the_public_address_may_have_a_path() -> None:
    app = OAuthApp("1.2", "secret", "https://example.org/brief/", "https://slack.com/api/")
    assert app.own("/slack/install") == "https://example.org/brief/slack/install"
    assert manifest("https://example.org/brief/")["oauth_config"]["redirect_urls"] == [
        "https://example.org/brief/slack/oauth_redirect"
    ]


def test_the_client_secret_is_not_printed() -> None:
    assert "planted" not in repr(OAuthApp("1.2", "planted", PUBLIC, "https://slack.com/api/"))


def test_a_workspaces_name_is_shown_as_text() -> None:
    assert "<b>" not in success_page("<b>North</b>", "https://slack.com/?a=1&b=2")
