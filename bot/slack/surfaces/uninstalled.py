"""The app is removed from a workspace: its digests stop."""

from __future__ import annotations

from typing import Any

import structlog
from slack_bolt import App

from bot.slack.surface import Office, Surface

_log = structlog.get_logger("briefbot")


def _register(app: App, office: Office) -> None:
    @app.event("app_uninstalled")
    def removed(body: dict[str, Any]) -> None:
        stopped = office.memory.subscriptions.stop(body["team_id"], "the app was removed")
        _log.warning("app removed", team=body["team_id"], digests_stopped=stopped)


SURFACE = Surface(register=_register, events=frozenset({"app_uninstalled"}))
