"""`brief db`, as an operator types it."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from cryptography.fernet import Fernet

from bot.desk.digest.subscription import Schedule, Subscription
from bot.desk.records import Heard, Miss, Question
from bot.state.form import newest
from bot.state.memory import open_memory
from tests.state.upgrades.kept import HERE as UPGRADES
from tests.support.any_rows import every_row, fill_every_table
from tests.support.postgres import fresh_postgres
from tests.test_cli import brief

NOW = datetime.now(UTC)


@pytest.fixture(autouse=True)
def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A database of its own."""
    database = f"sqlite:///{tmp_path}/briefbot.db"
    monkeypatch.setenv("BRIEF_DATABASE_URL", database)
    return database


def test_upgrade_says_from_which_form_to_which(tmp_path: Path) -> None:
    assert brief("db", "upgrade").stdout == f"Made, in revision {newest()}.\n"
    assert brief("db", "upgrade").stdout == f"Nothing to do: revision {newest()} is the newest.\n"
    shutil.copy(UPGRADES / "first" / "briefbot.db", tmp_path)
    assert brief("db", "upgrade").stdout == f"Upgraded from revision 0001 to {newest()}.\n"


def test_status_shows_the_form_the_sizes_and_whether_a_bot_runs_and_changes_nothing(tmp_path: Path) -> None:
    for name in ("briefbot.db", "briefbot-jobs.db"):
        shutil.copy(UPGRADES / "first" / name, tmp_path)
    for _ in range(2):
        said = " ".join(brief("db", "status").stdout.split())
        assert "Database SQLite, sqlite:///" in said
        assert f"Revision 0001, the newest is {newest()}: brief db upgrade" in said
        assert f"Engine {tmp_path}/briefbot-jobs.db" in said
        assert "In use by no running Briefbot" in said
        assert "│ questions │ 6 │" in said


def test_status_of_what_there_is_not_says_what_makes_it(tmp_path: Path) -> None:
    done = brief("db", "status")
    assert (done.returncode, done.stdout) == (1, "")
    assert "there is no database at sqlite:///" in done.stderr
    assert "brief db upgrade" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_no_password_is_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    with fresh_postgres() as postgres:
        secret = sa.make_url(postgres).set(username="postgres", password="s3cret", port=1)
        monkeypatch.setenv("BRIEF_DATABASE_URL", secret.render_as_string(hide_password=False))
        for command in (["status"], ["upgrade"], ["backup", "x"], ["copy", str(secret), postgres]):
            done = brief("db", *command)
            assert done.returncode == 1
            assert "cannot be used" in done.stderr
            assert "s3cret" not in done.stdout + done.stderr


def test_a_backup_is_restored_and_what_is_in_doubt_is_told(url: str, tmp_path: Path) -> None:
    memory = open_memory(url)
    memory.questions.add(Question("T", "C", "1.5", "UANA", "china?", Heard.MENTION, NOW))
    memory.misses.hand_over(Miss("T", "C", "UANA", "tacos", Heard.COMMAND, NOW))
    schedule = Schedule(time(9), frozenset(range(7)), "UTC")
    due = NOW - timedelta(days=2)
    memory.subscriptions.save(Subscription("S1", "T", "C", "UANA", schedule, due, next_due=due))
    memory.close()
    file = str(tmp_path / "backup.zip")
    said = brief("db", "backup", file).stdout
    assert f"3 rows of revision {newest()} are in {file}" in said
    assert "tokens" in said
    refused = brief("db", "restore", file)
    assert refused.returncode == 1
    assert "is not empty" in refused.stderr
    said = brief("db", "restore", file, "--yes").stdout
    assert "3 rows are restored, as they were at 20" in said
    assert "To be posted: 1. Each is first looked for in Slack." in said
    assert "  digest:S1:" in said
    assert "People who wait for the editors: 1." in said
    assert "docs/database.md" in said


def test_a_restore_heeds_the_setting_for_posts_in_doubt(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory = open_memory(url)
    schedule = Schedule(time(9), frozenset(range(7)), "UTC")
    due = NOW - timedelta(days=2)
    memory.subscriptions.save(Subscription("S1", "T", "C", "UANA", schedule, due, next_due=due))
    memory.close()
    file = str(tmp_path / "backup.zip")
    brief("db", "backup", file)
    monkeypatch.setenv("BRIEF_WHEN_UNSURE", "never-missed")
    assert "digest:S1:" not in brief("db", "restore", file, "--yes").stdout


def test_a_copy_tells_how_much_it_was_and_what_to_do_next(url: str, tmp_path: Path) -> None:
    fill_every_table(url)
    target = f"sqlite:///{tmp_path}/other/briefbot.db"
    said = brief("db", "copy", url, target).stdout
    rows = sum(map(len, every_row(url).values()))
    assert f"{rows:,} rows of {len(every_row(url))} tables are copied, and counted on both sides." in said
    assert "BRIEF_DATABASE_URL" in said
    assert every_row(target) == every_row(url)


@pytest.mark.parametrize("wrong", ["mysql://host/name", "sqlite://", "nonsense"])
def test_a_url_that_is_none_is_told_plainly(wrong: str, url: str) -> None:
    fill_every_table(url)
    for urls in ([wrong, url], [url, wrong]):
        done = brief("db", "copy", *urls)
        assert (done.returncode, done.stdout) == (1, "")
        assert "Traceback" not in done.stderr
        assert "sqlite:///" in done.stderr


def test_a_new_key_encrypts_and_is_another_one_each_time() -> None:
    first, second = brief("db", "new-key").stdout, brief("db", "new-key").stdout
    assert first != second
    assert Fernet(first.strip()).decrypt(Fernet(first.strip()).encrypt(b"xoxb-1")) == b"xoxb-1"
