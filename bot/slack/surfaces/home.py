"""The Home tab, published when somebody looks at it."""

from __future__ import annotations

from typing import Any

from slack_bolt import App
from slack_sdk import WebClient

from bot.slack.home import refresh
from bot.slack.surface import Office, Surface


def _register(app: App, office: Office) -> None:
    @app.event("app_home_opened")
    def opened(event: dict[str, Any], body: dict[str, Any], client: WebClient) -> None:
        if event.get("tab") == "home":
            refresh(office, client, body["team_id"], event["user"])


SURFACE = Surface(
    register=_register,
    events=frozenset({"app_home_opened"}),
    features={"app_home": {"home_tab_enabled": True}},
)
