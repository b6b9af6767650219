"""Events that no surface asked for: acknowledged, so that Slack does not send them again and again."""

from __future__ import annotations

import re

from slack_bolt import App

from bot.slack.surface import Office, Surface


def _register(app: App, _office: Office) -> None:
    @app.event(re.compile(".*"))
    def ignore() -> None:
        """Bolt acknowledges events by itself."""


SURFACE = Surface(register=_register, order=99)
