"""Plain HTTP, without redirects, and what went wrong with it in words."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.message import Message
from http.client import HTTPException, HTTPMessage
from types import MappingProxyType
from typing import IO, Final, Protocol
from urllib.error import HTTPError, URLError
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener

_MOST_BYTES: Final = 64 * 1024


@dataclass(frozen=True, slots=True)
class WebAnswer:
    """An answer of any status; names of headers are in lower case."""

    status: int
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


class Web(Protocol):
    """Makes one request."""

    def ask(
        self,
        url: str,
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        *,
        near: bool = False,
    ) -> WebAnswer:
        """GET, or POST where there is a body. `near` is for what must not go through a proxy.

        Raises:
            OSError: there was no answer.

        """


class _NoRedirects(HTTPRedirectHandler):
    """Slack follows none, so they are answers like others."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> None:
        """Stay."""


class UrllibWeb:
    """Implements `Web`. Each wait for the network takes at most so many seconds."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds

    def ask(
        self,
        url: str,
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        *,
        near: bool = False,
    ) -> WebAnswer:
        """Make the request."""
        handlers = [_NoRedirects(), ProxyHandler({})] if near else [_NoRedirects()]
        request = Request(url, body, dict(headers or {}))  # noqa: S310 - the settings allow http and https alone
        try:
            with build_opener(*handlers).open(request, timeout=self._seconds) as response:
                return _answer(response.status, response, response.headers)
        except HTTPError as error:
            with error:
                return _answer(error.code, error, error.headers)
        except HTTPException as error:
            raise ConnectionError(type(error).__name__) from None


def _answer(status: int, body: IO[bytes], headers: Message) -> WebAnswer:
    lower = {name.lower(): value for name, value in headers.items()}
    return WebAnswer(status, body.read(_MOST_BYTES), lower)


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
    for kinds, trouble in _TROUBLES:
        if isinstance(cause, kinds):
            return trouble
    return Trouble(
        "network", f"cannot be reached ({type(cause).__name__})", "See to the network, and try again."
    )


def _certificate(error: ssl.SSLCertVerificationError) -> Trouble:
    said = error.verify_message or "it is not trusted"
    fix = (
        "Install a certificate of a public authority, with its intermediate ones, for this very name."
        " If a proxy of your own network replaces certificates, name its authority in SSL_CERT_FILE."
    )
    return Trouble("certificate", f"has a certificate that is refused: {said}", fix)


_TROUBLES: Final[tuple[tuple[type[OSError] | tuple[type[OSError], ...], Trouble], ...]] = (
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
        (ConnectionError,),
        Trouble("broken", "breaks the connection off", "See what the server or a proxy before it logs."),
    ),
)
