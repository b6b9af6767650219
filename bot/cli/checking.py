"""`brief check`: what is wrong with a library, and what in a report is not as its source has it."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable
from pathlib import Path

import typer

from bot.cli.opening import reading_progress
from bot.errors import BriefbotError
from bot.library.problems import Problem
from bot.library.reader import report_folders
from bot.library.report_reader import REPORT_FILE, read_draft

_LONG = 20
"""Pages of a source (or lines in hundreds) from which on a bar shows how far the reading is."""


def compared_with(source: Path, root: Path) -> tuple[Problem, ...]:
    """The warnings of comparing the only report of a folder with its source.

    None where its `report.yaml` cannot be read: the check of the library says why.

    Raises:
        BriefbotError: the folder holds none, or several.
        DocumentError: the source cannot be read.

    """
    from bot.ingest.faithfulness import compared
    from bot.ingest.opening import read

    draft = read_draft(_only_report(root))
    with reading_progress("the source", _LONG) as progress:
        manuscript = read(source, progress)
    return tuple(compared(draft, manuscript)) if draft else ()


def _only_report(root: Path) -> Path:
    folders = [folder for folder in report_folders(root)[0] if (folder / REPORT_FILE).exists()]
    if len(folders) == 1:
        return folders[0]
    example = folders[0] if folders else "content/a-report"
    raise BriefbotError(f"--source goes with one report: name its folder, such as {example}, not {root}")


def tell(problems: Iterable[Problem], *, excerpts: bool) -> None:
    """Print problems: a line each for other programs, and with their excerpts for who sits at a terminal."""
    if excerpts or sys.stdout.isatty():
        from rich.console import Console

        from bot.cli.excerpts import show_problems

        show_problems(problems, Console())
        return
    for problem in problems:
        typer.echo(str(problem))


def counted(problems: Collection[Problem], warnings: Collection[Problem]) -> str:
    """How much there is to mend: '3 problems in 2 files, 1 warning'."""
    parts = []
    if problems:
        files = {problem.at.path for problem in problems}
        parts.append(f"{_some(len(problems), 'problem')} in {_some(len(files), 'file')}")
    if warnings:
        parts.append(_some(len(warnings), "warning"))
    return ", ".join(parts)


def _some(count: int, what: str) -> str:
    return f"{count} {what}{'s' * (count != 1)}"
