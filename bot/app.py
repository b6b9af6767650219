"""The composition root: the only place where the parts are put together."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from types import FrameType

import structlog

from bot import clock
from bot.desk.desk import Desk
from bot.library.reader import load_library
from bot.settings import Settings, require_slack
from bot.slack import bolt
from bot.slack.delivery import deliver
from bot.slack.http import edge
from bot.slack.surface import Office
from bot.slack.transports import HttpTransport, SocketTransport, Transport

_log = structlog.get_logger("briefbot")


@dataclass(frozen=True, slots=True)
class Bot:
    """The bot at work: `where` says how it is reached, `address` its URL when that is over HTTP."""

    where: str
    address: str
    stop: Callable[[], None]


def run(settings: Settings, stop: threading.Event | None = None) -> None:
    """Serve until SIGTERM or SIGINT, or until `stop` is set; requests under way are answered first.

    Raises:
        SettingsError, LibraryError, StartError: it cannot start; each says how to mend it.

    """
    bot = start(settings)
    _log.info("ready", how=bot.where)
    (stop or stopped_by_signal()).wait()
    _log.info("stopping")
    bot.stop()
    _log.info("stopped")


def start(settings: Settings, now: Callable[[], datetime] = clock.now) -> Bot:
    """Begin to serve, by the time that `now` tells.

    Raises:
        SettingsError, LibraryError, StartError: it cannot start; each says how to mend it.

    """
    require_slack(settings)
    library = load_library(settings.brief_content)  # a library with problems never starts serving
    office = Office(Desk(library), lambda: now().date(), deliver)
    assert settings.slack_bot_token is not None  # `require_slack` has seen to it
    client = bolt.web_client(settings.slack_bot_token.get_secret_value(), settings.slack_api_url)
    secret = settings.slack_signing_secret.get_secret_value() if settings.slack_signing_secret else ""
    app, pool = bolt.build(office, client, secret)
    transport: Transport
    if settings.slack_app_token is not None:
        transport = SocketTransport(app, settings.slack_app_token.get_secret_value())
    else:
        transport = HttpTransport(edge(app), settings.brief_host, settings.brief_port)
    where = transport.start()

    def stop() -> None:
        transport.stop()
        pool.shutdown()

    return Bot(where, transport.address, stop)


def stopped_by_signal() -> threading.Event:
    """An event that SIGTERM and SIGINT set."""
    stop = threading.Event()

    def asked(_signal: int, _frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGTERM, asked)
    signal.signal(signal.SIGINT, asked)
    return stop
