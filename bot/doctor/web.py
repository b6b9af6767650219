"""Plain HTTP, without redirects: what an operator's own server says."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.message import Message
from http.client import HTTPException, HTTPMessage, InvalidURL
from types import MappingProxyType
from typing import IO, Final, Protocol
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener

_MOST_BYTES: Final = 64 * 1024
_HOST: Final = re.compile(r"[a-z0-9.:_-]{1,253}")
"""A name or an address, as `urlsplit` gives it: in lower case."""


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


class NoAddressError(OSError):
    """A URL cannot be one, such as with a port that is no number."""


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
        try:
            request = Request(url, body, dict(headers or {}))  # noqa: S310 - settings allow http(s) alone
            with build_opener(*handlers).open(request, timeout=self._seconds) as response:
                return _answer(response.status, response, response.headers)
        except HTTPError as error:
            with error:
                return _answer(error.code, error, error.headers)
        except (InvalidURL, ValueError):
            raise NoAddressError from None
        except HTTPException as error:
            raise ConnectionError(type(error).__name__) from None


def host_of(url: str) -> str:
    """A URL's host, where that can be shown; "" otherwise."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    return host if _HOST.fullmatch(host) else ""


def _answer(status: int, body: IO[bytes], headers: Message) -> WebAnswer:
    lower = {name.lower(): value for name, value in headers.items()}
    return WebAnswer(status, body.read(_MOST_BYTES), lower)
