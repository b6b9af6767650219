"""Checks of where a SQLite database lies: its folder, its disk, and who else may read it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from zipfile import BadZipFile, ZipFile

from bot.doctor.finding import Check, Finding, failed, listed, not_checked, not_needed, ok, warning
from bot.doctor.surroundings import Surroundings
from bot.errors import StateError
from bot.state.existing import location

DISK, FILES = "database's disk", "database's files"

FULL_BYTES, LITTLE_BYTES = 20_000_000, 200_000_000
"""Free space that is as good as none, since SQLite writes its log before the file; and that is little."""

_MOUNTS = Path("/proc/self/mounts")
_NETWORK: Final = frozenset(
    "nfs nfs4 cifs smb3 smbfs afs ceph glusterfs lustre beegfs 9p fuse.sshfs fuse.glusterfs fuse.s3fs".split()
)
"""File systems on which SQLite's locks, or its shared memory, cannot be relied on (sqlite.org/wal.html)."""


@dataclass(frozen=True, slots=True)
class Place:
    """A database's folder, or the nearest one above it that is there."""

    folder: Path
    may_write: bool
    free_bytes: int
    file_system: str
    file_is_read_only: bool = False


def judge_disk(place: Place) -> Finding:
    """Whether SQLite can work there."""
    free = f"{place.free_bytes / 1_000_000:,.0f} MB"
    details = {"folder": str(place.folder), "free_bytes": place.free_bytes, "file_system": place.file_system}
    if not place.may_write or place.file_is_read_only:
        what = "the database's file" if place.may_write else str(place.folder)
        fix = (
            f"Give it to the user that runs the bot: chown -R USER {place.folder}; or mount it to be written."
        )
        return failed(DISK, f"{what} may not be written to", fix, **details)
    if place.free_bytes < FULL_BYTES:
        fix = "Make room there, or set BRIEF_DATABASE_URL to a path on another disk."
        return failed(DISK, f"{place.folder} is on a disk that is full: {free} left", fix, **details)
    if place.file_system in _NETWORK:
        found = f"{place.folder} is on a network file system ({place.file_system}), which can damage SQLite"
        return failed(
            DISK, found, "Use a disk of this machine, or PostgreSQL (BRIEF_DATABASE_URL).", **details
        )
    if place.free_bytes < LITTLE_BYTES:
        found = f"{place.folder} is on a disk with little room: {free} left"
        return warning(DISK, found, "Make room before it is full.", **details)
    return ok(DISK, f"{place.folder} may be written to, and has {free} left", **details)


def file_system_of(folder: Path, mounts: str) -> str:
    """The type of the file system that an absolute path is on, by the system's table of mounts; or ""."""
    best, found = -1, ""
    for line in mounts.splitlines():
        fields = line.split(" ")
        point = Path(fields[1].replace("\\040", " "))
        if (point == folder or point in folder.parents) and len(point.parts) >= best:
            best, found = len(point.parts), fields[2]
    return found


def judge_files(modes: Mapping[Path, int], folder_mode: int) -> Finding:
    """Whether others may read what people asked, and the tokens of workspaces."""
    if not modes:
        return not_needed(FILES, "there are none yet")
    others = {path: mode for path, mode in modes.items() if mode & 0o007}
    if others and folder_mode & 0o001:
        names = [path.name for path in others]
        folder = next(iter(others)).parent
        fix = f"chmod 700 {folder}; and chmod 600 for each, backups too."
        told = {path.name: f"{mode:04o}" for path, mode in others.items()}
        return warning(FILES, f"every user of this machine may read {listed(names)}", fix, files=told)
    return ok(FILES, "only their owner, and perhaps a group, may read them")


def _place_of(file: Path) -> Place:
    folder = next(each for each in file.parents if each.is_dir())
    room = os.statvfs(folder)
    mounts = _MOUNTS.read_text(encoding="utf-8") if _MOUNTS.exists() else ""
    return Place(
        folder,
        os.access(folder, os.W_OK | os.X_OK),
        room.f_bavail * room.f_frsize,
        file_system_of(folder.resolve(), mounts),
        file.exists() and not os.access(file, os.W_OK),
    )


def _beside(file: Path) -> Iterable[Path]:
    """The database's own files (its log, the engine's, ...), and backups in the same folder."""
    if not file.parent.is_dir():
        return
    for path in sorted(file.parent.iterdir()):
        if path.is_file() and path.suffix != ".lock":
            is_own = path.name.startswith(file.name.removesuffix(".db"))
            if is_own or _is_backup(path):
                yield path


def _is_backup(path: Path) -> bool:
    """Whether a file looks like one of `brief db backup`."""
    try:
        with ZipFile(path) as archive:
            return "manifest.json" in archive.namelist()
    except (OSError, BadZipFile):
        return False


def _run(around: Surroundings) -> Iterator[Finding]:
    try:
        place = location(around.given.settings.brief_database_url)
    except (StateError, ValueError):  # a port that is no number is a ValueError
        yield from (not_checked(name, "BRIEF_DATABASE_URL names no database") for name in (DISK, FILES))
        return
    if place.get_backend_name() != "sqlite":
        yield from (not_needed(name, "PostgreSQL looks after its own") for name in (DISK, FILES))
        return
    file = Path(place.database or "")
    yield judge_disk(_place_of(file))
    modes = {path: path.stat().st_mode & 0o777 for path in _beside(file)}
    yield judge_files(modes, file.parent.stat().st_mode & 0o777 if modes else 0)


CHECKS = (Check((DISK, FILES), _run),)
