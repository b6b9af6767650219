"""Whose token goes with a workspace: one from the settings, or that of each workspace's installation."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from time import monotonic
from typing import Final, Protocol, cast

from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient
from slack_sdk.http_retry.builtin_handlers import RateLimitErrorRetryHandler
from slack_sdk.http_retry.handler import RetryHandler
from slack_sdk.oauth.installation_store.models.bot import Bot

from bot.slack.dead_tokens import DeadTokens

KEPT_SECONDS: Final = 60.0
"""How long a token is used before the database is asked again: another process may have replaced it."""

MOST_KEPT: Final = 10_000

NOT_INSTALLED: Final = (
    "Briefbot is not installed in this workspace any more, so it cannot answer. Somebody who may add apps"
    " can install it again."
)
"""What Bolt shows when there is no token (its `user_facing_authorize_error_message`)."""

_TIMEOUT_SECONDS: Final = 10
_HURRIED_SECONDS: Final = 2
"""A command has to be acknowledged within 3 s (Slack's acknowledgement limit)."""


def web_client(token: str | None, api_url: str, listeners: Sequence[RetryHandler] = ()) -> WebClient:
    """A client that never posts twice: of the SDK's retries only that after a 429 is safe.

    `listeners` are retry handlers that hear of every call and never ask for another try.
    """
    handlers = [*listeners, RateLimitErrorRetryHandler()]
    return WebClient(token, base_url=api_url, retry_handlers=handlers, timeout=_TIMEOUT_SECONDS)


def posting_client(token: str | None, api_url: str, listeners: Sequence[RetryHandler] = ()) -> WebClient:
    """A client without any retries: the durable engine waits and asks again."""
    return WebClient(token, base_url=api_url, retry_handlers=list(listeners), timeout=_TIMEOUT_SECONDS)


def hurried(client: WebClient) -> WebClient:
    """The same for a question that is asked while somebody waits for a command's acknowledgement."""
    return WebClient(client.token, base_url=client.base_url, retry_handlers=[], timeout=_HURRIED_SECONDS)


class Clients(Protocol):
    """The ways to Slack, by the id of the workspace that has installed the app. Threads may share it."""

    @property
    def bare(self) -> WebClient:
        """A client without a token, for Bolt: it makes that of each request like this one."""

    def client_for(self, team: str) -> WebClient | None:
        """A client that tries again after a 429 alone; None where the app is not installed."""

    def posting_client_for(self, team: str) -> WebClient | None:
        """A client without any retries, for posting: the durable engine waits and asks again."""

    def identity_of(self, team: str) -> AuthorizeResult | None:
        """Who the app is in a workspace; None where it is not installed. Slack is not asked."""

    def teams(self) -> Sequence[str]:
        """The ids of all workspaces that have the app."""

    def forget(self, team: str) -> None:
        """A workspace has installed the app again, or removed it."""

    def remove(self, team: str, left_at: datetime) -> bool:
        """A workspace removed the app at that moment; False when it has installed it again since."""


class Installations(Protocol):
    """What is kept of installations; `bot.state.installations.SqlInstallations` is one."""

    def bot_of(self, team: str) -> Bot | None:
        """The bot of a workspace, by its id alone."""

    def teams(self) -> Sequence[str]:
        """The ids of the workspaces that have the app."""

    def remove(self, team: str, left_at: datetime | None = None) -> bool:
        """Delete a workspace's installation, unless it is of later; whether it has the app no more."""


def authorize_by(clients: Clients) -> Callable[..., AuthorizeResult]:
    """Bolt's `authorize`: Bolt hands over what it is given by the names of its parameters.

    `team_id` is the workspace through which the request came. In a channel that is shared with another
    organisation that is the first of the event's `authorizations`, not the event's own `team_id`.
    """

    def authorize(team_id: str | None) -> AuthorizeResult | None:
        return clients.identity_of(team_id or "")

    # Bolt's annotations leave None out, by which its code knows that the app is not installed.
    return cast("Callable[..., AuthorizeResult]", authorize)


class NoClients:
    """Implements `Clients` where there is no way to Slack."""

    bare = WebClient()

    def client_for(self, _team: str) -> None:
        """None."""

    def posting_client_for(self, _team: str) -> None:
        """None."""

    def identity_of(self, _team: str) -> None:
        """Nobody."""

    def teams(self) -> Sequence[str]:
        """None at all."""
        return []

    def forget(self, team: str) -> None:
        """Nothing was known."""

    def remove(self, _team: str, _left_at: datetime) -> bool:
        """There was none."""
        return True


class OneWorkspace:
    """Implements `Clients` with the token of the settings, whatever workspace a request names.

    `identity` is what Slack said of the token at the start; `listeners` are as `web_client` takes them, and
    `bot.slack.call_counting` has one.
    """

    def __init__(
        self, identity: AuthorizeResult, api_url: str, listeners: Sequence[RetryHandler] = ()
    ) -> None:
        self._identity = identity
        self.bare = web_client(None, api_url, listeners)
        self._client = web_client(identity.bot_token, api_url, listeners)
        self._posting = posting_client(identity.bot_token, api_url, listeners)

    def client_for(self, _team: str) -> WebClient:
        """The client."""
        return self._client

    def posting_client_for(self, _team: str) -> WebClient:
        """The client for posting."""
        return self._posting

    def identity_of(self, _team: str) -> AuthorizeResult:
        """Who we are."""
        return self._identity

    def teams(self) -> Sequence[str]:
        """The token's workspace."""
        return [self._identity.team_id] if self._identity.team_id else []

    def forget(self, team: str) -> None:
        """The token stays what the settings say."""

    def remove(self, _team: str, _left_at: datetime) -> bool:
        """The token stays what the settings say."""
        return True


@dataclass(frozen=True, slots=True)
class _Kept:
    identity: AuthorizeResult
    client: WebClient
    posting: WebClient
    until: float


class ManyWorkspaces:
    """Implements `Clients` with the token of each workspace's installation.

    A token is read from the database at most once a minute, and at once when Slack takes it no more.
    `listeners` are as in `OneWorkspace`; `clock` tells seconds.
    Of more than `most` workspaces the token that was read first is read anew.
    """

    def __init__(
        self,
        installations: Installations,
        api_url: str,
        listeners: Sequence[RetryHandler] = (),
        clock: Callable[[], float] = monotonic,
        most: int = MOST_KEPT,
    ) -> None:
        self._installations = installations
        self._api_url = api_url
        self._listeners = (*listeners, DeadTokens(self._forget_token))
        self._clock = clock
        self._most = most
        self._guard = threading.Lock()
        self._known: dict[str, _Kept] = {}
        self._times_forgotten = 0
        self.bare = web_client(None, api_url, self._listeners)

    def client_for(self, team: str) -> WebClient | None:
        """A workspace's client."""
        kept = self._kept(team)
        return None if kept is None else kept.client

    def posting_client_for(self, team: str) -> WebClient | None:
        """A workspace's client for posting."""
        kept = self._kept(team)
        return None if kept is None else kept.posting

    def identity_of(self, team: str) -> AuthorizeResult | None:
        """Who the app is in a workspace, as its installation says."""
        kept = self._kept(team)
        return None if kept is None else kept.identity

    def teams(self) -> Sequence[str]:
        """Those of the database."""
        return self._installations.teams()

    def forget(self, team: str) -> None:
        """Read the workspace's token anew when it is wanted next."""
        with self._guard:
            self._times_forgotten += 1
            self._known.pop(team, None)

    def remove(self, team: str, left_at: datetime) -> bool:
        """Delete its installation."""
        is_gone = self._installations.remove(team, left_at)
        self.forget(team)
        return is_gone

    def _forget_token(self, token: str) -> None:
        with self._guard:
            self._times_forgotten += 1
            for team in [team for team, kept in self._known.items() if kept.client.token == token]:
                del self._known[team]

    def _kept(self, team: str) -> _Kept | None:
        with self._guard:
            kept, times = self._known.get(team), self._times_forgotten
        if kept is not None and kept.until > self._clock():
            return kept
        bot = self._installations.bot_of(team) if team else None
        fresh = None if bot is None else self._made(bot)
        with self._guard:
            self._known.pop(team, None)
            # what was read before somebody forgot it may be the token of before
            if fresh is not None and times == self._times_forgotten:
                if len(self._known) >= self._most:
                    del self._known[next(iter(self._known))]
                self._known[team] = fresh
        return fresh

    def _made(self, bot: Bot) -> _Kept:
        return _Kept(
            _identity(bot),
            web_client(bot.bot_token, self._api_url, self._listeners),
            posting_client(bot.bot_token, self._api_url, self._listeners),
            self._clock() + KEPT_SECONDS,
        )


def _identity(bot: Bot) -> AuthorizeResult:
    return AuthorizeResult(
        enterprise_id=bot.enterprise_id,
        team_id=bot.team_id,
        team=bot.team_name,
        bot_id=bot.bot_id,
        bot_user_id=bot.bot_user_id,
        bot_token=bot.bot_token,
        bot_scopes=bot.bot_scopes,
    )
