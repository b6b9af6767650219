"""The composition root: the only place where the parts are put together."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from importlib.metadata import version
from types import FrameType
from uuid import uuid4

import structlog

from bot import clock
from bot.desk.pace import Limits
from bot.desk.ports import Audiences
from bot.desk.reload import Reload
from bot.jobs.engine import Engine
from bot.jobs.postman import Postman, Unsure
from bot.metrics import Metrics
from bot.opening.libraries import Libraries, Shelf, open_libraries
from bot.opening.watching import Watcher
from bot.settings import Settings, require_slack
from bot.slack import bolt
from bot.slack.audiences import SlackAudiences
from bot.slack.author import Author
from bot.slack.call_counting import counted
from bot.slack.checks import LastRead, Watched
from bot.slack.clients import Clients
from bot.slack.counting_poster import CountingPoster
from bot.slack.delivery import deliver
from bot.slack.edition_author import EditionAuthor
from bot.slack.health import Checks, Draining, health_app, health_routes
from bot.slack.http import Gate, edge
from bot.slack.library_news import Herald
from bot.slack.news_for_askers import tell_askers
from bot.slack.poster import SlackPoster
from bot.slack.replays import Replays
from bot.slack.signatures import Signatures
from bot.slack.socket_watch import SocketWatch
from bot.slack.surface import Office
from bot.slack.transports import HttpTransport, SocketTransport, Transport
from bot.state.memory import SqlMemory, open_memory
from bot.state.single import OnlyOne
from bot.ways_in import ways_in, workspaces_of
from bot.workspaces import Workspaces

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
    asked = stop or stopped_by_signal()  # before anything is served: what is in hand is answered then, too
    bot = start(settings)
    _log.info("ready", how=bot.where)
    asked.wait()
    _log.info("stopping")
    bot.stop()
    _log.info("stopped")


def start(settings: Settings, now: Callable[[], datetime] = clock.now) -> Bot:
    """Begin to serve, by the time that `now` tells.

    Raises:
        SettingsError, LibraryError, StateError, StartError: it cannot start; each says how to mend it.

    """
    with ExitStack() as undo:
        return _serve(_given(settings, now, undo), undo)


def post_due_digests(settings: Settings, progress: Callable[[int], None]) -> None:
    """Post the editions that are due and end, for those who prefer cron; `progress` hears how many are left.

    Raises:
        SettingsError, LibraryError, StateError, StartError: it cannot start; each says how to mend it.

    """
    with ExitStack() as undo:
        given = _given(settings, clock.now, undo)
        clients = ways_in(settings, given.memory, given.metrics).clients
        engine = _engine(given, clients, SlackAudiences(given.desks, clients.client_for))
        engine.start()
        undo.callback(engine.stop)
        memory = given.memory
        while left := len(memory.subscriptions.due(clock.now(), 1)) + len(memory.editions.open()):
            progress(left)
            time.sleep(_LOOK_SECONDS)


@dataclass(frozen=True, slots=True)
class _Given:
    """What everything else is made from."""

    settings: Settings
    desks: Libraries
    workspaces: Workspaces
    memory: SqlMemory
    metrics: Metrics
    now: Callable[[], datetime]


def _given(settings: Settings, now: Callable[[], datetime], undo: ExitStack) -> _Given:
    """Open what is remembered and what is answered from; a library with problems never starts serving."""
    require_slack(settings)
    only = OnlyOne(settings.brief_database_url)
    only.take()
    undo.callback(only.release)
    memory = open_memory(settings.brief_database_url)
    undo.callback(memory.close)
    workspaces = workspaces_of(settings)
    desks = open_libraries(settings.brief_content, workspaces.with_own_content(), memory.aliases.names)
    return _Given(settings, desks, workspaces, memory, Metrics(version("briefbot")), now)


def _engine(given: _Given, clients: Clients, audiences: Audiences) -> Engine:
    """The engine with its postman, not started yet."""
    settings, desks, memory, now = given.settings, given.desks, given.memory, given.now
    for shelf in desks.shelves:
        memory.novelty.note(shelf.live.last.library, now(), shelf.name)
    poster = SlackPoster(clients.posting_client_for)
    postman = Postman(
        memory,
        {
            "reply": Author(desks, audiences, memory, now, given.metrics),
            "digest": EditionAuthor(desks, audiences, memory, now),
        },
        CountingPoster(poster, memory, given.metrics, now),
        boot=uuid4().hex,
        settle_seconds=settings.brief_settle_seconds,
        unsure=lambda team: Unsure(given.workspaces.of(team).when_unsure),
    )
    keep = timedelta(days=settings.brief_retention_days)

    def late(team: str) -> timedelta:
        return timedelta(hours=given.workspaces.of(team).digest_late_hours)

    return Engine(settings.brief_database_url, memory, postman, now, keep, late)


def _office(given: _Given, clients: Clients, engine: Engine, audiences: Audiences) -> Office:
    """What the surfaces work with."""
    return Office(
        given.desks,
        audiences,
        given.now,
        counted(deliver, given.metrics.slack_call),
        given.memory,
        engine,
        given.workspaces,
        given.metrics,
        Limits(),
        clients,
    )


def _serve(given: _Given, undo: ExitStack) -> Bot:
    """Start the engine, then the way in; `undo` takes everything back, in reverse."""
    settings, desks, memory = given.settings, given.desks, given.memory
    ways = ways_in(settings, memory, given.metrics)
    audiences = SlackAudiences(desks, ways.clients.client_for)
    engine = _engine(given, ways.clients, audiences)
    office = _office(given, ways.clients, engine, audiences)
    secret = settings.slack_signing_secret.get_secret_value() if settings.slack_signing_secret else ""
    app, pool = bolt.build(office, ways.clients, secret)
    undo.callback(pool.shutdown)
    engine.start()
    undo.callback(engine.stop)
    tell_askers(office)  # the library may have changed while nobody ran
    read, draining = LastRead(given.now), Draining()
    watched = Watched(memory, lambda: [shelf.live.last for shelf in desks.shelves], read, given.now, draining)
    address = settings.brief_host, settings.brief_port
    transport: Transport
    if settings.slack_app_token is not None:
        transport = SocketTransport(app, settings.slack_app_token.get_secret_value())
        checks = _sampled(given, replace(watched, socket=SocketWatch(transport.client)))
        beside = HttpTransport(health_app(checks, given.metrics), *address)
        beside.start()
        undo.callback(beside.stop)
    else:
        gate = Gate(Signatures(secret, clock.now), Replays(memory.claims, clock.now))
        routes = [*health_routes(_sampled(given, watched), given.metrics), *ways.routes]
        transport = HttpTransport(edge(app, gate, routes=routes, refused=given.metrics.refused), *address)
    where = transport.start()
    undo.callback(transport.stop)
    undo.callback(_drain, draining, settings.brief_drain_seconds)
    _watch_files(office, desks, ways.clients, read, undo)
    return Bot(where, transport.address, undo.pop_all().close)


def _sampled(given: _Given, watched: Watched) -> Checks:
    """The checks of what is watched, which the gauges sample, too."""
    checks = watched.checks()
    watched.sample(given.metrics, checks)
    return checks


def _watch_files(office: Office, desks: Libraries, clients: Clients, read: LastRead, undo: ExitStack) -> None:
    """Take up what changes in each library's folders, and tell of it."""
    for shelf in desks.shelves:
        herald = Herald(office, partial(_teams_of, shelf, desks, clients), shelf.name)
        watcher = Watcher(shelf.live, _both(read, herald), office.memory.aliases.version)
        watcher.start()
        undo.callback(watcher.stop)


def _teams_of(shelf: Shelf, desks: Libraries, clients: Clients) -> list[str]:
    """The workspaces that are answered from a library, and have the app."""
    return [team for team in clients.teams() if desks.shelf_of(team) is shelf]


def _both(first: Callable[[Reload], None], second: Callable[[Reload], None]) -> Callable[[Reload], None]:
    def told(reload: Reload) -> None:
        first(reload)
        second(reload)

    return told


def _drain(draining: Draining, seconds: float) -> None:
    """Say no on /readyz for as long as a load balancer takes to see that; requests are answered meanwhile."""
    draining.begin()
    time.sleep(seconds)


def stopped_by_signal() -> threading.Event:
    """An event that SIGTERM and SIGINT set."""
    stop = threading.Event()

    def asked(_signal: int, _frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGTERM, asked)
    signal.signal(signal.SIGINT, asked)
    return stop
