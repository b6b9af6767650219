"""What a Slack surface is. Each lives in `bot.slack.surfaces`, one a file."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from math import ceil
from typing import Any, Protocol

from slack_bolt import App
from slack_sdk import WebClient

from bot.desk.desk import Desk
from bot.desk.pace import Limits, Rates, Wait
from bot.desk.ports import Audiences, Desks, Memory
from bot.jobs.ports import Jobs
from bot.metrics import Metrics
from bot.slack.clients import Clients, NoClients
from bot.slack.delivery import Deliver
from bot.workspaces import Workspaces


@dataclass(frozen=True, slots=True)
class Office:
    """What surfaces work with: desks, the moment, the ways back to Slack, and what is remembered and set."""

    desks: Desks
    audiences: Audiences
    now: Callable[[], datetime]
    deliver: Deliver
    memory: Memory
    jobs: Jobs
    workspaces: Workspaces = field(default_factory=Workspaces)
    metrics: Metrics = field(default_factory=lambda: Metrics(""))
    limits: Limits | None = None
    clients: Clients = field(default_factory=NoClients)

    def desk_at(self, team: str, channel: str, user: str) -> Desk:
        """The desk for what is shown in a channel or, where that is "", to a person alone.

        It is as it is now: take it once for what belongs together.
        """
        return self.desks.at(self.audiences.of(team, channel, user))

    def editors_desk(self, team: str) -> Desk:
        """The desk for what is shown in the editors' channel."""
        return self.desk_at(team, self.editors_channel(team), "")

    def editors_channel(self, team: str) -> str:
        """The channel that a workspace's unanswered questions go to, "" for none."""
        return self.workspaces.of(team).editors_channel

    def too_fast(self, team: str, user: str, request: str = "") -> str:
        """Ask whether somebody may make one more request now; "" or, in plain words, that it is too soon.

        The same `request` gets the same answer, however often Slack tells of it.
        """
        own = self.workspaces.of(team)
        rates = Rates(own.user_limit, own.workspace_limit)
        wait = self.limits.wait(team, user, self.now(), rates, request) if self.limits else Wait()
        if not wait:
            return ""
        self.metrics.limited(wait.scope)
        who, limit = ("You have", rates.user) if wait.scope == "user" else ("All here have", rates.workspace)
        seconds = ceil(wait.seconds)
        later = f"{seconds} second{'s' * (seconds != 1)}"
        return f"{who} asked {limit} times within a minute. Please go on in {later}."

    def today(self) -> date:
        """The day, in UTC."""
        return self.now().date()


class Opener(Protocol):
    """Opens something of a surface's own for a slash command."""

    def __call__(
        self, office: Office, command: Mapping[str, Any], argument: str, client: WebClient
    ) -> dict[str, Any] | None:
        """The message that acknowledges the command, empty for none; None when it is for the desk."""


@dataclass(frozen=True, slots=True)
class Surface:
    """A place in Slack where Briefbot can be reached, and what the app's manifest needs for it.

    `opens`: what `/brief WORD …` opens here instead of asking the desk, by its word.
    `order` is that of registration: in Bolt the first listener that matches is the only one.
    """

    register: Callable[[App, Office], None]
    scopes: frozenset[str] = frozenset()
    events: frozenset[str] = frozenset()
    opens: Mapping[str, Opener] = field(default_factory=dict)
    features: Mapping[str, Any] = field(default_factory=dict)
    settings: Mapping[str, Any] = field(default_factory=dict)
    order: int = 50


def discover() -> tuple[Surface, ...]:
    """Every surface of the package: a new one is a new file."""
    from bot.slack import surfaces  # here, since its modules import this one

    modules = (
        importlib.import_module(f"{surfaces.__name__}.{found.name}")
        for found in pkgutil.iter_modules(surfaces.__path__)
    )
    return tuple(sorted((module.SURFACE for module in modules), key=lambda surface: surface.order))
