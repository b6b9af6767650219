"""`brief eval`: lookup's quality as a table."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console
from rich.table import Table

from bot.lookup.engine import Lookup
from bot.lookup.evaluate import Judged, Score, by_kind, judge, read_questions, score


def report(lookup: Lookup, questions: Path, misses: bool, console: Console | None = None) -> None:
    """Print the measures over all questions and by kind and, when asked, what went wrong.

    Raises:
        QuestionsError: the file is not one of labelled questions.

    """
    console = console or Console()
    judged = list(judge(lookup, read_questions(questions)))
    table = Table(title=f"Lookup on {questions.name}", title_justify="left")
    table.add_column("questions")
    for column in ("count", "hit@1", "hit@3", "MRR", "false answers"):
        table.add_column(column, justify="right")
    for kind, rows in by_kind(judged).items():
        _add(table, kind, score(rows))
    table.add_section()
    _add(table, "all", score(judged))
    console.print(table)
    if misses:
        for row in judged:
            if not row.right:
                console.print(_miss(row), markup=False, soft_wrap=True)


def _add(table: Table, name: str, measured: Score) -> None:
    shares = (measured.hit1, measured.hit3, measured.mrr, measured.false_answers)
    table.add_row(name, str(measured.count), *(f"{x:.3f}" if x is not None else "–" for x in shares))


def _miss(row: Judged) -> str:
    wanted = ", ".join(sorted(row.question.gold))
    best = row.outcome.best
    got = f"{best.item.id} ({best.score:.2f}, {best.why})" if best else row.outcome.verdict.value
    return f"{row.question.kind}: {row.question.text!r} wants {wanted}, got {got}"
