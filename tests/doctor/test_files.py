"""Where a SQLite database lies: a folder that may be written to, a disk with room, files for one reader."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bot.doctor.files import DISK, FILES, Place, file_system_of, judge_disk
from bot.doctor.finding import Finding, State
from bot.state.backup import write_backup
from bot.state.copying import snapshot_of
from bot.state.memory import open_memory
from tests.conftest import NOW
from tests.doctor.setting_up import around, found

GOOD = Place(Path("/srv/briefbot"), may_write=True, free_bytes=5_000_000_000, file_system="ext4")

MOUNTS = """\
/dev/vda1 / ext4 rw,relatime 0 0
server:/export /srv/my\\040data nfs4 rw 0 0
tmpfs /srv/my\\040data/quick tmpfs rw 0 0
/dev/vdb1 /srv/my xfs rw 0 0
/dev/vdc1 /srv btrfs rw 0 0
"""


def on(url: str, name: str) -> Finding:
    return found(name, around({"BRIEF_DATABASE_URL": url}))


@pytest.mark.parametrize(
    ("place", "state", "told"),
    [
        (GOOD, State.OK, "5,000 MB left"),
        (replace(GOOD, may_write=False), State.FAILED, "/srv/briefbot may not be written to"),
        (replace(GOOD, file_is_read_only=True), State.FAILED, "the database's file may not be written to"),
        (replace(GOOD, free_bytes=1_000_000), State.FAILED, "full: 1 MB left"),
        (replace(GOOD, free_bytes=150_000_000), State.WARNING, "little room: 150 MB left"),
        (replace(GOOD, file_system="nfs4"), State.FAILED, "network file system (nfs4)"),
    ],
)
def test_a_place_is_judged_with_its_fix(place: Place, state: State, told: str) -> None:
    finding = judge_disk(place)
    assert (finding.state, told in finding.found) == (state, True)
    assert bool(finding.fix) is (state is not State.OK)


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/", "ext4"),
        ("/var/briefbot", "ext4"),
        ("/srv/my data", "nfs4"),
        ("/srv/my data/var", "nfs4"),
        ("/srv/my data/quick/var", "tmpfs"),
        ("/srv/my/var", "xfs"),
        ("/srv/mystery", "btrfs"),
    ],
)
def test_the_innermost_mount_is_the_one_that_counts(folder: str, kind: str) -> None:
    assert file_system_of(Path(folder), MOUNTS) == kind


def test_without_a_table_of_mounts_no_file_system_is_known() -> None:
    assert file_system_of(Path("/var"), "") == ""


def test_a_folder_that_is_yet_to_be_made_is_judged_by_the_one_above_it(tmp_path: Path) -> None:
    finding = on(f"sqlite:///{tmp_path}/a/b/briefbot.db", DISK)
    assert finding.details["folder"] == str(tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", [DISK, FILES])
def test_postgresql_looks_after_its_own_files(name: str) -> None:
    assert on("postgresql://127.0.0.1/briefbot", name).state is State.NOT_NEEDED
    assert on("postgresql://127.0.0.1:port/briefbot", name).state is State.NOT_CHECKED


def test_without_files_there_is_nothing_to_read(tmp_path: Path) -> None:
    assert on(f"sqlite:///{tmp_path}/var/briefbot.db", FILES).state is State.NOT_NEEDED


@pytest.fixture
def url(tmp_path: Path) -> str:
    """A database, its engine's file and a backup, in a folder that everybody may enter."""
    made = f"sqlite:///{tmp_path}/briefbot.db"
    open_memory(made).close()
    with snapshot_of(made) as source:
        write_backup(source, tmp_path / "monday", lambda: NOW, lambda _done, _of: None)
    (tmp_path / "briefbot-jobs.db").touch()
    (tmp_path / "readme.txt").touch()
    (tmp_path / "briefbot.db.lock").touch()
    for path in tmp_path.iterdir():
        path.chmod(0o644)
    tmp_path.chmod(0o755)
    return made


def test_files_that_everybody_may_read_are_told_backups_too(url: str) -> None:
    finding = on(url, FILES)
    assert finding.state is State.WARNING
    assert sorted(finding.details["files"]) == ["briefbot-jobs.db", "briefbot.db", "monday"]
    assert "chmod 700" in finding.fix


def test_files_in_a_folder_that_nobody_else_may_enter_are_ok(url: str, tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    assert on(url, FILES).state is State.OK


def test_files_that_a_group_may_read_are_ok(url: str, tmp_path: Path) -> None:
    for path in tmp_path.iterdir():
        path.chmod(0o640)
    assert on(url, FILES).state is State.OK
