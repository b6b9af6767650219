"""The container's health check: 0 when `/healthz` answers with 200, otherwise 1."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from tests.conftest import ROOT


@contextmanager
def serving(status: int) -> Iterator[int]:
    """A server that gives every path the same status; its port."""

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status if self.path == "/healthz" else 404)
            self.end_headers()

        def log_message(self, *_args: object) -> None:
            """Nobody reads it."""

    with HTTPServer(("127.0.0.1", 0), Answers) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield server.server_port
        finally:
            server.shutdown()
            thread.join()


def checked(port: int, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - our own script
        [sys.executable, ROOT / "deploy" / "healthcheck.py"],
        env={"PATH": os.environ["PATH"], "BRIEF_PORT": str(port), **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize(("status", "code"), [(200, 0), (503, 1), (404, 1)])
def test_it_is_well_when_healthz_says_so(status: int, code: int) -> None:
    with serving(status) as port:
        assert checked(port).returncode == code


def test_it_is_ill_and_says_why_when_nothing_answers() -> None:
    with serving(200) as port:
        pass
    done = checked(port)
    assert done.returncode == 1
    assert done.stderr == "/healthz does not answer: ConnectionRefusedError\n"


def test_a_proxy_for_the_way_to_slack_is_not_asked() -> None:
    with serving(200) as port:
        assert checked(port, http_proxy="http://127.0.0.1:1", HTTP_PROXY="http://127.0.0.1:1").returncode == 0
