"""Who sent a request: Slack signs each one (its page on verifying requests)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from hashlib import sha256
from typing import Final

from slack_sdk.signature import Clock, SignatureVerifier

TIMESTAMP: Final = "x-slack-request-timestamp"
SIGNATURE: Final = "x-slack-signature"

_SECONDS: Final = re.compile(r"[0-9]{1,12}", re.ASCII)
_DIGEST: Final = re.compile(r"v0=[0-9a-f]{64}", re.ASCII)


class Signatures:
    """Tells Slack's requests from anybody else's, by the app's signing secret."""

    def __init__(self, secret: str, now: Callable[[], datetime]) -> None:
        self._verifier = SignatureVerifier(secret, _Clock(now))

    def mark_of(self, body: bytes, headers: Mapping[str, str]) -> str | None:
        """The mark of a request that Slack signed at most five minutes ago, or ahead; None for any other.

        One signature belongs to one body and one second, so the mark is the request's own. It is a hash:
        nobody can sign with it.
        """
        timestamp, signature = headers.get(TIMESTAMP, ""), headers.get(SIGNATURE, "")
        if not (_SECONDS.fullmatch(timestamp) and _DIGEST.fullmatch(signature)):
            return None  # the SDK takes a timestamp for a number, and a signature for ASCII
        try:
            is_signed = self._verifier.is_valid(body, timestamp, signature)
        except UnicodeDecodeError:  # the SDK reads the body as UTF-8, which all of Slack's are
            return None
        return sha256(signature.encode()).hexdigest() if is_signed else None


class _Clock(Clock):
    """The SDK's clock, told the time."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now

    def now(self) -> float:
        return self._now().timestamp()
