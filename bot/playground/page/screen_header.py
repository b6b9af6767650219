"""The bar at the top: who looks, what time it is, what is switched on, what went wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from bot.playground.faults import COMMANDS, EVENTS, INTERACTIONS, RESPONSE_URL, Fault, Faults
from bot.playground.journal import Journal
from bot.playground.page.screen_exchange import what
from bot.playground.page.screen_faces import Face, face_of
from bot.playground.page.screen_place import Place
from bot.playground.page.screen_times import Times, in_words
from bot.playground.workspace import Workspace

#: Differences below this are how long it took to move the clock, not a move.
_MOVED_SECONDS: Final = 1.0


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody to act as, with their local time now."""

    face: Face
    zone: str
    half_days: bool
    time: str
    url: str
    is_viewer: bool


@dataclass(frozen=True, slots=True)
class Move:
    """A way to move the clock: a label, and what is asked of the playground."""

    label: str
    request: dict[str, Any]


@dataclass(frozen=True, slots=True)
class ClockFace:
    """The playground's clock; `moved` says how far it is off the real time, "" when it is not."""

    offset_ms: int
    moved: str
    local_input: str
    moves: tuple[Move, ...]


@dataclass(frozen=True, slots=True)
class Preset:
    """A fault that one can switch on. `seconds` is its usual length, None where it has none."""

    name: str
    label: str
    hint: str
    where: str = "*"
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class ActiveFault:
    """A fault that is switched on."""

    id: str
    words: str


@dataclass(frozen=True, slots=True)
class Problems:
    """How many exchanges failed, and the newest in words."""

    count: int
    newest: str
    newest_words: str


@dataclass(frozen=True, slots=True)
class Header:
    """All of the bar."""

    viewer: Person
    people: tuple[Person, ...]
    clock: ClockFace
    presets: tuple[Preset, ...]
    places: tuple[str, ...]
    zones: tuple[str, ...]
    faults: tuple[ActiveFault, ...]
    problems: Problems


PRESETS: Final = (
    Preset("slow", "Slow", "everything takes longer", seconds=4),
    Preset("error", "Server error", "Slack answers 500, or the bot's answer counts as one"),
    Preset("rate_limit", "Rate limit", "Slack says 429 and to wait", "chat.*", seconds=3),
    Preset("error_after", "Late server error", "the work is done, and Slack answers 500 all the same"),
    Preset("drop", "Lost connection", "it breaks before anything is done"),
    Preset("drop_after", "Lost answer", "the work is done, but nobody hears of it"),
    Preset("redeliver", "Delivered twice", "an event comes again although it was acknowledged", EVENTS),
)
#: What a fault may strike, for the list of suggestions; any pattern of method names will do.
PLACES: Final = (
    "*",
    COMMANDS,
    INTERACTIONS,
    EVENTS,
    RESPONSE_URL,
    "chat.*",
    "chat.postMessage",
    "chat.update",
    "views.*",
    "users.info",
)
#: Suggestions for where somebody may be, odd hours among them; any name of the tz database will do.
ZONES: Final = tuple(
    "Africa/Cairo Africa/Johannesburg Africa/Lagos America/Chicago America/Los_Angeles America/New_York "
    "America/Santiago America/Sao_Paulo Asia/Dhaka Asia/Dubai Asia/Jakarta Asia/Kabul Asia/Karachi "
    "Asia/Kathmandu Asia/Kolkata Asia/Riyadh Asia/Shanghai Asia/Tehran Asia/Tokyo Australia/Lord_Howe "
    "Australia/Sydney Europe/Berlin Europe/London Europe/Moscow Pacific/Auckland Pacific/Honolulu UTC".split()
)


def header(workspace: Workspace, journal: Journal, faults: Faults, place: Place) -> Header:
    """The bar for one viewer."""
    people = tuple(_people(workspace, place))
    return Header(
        viewer=next(each for each in people if each.is_viewer),
        people=people,
        clock=_clock(workspace, place),
        presets=PRESETS,
        places=PLACES,
        zones=ZONES,
        faults=tuple(ActiveFault(each.id, _words(each)) for each in faults),
        problems=_problems(journal),
    )


def _people(workspace: Workspace, place: Place) -> Iterator[Person]:
    now = workspace.clock.now()
    for user in workspace.people:
        times = Times.of(user, now)
        yield Person(
            face_of(user),
            user.time_zone,
            times.half_days,
            times.clock(now),
            place.link(viewer=user.id, thread=place.thread if place.at in workspace.channels else ""),
            user.id == place.viewer,
        )


def _clock(workspace: Workspace, place: Place) -> ClockFace:
    clock = workspace.clock
    times = Times.of(workspace.users[place.viewer], clock.now())
    offset = clock.offset
    moved = ""
    if abs(offset.total_seconds()) >= _MOVED_SECONDS:
        moved = f"{in_words(offset)} {'ahead' if offset.total_seconds() > 0 else 'behind'}"
    moves = (
        Move("9:00 tomorrow", {"to": times.tomorrow_at(9).isoformat()}),
        Move("+1 hour", {"by": 3_600}),
        Move("+1 day", {"by": 86_400}),
        Move("+1 week", {"by": 604_800}),
    )
    local = f"{times.local(times.now):%Y-%m-%dT%H:%M}"
    return ClockFace(int(offset.total_seconds() * 1000), moved, local, moves)


def _words(fault: Fault) -> str:
    said = [*_effects(fault), f"on {'everything' if fault.where == '*' else fault.where}"]
    if fault.times is not None:
        said.append("once" if fault.times == 1 else f"{fault.times} times")
    return " · ".join(said)


def _effects(fault: Fault) -> Iterator[str]:
    if fault.delay:
        yield f"slow by {fault.delay:g} s"
    if fault.drop:
        yield "lost answer" if fault.after else "lost connection"
    elif fault.status:
        wait = fault.headers.get("Retry-After")
        yield f"answers {fault.status}" + (f", wait {wait} s" if wait else "")
    if fault.again:
        yield "delivered twice" if fault.again == 1 else f"delivered {fault.again + 1} times"


def _problems(journal: Journal) -> Problems:
    refused = journal.refused()
    if not refused:
        return Problems(0, "", "")
    newest = refused[0]
    return Problems(len(refused), newest.id, f"{what(newest)}: {newest.error}")
