"""What the checks look at: what is set, and the edges to Slack, the web and this machine."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.doctor.given import Given
from bot.doctor.web import Web, host_of
from bot.slack.inquiry import Slack

NETWORK_SECONDS = 5
"""How long a check that uses the network may take."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Where the bot is to run; relative paths of the settings begin in the folder of this process."""

    given: Given
    now: Callable[[], datetime]
    slack: Slack
    web: Web

    @property
    def slack_host(self) -> str:
        """The name of the machine that is asked instead of, or as, Slack."""
        return host_of(self.given.settings.slack_api_url) or "Slack"
