"""Requests as Slack sends them to an app that listens over HTTP."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import urlencode

from slack_sdk.signature import SignatureVerifier

FORM: Final = "application/x-www-form-urlencoded"
JSON: Final = "application/json"


def signed(
    body: bytes | str, secret: str, timestamp: int | None = None, content_type: str = FORM
) -> dict[str, str]:
    """The headers of a request with this body, signed now unless a timestamp says otherwise."""
    moment = str(int(time.time()) if timestamp is None else timestamp)
    signature = SignatureVerifier(secret).generate_signature(timestamp=moment, body=body)
    assert signature is not None
    return {
        "Content-Type": content_type,
        "X-Slack-Request-Timestamp": moment,
        "X-Slack-Signature": signature,
    }


def form(payload: Mapping[str, str]) -> str:
    """The body of a slash command: its fields as a form."""
    return urlencode(payload)


def interactivity_form(payload: Mapping[str, Any]) -> str:
    """The body of an interaction: JSON in the only field of a form."""
    return urlencode({"payload": json.dumps(payload)})
