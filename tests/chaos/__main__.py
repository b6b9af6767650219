"""`make chaos`: 200 questions, then 500 digests, in a storm on each database; then without a guard.

Prints Markdown tables, and ends with 1 when a reply is missing or doubled, or when a missing guard goes
unnoticed. Everything is on loopback, and each run ends by itself.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from tests.chaos.digests import Digests
from tests.chaos.questions import Questions
from tests.chaos.storm import Outcome, Plan, Storm, Work, run
from tests.support.postgres import fresh_postgres

LONG = Plan(
    "",
    count=200,
    seconds=60,
    settle_seconds=15,
    deadly_every=14,
    kill_every=7,
    slow_seconds=11,
    fault_every=0.5,
    freeze=True,
)
"""Slack sits on a post for up to 11 s; the bot waits for 10, and must wait longer before it looks."""

SHORT = Plan("")
DIGESTS = replace(LONG, count=500, seconds=75, deadly_every=30)
KINDS = {"SQLite": 1, "PostgreSQL": 2}
WORKS: dict[str, tuple[Callable[[Storm], Work], Plan, dict[str, int]]] = {
    "questions": (Questions, LONG, KINDS),
    "digests": (Digests, DIGESTS, {"SQLite": 1, "PostgreSQL": 4}),
}
GUARDS = {
    "no-look": ("the look before a second post", "SQLite"),
    "no-boot": ("after a crash, doubt", "SQLite"),
    "retrying-client": ("no retries in the client", "SQLite"),
    "no-recovery": ("taking up a dead replica's work", "PostgreSQL"),
}


@contextmanager
def database(kind: str, folder: Path) -> Iterator[str]:
    """An empty database."""
    if kind == "SQLite":
        yield f"sqlite:///{folder}/briefbot.db"
    else:
        with fresh_postgres() as url:
            yield url


def weather(kind: str, plan: Plan, work: Callable[[Storm], Work], progress: Progress, title: str) -> Outcome:
    """One run, with its line in the progress bar."""
    task = progress.add_task(title, total=plan.count)
    with tempfile.TemporaryDirectory(prefix="briefbot-chaos-") as folder, database(kind, Path(folder)) as url:
        whole = replace(plan, database_url=url, leave=plan.workers > 1)
        return run(whole, Path(folder), work, lambda done, _all: progress.update(task, completed=done))


def storms(seeds: int, progress: Progress) -> Iterator[tuple[str, Outcome]]:
    """The long runs."""
    for name, (work, plan, kinds) in WORKS.items():
        for kind, workers in kinds.items():
            for seed in range(1, seeds + 1):
                whole, title = replace(plan, seed=seed, workers=workers), f"{name}: {kind}, {workers}"
                yield title, weather(kind, whole, work, progress, f"{title}, seed {seed}")


def mutants(progress: Progress) -> Iterator[tuple[str, Outcome]]:
    """Short runs, each without one of the guards."""
    for name, (guard, kind) in GUARDS.items():
        plan = replace(SHORT, mutant=name, count=60, seconds=20, patience=60, workers=KINDS[kind])
        yield guard, weather(kind, plan, Questions, progress, f"without: {guard}")


def _held(runs: list[tuple[str, Outcome]]) -> Iterator[str]:
    yield "| database, processes | due | killed (at a post) | frozen | faults | sent | missing | doubled |"
    yield "|---|--:|--:|--:|--:|--:|--:|--:|"
    for title, seen in runs:
        killed = f"{seen.killed} ({seen.killed_before + seen.killed_after})"
        counts = (seen.asked, killed, seen.frozen, seen.faults, seen.sent, seen.missing, seen.doubled)
        yield f"| {title} | {' | '.join(map(str, counts))} |"


def _without(runs: list[tuple[str, Outcome]]) -> Iterator[str]:
    yield "| without this guard | asked | missing | doubled |"
    yield "|---|--:|--:|--:|"
    for guard, seen in runs:
        yield f"| {guard} | {seen.asked} | {seen.missing} | {seen.doubled} |"


def main(seeds: int = 1) -> None:
    """Run all; `seeds` storms on each database."""
    columns = (TextColumn("{task.description:40}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True)) as progress:
        held = list(storms(seeds, progress))
        without = list(mutants(progress))
    typer.echo("\n".join([*_held(held), "", *_without(without)]))
    broken = [seen for _, seen in held if seen.missing or seen.doubled]
    unnoticed = [guard for guard, seen in without if not (seen.missing or seen.doubled)]
    sys.exit(1 if broken or unnoticed else 0)


if __name__ == "__main__":
    typer.run(main)
