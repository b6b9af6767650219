"""Each workspace is answered with its own token, which is read again when it may have changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import pytest
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_handlers import RateLimitErrorRetryHandler
from slack_sdk.oauth.installation_store.models.bot import Bot

from bot.playground.faults import refused
from bot.playground.stand_in import StandIn
from bot.playground.workspace import GENERAL
from bot.slack.clients import KEPT_SECONDS, Clients, ManyWorkspaces, OneWorkspace, authorize_by
from tests.conftest import NOW

API = "http://127.0.0.1:9/api/"


class Kept:
    """Implements `bot.slack.clients.Installations`, and counts how often it is read."""

    def __init__(self, *bots: Bot) -> None:
        self.bots = {str(bot.team_id): bot for bot in bots}
        self.reads = 0
        self.meanwhile: Callable[[], None] = lambda: None

    def bot_of(self, team: str) -> Bot | None:
        self.reads += 1
        found = self.bots.get(team)
        self.meanwhile()
        return found

    def teams(self) -> list[str]:
        return list(self.bots)

    def remove(self, team: str, left_at: datetime | None = None) -> bool:
        del left_at  # bots here have no moment
        return self.bots.pop(team, None) is not None


class Seconds:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def bot(team: str, token: str, at: datetime = NOW) -> Bot:
    return Bot(
        team_id=team,
        team_name=f"Team {team}",
        bot_token=token,
        bot_id=f"B-{team}",
        bot_user_id=f"U-{team}",
        bot_scopes="chat:write",
        installed_at=at,
    )


@pytest.fixture
def kept() -> Kept:
    return Kept(bot("T1", "xoxb-one"), bot("T2", "xoxb-two"))


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


@pytest.fixture
def clients(kept: Kept, seconds: Seconds) -> ManyWorkspaces:
    return ManyWorkspaces(kept, API, clock=seconds)


def token_of(clients: Clients, team: str = "T1") -> str | None:
    client = clients.client_for(team)
    return client.token if client else None


def test_each_workspace_has_its_own_token(clients: ManyWorkspaces) -> None:
    assert (token_of(clients, "T1"), token_of(clients, "T2")) == ("xoxb-one", "xoxb-two")


def test_each_workspace_has_its_own_bot(clients: ManyWorkspaces) -> None:
    one, two = clients.identity_of("T1"), clients.identity_of("T2")
    assert one is not None
    assert two is not None
    assert (one.bot_user_id, one.bot_id, one.team_id) == ("U-T1", "B-T1", "T1")
    assert (two.bot_user_id, two.bot_id, two.team_id) == ("U-T2", "B-T2", "T2")


@pytest.mark.parametrize("team", ["T9", ""])
def test_where_the_app_is_not_installed_there_is_no_client(clients: ManyWorkspaces, team: str) -> None:
    assert clients.client_for(team) is None
    assert clients.posting_client_for(team) is None
    assert clients.identity_of(team) is None


def test_a_client_for_posting_tries_once(clients: ManyWorkspaces) -> None:
    posting, other = clients.posting_client_for("T1"), clients.client_for("T1")
    assert posting is not None
    assert other is not None
    assert waits(posting) == []
    assert waits(other) == waits(clients.bare) == [RateLimitErrorRetryHandler]


def waits(client: WebClient) -> list[type]:
    """The kinds of handlers that may ask for another try."""
    return [type(each) for each in client.retry_handlers if each.max_retry_count]


def test_a_token_is_read_once_a_minute(kept: Kept, clients: ManyWorkspaces, seconds: Seconds) -> None:
    for _ in range(3):
        token_of(clients)
        clients.identity_of("T1")
    assert kept.reads == 1
    seconds.now += KEPT_SECONDS
    token_of(clients)
    assert kept.reads == 2


def test_what_another_process_saved_is_seen_after_a_minute(
    kept: Kept, clients: ManyWorkspaces, seconds: Seconds
) -> None:
    token_of(clients)
    kept.bots["T1"] = bot("T1", "xoxb-new")
    seconds.now += KEPT_SECONDS
    assert token_of(clients) == "xoxb-new"


def test_what_another_process_removed_is_gone_after_a_minute(
    kept: Kept, clients: ManyWorkspaces, seconds: Seconds
) -> None:
    token_of(clients)
    del kept.bots["T1"]
    seconds.now += KEPT_SECONDS
    assert token_of(clients) is None


def test_a_workspace_that_installs_is_not_kept_waiting(kept: Kept, clients: ManyWorkspaces) -> None:
    assert token_of(clients, "T3") is None
    kept.bots["T3"] = bot("T3", "xoxb-three")
    assert token_of(clients, "T3") == "xoxb-three"


def test_a_forgotten_token_is_read_anew_at_once(kept: Kept, clients: ManyWorkspaces) -> None:
    token_of(clients)
    kept.bots["T1"] = bot("T1", "xoxb-new")
    clients.forget("T1")
    assert token_of(clients) == "xoxb-new"


def test_a_token_that_was_being_read_when_it_was_replaced_is_not_kept(
    kept: Kept, clients: ManyWorkspaces
) -> None:
    def replaced() -> None:
        kept.meanwhile = lambda: None
        kept.bots["T1"] = bot("T1", "xoxb-new")
        clients.forget("T1")

    kept.meanwhile = replaced
    token_of(clients)
    assert token_of(clients) == "xoxb-new"


def test_of_more_workspaces_than_are_kept_the_first_is_read_anew(kept: Kept) -> None:
    clients = ManyWorkspaces(kept, API, most=1)
    for team in ("T1", "T2", "T2", "T1"):
        token_of(clients, team)
    assert kept.reads == 3


def test_the_workspaces_are_those_of_the_installations(clients: ManyWorkspaces) -> None:
    assert clients.teams() == ["T1", "T2"]


def test_bolt_is_told_who_the_app_is_by_the_workspace_of_the_request(clients: ManyWorkspaces) -> None:
    authorize = authorize_by(clients)
    found = authorize(team_id="T2")
    assert found is not None
    assert found.bot_token == "xoxb-two"
    assert authorize(team_id="T9") is None
    assert authorize(team_id=None) is None


@pytest.fixture
def slack() -> Iterator[StandIn]:
    manifest: dict[str, Any] = {
        "display_information": {"name": "Briefbot"},
        "oauth_config": {"scopes": {"bot": ["chat:write"]}},
    }
    with StandIn(manifest) as running:
        yield running


@pytest.mark.parametrize("error", ["token_revoked", "account_inactive", "invalid_auth"])
@pytest.mark.parametrize("which", ["client_for", "posting_client_for"])
def test_a_token_that_slack_takes_no_more_is_dropped_at_once(slack: StandIn, error: str, which: str) -> None:
    kept = Kept(bot("T1", slack.app.bot_token), bot("T2", "xoxb-two"))
    clients = ManyWorkspaces(kept, slack.api_url)
    token_of(clients, "T2")
    client = getattr(clients, which)("T1")
    slack.platform.faults.add(refused("chat.postMessage", error))
    with pytest.raises(SlackApiError):
        client.chat_postMessage(channel=GENERAL, text="Hello")
    kept.bots["T1"] = bot("T1", "xoxb-new")
    reads = kept.reads
    assert token_of(clients) == "xoxb-new"
    token_of(clients, "T2")
    assert kept.reads == reads + 1  # the other workspace's is as good as before


def test_another_refusal_leaves_the_token_as_it_is(slack: StandIn) -> None:
    kept = Kept(bot("T1", slack.app.bot_token))
    clients = ManyWorkspaces(kept, slack.api_url)
    client = clients.client_for("T1")
    assert client is not None
    slack.platform.faults.add(refused("chat.postMessage", "channel_not_found"))
    with pytest.raises(SlackApiError):
        client.chat_postMessage(channel=GENERAL, text="Hello")
    token_of(clients)
    assert kept.reads == 1


def one() -> OneWorkspace:
    identity = AuthorizeResult(enterprise_id=None, team_id="T1", bot_id="B1", bot_token="xoxb-set")
    return OneWorkspace(identity, API)


@pytest.mark.parametrize("team", ["T1", "T9"])
def test_the_token_of_the_settings_goes_with_every_workspace(team: str) -> None:
    clients = one()
    clients.forget(team)
    assert token_of(clients, team) == clients.posting_client_for(team).token == "xoxb-set"
    assert clients.identity_of(team).bot_id == "B1"
    assert clients.teams() == ["T1"]


def test_with_the_token_of_the_settings_too_posting_is_tried_once() -> None:
    assert waits(one().posting_client_for("T1")) == []
    assert waits(one().client_for("T1")) == waits(one().bare) == [RateLimitErrorRetryHandler]
