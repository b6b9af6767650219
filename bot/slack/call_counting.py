"""Counts every call to Slack by its method and its result, by hooks that the SDK and `Deliver` offer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final
from urllib.error import URLError
from urllib.parse import urlsplit

import structlog
from slack_sdk.http_retry.handler import RetryHandler
from slack_sdk.http_retry.request import HttpRequest
from slack_sdk.http_retry.response import HttpResponse
from slack_sdk.http_retry.state import RetryState

from bot.errors import DeliveryError
from bot.slack.delivery import Deliver

_log = structlog.get_logger("briefbot")

Count = Callable[[str, str], None]
"""Hears a method and a result. `bot.metrics.Metrics.slack_call` is one, and bounds what becomes a label."""

RESPONSE_URL: Final = "response_url"
_OK: Final = "ok"


class CallCounting(RetryHandler):
    """Stands first among a client's retry handlers, and never asks for another try.

    The SDK asks every handler after every try, also after one that succeeded
    (`slack_sdk.web.base_client`), so the first one sees them all.
    """

    def __init__(self, count: Count) -> None:
        super().__init__(max_retry_count=0)
        self._count = count

    def can_retry(
        self,
        *,
        state: RetryState,  # noqa: ARG002 - the SDK's signature
        request: HttpRequest,
        response: HttpResponse | None = None,
        error: Exception | None = None,
    ) -> bool:
        """Count, and leave the decision to the handlers after this one."""
        try:
            self._count(_method(request.url), result_of(response, error))
        except Exception as problem:  # noqa: BLE001 - raised here, it would turn a post that was made into an error
            _log.warning("call not counted", error=type(problem).__name__)
        return False


def counted(deliver: Deliver, count: Count) -> Deliver:
    """A `Deliver` that counts what it posts: the SDK's webhook client asks no handler after a success."""

    def counting(url: str, message: dict[str, Any]) -> None:
        try:
            deliver(url, message)
        except DeliveryError as error:
            count(RESPONSE_URL, error.reason)
            raise
        count(RESPONSE_URL, _OK)

    return counting


def result_of(response: HttpResponse | None, error: Exception | None) -> str:
    """What came of a try, in a word: "ok", Slack's error, "429", "http_503" or an exception's name."""
    if response is None:
        return type(_cause(error)).__name__
    if response.status_code == 429:
        return "429"
    if response.status_code != 200:
        return f"http_{response.status_code}"
    body = response.body or {}
    if body.get("ok"):
        return _OK
    return str(body.get("error", "no_json"))


def _cause(error: Exception | None) -> object:
    """What a `URLError` wraps says more than it does."""
    if isinstance(error, URLError) and isinstance(error.reason, Exception):
        return error.reason
    return error


def _method(url: str) -> str:
    """The Web API method that a URL calls."""
    return urlsplit(url).path.rpartition("/")[2]
