"""Folders of YAML to a `Library`, or to every problem in them at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

from bot.errors import LibraryError
from bot.library.model import Report
from bot.library.problems import Position, Problem
from bot.library.report_reader import REPORT_FILE, ReportReading, read_report
from bot.library.snapshot import Library


@dataclass(frozen=True, slots=True)
class LibraryReading:
    """What a library's folder says: the library, or every problem in it; and the drafts left out of it."""

    library: Library | None
    problems: tuple[Problem, ...] = ()
    withheld: tuple[str, ...] = ()


class Drafts(Enum):
    """What happens to reports that are not finished."""

    WITHHELD = auto()  # left out, with whatever else is wrong with them: they are being worked on
    REFUSED = auto()  # problems like any other
    SHOWN = auto()  # read as if they were finished


def load_library(root: Path, drafts: Drafts = Drafts.WITHHELD) -> Library:
    """Read a library folder, or a single report's folder.

    Raises:
        LibraryError: anything is wrong with it; every problem is in the error.

    """
    reading = read_library(root, drafts)
    if reading.library is None:
        raise LibraryError(reading.problems)
    return reading.library


def read_library(root: Path, drafts: Drafts = Drafts.WITHHELD) -> LibraryReading:
    """Read a library folder; the library is None when there are problems."""
    folders, problem = report_folders(root)
    return put_together(root, map(read_report, folders), drafts) if not problem else _failed([problem])


def put_together(root: Path, readings: Iterable[ReportReading], drafts: Drafts) -> LibraryReading:
    """The library of these reports, newest first; None when there are problems."""
    problems, reports, withheld = list[Problem](), list[Report](), list[str]()
    for reading in readings:
        if reading.drafts and drafts is Drafts.WITHHELD:
            withheld.append(reading.id)
            continue
        problems += [*reading.problems, *(reading.drafts if drafts is Drafts.REFUSED else ())]
        if reading.report is not None:
            reports.append(reading.report)
    if not reports and not problems:
        problems.append(_no_reports(root, withheld))
    if problems:
        return _failed(problems, withheld)
    reports.sort(key=lambda report: report.id)
    reports.sort(key=lambda report: report.published.last_day, reverse=True)
    return LibraryReading(Library(tuple(reports)), withheld=tuple(withheld))


def report_folders(root: Path) -> tuple[tuple[Path, ...], Problem | None]:
    """The folders of a library's reports, or what is wrong; a report's own folder is a library of one."""
    if not root.is_dir():
        hint = "name the folder that holds the reports"
        return (), Problem(Position(root), "no-folder", "there is no such folder", hint)
    if (root / REPORT_FILE).exists():
        return (root,), None
    folders = (path for path in root.iterdir() if path.is_dir() and not path.name.startswith("."))
    return tuple(sorted(folders)), None


def _failed(problems: Iterable[Problem], withheld: Iterable[str] = ()) -> LibraryReading:
    return LibraryReading(None, tuple(sorted(set(problems))), tuple(withheld))


def _no_reports(root: Path, withheld: Sequence[str]) -> Problem:
    if withheld:
        hint = "finish them, and delete their 'draft: true' lines; brief check --allow-drafts looks at drafts"
        return Problem(Position(root), "no-reports", f"only drafts here: {', '.join(withheld)}", hint)
    hint = f"a report is a folder with a {REPORT_FILE}; set BRIEF_CONTENT to the folder that holds them"
    return Problem(Position(root), "no-reports", "no report here", hint)
