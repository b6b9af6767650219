"""Requests to an operator's own server: no redirects, no proxy on this machine, and TLS that is looked at."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from bot.doctor.trouble import Trouble, trouble_of
from bot.doctor.web import UrllibWeb


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(302 if self.path == "/away" else 200)
        self.send_header("Location", "/")
        self.end_headers()
        self.wfile.write(b"x" * 200_000)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's
        pass


class _Server(HTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """Whoever breaks off is a part of the test."""


@contextmanager
def server(context: ssl.SSLContext | None = None) -> Iterator[int]:
    """A server on a free port, over TLS where there is a context."""
    with _Server(("127.0.0.1", 0), _Handler) as running:
        if context:
            running.socket = context.wrap_socket(running.socket, server_side=True)
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield running.server_port
        finally:
            running.shutdown()
            thread.join()


def trouble_with(url: str) -> Trouble:
    with pytest.raises(OSError) as caught:  # noqa: PT011 - which one is what is tested
        UrllibWeb(5).ask(url)
    return trouble_of(caught.value)


def self_signed(folder: Path) -> ssl.SSLContext:
    """A server's side of TLS with a certificate that nobody vouches for."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    pem = folder / "server.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    pem.write_bytes(private + certificate.public_bytes(serialization.Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    return context


def test_a_redirect_is_an_answer_and_is_not_followed() -> None:
    with server() as port:
        assert UrllibWeb(5).ask(f"http://127.0.0.1:{port}/away").status == 302


def test_only_the_beginning_of_a_long_answer_is_read() -> None:
    with server() as port:
        assert len(UrllibWeb(5).ask(f"http://127.0.0.1:{port}/").body) == 64 * 1024


def test_what_is_near_is_asked_past_any_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    with server() as port:
        assert UrllibWeb(5).ask(f"http://127.0.0.1:{port}/", near=True).status == 200


def test_a_certificate_that_nobody_vouches_for_is_told(tmp_path: Path) -> None:
    with server(self_signed(tmp_path)) as port:
        trouble = trouble_with(f"https://127.0.0.1:{port}/")
    assert (trouble.kind, "self-signed" in trouble.words) == ("certificate", True)


def test_a_server_that_speaks_no_tls_is_told() -> None:
    with server() as port:
        assert trouble_with(f"https://127.0.0.1:{port}/").kind == "tls"


@pytest.mark.parametrize("url", ["http://127.0.0.1:eighty/", "http://[x/", "http://a b/"])
def test_a_url_that_cannot_be_one_is_told(url: str) -> None:
    assert trouble_with(url).kind == "url"
