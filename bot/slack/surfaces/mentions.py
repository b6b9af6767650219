"""`@brief …` in a channel or a thread: answered in the thread."""

from __future__ import annotations

from slack_bolt import App

from bot.slack.listening import listen
from bot.slack.surface import Office, Surface


def _register(app: App, office: Office) -> None:
    listen(app, office, "app_mention")


SURFACE = Surface(
    register=_register,
    scopes=frozenset({"app_mentions:read", "chat:write"}),
    events=frozenset({"app_mention"}),
)
