"""Posting for everyone, and looking for what was posted: each call with an honest outcome."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from http.client import HTTPException
from typing import Any, Final

import structlog
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.desk.records import Delivery
from bot.jobs.ports import Absent, NotAllowed, Posted, RateLimited, Refused, Unknown

_log = structlog.get_logger("briefbot")

EVENT_TYPE: Final = "briefbot_reply"
"""The metadata that carries a delivery's key. Anybody in the workspace can read it: no secret is in it."""

_IN_DOUBT: Final = frozenset(
    "service_unavailable internal_error fatal_error request_timeout team_added_to_org".split()
)
"""Slack's own errors that may have half-succeeded (SLACK.md section 4)."""

_REMOVED: Final = "account_inactive"
"""Slack's word for it: its workspace has removed the app."""

_PAGE: Final = 200
_EARLIER_SECONDS: Final = 300
"""How much earlier than by our clock a message may be by Slack's."""


class SlackPoster:
    """The way to Slack. A workspace's client has no retries of its own: waiting is the durable engine's."""

    def __init__(self, client_for: Callable[[str], WebClient | None]) -> None:
        """`client_for` gives None for a workspace that has removed the app."""
        self._client_for = client_for

    def post(self, delivery: Delivery) -> Posted | RateLimited | Refused | Unknown:
        """Post a message with its key in the metadata."""
        client = self._client_for(delivery.place.team)
        if client is None:
            return Refused(_REMOVED)
        try:
            answer = client.chat_postMessage(
                channel=delivery.place.channel,
                thread_ts=delivery.place.thread or None,
                text=delivery.message["text"],
                blocks=delivery.message["blocks"],
                metadata={"event_type": EVENT_TYPE, "event_payload": {"key": delivery.key}},
                unfurl_links=False,
                unfurl_media=False,
            )
        except SlackApiError as error:
            return _limited(error) or _after_post(error)
        except (OSError, HTTPException) as error:
            return Unknown(type(error).__name__)
        return Posted(str(answer["ts"]))

    def find(self, delivery: Delivery) -> Posted | RateLimited | Absent | NotAllowed | Unknown:
        """Look through what was said in the conversation since the delivery was written."""
        client = self._client_for(delivery.place.team)
        if client is None:
            return NotAllowed(_REMOVED)
        try:
            for page in _pages(client, delivery):
                for message in page.get("messages") or ():
                    if _key_of(message) == delivery.key:
                        return Posted(message["ts"])
        except SlackApiError as error:
            reason = _reason(error)
            if limited := _limited(error):
                return limited
            if error.response.status_code >= 500 or reason in _IN_DOUBT:
                return Unknown(reason)
            return Absent() if reason == "thread_not_found" else NotAllowed(reason)
        except (OSError, HTTPException) as error:
            return Unknown(type(error).__name__)
        return Absent()

    def tell(self, delivery: Delivery, words: str) -> None:
        """Tell who asked, in a direct message, that the message could not be posted."""
        client = self._client_for(delivery.place.team)
        if client is None:
            return
        try:
            client.chat_postMessage(channel=delivery.user, text=words)
        except (SlackApiError, OSError, HTTPException) as error:
            _log.warning("asker not told", key=delivery.key, error=type(error).__name__)


def _pages(client: WebClient, delivery: Delivery) -> Any:
    since: dict[str, Any] = {
        "channel": delivery.place.channel,
        "oldest": f"{delivery.at.timestamp() - _EARLIER_SECONDS:.6f}",
        "limit": _PAGE,
        "include_all_metadata": True,
    }
    if delivery.place.thread:
        return client.conversations_replies(ts=delivery.place.thread, **since)
    return client.conversations_history(**since)


def _key_of(message: Mapping[str, Any]) -> str | None:
    metadata = message.get("metadata") or {}
    if metadata.get("event_type") != EVENT_TYPE:
        return None
    key = (metadata.get("event_payload") or {}).get("key")
    return key if isinstance(key, str) else None


def _limited(error: SlackApiError) -> RateLimited | None:
    if error.response.status_code != 429 and _reason(error) not in {"ratelimited", "rate_limited"}:
        return None
    headers = {name.lower(): value for name, value in (error.response.headers or {}).items()}
    after = str(headers.get("retry-after", ""))
    return RateLimited(float(after) if after.isdecimal() else 30.0)


def _after_post(error: SlackApiError) -> Refused | Unknown:
    reason = _reason(error)
    if error.response.status_code >= 500 or reason in _IN_DOUBT:
        return Unknown(reason)
    return Refused(reason)


def _reason(error: SlackApiError) -> str:
    """Slack's short word; a body that is not Slack's JSON has none."""
    data = error.response.data
    word = data.get("error") if isinstance(data, dict) else None
    return word if isinstance(word, str) else f"http_{error.response.status_code}"
