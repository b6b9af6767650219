"""Checks of the database and what is in it: its form, the digests' time zones, the workspaces' tokens."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final
from zoneinfo import ZoneInfo, available_timezones

from bot.doctor.finding import Check, Finding, counted, failed, listed, not_checked, not_needed, ok, warning
from bot.doctor.surroundings import Surroundings
from bot.errors import SettingsError, StateError
from bot.settings import Settings
from bot.state.fitness import Fitness, Obstacle, Privileges, check_installations, fitness_of
from bot.state.sealing import seal_of

DATABASE, ZONES, INSTALLATIONS = "database", "time zones", "installations"

OLDEST_POSTGRES = 14
"""The oldest version that is tried; older ones get no fixes any more (PostgreSQL's versioning policy)."""

_USUAL_ZONES: Final = ("UTC", "Europe/Berlin", "America/New_York", "Asia/Karachi")
_URL = "BRIEF_DATABASE_URL"
_OBSTACLES: Final[Mapping[Obstacle, tuple[str, str]]] = {
    Obstacle.URL: (
        f"{_URL} names no database",
        "Write sqlite:///var/briefbot.db or postgresql://user:password@host/name; in a password, @ is %40.",
    ),
    Obstacle.PASSWORD: (
        "the password or the user is wrong",
        f"Set both anew in {_URL}; a password's @, : and / are written %40, %3A and %2F.",
    ),
    Obstacle.NO_ENTRY: (
        "PostgreSQL lets nobody in from this machine",
        "Add this machine to pg_hba.conf, or ?sslmode=require to the URL if it only takes TLS.",
    ),
    Obstacle.NO_DATABASE: (
        "there is no such database, or no such user",
        "Make it: createuser briefbot; createdb --owner briefbot briefbot.",
    ),
    Obstacle.NAME: ("its host is a name that DNS does not know", f"Look for a typing error in {_URL}."),
    Obstacle.REFUSED: ("nothing listens there", f"Start PostgreSQL, or mend host and port in {_URL}."),
    Obstacle.TIMEOUT: ("it does not answer in time", "Let a firewall pass this on, or see to the server."),
    Obstacle.DAMAGED: (
        "the file is no database, or a damaged one",
        "Restore a backup: brief db restore FILE --yes. If it is something else, set another path.",
    ),
    Obstacle.FORBIDDEN: ("it may not be used by this user", "Give this user the file and its folder: chown."),
    Obstacle.OTHER: ("it cannot be used", f"See what the server logs, and mend {_URL}."),
}


def judge_database(seen: Fitness | Obstacle) -> Finding:
    """Whether the bot could start on it."""
    if seen is Obstacle.NO_FILE:
        return ok(DATABASE, "SQLite, for one process; the file is made at the first start", kind="SQLite")
    if isinstance(seen, Obstacle):
        found, fix = _OBSTACLES[seen]
        return failed(DATABASE, found, fix, obstacle=seen.value)
    kind = "SQLite" if seen.postgres is None else f"PostgreSQL {seen.postgres.version}"
    details: dict[str, Any] = {
        "kind": kind,
        "revision": seen.revision,
        "newest": seen.newest,
    }
    if seen.is_newer:
        fix = "Install that Briefbot, restore a backup, or set BRIEF_DATABASE_URL to another database."
        return failed(DATABASE, f"{kind}: a newer Briefbot has written it ({seen.revision})", fix, **details)
    if seen.postgres and (refused := _refused(seen.postgres, kind)):
        return failed(DATABASE, *refused, **details)
    form = _form(seen)
    users = f"; {seen.at_work} running on it" if seen.at_work else ""
    if seen.postgres is None:
        return ok(DATABASE, f"SQLite, for one process; {form}{users}", **details)
    if seen.postgres.version < OLDEST_POSTGRES:
        fix = f"Upgrade to PostgreSQL {OLDEST_POSTGRES} or newer."
        return warning(DATABASE, f"{kind} is older than what Briefbot is tried on; {form}", fix, **details)
    return ok(DATABASE, f"{kind}, for any number of processes; {form}{users}", **details)


def _refused(may: Privileges, kind: str) -> tuple[str, str] | None:
    """What PostgreSQL does not let us do, and the fix."""
    if may.is_read_only:
        return f"{kind}: it can only be read: a standby?", "Name the primary server in BRIEF_DATABASE_URL."
    if not may.may_create_tables:
        found = f"{kind}: the user may not make tables in the schema"
        return found, "GRANT CREATE, USAGE ON SCHEMA public TO user; or make the user the database's owner."
    if not may.may_create_schema:
        found = f"{kind}: the user may not make the durable engine's schema, dbos"
        return found, "GRANT CREATE ON DATABASE name TO user; or CREATE SCHEMA dbos AUTHORIZATION user."
    return None


def _form(seen: Fitness) -> str:
    if seen.revision is None:
        return "empty, its tables are made at the start"
    if seen.revision != seen.newest:
        return (
            f"from an older Briefbot ({seen.revision}): brought up to date at the start, so back it up first"
        )
    return "in the newest form"


def judge_zones(known: int, not_loaded: Sequence[str], *, with_digests: bool) -> Finding:
    """Whether time zones can be loaded, those of the digests too where these could be looked at."""
    fix = "pip install tzdata, or install your system's package of that name."
    if not known:
        return failed(ZONES, "this machine has no time zone data: digests cannot be scheduled", fix)
    if not_loaded:
        return failed(ZONES, f"cannot be loaded: {listed(not_loaded)}", fix, not_loaded=list(not_loaded))
    told = ", and those of the digests can be loaded" if with_digests else ""
    return ok(ZONES, f"{known} are known{told}", known=known)


def _loads(zone: str) -> bool:
    try:
        ZoneInfo(zone)
    except (OSError, ValueError, KeyError):  # of a name that is not known, it is a KeyError
        return False
    return True


def _run(around: Surroundings) -> Iterator[Finding]:
    settings = around.given.settings
    if "brief_database_url" in around.given.malformed:
        seen: Fitness | Obstacle = Obstacle.URL
    else:
        seen = fitness_of(settings.brief_database_url)
    yield judge_database(seen)
    is_newest = isinstance(seen, Fitness) and seen.revision == seen.newest
    zones = [*_USUAL_ZONES, *(seen.zones if isinstance(seen, Fitness) else ())]
    not_loaded = [zone for zone in zones if not _loads(zone)]
    yield judge_zones(len(available_timezones()), not_loaded, with_digests=is_newest)
    yield _installations(settings, seen)


def _installations(settings: Settings, seen: Fitness | Obstacle) -> Finding:
    if not settings.slack_client_id:
        return not_needed(INSTALLATIONS, "without SLACK_CLIENT_ID nobody can install the app by themselves")
    if isinstance(seen, Obstacle) or seen.revision != seen.newest:
        return not_checked(INSTALLATIONS, "the database is not there yet, or not in the newest form")
    keys = settings.brief_encryption_keys
    try:
        seal = seal_of(keys.get_secret_value() if keys else "")
    except SettingsError:
        return not_checked(INSTALLATIONS, "BRIEF_ENCRYPTION_KEYS is malformed")
    try:
        opened = check_installations(settings.brief_database_url, settings.slack_client_id, seal)
    except StateError as error:
        return judge_installations(error)
    return judge_installations(opened)


def judge_installations(opened: int | StateError) -> Finding:
    """Whether the tokens of so many workspaces could be opened, or why not."""
    if isinstance(opened, StateError):
        return failed(INSTALLATIONS, "a workspace's token cannot be used", f"{opened}.")
    found = f"{counted(opened, 'workspace')}; every token can be opened"
    return ok(INSTALLATIONS, found, workspaces=opened)


CHECKS = (Check((DATABASE, ZONES, INSTALLATIONS), _run, uses_network=True),)
