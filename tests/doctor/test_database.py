"""The database can be reached and may be written to, and what is in it can be used."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from cryptography.fernet import Fernet
from slack_sdk.oauth.installation_store.models.installation import Installation

from bot.desk.digest.subscription import Schedule, Subscription
from bot.doctor.database import DATABASE, INSTALLATIONS, ZONES, judge_database, judge_zones
from bot.doctor.finding import Finding, State
from bot.state.database import connect
from bot.state.fitness import Fitness, Obstacle, Privileges, fitness_of
from bot.state.form import newest
from bot.state.installations import SqlInstallations
from bot.state.memory import open_memory
from bot.state.sealing import seal_of
from tests.doctor.setting_up import around, found
from tests.support.postgres import fresh_postgres

ABLE = Privileges(version=15, may_create_tables=True, may_create_schema=True, is_read_only=False)
FIT = Fitness(revision=newest(), newest=newest(), is_newer=False, at_work=0, postgres=ABLE)


@pytest.fixture
def url(tmp_path: Path) -> str:
    """A database in the newest form."""
    made = f"sqlite:///{tmp_path}/briefbot.db"
    open_memory(made).close()
    return made


@pytest.fixture
def postgres() -> Iterator[str]:
    with fresh_postgres() as made:
        yield made


def on(url: str, name: str = DATABASE, **settings: str) -> Finding:
    return found(name, around({"BRIEF_DATABASE_URL": url, **settings}))


def test_a_database_in_the_newest_form_is_ok(url: str) -> None:
    assert on(url).state is State.OK


def test_a_database_that_is_made_at_the_start_is_ok_and_is_not_made(tmp_path: Path) -> None:
    assert on(f"sqlite:///{tmp_path}/var/briefbot.db").state is State.OK
    assert list(tmp_path.iterdir()) == []


def test_a_database_from_an_older_briefbot_is_ok_and_told(url: str) -> None:
    _write_revision(url, "0001")
    finding = on(url)
    assert (finding.state, "brought up to date at the start" in finding.found) == (State.OK, True)


def test_a_database_from_a_newer_briefbot_fails(url: str) -> None:
    _write_revision(url, "9999")
    finding = on(url)
    assert (finding.state, "Install that Briefbot" in finding.fix) == (State.FAILED, True)


def _write_revision(url: str, revision: str) -> None:
    engine = connect(url)
    with engine.begin() as connection:
        connection.execute(sa.text("UPDATE briefbot_version SET version_num = :new"), {"new": revision})
    engine.dispose()


def test_a_file_that_is_no_database_fails(tmp_path: Path) -> None:
    (tmp_path / "briefbot.db").write_text("not a database at all, " * 99, encoding="utf-8")
    finding = on(f"sqlite:///{tmp_path}/briefbot.db")
    assert (finding.details["obstacle"], "brief db restore" in finding.fix) == ("damaged", True)


@pytest.mark.parametrize("url", ["sqlite://", "postgresql://host:port/name", "mysql://host/name"])
def test_a_url_that_names_no_database_fails(url: str) -> None:
    assert on(url).details["obstacle"] == "url"


def test_a_postgresql_that_is_not_there_fails() -> None:
    finding = on("postgresql://briefbot:hunter2@127.0.0.1:1/briefbot")
    assert (finding.state, finding.details["obstacle"]) == (State.FAILED, "refused")
    assert "hunter2" not in f"{finding}"


def test_a_host_that_dns_does_not_know_fails() -> None:
    assert on("postgresql://briefbot@nowhere.invalid/briefbot").details["obstacle"] == "name"


def test_an_empty_postgresql_that_may_be_written_to_is_ok(postgres: str) -> None:
    finding = on(postgres)
    assert (finding.state, finding.details["revision"]) == (State.OK, None)


def test_a_name_that_postgresql_has_no_database_of_fails(postgres: str) -> None:
    assert on(postgres.replace("briefbot_test_", "no_such_")).details["obstacle"] == "no database"


def test_a_postgresql_in_use_is_looked_at_as_it_is(postgres: str) -> None:
    open_memory(postgres).close()
    seen = fitness_of(postgres)
    assert isinstance(seen, Fitness)
    assert (seen.revision, seen.postgres is not None) == (newest(), True)


def test_a_user_who_may_not_make_anything_is_told(postgres: str) -> None:
    role = f"reader_{postgres.rpartition('_')[2][:12]}"
    _execute(postgres, f"CREATE ROLE {role} LOGIN PASSWORD 'hunter2'")
    _execute(postgres, "REVOKE CREATE ON SCHEMA public FROM PUBLIC")
    try:
        reader = sa.make_url(postgres).set(username=role, password="hunter2")
        seen = fitness_of(reader.render_as_string(hide_password=False))
    finally:
        _execute(postgres, f"DROP ROLE {role}")
    assert isinstance(seen, Fitness)
    assert seen.postgres is not None
    assert not seen.postgres.may_create_tables
    assert not seen.postgres.may_create_schema
    assert "GRANT CREATE" in judge_database(seen).fix


def _execute(url: str, statement: str) -> None:
    engine = connect(url)
    with engine.begin() as connection:
        connection.exec_driver_sql(statement)
    engine.dispose()


@pytest.mark.parametrize(
    ("may", "state", "told"),
    [
        (ABLE, State.OK, "for any number of processes"),
        (Privileges(13, True, True, False), State.WARNING, "older than what"),
        (Privileges(15, True, True, True), State.FAILED, "only be read"),
        (Privileges(15, False, True, False), State.FAILED, "make tables"),
        (Privileges(15, True, False, False), State.FAILED, "dbos"),
    ],
)
def test_what_a_postgresql_lets_us_do_is_judged(may: Privileges, state: State, told: str) -> None:
    finding = judge_database(Fitness(newest(), newest(), is_newer=False, at_work=1, postgres=may))
    assert (finding.state, told in finding.found) == (state, True)


@pytest.mark.parametrize("obstacle", [each for each in Obstacle if each is not Obstacle.NO_FILE])
def test_each_obstacle_has_its_words_and_its_fix(obstacle: Obstacle) -> None:
    finding = judge_database(obstacle)
    assert finding.state is State.FAILED
    assert finding.found
    assert finding.fix


def test_time_zones_that_can_be_loaded_are_ok(url: str) -> None:
    assert on(url, ZONES).state is State.OK


def test_a_digests_zone_that_this_machine_does_not_know_fails(url: str) -> None:
    memory, now = open_memory(url), datetime(2026, 11, 26, tzinfo=UTC)
    schedule = Schedule(time(9), frozenset({0}), "Mars/Olympus_Mons")
    memory.subscriptions.save(Subscription("S1", "T0", "C0", "U0", schedule, now, next_due=now))
    memory.close()
    finding = on(url, ZONES)
    assert (finding.state, finding.details["not_loaded"]) == (State.FAILED, ["Mars/Olympus_Mons"])
    assert "tzdata" in finding.fix


def test_a_machine_without_time_zones_fails() -> None:
    finding = judge_zones(0, [], with_digests=False)
    assert (finding.state, "tzdata" in finding.fix) == (State.FAILED, True)


def installed(url: str, key: str) -> None:
    """A workspace that has installed the app, with its token encrypted."""
    engine = connect(url)
    ids: dict[str, Any] = {
        "app_id": "A0",
        "team_id": "T0",
        "user_id": "U0",
        "bot_id": "B0",
        "bot_user_id": "U1",
    }
    SqlInstallations(engine, "1.2", seal_of(key)).save(Installation(bot_token="xoxb-hidden", **ids))
    engine.dispose()


def test_workspaces_whose_tokens_can_be_opened_are_counted(url: str) -> None:
    key = Fernet.generate_key().decode()
    installed(url, key)
    finding = on(url, INSTALLATIONS, SLACK_CLIENT_ID="1.2", BRIEF_ENCRYPTION_KEYS=key)
    assert (finding.state, finding.details["workspaces"]) == (State.OK, 1)


@pytest.mark.parametrize("keys", ["", "A" * 43 + "="], ids=["no key", "another key"])
def test_a_token_whose_key_is_gone_fails(url: str, keys: str) -> None:
    installed(url, Fernet.generate_key().decode())
    finding = on(url, INSTALLATIONS, SLACK_CLIENT_ID="1.2", BRIEF_ENCRYPTION_KEYS=keys)
    assert (finding.state, "BRIEF_ENCRYPTION_KEYS" in finding.fix) == (State.FAILED, True)
    assert "xoxb-hidden" not in f"{finding}"


def test_installations_are_left_open_without_a_database_or_with_keys_that_are_none(url: str) -> None:
    missing = on("sqlite:////nonexistent/briefbot.db", INSTALLATIONS, SLACK_CLIENT_ID="1.2")
    malformed = on(url, INSTALLATIONS, SLACK_CLIENT_ID="1.2", BRIEF_ENCRYPTION_KEYS="hunter2")
    assert (missing.state, malformed.state) == (State.NOT_CHECKED, State.NOT_CHECKED)


def test_without_a_client_id_there_are_no_installations(url: str) -> None:
    assert on(url, INSTALLATIONS).state is State.NOT_NEEDED


def test_a_look_leaves_the_database_as_it_is(url: str) -> None:
    file = Path(url.removeprefix("sqlite:///"))
    before = sqlite3.connect(file)
    rows = list(before.iterdump())
    fitness_of(url)
    assert list(before.iterdump()) == rows
    before.close()
