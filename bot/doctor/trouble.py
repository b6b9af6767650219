"""Why something on the network does not answer, in words."""

from __future__ import annotations

import socket
import ssl
from dataclasses import dataclass
from typing import Final
from urllib.error import URLError

from bot.doctor.web import NoAddressError


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why there was no answer: a stable `kind`, the words to put after the host's name, and what to do."""

    kind: str
    words: str
    fix: str


def trouble_of(error: OSError) -> Trouble:
    """What kept an answer away. The error's own text is not repeated, but for that of a certificate."""
    cause = error.reason if isinstance(error, URLError) and isinstance(error.reason, OSError) else error
    if isinstance(cause, ssl.SSLCertVerificationError):
        return _certificate(cause)
    for kind, trouble in _TROUBLES:
        if isinstance(cause, kind):
            return trouble
    return Trouble(
        "network", f"cannot be reached ({type(cause).__name__})", "See to the network, and try again."
    )


def _certificate(error: ssl.SSLCertVerificationError) -> Trouble:
    said = getattr(error, "verify_message", "") or "it is not trusted"
    fix = (
        "Install a certificate of a public authority, with its intermediate ones, for this very name."
        " If a proxy of your own network replaces certificates, name its authority in SSL_CERT_FILE."
    )
    return Trouble("certificate", f"has a certificate that is refused: {said}", fix)


_TROUBLES: Final[tuple[tuple[type[OSError], Trouble], ...]] = (
    (
        NoAddressError,
        Trouble("url", "is in a URL that cannot be one", "Look for a typing error, such as in the port."),
    ),
    (
        socket.gaierror,
        Trouble("name", "is a name that DNS does not know", "Look for a typing error, and see to DNS."),
    ),
    (
        TimeoutError,
        Trouble(
            "timeout",
            "does not answer in time",
            "Let a firewall or proxy pass this on, or name the proxy in HTTPS_PROXY.",
        ),
    ),
    (
        ConnectionRefusedError,
        Trouble("refused", "refuses the connection", "Start what listens there, or name another port."),
    ),
    (
        ssl.SSLError,
        Trouble(
            "tls",
            "does not speak TLS as expected",
            "Use http:// only inside your network; otherwise see to the server's TLS.",
        ),
    ),
    (
        ConnectionError,
        Trouble("broken", "breaks the connection off", "See what the server or a proxy before it logs."),
    ),
)
