"""Every answer to a token that is good tells its scopes, and when it was given."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from bot.playground.stand_in import StandIn
from tests.slack.bots import new_stand_in


@pytest.fixture
def stand_in() -> Iterator[StandIn]:
    with new_stand_in() as running:
        yield running


def headers_of(stand_in: StandIn, method: str, token: str) -> httpx.Headers:
    authorization = {"Authorization": f"Bearer {token}"} if token else {}
    return httpx.post(f"{stand_in.api_url}{method}", headers=authorization, trust_env=False).headers


def test_an_answer_to_a_bot_token_tells_its_scopes_and_the_time(stand_in: StandIn) -> None:
    headers = headers_of(stand_in, "auth.test", stand_in.app.bot_token)
    assert set(headers["x-oauth-scopes"].split(",")) == stand_in.app.scopes
    assert headers["date"].endswith(" GMT")


def test_an_answer_to_an_app_token_tells_its_scope(stand_in: StandIn) -> None:
    headers = headers_of(stand_in, "apps.connections.open", stand_in.app.app_token)
    assert headers["x-oauth-scopes"] == "connections:write"


@pytest.mark.parametrize("token", ["", "xoxb-0-wrong"])
def test_an_answer_to_any_other_token_tells_none(stand_in: StandIn, token: str) -> None:
    assert "x-oauth-scopes" not in headers_of(stand_in, "auth.test", token)
