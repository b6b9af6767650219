"""Slack's page that asks about an app, and the codes and tokens that come of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.playground.installed_app import Team
from bot.playground.stand_in import StandIn
from bot.playground.workspace import ANA, GENERAL

TARGET = "https://app.example.org/back"
MANIFEST: dict[str, Any] = {
    "display_information": {"name": "An app"},
    "oauth_config": {"redirect_urls": [TARGET], "scopes": {"bot": ["chat:write", "commands"]}},
}
ELSEWHERE = Team("T0ELSE", "Elsewhere", "elsewhere")


@dataclass(frozen=True)
class Asking:
    """Somebody in front of Slack's page."""

    slack: StandIn

    def page(
        self, method: str = "GET", data: Mapping[str, str] | None = None, /, **other: str
    ) -> httpx.Response:
        query = {
            "client_id": self.slack.app.client_id,
            "scope": "chat:write",
            "redirect_uri": TARGET,
            "state": "state & more",
            **other,
        }
        url = f"{self.slack.base}/oauth/v2/authorize"
        return httpx.request(method, url, params=query, data=data, trust_env=False)

    def sent(self, answer: str = "allow") -> dict[str, str]:
        """What the app is told in the address."""
        location = self.page("POST", {"as": ANA, "answer": answer}).headers["location"]
        assert location.startswith(f"{TARGET}?")
        return {name: values[0] for name, values in parse_qs(urlsplit(location).query).items()}

    def access(self, code: str, **other: str) -> Any:
        app = self.slack.app
        given = {"client_id": app.client_id, "client_secret": app.client_secret, "redirect_uri": TARGET}
        return WebClient(base_url=self.slack.api_url, retry_handlers=[]).oauth_v2_access(
            code=code, **{**given, **other}
        )

    def refusal(self, code: str, **other: str) -> str:
        with pytest.raises(SlackApiError) as error:
            self.access(code, **other)
        return str(error.value.response["error"])


@pytest.fixture
def asking() -> Iterator[Asking]:
    with StandIn(MANIFEST, team=ELSEWHERE, is_installed=False) as slack:
        yield Asking(slack)


def test_the_page_names_the_app_the_workspace_and_what_is_asked_for(asking: Asking) -> None:
    page = asking.page()
    assert page.status_code == 200
    assert [each for each in ("An app", "Elsewhere", "chat:write") if each not in page.text] == []


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"client_id": "9.9"}, "invalid_client_id"),
        ({"redirect_uri": "https://evil.example.org/"}, "bad_redirect_uri"),
        ({"redirect_uri": f"{TARGET}.evil.example.org"}, "bad_redirect_uri"),
        ({"scope": "chat:write,admin"}, "invalid_scope"),
        ({"scope": ""}, "invalid_scope"),
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_what_slack_would_not_ask_about_is_refused(
    asking: Asking, method: str, wrong: dict[str, str], code: str
) -> None:
    page = asking.page(method, **wrong)
    assert page.status_code == 400
    assert code in page.text


def test_who_allows_it_is_sent_back_with_a_code_and_the_state(asking: Asking) -> None:
    sent = asking.sent()
    assert sent["state"] == "state & more"
    assert sent["code"].startswith(ELSEWHERE.id)


def test_who_does_not_is_sent_back_without(asking: Asking) -> None:
    assert asking.sent("cancel") == {"error": "access_denied", "state": "state & more"}


def test_nobody_else_can_allow_it(asking: Asking) -> None:
    assert asking.page("POST", {"as": "U0NOBODY", "answer": "allow"}).status_code == 400


def test_a_code_brings_a_token_that_works_in_the_workspace(asking: Asking) -> None:
    answer = asking.access(asking.sent()["code"])
    assert answer["team"] == {"id": "T0ELSE", "name": "Elsewhere"}
    assert answer["scope"] == "chat:write"
    client = WebClient(answer["access_token"], base_url=asking.slack.api_url, retry_handlers=[])
    assert client.auth_test()["team_id"] == "T0ELSE"
    assert client.chat_postMessage(channel=GENERAL, text="Here")["message"]["team"] == "T0ELSE"


def test_a_code_is_good_once(asking: Asking) -> None:
    code = asking.sent()["code"]
    asking.access(code)
    assert asking.refusal(code) == "code_already_used"


def test_a_code_is_good_for_ten_minutes(asking: Asking) -> None:
    code = asking.sent()["code"]
    asking.slack.act(ANA, "clock", by=601)
    assert asking.refusal(code) == "invalid_code"


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"client_id": "9.9"}, "invalid_client_id"),
        ({"client_secret": "wrong"}, "bad_client_secret"),
        ({"redirect_uri": "https://evil.example.org/"}, "bad_redirect_uri"),
    ],
)
def test_a_code_is_for_the_app_that_asked(asking: Asking, wrong: dict[str, str], error: str) -> None:
    code = asking.sent()["code"]
    assert asking.refusal(code, **wrong) == error
    assert asking.access(code)["ok"]


def test_the_client_secret_is_not_in_the_journal(asking: Asking) -> None:
    asking.access(asking.sent()["code"])
    assert asking.slack.app.client_secret not in repr(asking.slack.exchanges)


def test_a_workspace_that_has_the_app_gives_the_same_token_again(asking: Asking) -> None:
    first, second = (asking.access(asking.sent()["code"])["access_token"] for _ in range(2))
    assert first == second


@pytest.mark.parametrize("method", ["auth.revoke", "apps.uninstall"])
def test_a_token_that_was_given_back_is_dead_and_the_next_is_another(asking: Asking, method: str) -> None:
    old = asking.access(asking.sent()["code"])["access_token"]
    app = asking.slack.app
    client = WebClient(old, base_url=asking.slack.api_url, retry_handlers=[])
    client.api_call(method, params={"client_id": app.client_id, "client_secret": app.client_secret})
    new = asking.access(asking.sent()["code"])["access_token"]
    assert new != old
    with pytest.raises(SlackApiError, match="token_revoked"):
        client.auth_test()


def test_a_revocation_can_be_tried_without_one(asking: Asking) -> None:
    token = asking.access(asking.sent()["code"])["access_token"]
    client = WebClient(token, base_url=asking.slack.api_url, retry_handlers=[])
    assert client.auth_revoke(test=True)["revoked"] is False
    assert client.auth_test()["ok"]
