"""Channels that become shared with another organisation, or cease to be: who reads them is asked anew."""

from __future__ import annotations

from typing import Any

from slack_bolt import App

from bot.slack.surface import Office, Surface


def _register(app: App, office: Office) -> None:
    @app.event("channel_shared")
    def shared(event: dict[str, Any], body: dict[str, Any]) -> None:
        office.audiences.forget(body["team_id"], str(event.get("channel")))

    @app.event("channel_unshared")
    def unshared(event: dict[str, Any], body: dict[str, Any]) -> None:
        office.audiences.forget(body["team_id"], str(event.get("channel")))


SURFACE = Surface(
    register=_register,
    scopes=frozenset({"channels:read", "groups:read", "mpim:read", "users:read"}),
    events=frozenset({"channel_shared", "channel_unshared"}),
)
