"""`brief eval --calibrate`: the thresholds of a library, chosen on its own labelled questions."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console
from rich.progress import track
from rich.table import Table

from bot.errors import QuestionsError
from bot.library.reader import load_library
from bot.lookup.calibration import FOUND, Calibration, Worth, calibrate
from bot.lookup.engine import Lookup
from bot.lookup.evaluate import Question, read_questions
from bot.lookup.verdict import Thresholds
from bot.opening.thresholds_file import read_thresholds, write_thresholds


def calibrate_on(content: Path, questions: Path | None, console: Console | None = None) -> None:
    """Choose thresholds, write them into the library's folder, and say what they change.

    Raises:
        LibraryError, QuestionsError: the library or its questions cannot be used.

    """
    console = console or Console()
    lookup = Lookup(load_library(content), _before(content))
    asked = list(_questions(content, questions))
    steps = track(
        calibrate(lookup, asked),
        "Trying thresholds",
        len(FOUND),
        console=Console(stderr=True),
        transient=True,
    )
    *_, chosen = steps
    console.print(_table(lookup.thresholds, chosen))
    console.print(f"Written to {write_thresholds(content, chosen)}", soft_wrap=True)


def _before(content: Path) -> Thresholds:
    """The thresholds so far; the shipped ones in place of a file that cannot be read, as it says itself."""
    try:
        return read_thresholds(content)
    except QuestionsError:
        return Thresholds()


def _questions(content: Path, chosen: Path | None) -> list[Question]:
    files = [chosen] if chosen else sorted(content.glob("*/questions.jsonl"))
    if not files:
        raise QuestionsError(
            f"{content}: no report has a questions.jsonl; write one, a line each question:"
            ' {"q": "...", "gold": ["china-factor"], "kind": "topic"}'
        )
    return [question for path in files for question in read_questions(path)]


def _table(before: Thresholds, calibration: Calibration) -> Table:
    table = Table(title=f"Thresholds on {calibration.chosen.questions} questions", title_justify="left")
    for heading in (
        "",
        "found",
        "close",
        "right",
        "offered",
        "nothing",
        "choice without it",
        "wrong",
        "worth",
    ):
        table.add_column(heading, justify="right" if heading else "left")
    table.add_row("before", *_cells(before, calibration.before))
    table.add_row("chosen", *_cells(calibration.thresholds, calibration.chosen))
    return table


def _cells(thresholds: Thresholds, worth: Worth) -> list[str]:
    nothing = worth.questions - worth.right - worth.offered - worth.misleading - worth.wrong
    counts = (worth.right, worth.offered, nothing, worth.misleading, worth.wrong)
    shares = (f"{thresholds.found:.2f}", f"{thresholds.close:.2f}")
    return [*shares, *map(str, counts), f"{worth.mean:.3f}"]
