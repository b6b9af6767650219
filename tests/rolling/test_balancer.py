"""The balancer of the rolling restart: what a replica leaves without an answer goes to another, unchanged."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import httpx
import pytest

from tests.rolling.balancer import Balancer

WHOLE = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok"
CUT = b"HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\nhalf"


class Replica(socketserver.ThreadingTCPServer):
    """Answers every request with the same bytes, and remembers the bodies that came."""

    def __init__(self, answer: bytes) -> None:
        self.bodies: list[bytes] = []
        replica = self

        class Handler(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                length = 0
                while (line := self.rfile.readline()).strip():
                    name, _, value = line.partition(b":")
                    length = int(value) if name.lower() == b"content-length" else length
                replica.bodies.append(self.rfile.read(length))
                self.wfile.write(answer)

        super().__init__(("127.0.0.1", 0), Handler)

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.server_address[1]}/slack/events"


@contextmanager
def running(*answers: bytes, sends_again: bool = True) -> Iterator[tuple[list[Replica], Balancer]]:
    """Replicas that give these answers, behind a balancer."""
    with ExitStack() as undo:
        replicas = [undo.enter_context(Replica(answer)) for answer in answers]
        for replica in replicas:
            threading.Thread(target=replica.serve_forever, args=(0.01,), daemon=True).start()
            undo.callback(replica.shutdown)
        balancer = Balancer(lambda: [replica.url for replica in replicas], sends_again=sends_again)
        undo.callback(balancer.stop)
        yield replicas, balancer


@pytest.mark.parametrize("lost", [b"", CUT], ids=["no answer", "half an answer"])
def test_the_same_bytes_go_to_another_replica_when_one_is_lost(lost: bytes) -> None:
    with running(lost, WHOLE) as (replicas, balancer):
        answer = httpx.post(balancer.url, content=b"text=china", trust_env=False)
    assert (answer.status_code, answer.text, balancer.sent_again) == (200, "ok", 1)
    assert [replica.bodies for replica in replicas] == [[b"text=china"], [b"text=china"]]


def test_a_refused_connection_is_tried_elsewhere() -> None:
    with running(WHOLE, WHOLE) as (replicas, balancer):
        replicas[0].shutdown()
        replicas[0].server_close()
        assert httpx.post(balancer.url, content=b"x", trust_env=False).text == "ok"
    assert balancer.sent_again == 1


def test_replicas_take_turns() -> None:
    with running(WHOLE, WHOLE) as (replicas, balancer), httpx.Client(trust_env=False) as client:
        for number in range(4):
            client.post(balancer.url, content=str(number).encode())
    assert [len(replica.bodies) for replica in replicas] == [2, 2]


def test_a_balancer_that_does_not_send_again_loses_requests() -> None:
    with running(b"", WHOLE, sends_again=False) as (_, balancer), pytest.raises(httpx.RemoteProtocolError):
        httpx.post(balancer.url, content=b"x", trust_env=False)
