"""Part of the composition root: the workspaces that are served, and the token that goes with each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.routing import Route

from bot import clock
from bot.metrics import Metrics
from bot.settings import Settings
from bot.slack.bolt import identify
from bot.slack.call_counting import CallCounting
from bot.slack.clients import Clients, ManyWorkspaces, OneWorkspace, web_client
from bot.slack.oauth import STATE_SECONDS, OAuthApp, install_routes
from bot.state.memory import SqlMemory
from bot.state.sealing import seal_of
from bot.workspaces import Workspaces, WorkspaceSettings, read_workspaces


@dataclass(frozen=True, slots=True)
class WaysIn:
    """The ways to Slack, and the pages by which further workspaces install the app."""

    clients: Clients
    routes: Sequence[Route] = ()


def ways_in(settings: Settings, memory: SqlMemory, metrics: Metrics) -> WaysIn:
    """By the token of the settings, for one workspace; or by those of the workspaces that install the app.

    Raises:
        SettingsError: an encryption key is none.
        StateError: a token was encrypted with a key that is gone.
        StartError: Slack refuses the token of the settings, or cannot be reached.

    """
    listener = CallCounting(metrics.slack_call)
    if settings.slack_bot_token is not None:
        token, api_url = settings.slack_bot_token.get_secret_value(), settings.slack_api_url
        identity = identify(web_client(token, api_url, [listener]))
        return WaysIn(OneWorkspace(identity, api_url, [listener]))
    keys, secret = settings.brief_encryption_keys, settings.slack_client_secret
    assert secret is not None  # `require_slack` has seen to it
    installations = memory.installations(
        settings.slack_client_id, seal_of(keys.get_secret_value() if keys else "")
    )
    installations.seal_again()  # with the newest key, should it be a new one
    clients = ManyWorkspaces(installations, settings.slack_api_url, [listener])
    app = OAuthApp(
        settings.slack_client_id,
        secret.get_secret_value(),
        settings.brief_public_url,
        settings.slack_api_url,
    )
    states = memory.install_states(STATE_SECONDS, clock.now)
    return WaysIn(clients, install_routes(app, installations, states, clients))


def workspaces_of(settings: Settings) -> Workspaces:
    """What is set for all workspaces, and for single ones.

    Raises:
        SettingsError: the file of BRIEF_WORKSPACES cannot be read.

    """
    usual = WorkspaceSettings(
        editors_channel=settings.brief_editors_channel,
        when_unsure=settings.brief_when_unsure,
        digest_late_hours=settings.brief_digest_late_hours,
        user_limit=settings.brief_user_limit,
        workspace_limit=settings.brief_workspace_limit,
    )
    return read_workspaces(settings.brief_workspaces, usual)
