"""How Slack signs what it sends over HTTP (its page on verifying requests)."""

from __future__ import annotations

import hashlib
import hmac
import time
from typing import Final

FORM: Final = "application/x-www-form-urlencoded"
JSON: Final = "application/json"


def signed(
    body: bytes | str, secret: str, timestamp: int | None = None, content_type: str = FORM
) -> dict[str, str]:
    """The headers of a request with this body. Signed at the real time, whatever the playground's is."""
    moment = str(int(time.time()) if timestamp is None else timestamp)
    raw = body.encode() if isinstance(body, str) else body
    digest = hmac.new(secret.encode(), b":".join((b"v0", moment.encode(), raw)), hashlib.sha256)
    return {
        "Content-Type": content_type,
        "X-Slack-Request-Timestamp": moment,
        "X-Slack-Signature": f"v0={digest.hexdigest()}",
    }
