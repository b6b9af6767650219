"""Asking Slack about the app itself, for `brief doctor`: tokens, scopes, channels; nothing is changed."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from http.client import HTTPException
from types import MappingProxyType
from typing import Any, Protocol

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.signature import SignatureVerifier

NO_SLACK = "not_slack"
"""The error of an answer that is none of the Web API's, such as a proxy's login page."""

_CODE = re.compile(r"[a-z0-9_]{1,80}")
"""What Slack's errors look like. The SDK puts the text of any other answer in their place."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What Slack said: `error` is "" when it said yes. Names of headers are in lower case."""

    error: str
    body: Mapping[str, Any]
    headers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


class Slack(Protocol):
    """Calls methods of the Web API that change nothing."""

    def call(self, method: str, token: str, **arguments: str) -> Answer:
        """Call a method.

        Raises:
            OSError: there was no answer, by a network's fault.

        """


class WebApi:
    """Implements `Slack`. It never tries again: who waits for a verdict can ask anew."""

    def __init__(self, base_url: str, seconds: int) -> None:
        self._base_url = base_url
        self._seconds = seconds

    def call(self, method: str, token: str, **arguments: str) -> Answer:
        """Call a method."""
        client = WebClient(
            token, base_url=self._base_url, timeout=self._seconds, retry_handlers=[], logger=_silent()
        )
        try:
            response = client.api_call(method, params=arguments)
        except SlackApiError as error:
            response = error.response
        except (HTTPException, ValueError) as error:  # a URL, or an answer, that cannot be read
            raise ConnectionError(type(error).__name__) from None
        said = response.data if isinstance(response.data, dict) else {}
        headers = {name.lower(): str(value) for name, value in response.headers.items()}
        if said.get("ok"):
            return Answer("", said, headers)
        code = str(said.get("error"))
        return Answer(code if _CODE.fullmatch(code) else NO_SLACK, said, headers)


def _silent() -> logging.Logger:
    """The SDK's own words about a failure would stand between ours."""
    logger = logging.getLogger(f"{__name__}.silent")
    logger.setLevel(logging.CRITICAL + 1)
    return logger


@dataclass(frozen=True, slots=True)
class SignedRequest:
    """A request as Slack would sign it, and the word that a bot with the same secret answers with."""

    body: bytes = field(repr=False)
    headers: Mapping[str, str] = field(repr=False)
    challenge: str


def url_verification(challenge: str, signing_secret: str, at: datetime) -> SignedRequest:
    """Slack's question whether a URL is ours (its page on `url_verification`), signed with our secret."""
    body = json.dumps({"type": "url_verification", "challenge": challenge}).encode()
    moment = str(int(at.timestamp()))
    signature = SignatureVerifier(signing_secret).generate_signature(timestamp=moment, body=body)
    headers = {
        "Content-Type": "application/json",
        "X-Slack-Request-Timestamp": moment,
        "X-Slack-Signature": str(signature),
    }
    return SignedRequest(body, headers, challenge)
