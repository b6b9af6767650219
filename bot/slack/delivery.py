"""Posting to a `response_url`: once, with an honest word on whether it arrived."""

from __future__ import annotations

from http.client import HTTPException
from typing import Any, Protocol

from slack_sdk.http_retry.builtin_handlers import RateLimitErrorRetryHandler
from slack_sdk.webhook import WebhookClient

from bot.errors import DeliveryError, DeliveryUnknownError

TIMEOUT_SECONDS = 10


class Deliver(Protocol):
    """Posts a message to a response_url; raises as `deliver` does."""

    def __call__(self, url: str, message: dict[str, Any]) -> None:
        """Post `message` to `url`."""


def deliver(url: str, message: dict[str, Any]) -> None:
    """Post a message to a response_url. It takes 5 posts within 30 minutes of its click.

    The SDK's default retry on a broken connection could post twice, so only 429 is tried again,
    after the time that Slack asks for.

    Raises:
        DeliveryError: Slack refused it (an expired or used-up URL, an invalid message).
        DeliveryUnknownError: no answer, or a 5xx: it may have been posted.

    """
    client = WebhookClient(url, timeout=TIMEOUT_SECONDS, retry_handlers=[RateLimitErrorRetryHandler()])
    try:
        response = client.send_dict(message)
    except (OSError, HTTPException) as error:
        raise DeliveryUnknownError(type(error).__name__) from None
    if response.status_code >= 500:
        raise DeliveryUnknownError(f"http_{response.status_code}")
    if response.status_code != 200:
        raise DeliveryError(_reason(response.status_code, response.body))


def _reason(status: int, body: str) -> str:
    """Slack's own short code; anything longer is somebody else's page and stays out of the log."""
    word = body.strip()
    return word if word.replace("_", "").isalnum() and len(word) < 40 else f"http_{status}"
