"""The parts of the stand-in, put together: what people do and what the bot calls both work on these."""

from __future__ import annotations

from dataclasses import dataclass

from bot.playground.clock import Clock
from bot.playground.deliveries import Deliveries
from bot.playground.events import Events
from bot.playground.faults import Faults
from bot.playground.installed_app import InstalledApp
from bot.playground.journal import Journal
from bot.playground.live import Live
from bot.playground.passes import Passes
from bot.playground.permits import InstallCode, ResponseUrl, Trigger, install_codes, response_urls, triggers
from bot.playground.rate_limits import RateLimits
from bot.playground.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Platform:
    """One workspace with one app, and all that goes on between them."""

    clock: Clock
    live: Live
    workspace: Workspace
    journal: Journal
    faults: Faults
    rate_limits: RateLimits
    triggers: Passes[Trigger]
    response_urls: Passes[ResponseUrl]
    install_codes: Passes[InstallCode]
    deliveries: Deliveries
    events: Events

    @property
    def app(self) -> InstalledApp:
        """The app."""
        return self.workspace.app

    def remove_app(self) -> None:
        """Remove the app from the workspace; it is told."""
        self.workspace.is_installed = False
        self.events.uninstalled()
        self.workspace.remove_app()


def new_platform(
    app: InstalledApp, clock: Clock, ack_seconds: float, *, is_installed: bool = True
) -> Platform:
    """A fresh workspace, with the app in it or without.

    `ack_seconds` is how long Slack waits for an acknowledgement.
    """
    live = Live()
    workspace = Workspace(app, clock, live, is_installed=is_installed)
    journal = Journal(live)
    faults = Faults()
    deliveries = Deliveries(workspace, journal, faults, ack_seconds)
    return Platform(
        clock,
        live,
        workspace,
        journal,
        faults,
        RateLimits(clock.timestamp),
        triggers(clock.timestamp),
        response_urls(clock.timestamp),
        install_codes(clock.timestamp),
        deliveries,
        Events(workspace, journal, deliveries),
    )
