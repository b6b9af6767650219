"""Checks of what is served: the library's folders, their cache, and the workspaces' file."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from bot.desk.age import is_stale
from bot.doctor.finding import Check, Finding, counted, failed, listed, not_checked, not_needed, ok, warning
from bot.doctor.surroundings import Surroundings
from bot.errors import SettingsError
from bot.library.reader import LibraryReading, read_library
from bot.opening.compiled import FOLDER as COMPILED
from bot.workspaces import Workspaces, WorkspaceSettings, read_workspaces

CONTENT, CACHE, WORKSPACES = "content", "cache", "workspaces"

_SHOWN = 3
_CACHE = COMPILED.parts[0]


def judge_content(readings: Sequence[tuple[Path, LibraryReading]], today: date) -> Finding:
    """Whether each folder can be served, and how old what is in it is."""
    problems = [problem for _, reading in readings for problem in reading.problems]
    drafts = [draft for _, reading in readings for draft in reading.withheld]
    reports = [report for _, reading in readings if reading.library for report in reading.library.reports]
    stale = [report.id for report in reports if is_stale(report, today)]
    details: dict[str, Any] = {
        "folders": [str(folder) for folder, _ in readings],
        "reports": len(reports),
        "problems": len(problems),
        "drafts": drafts,
        "past_review": stale,
    }
    if problems:
        broken = [str(folder) for folder, reading in readings if reading.problems]
        first = [str(problem).replace("\n  hint: ", "; ") for problem in problems[:_SHOWN]]
        more = [f"brief check {broken[0]} tells all of them."] if len(problems) > _SHOWN else []
        fix = "\n".join([*first, *more])
        return failed(CONTENT, f"{counted(len(problems), 'problem')} in {listed(broken)}", fix, **details)
    served = counted(len(reports), "report")
    withheld = f"; withheld as drafts: {listed(drafts)}" if drafts else ""
    if stale:
        fix = "Review them, and set 'review_by' anew: answers say until then that they are past it."
        return warning(CONTENT, f"{served}; past their review: {listed(stale)}{withheld}", fix, **details)
    return ok(CONTENT, f"{served}, none past its review{withheld}", **details)


def judge_cache(folder: Path, *, may_write: bool) -> Finding:
    """Whether what is made of a large library can be kept for the next start."""
    if may_write:
        return ok(CACHE, f"{folder} may be written to")
    fix = f"Give {folder} to the user that runs the bot, or mount a folder there that may be written."
    return warning(CACHE, f"{folder} may not be written to: of a large library, each start is slow", fix)


def judge_workspaces(found: Workspaces) -> Finding:
    """Whether the folders of workspaces are there."""
    folders = [folder for several in found.with_own_content() for folder in several]
    missing = [str(folder) for folder in folders if not folder.is_dir()]
    if missing:
        fix = "Paths in the file are relative to the folder that it is in."
        return failed(WORKSPACES, f"no such folder: {listed(missing)}", fix, missing=missing)
    return ok(WORKSPACES, f"{counted(len(found.own), 'workspace')} with settings of their own")


def _folders(around: Surroundings) -> Sequence[Path]:
    """The usual folder, and those that workspaces have instead, as far as they can be told."""
    usual = around.given.settings.brief_content
    try:
        own = _workspaces(around).with_own_content()
    except SettingsError:
        return (usual,)
    return tuple(dict.fromkeys([usual, *(folder for several in own for folder in several)]))


def _workspaces(around: Surroundings) -> Workspaces:
    return read_workspaces(around.given.settings.brief_workspaces, WorkspaceSettings())


def _read(around: Surroundings) -> Iterator[Finding]:
    folders = _folders(around)
    try:
        readings = [(folder, read_library(folder)) for folder in folders]
    except OSError as error:
        found = f"{error.filename or listed(map(str, folders))} cannot be read: {error.strerror}"
        yield failed(CONTENT, found, "Give it to the user that runs the bot, to be read.")
        return
    yield judge_content(readings, around.now().date())


def _look_at_cache(around: Surroundings) -> Iterator[Finding]:
    root = around.given.settings.brief_content
    if not root.is_dir():
        yield not_checked(CACHE, f"there is no folder {root}")
        return
    cache = root / _CACHE
    yield judge_cache(cache, may_write=os.access(cache if cache.exists() else root, os.W_OK | os.X_OK))


def _look_at_workspaces(around: Surroundings) -> Iterator[Finding]:
    if around.given.settings.brief_workspaces is None:
        yield not_needed(WORKSPACES, "BRIEF_WORKSPACES is not set: all have the same settings")
        return
    try:
        yield judge_workspaces(_workspaces(around))
    except SettingsError as error:
        found = f"{counted(len(error.problems), 'problem')} in the file of BRIEF_WORKSPACES"
        yield failed(WORKSPACES, found, "\n".join(error.problems))


CHECKS = (
    Check((CONTENT,), _read),
    Check((CACHE,), _look_at_cache),
    Check((WORKSPACES,), _look_at_workspaces),
)
