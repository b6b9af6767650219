"""Messages without a mention: direct ones, follow-ups in our threads, and channels that want answers."""

from __future__ import annotations

from slack_bolt import App

from bot.slack.listening import listen
from bot.slack.surface import Office, Surface


def _register(app: App, office: Office) -> None:
    listen(app, office, "message")


SURFACE = Surface(
    register=_register,
    scopes=frozenset({"channels:history", "groups:history", "im:history", "mpim:history", "chat:write"}),
    events=frozenset({"message.channels", "message.groups", "message.im", "message.mpim"}),
    features={
        "app_home": {
            "messages_tab_enabled": True,
            "messages_tab_read_only_enabled": False,
        }
    },
)
