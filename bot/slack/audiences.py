"""Who reads what is said in a place: Slack is asked only where a report is for members of a workspace."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http.client import HTTPException
from time import monotonic
from typing import Any, Final

import structlog
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.desk.ports import Desks
from bot.library.visibility import Audience
from bot.slack.clients import hurried
from bot.slack.standing import Standing, standing

_log = structlog.get_logger("briefbot")

KEPT_SECONDS = 600.0
"""How long an answer of Slack's is taken to hold, when no event says otherwise."""

_MOST = 50_000

_IS_MEMBER: Final = {
    Standing.ADMIN: True,
    Standing.MEMBER: True,
    Standing.OUTSIDER: False,
    Standing.UNKNOWN: None,
}

_SHARED = ("is_ext_shared", "is_pending_ext_shared", "is_org_shared")
"""What `conversations.info` says of channels that others than the workspace's people read, or soon will."""


class UnknownAudiences:
    """Implements `bot.desk.ports.Audiences` for whom nobody can be asked: nobody passes for a member."""

    def of(self, team: str, channel: str, _user: str) -> Audience:
        """The place alone."""
        return Audience(team, channel)

    def forget(self, team: str, id_: str) -> None:
        """Nothing was known."""


@dataclass(frozen=True, slots=True)
class _Known:
    members_only: bool
    until: float


class SlackAudiences:
    """Implements `bot.desk.ports.Audiences`. Threads may share it.

    When in doubt (no answer, no scope, an unknown channel) somebody may be there who is no member.
    """

    def __init__(
        self,
        desks: Desks,
        client_for: Callable[[str], WebClient | None],
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self._desks = desks
        self._client_for = client_for
        self._clock = clock
        self._guard = threading.Lock()
        self._known: dict[tuple[str, str], _Known] = {}

    def of(self, team: str, channel: str, user: str) -> Audience:
        """Who reads a channel, or what is shown to a person alone."""
        if not self._desks.asks_who(team):
            return Audience(team, channel)
        alone = not channel or channel.startswith("D")
        return Audience(team, channel, members_only=self._is_members_only(team, user if alone else channel))

    def forget(self, team: str, id_: str) -> None:
        """A channel, or a person, has changed."""
        with self._guard:
            self._known.pop((team, id_), None)

    def _is_members_only(self, team: str, id_: str) -> bool:
        with self._guard:
            known = self._known.get((team, id_))
        if known is None or known.until < self._clock():
            known = self._learn(team, id_)
        return known.members_only

    def _learn(self, team: str, id_: str) -> _Known:
        answer = self._ask(team, id_)
        known = _Known(answer is True, self._clock() + (KEPT_SECONDS if answer is not None else 10.0))
        with self._guard:
            if len(self._known) >= _MOST:
                self._known.clear()
            self._known[team, id_] = known
        return known

    def _ask(self, team: str, id_: str) -> bool | None:
        """Whether only members are there; None when Slack did not tell."""
        client = self._client_for(team)
        if client is None or not id_:
            return None
        if id_[0] in "UW":
            return _IS_MEMBER[standing(client, team, id_)]
        try:
            return _is_own(hurried(client).conversations_info(channel=id_).get("channel") or {})
        except (SlackApiError, OSError, HTTPException) as error:
            reason = error.response.get("error") if isinstance(error, SlackApiError) else type(error).__name__
            _log.warning("audience unknown", reason=str(reason))
            return None


def _is_own(channel: Mapping[str, Any]) -> bool:
    return bool(channel) and not any(channel.get(flag) for flag in _SHARED)
