"""A load balancer: each request goes to the next replica, and to another one if that is lost in mid-request.

It does what nginx does with `proxy_next_upstream error non_idempotent`: what has no whole answer is sent
again, byte for byte. It never looks at what a request says, so no session sticks to a replica.
"""

from __future__ import annotations

import socket
import socketserver
import threading
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from itertools import count
from typing import Final
from urllib.parse import urlsplit

_PATIENCE_SECONDS: Final = 20.0
_BETWEEN_ROUNDS_SECONDS: Final = 0.02


class Balancer:
    """Listens on a free port of loopback. `replicas` tells the addresses of now, "" for a dead one.

    Without `sends_again` it gives a request up that has no whole answer: what it must not do.
    """

    def __init__(self, replicas: Callable[[], Sequence[str]], *, sends_again: bool = True) -> None:
        self._replicas = replicas
        self._sends_again = sends_again
        self._in_hand: Counter[str] = Counter()
        self._changed = threading.Condition()
        self._turns = count()
        self.sent_again = 0
        self._stopping = threading.Event()
        balancer = self

        class Handler(socketserver.BaseRequestHandler):
            def handle(self) -> None:
                with suppress(OSError, EOFError):  # the client is gone
                    self.request.sendall(balancer.answer(_read(self.request, is_request=True)))

        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler, bind_and_activate=False)
        self._server.daemon_threads = True
        self._server.request_queue_size = 256
        self._server.server_bind()
        self._server.server_activate()
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        """Where Slack's requests go."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/slack/events"

    def stop(self) -> None:
        """Take no more requests."""
        self._stopping.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def answer(self, request: bytes) -> bytes:
        """The first whole answer that a replica gives, b"" if none does in time."""
        head, _, body = request.partition(b"\r\n\r\n")
        lines = [line for line in head.split(b"\r\n") if not line.lower().startswith(b"connection:")]
        once = b"\r\n".join([*lines, b"Connection: close", b"", body])
        for _ in range(int(_PATIENCE_SECONDS / _BETWEEN_ROUNDS_SECONDS)):
            addresses = [url for url in self._replicas() if url]
            if addresses:
                try:
                    return self._ask(addresses[next(self._turns) % len(addresses)], once)
                except (OSError, EOFError):
                    if not self._sends_again:
                        break
                    with self._changed:
                        self.sent_again += 1
            if self._stopping.wait(_BETWEEN_ROUNDS_SECONDS):
                break
        return b""

    def wait_until_busy(self, url: str, requests: int, seconds: float) -> None:
        """Wait until so many requests are in hand at a replica, or for so long."""
        with self._changed:
            self._changed.wait_for(lambda: self._in_hand[url] >= requests, seconds)

    def _ask(self, url: str, request: bytes) -> bytes:
        self._count(url, 1)
        try:
            return _ask(url, request)
        finally:
            self._count(url, -1)

    def _count(self, url: str, more: int) -> None:
        with self._changed:
            self._in_hand[url] += more
            self._changed.notify_all()


def _ask(url: str, request: bytes) -> bytes:
    place = urlsplit(url)
    with socket.create_connection((str(place.hostname), place.port or 80), timeout=10) as connection:
        connection.sendall(request)
        return _read(connection, is_request=False)


def _read(connection: socket.socket, *, is_request: bool) -> bytes:
    """A whole request or response. Raises EOFError when it ends before that."""
    data = b""
    while b"\r\n\r\n" not in data:
        data += _more(connection)
    head, _, body = data.partition(b"\r\n\r\n")
    fields = {
        name.strip().lower(): value.strip()
        for name, _, value in (line.partition(b":") for line in head.split(b"\r\n")[1:])
    }
    if b"content-length" not in fields and not is_request:
        raise EOFError("no length")
    while len(body) < int(fields.get(b"content-length", 0)):
        body += _more(connection)
    return head + b"\r\n\r\n" + body


def _more(connection: socket.socket) -> bytes:
    chunk = connection.recv(65_536)
    if not chunk:
        raise EOFError("ended early")
    return chunk
