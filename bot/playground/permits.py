"""What Slack lets the app do for a moment: open a modal, or answer on a response_url."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from bot.playground.passes import Clock, Passes

#: Slack's page on installing with OAuth.
_CODE_USES: Final = 1
_CODE_SECONDS: Final = 10 * 60.0
_TRIGGER_USES: Final = 1
_TRIGGER_SECONDS: Final = 3.0
_RESPONSE_URL_USES: Final = 5
_RESPONSE_URL_SECONDS: Final = 30 * 60.0


@dataclass(frozen=True, slots=True)
class Trigger:
    """Who did something that a modal may answer: in which `channel`, or in which modal (`view`), if any."""

    user: str
    view: str = ""
    channel: str = ""


@dataclass(frozen=True, slots=True)
class ResponseUrl:
    """Where and to whom messages on a response_url go.

    `message` is the timestamp of the message that was clicked; `cause` the exchange that brought the URL.
    """

    channel: str
    user: str
    message: str = ""
    thread_ts: str | None = None
    cause: str = ""


@dataclass(frozen=True, slots=True)
class InstallCode:
    """What somebody has allowed the app, and where Slack sent them with the code for it."""

    user: str
    scopes: tuple[str, ...]
    redirect_uri: str


def install_codes(clock: Clock) -> Passes[InstallCode]:
    """Codes for tokens: one, within 10 minutes."""
    return Passes(_CODE_USES, _CODE_SECONDS, clock)


def triggers(clock: Clock) -> Passes[Trigger]:
    """Trigger ids: one view within 3 s (Slack's page on handling user interaction)."""
    return Passes(_TRIGGER_USES, _TRIGGER_SECONDS, clock)


def response_urls(clock: Clock) -> Passes[ResponseUrl]:
    """Response URLs: 5 messages within 30 minutes (Slack's page on handling user interaction)."""
    return Passes(_RESPONSE_URL_USES, _RESPONSE_URL_SECONDS, clock)
