"""`brief doctor`: what is wrong with the set-up, and how to mend it."""

from __future__ import annotations

import json
import logging
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

if TYPE_CHECKING:
    from rich.console import Console

    from bot.doctor.finding import Finding

app = typer.Typer()

_MARKS: Final[Mapping[str, tuple[str, str]]] = {
    "ok": ("✓", "green"),
    "warning": ("!", "yellow"),
    "failed": ("✗", "bold red"),
    "not needed": ("–", "dim"),
    "not checked": ("?", "cyan"),
}
"""A sign and a colour for each state; its word stands beside them."""


@app.command()
def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Check the set-up: settings, tokens, Slack, the database, the library; exit code 1 when one failed."""
    from rich.console import Console

    from bot import clock
    from bot.doctor.checks import CHECKS
    from bot.doctor.given import read_given
    from bot.doctor.running import examine
    from bot.doctor.surroundings import NETWORK_SECONDS, Surroundings
    from bot.doctor.web import UrllibWeb
    from bot.slack.inquiry import WebApi

    logging.getLogger("dotenv").setLevel(logging.ERROR)  # a check tells which lines cannot be read
    given = read_given(os.environ, Path(".env"))
    around = Surroundings(
        given,
        clock.now,
        WebApi(given.settings.slack_api_url, NETWORK_SECONDS),
        UrllibWeb(NETWORK_SECONDS),
    )
    with _progress() as progress:
        findings = examine(around, CHECKS, progress)
    if as_json:
        typer.echo(json.dumps(as_object(findings)))
    elif sys.stdout.isatty():
        draw(findings, Console())
    else:
        tell(findings)
    if any(each.state == "failed" for each in findings):
        raise typer.Exit(1)


def as_object(findings: Sequence[Finding]) -> dict[str, Any]:
    """What `--json` prints (`docs/doctor.md` has its form)."""
    counts = Counter(each.state.value for each in findings)
    return {
        "ok": not counts["failed"],
        "counts": {state: counts[state] for state in _MARKS},
        "checks": [
            {
                "name": each.name,
                "state": each.state.value,
                "found": each.found,
                "fix": each.fix,
                "details": dict(each.details),
            }
            for each in findings
        ],
    }


def tell(findings: Sequence[Finding]) -> None:
    """A line a check, its fix below it: for files and other programs."""
    for each in findings:
        typer.echo(f"{each.state:<12}{each.name}: {each.found}")
        for line in each.fix.splitlines():
            typer.echo(f"{'':<12}fix: {line}")
    typer.echo(_summary(findings))


def draw(findings: Sequence[Finding], console: Console) -> None:
    """A table, for who sits at a terminal."""
    from rich.table import Table
    from rich.text import Text

    table = Table("", "Check", "What was found, and how to mend it")
    for each in findings:
        mark, style = _MARKS[each.state]
        words = Text(each.found)
        for line in each.fix.splitlines():
            words.append(f"\nFix: {line}", "bold")
        table.add_row(Text(f"{mark} {each.state}", style), Text(each.name), words)
    console.print(table)
    console.print(Text(_summary(findings)))


def _summary(findings: Sequence[Finding]) -> str:
    counts = Counter(each.state.value for each in findings)
    told = [f"{counts[state]} {state}{_plural(state, counts[state])}" for state in _MARKS if counts[state]]
    return f"{', '.join(told)}."


def _plural(state: str, count: int) -> str:
    return "s" if state == "warning" and count > 1 else ""


@contextmanager
def _progress() -> Iterator[Callable[[int, int], None]]:
    """How many checks are done, on a terminal's stderr."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("Checking")
        yield lambda done, of: bar.update(task, completed=done, total=of)
