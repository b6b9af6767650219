"""The composition root: the only place where the parts are put together."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable
from types import FrameType

import structlog

from bot.clock import today
from bot.desk.desk import Desk
from bot.library.reader import load_library
from bot.settings import Settings, require_slack
from bot.slack import bolt
from bot.slack.delivery import deliver
from bot.slack.http import edge
from bot.slack.surface import Office
from bot.slack.transports import HttpTransport, SocketTransport, Transport

_log = structlog.get_logger("briefbot")


def run(settings: Settings, stop: threading.Event | None = None) -> None:
    """Serve until SIGTERM or SIGINT, or until `stop` is set; requests under way are answered first.

    Raises:
        SettingsError, LibraryError, StartError: it cannot start; each says how to mend it.

    """
    require_slack(settings)
    library = load_library(settings.brief_content)  # a library with problems never starts serving
    office = Office(Desk(library), today, deliver)
    assert settings.slack_bot_token is not None  # `require_slack` has seen to it
    client = bolt.web_client(settings.slack_bot_token.get_secret_value(), settings.slack_api_url)
    secret = settings.slack_signing_secret.get_secret_value() if settings.slack_signing_secret else ""
    app, pool = bolt.build(office, client, secret)
    transport: Transport
    if settings.slack_app_token is not None:
        transport = SocketTransport(app, settings.slack_app_token.get_secret_value())
    else:
        transport = HttpTransport(edge(app), settings.brief_host, settings.brief_port)
    _serve(transport, stop or _stopped_by_signal(), pool.shutdown)


def _serve(transport: Transport, stop: threading.Event, drain: Callable[[], None]) -> None:
    _log.info("ready", how=transport.start())
    stop.wait()
    _log.info("stopping")
    transport.stop()
    drain()
    _log.info("stopped")


def _stopped_by_signal() -> threading.Event:
    stop = threading.Event()

    def asked(_signal: int, _frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGTERM, asked)
    signal.signal(signal.SIGINT, asked)
    return stop
