"""The composition root: the only place where the parts are put together."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import FrameType
from uuid import uuid4

import structlog

from bot import clock
from bot.desk.ports import Audiences
from bot.jobs.engine import Engine
from bot.jobs.postman import Postman, Unsure
from bot.opening.libraries import Libraries, open_libraries
from bot.opening.watching import Watcher
from bot.settings import Settings, require_slack
from bot.slack import bolt
from bot.slack.audiences import SlackAudiences
from bot.slack.author import Author
from bot.slack.delivery import deliver
from bot.slack.edition_author import EditionAuthor
from bot.slack.http import edge
from bot.slack.library_news import Herald
from bot.slack.news_for_askers import tell_askers
from bot.slack.poster import SlackPoster
from bot.slack.surface import Office
from bot.slack.transports import HttpTransport, SocketTransport, Transport
from bot.state.memory import SqlMemory, open_memory
from bot.state.single import OnlyOne
from bot.workspaces import Workspaces, WorkspaceSettings, read_workspaces

_LOOK_SECONDS = 0.2

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
        SettingsError, LibraryError, StateError, StartError: it cannot start; each says how to mend it.

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
        SettingsError, LibraryError, StateError, StartError: it cannot start; each says how to mend it.

    """
    require_slack(settings)
    only = OnlyOne(settings.brief_database_url)
    only.take()
    with ExitStack() as undo:
        undo.callback(only.release)
        memory = open_memory(settings.brief_database_url)
        undo.callback(memory.close)
        # a library with problems never starts serving
        workspaces = _workspaces(settings)
        own = workspaces.with_own_content()
        desks = open_libraries(settings.brief_content, own, memory.aliases.names)
        return _serve(settings, desks, workspaces, memory, now, undo)


def post_due_digests(settings: Settings, progress: Callable[[int], None]) -> None:
    """Post the editions that are due and end, for those who prefer cron; `progress` hears how many are left.

    Raises:
        SettingsError, LibraryError, StateError, StartError: it cannot start; each says how to mend it.

    """
    require_slack(settings)
    only = OnlyOne(settings.brief_database_url)
    only.take()
    with ExitStack() as undo:
        undo.callback(only.release)
        memory = open_memory(settings.brief_database_url)
        undo.callback(memory.close)
        workspaces = _workspaces(settings)
        own = workspaces.with_own_content()
        desks = open_libraries(settings.brief_content, own, memory.aliases.names)
        audiences = _audiences(settings, desks)
        engine = _engine(settings, desks, audiences, memory, clock.now)
        bolt.identify(bolt.web_client(*_way_in(settings)))
        engine.start()
        undo.callback(engine.stop)
        while left := len(memory.subscriptions.due(clock.now(), 1)) + len(memory.editions.open()):
            progress(left)
            time.sleep(_LOOK_SECONDS)


def _way_in(settings: Settings) -> tuple[str, str]:
    """The bot's token, and the address of Slack's Web API."""
    assert settings.slack_bot_token is not None  # `require_slack` has seen to it
    return settings.slack_bot_token.get_secret_value(), settings.slack_api_url


def _workspaces(settings: Settings) -> Workspaces:
    """What is set for all workspaces, and for single ones."""
    usual = WorkspaceSettings(
        editors_channel=settings.brief_editors_channel,
        when_unsure=settings.brief_when_unsure,
        digest_late_hours=settings.brief_digest_late_hours,
        user_limit=settings.brief_user_limit,
        workspace_limit=settings.brief_workspace_limit,
    )
    return read_workspaces(settings.brief_workspaces, usual)


def _audiences(settings: Settings, desks: Libraries) -> Audiences:
    client = bolt.web_client(*_way_in(settings))
    return SlackAudiences(desks, lambda _team: client)


def _engine(
    settings: Settings,
    desks: Libraries,
    audiences: Audiences,
    memory: SqlMemory,
    now: Callable[[], datetime],
) -> Engine:
    """The engine with its postman, not started yet."""
    for shelf in desks.shelves:
        memory.novelty.note(shelf.live.last.library, now(), shelf.name)
    postman = Postman(
        memory,
        {
            "reply": Author(desks, audiences, memory, now),
            "digest": EditionAuthor(desks, audiences, memory, now),
        },
        SlackPoster(bolt.posting_client(*_way_in(settings))),
        boot=uuid4().hex,
        settle_seconds=settings.brief_settle_seconds,
        unsure=Unsure(settings.brief_when_unsure),
    )
    keep = timedelta(days=settings.brief_retention_days)
    late = timedelta(hours=settings.brief_digest_late_hours)
    return Engine(settings.brief_database_url, memory, postman, now, keep, late)


def _serve(
    settings: Settings,
    desks: Libraries,
    workspaces: Workspaces,
    memory: SqlMemory,
    now: Callable[[], datetime],
    undo: ExitStack,
) -> Bot:
    """Start the engine, then the way in; `undo` takes everything back, in reverse."""
    client = bolt.web_client(*_way_in(settings))
    identity = bolt.identify(client)
    audiences = _audiences(settings, desks)
    engine = _engine(settings, desks, audiences, memory, now)
    office = Office(desks, audiences, now, deliver, memory, engine, workspaces)
    secret = settings.slack_signing_secret.get_secret_value() if settings.slack_signing_secret else ""
    app, pool = bolt.build(office, client, secret, identity)
    undo.callback(pool.shutdown)
    engine.start()
    undo.callback(engine.stop)
    tell_askers(office)  # the library may have changed while nobody ran
    transport: Transport
    if settings.slack_app_token is not None:
        transport = SocketTransport(app, settings.slack_app_token.get_secret_value())
    else:
        ready = edge(app, lambda: desks.shelves[0].live.last.status())
        transport = HttpTransport(ready, settings.brief_host, settings.brief_port)
    where = transport.start()
    undo.callback(transport.stop)
    for shelf in desks.shelves:
        herald = Herald(office, lambda: [identity.team_id or ""], shelf.name)
        watcher = Watcher(shelf.live, herald, memory.aliases.version)
        watcher.start()
        undo.callback(watcher.stop)
    return Bot(where, transport.address, undo.pop_all().close)


def stopped_by_signal() -> threading.Event:
    """An event that SIGTERM and SIGINT set."""
    stop = threading.Event()

    def asked(_signal: int, _frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGTERM, asked)
    signal.signal(signal.SIGINT, asked)
    return stop
