"""A workspace removes the app, or takes its token back: its digests stop, and its data goes."""

from __future__ import annotations

from datetime import UTC, datetime
from http.client import HTTPException
from typing import Any

import structlog
from slack_bolt import App
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.slack.surface import Office, Surface

_log = structlog.get_logger("briefbot")


def _register(app: App, office: Office) -> None:
    @app.event("app_uninstalled")
    def removed(body: dict[str, Any]) -> None:
        _say_goodbye(office, body)

    @app.event("tokens_revoked")
    def revoked(event: dict[str, Any], body: dict[str, Any]) -> None:
        if (event.get("tokens") or {}).get("bot"):  # people take back tokens of their own, which we have not
            _say_goodbye(office, body)


def _say_goodbye(office: Office, body: dict[str, Any]) -> None:
    """Slack sends both events, in any order: the second finds nothing left to do.

    A token that is still good is one of after that: the app was installed again, or its token was renewed.
    """
    team = body["team_id"]
    office.clients.forget(team)
    left_at = datetime.fromtimestamp(body["event_time"], UTC) if "event_time" in body else office.now()
    if _is_still_good(office.clients.client_for(team)) or not office.clients.remove(team, left_at):
        _log.warning("an older token was taken back", team=team)
        return
    keys = office.memory.remove_workspace(team)
    office.jobs.forget(keys)
    _log.warning("app removed", team=team, deliveries=len(keys))


def _is_still_good(client: WebClient | None) -> bool:
    try:
        return client is not None and bool(client.auth_test().get("ok"))
    except (SlackApiError, OSError, HTTPException):
        return False  # the event says so, and Slack itself does not say otherwise


SURFACE = Surface(register=_register, events=frozenset({"app_uninstalled", "tokens_revoked"}))
