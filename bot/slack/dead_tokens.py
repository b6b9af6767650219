"""Tells of tokens that Slack takes no more, as soon as it says so to any call."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from slack_sdk.http_retry.handler import RetryHandler
from slack_sdk.http_retry.request import HttpRequest
from slack_sdk.http_retry.response import HttpResponse
from slack_sdk.http_retry.state import RetryState

_DEAD: Final = frozenset({"account_inactive", "invalid_auth", "token_expired", "token_revoked"})
"""Slack's errors that tell that a token is of no use (its list of common errors of the Web API)."""

_BEARER: Final = "Bearer "


class DeadTokens(RetryHandler):
    """A handler among a client's, which the SDK asks after every try: it never asks for another.

    `tell` hears the token. Bolt hands the handlers of its client on to that of each request.
    """

    def __init__(self, tell: Callable[[str], None]) -> None:
        super().__init__(max_retry_count=0)
        self._tell = tell

    def can_retry(
        self,
        *,
        state: RetryState,  # noqa: ARG002 - the SDK's signature
        request: HttpRequest,
        response: HttpResponse | None = None,
        error: Exception | None = None,  # noqa: ARG002
    ) -> bool:
        """Look, and leave the decision to the handlers after this one."""
        if response is not None and (response.body or {}).get("error") in _DEAD:
            for header in request.headers.get("Authorization", ()):
                self._tell(header.removeprefix(_BEARER))
        return False
