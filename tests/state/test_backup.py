"""Backups and copies: nothing is lost, nothing half done, nothing said twice afterwards."""

from __future__ import annotations

import json
import os
import shutil
import stat
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
import sqlalchemy as sa

from bot.desk.digest.subscription import Schedule, Subscription, edition_key
from bot.desk.records import Delivery, Heard, Miss, Place, Stage
from bot.errors import StateError
from bot.jobs import executors
from bot.jobs.executors import executor_for
from bot.jobs.ports import Posted
from bot.state import engine_records
from bot.state.backup import FORMAT, open_backup, write_backup
from bot.state.copying import snapshot_of
from bot.state.database import connect
from bot.state.engine_records import engine_url
from bot.state.existing import as_text
from bot.state.form import newest, tables_of
from bot.state.memory import SqlMemory, open_memory
from bot.state.overview import look_at
from bot.state.replacing import copy
from bot.state.replacing import replace as replace_database
from bot.state.restoring import Doubts, settle
from bot.state.rows import PlainRow
from bot.state.single import OnlyOne
from bot.state.tables import metadata
from tests.jobs.test_engine import opened
from tests.support.any_rows import every_row, fill_every_table
from tests.support.postgres import fresh_postgres

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
KINDS = ("sqlite", "postgresql")

NewUrl = Callable[[str], str]


@pytest.fixture
def new_url(tmp_path: Path) -> Iterator[NewUrl]:
    """Makes the URL of a database of its own, of a kind."""
    with ExitStack() as ends:
        made: list[str] = []

        def new(kind: str) -> str:
            made.append(kind)
            if kind == "postgresql":
                return ends.enter_context(fresh_postgres())
            return f"sqlite:///{tmp_path}/{len(made)}/briefbot.db"

        yield new


@pytest.fixture
def full(url: str) -> str:
    """A database with something in each table."""
    fill_every_table(url)
    return url


def unheard(_done: int, _of: int) -> None:
    """Nobody waits."""


def nothing(_connection: sa.Connection) -> None:
    """Nothing is to be done in the end."""


def back_up(url: str, file: Path) -> Path:
    with snapshot_of(url) as source:
        write_backup(source, file, lambda: NOW, unheard)
    return file


def restore(file: Path, url: str, *, yes: bool = False) -> None:
    with open_backup(file) as source:
        replace_database(url, source, unheard, nothing, even_if_full=yes)


@pytest.mark.parametrize("target", KINDS)
def test_a_backup_restored_is_what_was_backed_up_on_either_kind_of_database(
    full: str, target: str, new_url: NewUrl, tmp_path: Path
) -> None:
    restored = new_url(target)
    restore(back_up(full, tmp_path / "backup"), restored)
    assert every_row(restored) == every_row(full)


@pytest.mark.parametrize("target", KINDS)
def test_a_copy_is_what_was_copied_on_either_kind_of_database(
    full: str, target: str, new_url: NewUrl
) -> None:
    copied = new_url(target)
    counts = copy(full, copied, unheard)
    assert every_row(copied) == every_row(full)
    assert counts == {name: len(rows) for name, rows in every_row(full).items()}


@pytest.mark.parametrize("target", KINDS)
def test_a_copy_counts_on_from_the_numbers_that_were_copied(full: str, target: str, new_url: NewUrl) -> None:
    copied = new_url(target)
    copy(full, copied, unheard)
    memory = open_memory(copied)
    memory.misses.add(Miss("T", "C", "UANA", "tacos", Heard.COMMAND, NOW))
    memory.close()
    numbers = [row[0] for row in every_row(copied)["misses"]]
    assert max(numbers) > max(row[0] for row in every_row(full)["misses"])


def test_a_moment_is_the_same_wherever_a_servers_clock_is(new_url: NewUrl) -> None:
    karachi = sa.make_url(new_url("postgresql")).update_query_dict({"options": "-c timezone=Asia/Karachi"})
    source, there, back = new_url("sqlite"), as_text(karachi), new_url("sqlite")
    fill_every_table(source)
    copy(source, there, unheard)
    copy(there, back, unheard)
    assert every_row(source) == every_row(there) == every_row(back)


def test_a_backup_has_one_moment_whoever_writes_meanwhile(full: str) -> None:
    before = {name: len(rows) for name, rows in every_row(full).items()}
    memory = open_memory(full)
    with snapshot_of(full) as source:
        memory.claims.claim("meanwhile", NOW)
        assert {name: len(list(source.rows(name))) for name in source.counts} == before
    memory.close()
    assert len(every_row(full)["claims"]) == before["claims"] + 1


def test_a_backup_is_for_the_eyes_of_whoever_made_it(full: str, tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        file = back_up(full, tmp_path / "backup")
    finally:
        os.umask(before)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_backup_replaces_no_file(full: str, tmp_path: Path) -> None:
    file = tmp_path / "backup"
    file.write_text("dear diary")
    with pytest.raises(StateError, match="is there already"):
        back_up(full, file)
    assert file.read_text() == "dear diary"


def test_a_backup_that_cannot_be_written_is_told_plainly(full: str, tmp_path: Path) -> None:
    with pytest.raises(StateError, match=r"nowhere/backup cannot be written \(No such file or directory\)"):
        back_up(full, tmp_path / "nowhere" / "backup")


@dataclass
class Breaking:
    """A source that breaks in the middle."""

    revision: str = field(default_factory=newest)

    @property
    def counts(self) -> dict[str, int]:
        return {name: int(name == "claims") for name in tables_of(self.revision)}

    def rows(self, table: str) -> Iterator[PlainRow]:
        if table != "claims":
            return
        yield {"key": "new", "at": "2026-11-24T12:00:00"}
        raise StateError("broken")


def test_a_backup_that_breaks_off_leaves_no_file(tmp_path: Path) -> None:
    with pytest.raises(StateError, match="broken"):
        write_backup(Breaking(), tmp_path / "backup", lambda: NOW, unheard)
    assert list(tmp_path.iterdir()) == []


def test_a_restore_that_breaks_off_leaves_all_as_it_was(full: str) -> None:
    before = every_row(full)
    with pytest.raises(StateError, match="broken"):
        replace_database(full, Breaking(), unheard, nothing, even_if_full=True)
    assert every_row(full) == before


@dataclass
class Lying(Breaking):
    """A source that has fewer rows than it says."""

    def rows(self, table: str) -> Iterator[PlainRow]:  # noqa: ARG002 - none of any
        yield from ()


def test_rows_are_counted_before_anything_is_replaced(full: str) -> None:
    before = every_row(full)
    with pytest.raises(StateError, match="claims has 0 rows instead of 1: nothing was changed"):
        replace_database(full, Lying(), unheard, nothing, even_if_full=True)
    assert every_row(full) == before


def rewritten(file: Path, change: Callable[[dict[str, bytes]], None]) -> None:
    """The archive with other members: whole as an archive."""
    with ZipFile(file) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    change(members)
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)


def truncate(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-100])


def flip(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[100] ^= 0xFF  # in the middle of the first table
    file.write_bytes(content)


def overwrite(file: Path) -> None:
    file.write_bytes(b"SQLite format 3\x00" * 64)


def lose_a_row(file: Path) -> None:
    rewritten(
        file, lambda members: members.update({"votes.jsonl": members["votes.jsonl"].split(b"\n", 1)[1]})
    )


def lose_a_table(file: Path) -> None:
    rewritten(file, lambda members: members.__delitem__("votes.jsonl"))


def lose_the_manifest(file: Path) -> None:
    rewritten(file, lambda members: members.__delitem__("manifest.json"))


def in_manifest(file: Path, key: str, value: object) -> None:
    def change(members: dict[str, bytes]) -> None:
        members["manifest.json"] = json.dumps({**json.loads(members["manifest.json"]), key: value}).encode()

    rewritten(file, change)


def forget_a_table(file: Path) -> None:
    in_manifest(file, "tables", {})


DAMAGES = (truncate, flip, overwrite, lose_a_row, lose_a_table, lose_the_manifest, forget_a_table)


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda each: each.__name__)
def test_a_damaged_backup_is_refused_before_anything_is_changed(
    damage: Callable[[Path], None], tmp_path: Path
) -> None:
    url = f"sqlite:///{tmp_path}/briefbot.db"
    fill_every_table(url)
    file, before = back_up(url, tmp_path / "backup"), every_row(url)
    damage(file)
    with pytest.raises(StateError, match="is no backup, or is damaged"):
        restore(file, url, yes=True)
    assert every_row(url) == before


@pytest.mark.parametrize(("key", "value"), [("format", FORMAT + 1), ("revision", "9999")])
def test_a_backup_that_a_newer_briefbot_has_made_is_refused(key: str, value: object, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/briefbot.db"
    fill_every_table(url)
    file = back_up(url, tmp_path / "backup")
    in_manifest(file, key, value)
    with pytest.raises(StateError, match="a newer Briefbot has made"):
        restore(file, f"sqlite:///{tmp_path}/other.db")
    assert not (tmp_path / "other.db").exists()


def test_a_database_that_is_not_empty_is_replaced_only_when_that_is_wanted(full: str, tmp_path: Path) -> None:
    file, before = back_up(full, tmp_path / "backup"), every_row(full)
    memory = open_memory(full)
    memory.claims.claim("later", NOW)
    memory.close()
    with pytest.raises(StateError, match="is not empty"):
        restore(file, full)
    assert every_row(full) != before
    restore(file, full, yes=True)
    assert every_row(full) == before


def test_a_database_that_was_made_and_not_used_is_empty(url: str, new_url: NewUrl, tmp_path: Path) -> None:
    filled = new_url("sqlite")
    fill_every_table(filled)
    open_memory(url).close()
    restore(back_up(filled, tmp_path / "backup"), url)
    assert every_row(url) == every_row(filled)


def test_a_file_that_can_no_longer_be_read_is_replaced_when_that_is_wanted(tmp_path: Path) -> None:
    url, broken = f"sqlite:///{tmp_path}/good.db", tmp_path / "briefbot.db"
    fill_every_table(url)
    file = back_up(url, tmp_path / "backup")
    for ending in ("", "-wal", "-shm"):
        Path(f"{broken}{ending}").write_bytes(b"nothing to be read here" * 400)
    with pytest.raises(StateError, match="cannot be used"):
        restore(file, f"sqlite:///{broken}")
    restore(file, f"sqlite:///{broken}", yes=True)
    assert every_row(f"sqlite:///{broken}") == every_row(url)


def test_what_a_crash_left_in_the_log_of_the_old_file_does_not_come_back(tmp_path: Path) -> None:
    url, crashed = f"sqlite:///{tmp_path}/briefbot.db", tmp_path / "crashed.db"
    fill_every_table(url)
    file, before = back_up(url, tmp_path / "backup"), every_row(url)
    memory = open_memory(url)
    memory.claims.claim("in the log", NOW)
    for ending in ("", "-wal"):
        shutil.copy(f"{tmp_path}/briefbot.db{ending}", f"{crashed}{ending}")
    memory.close()
    restore(file, f"sqlite:///{crashed}", yes=True)
    assert every_row(f"sqlite:///{crashed}") == before


def test_a_restored_file_is_as_private_as_the_one_before(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/briefbot.db"
    fill_every_table(url)
    (tmp_path / "briefbot.db").chmod(0o640)
    restore(back_up(url, tmp_path / "backup"), url, yes=True)
    assert stat.S_IMODE((tmp_path / "briefbot.db").stat().st_mode) == 0o640


def test_a_restore_leaves_no_file_beside_the_database(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/briefbot.db"
    fill_every_table(url)
    restore(back_up(url, tmp_path / "backup"), url, yes=True)
    with pytest.raises(StateError, match="broken"):
        replace_database(url, Breaking(), unheard, nothing, even_if_full=True)
    names = {path.name for path in tmp_path.iterdir()}
    assert names == {"backup", "briefbot.db", "briefbot.db.lock"}


def test_a_restore_waits_for_no_running_bot_on_a_file(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/briefbot.db"
    fill_every_table(url)
    file, bot = back_up(url, tmp_path / "backup"), OnlyOne(url)
    bot.take()
    with pytest.raises(StateError, match="another Briefbot runs"):
        restore(file, url, yes=True)
    with pytest.raises(StateError, match="another Briefbot runs"):
        copy(url, f"sqlite:///{tmp_path}/other.db", unheard)
    assert look_at(url).at_work == 1
    bot.release()
    assert look_at(url).at_work == 0


def test_a_restore_waits_for_no_running_bot_on_postgresql(new_url: NewUrl, tmp_path: Path) -> None:
    url = new_url("postgresql")
    fill_every_table(url)
    file, bots = back_up(url, tmp_path / "backup"), [executor_for(url), executor_for(url)]
    with pytest.raises(StateError, match=r"Briefbot runs on .*\(2 process\(es\)\): stop it first"):
        restore(file, url, yes=True)
    with pytest.raises(StateError, match="Briefbot runs on"):
        copy(url, f"sqlite:///{tmp_path}/other.db", unheard)
    assert look_at(url).at_work == 2
    for bot in bots:
        bot.release()
    assert look_at(url).at_work == 0


def test_a_look_at_a_database_shows_no_password(new_url: NewUrl) -> None:
    place = sa.make_url(new_url("postgresql"))
    engine = connect(as_text(place))
    with engine.connect() as connection:
        user = connection.scalar(sa.text("SELECT current_user"))
    engine.dispose()
    place = place.set(username=user, password=place.password or "s3cret")
    assert look_at(as_text(place)).where == as_text(place).replace(f":{place.password}@", ":***@")


def test_a_database_is_not_copied_onto_itself(full: str) -> None:
    with pytest.raises(StateError, match="the same database"):
        copy(full, full, unheard)


def test_a_copy_goes_into_an_empty_database_alone(full: str, new_url: NewUrl) -> None:
    other = new_url("sqlite")
    fill_every_table(other)
    with pytest.raises(StateError, match="is not empty"):
        copy(full, other, unheard)


def test_what_there_is_not_cannot_be_backed_up_and_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(StateError, match="there is no database at"):
        back_up(f"sqlite:///{tmp_path}/var/briefbot.db", tmp_path / "backup")
    assert list(tmp_path.iterdir()) == []


def test_a_database_without_our_tables_is_nothing_to_back_up(new_url: NewUrl, tmp_path: Path) -> None:
    with pytest.raises(StateError, match="nothing of Briefbot"):
        back_up(new_url("postgresql"), tmp_path / "backup")


def test_a_database_that_a_newer_briefbot_has_written_is_neither_read_nor_replaced_in_place(
    new_url: NewUrl, tmp_path: Path
) -> None:
    url = new_url("postgresql")
    fill_every_table(url)
    file = back_up(url, tmp_path / "backup")
    engine = connect(url)
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE briefbot_version SET version_num = '9999'")
    engine.dispose()
    with pytest.raises(StateError, match="a newer Briefbot has written that database"):
        back_up(url, tmp_path / "newer")
    with pytest.raises(StateError, match="make an empty database"):
        restore(file, url, yes=True)


def test_going_back_to_an_earlier_version_is_restoring_its_backup(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/briefbot.db"
    fill_every_table(url)
    file, before = back_up(url, tmp_path / "backup"), every_row(url)
    engine = connect(url)
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE briefbot_version SET version_num = '9999'")
        connection.exec_driver_sql("CREATE TABLE of_a_newer_version (a TEXT)")
    engine.dispose()
    restore(file, url, yes=True)
    assert every_row(url) == before


def test_the_engines_place_and_locks_are_those_that_the_engine_uses() -> None:
    for url in ("sqlite:///var/briefbot.db", "sqlite:////srv/brief"):
        file = engine_records.engine_file(sa.make_url(url))
        assert f"sqlite:///{file}" == engine_url(url)
    assert executors._key("executor-1")["space"] == engine_records.EXECUTOR_LOCKS


def test_every_column_is_of_a_sort_that_a_backup_holds() -> None:
    sorts = (sa.String, sa.Integer, sa.Boolean, sa.JSON, sa.DateTime, sa.types.TypeDecorator)
    columns = [column for table in metadata.tables.values() for column in table.columns]
    assert [column for column in columns if not isinstance(column.type, sorts)] == []


# What was waiting, and what was said after the backup.


def subscribed(id_: str, due: datetime | None, zone: str = "UTC") -> Subscription:
    schedule = Schedule(time(9), frozenset(range(7)), zone)
    return Subscription(id_, "T", "C", "UANA", schedule, NOW, next_due=due)


def settled(memory: SqlMemory, now: datetime = NOW, *, hold_back: bool = True) -> Doubts:
    with memory._engine.begin() as connection:
        return settle(connection, now, hold_back=hold_back)


def test_an_edition_that_may_have_been_posted_after_the_backup_is_not_posted_again(memory: SqlMemory) -> None:
    due = NOW - timedelta(days=2, hours=3)
    memory.subscriptions.save(subscribed("S1", due))
    memory.subscriptions.save(subscribed("S2", NOW + timedelta(hours=1)))
    memory.subscriptions.save(subscribed("S3", None))
    key = edition_key("S1", "2026-11-24")
    assert settled(memory).held_back == (key,)
    assert memory.subscriptions.due(NOW, 10) == []
    moved = memory.subscriptions.get("S1")
    assert moved is not None
    assert moved.next_due == datetime(2026, 11, 25, 9, tzinfo=UTC)
    assert memory.editions.open() == {}
    again = replace(moved, next_due=NOW + timedelta(hours=3))  # somebody moves it to a later time of that day
    memory.subscriptions.save(again)
    assert not memory.subscriptions.take_turn(again, "2026-11-24", NOW + timedelta(days=1), NOW)


def test_an_edition_that_was_claimed_and_not_written_is_closed_and_one_that_was_written_is_looked_for(
    memory: SqlMemory,
) -> None:
    for id_ in ("S1", "S2"):
        made = subscribed(id_, NOW)
        memory.subscriptions.save(made)
        assert memory.subscriptions.take_turn(made, "2026-11-24", NOW + timedelta(days=1), NOW)
    written = edition_key("S2", "2026-11-24")
    memory.deliveries.plan(Delivery(written, Place("T", "C"), "UANA", NOW, {"text": "", "blocks": []}))
    doubts = settled(memory)
    assert (doubts.held_back, doubts.waiting) == ((edition_key("S1", "2026-11-24"),), 1)
    assert list(memory.editions.open()) == [written]


def test_whoever_would_rather_have_an_edition_twice_than_never_gets_it(memory: SqlMemory) -> None:
    memory.subscriptions.save(subscribed("S1", NOW))
    assert settled(memory, hold_back=False).held_back == ()
    assert len(memory.subscriptions.due(NOW, 10)) == 1


def test_those_who_wait_for_the_editors_are_counted(memory: SqlMemory) -> None:
    memory.misses.hand_over(Miss("T", "C", "UANA", "tacos", Heard.COMMAND, NOW))
    assert settled(memory).askers == 1


def test_what_was_posted_after_the_backup_is_looked_for_and_not_posted_again(
    url: str, tmp_path: Path
) -> None:
    file = tmp_path / "backup"
    with contextmanager(opened)(url) as house:
        key = house.asked()
        back_up(url, file)
        house.engine.submit(key, "C")
        assert house.result_of(key) == Stage.POSTED
    assert look_at(url).engine
    restore(file, url, yes=True)
    assert not look_at(url).engine
    with contextmanager(opened)(url) as house:
        house.poster.looks = [Posted("1.6")]
        house.now += timedelta(minutes=5)
        house.engine._sweep()
        assert house.result_of(key) == Stage.POSTED
        assert house.poster.done == ["look"]
