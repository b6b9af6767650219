"""`make bench`: what a tick costs when 100 digests are due, of 100, 10,000 and 100,000 subscriptions."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from datetime import time as time_of_day

import sqlalchemy as sa
from rich.console import Console
from rich.progress import track
from rich.table import Table

from bot.desk.digest.subscription import Schedule, Subscription
from bot.jobs.digests import Ticker
from bot.state.digests import _row
from bot.state.memory import SqlMemory, open_memory
from bot.state.tables import subscriptions

SIZES, DUE, ROUNDS = (100, 10_000, 100_000), 100, 5
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)


class Nowhere:
    """Implements `bot.jobs.ports.Jobs`: the tick alone is measured."""

    def submit(self, key: str, channel: str) -> None:
        """Do nothing."""

    def forget(self, keys: Sequence[str]) -> None:
        """Do nothing."""


def fill(memory: SqlMemory, size: int) -> None:
    """So many subscriptions, of which 100 are due now and the others within the next day."""
    schedule = Schedule(time_of_day(9), frozenset(range(7)), "UTC")
    rows = []
    for number in range(size):
        due = NOW if number < DUE else NOW + timedelta(seconds=60 + number % 80_000)
        made = Subscription(f"S{number}", "T", f"C{number}", "U", schedule, NOW, next_due=due)
        rows.append(_row(made))
    with memory.subscriptions._engine.begin() as connection:
        connection.execute(sa.insert(subscriptions), rows)


def reset(memory: SqlMemory) -> None:
    """Let the same 100 be due again."""
    with memory.subscriptions._engine.begin() as connection:
        first = subscriptions.c.id.in_([f"S{number}" for number in range(DUE)])
        connection.execute(sa.update(subscriptions).where(first).values(next_due=NOW))
        connection.execute(sa.text("DELETE FROM editions"))


def seconds_of(memory: SqlMemory) -> tuple[float, float]:
    """A tick with 100 due, and one with none due."""
    ticker = Ticker(memory, Nowhere(), lambda: NOW, lambda _team: timedelta(hours=6))
    busy, idle = [], []
    for _ in range(ROUNDS):
        reset(memory)
        started = time.perf_counter()
        assert ticker.tick() == DUE
        middle = time.perf_counter()
        assert ticker.tick() == 0
        busy.append(middle - started)
        idle.append(time.perf_counter() - middle)
    return statistics.median(busy), statistics.median(idle)


def main() -> None:
    """Measure and print."""
    table = Table(title=f"A tick on SQLite with {DUE} digests due, median of {ROUNDS}")
    for column in ("subscriptions", "100 due", "none due", "to the smallest"):
        table.add_column(column, justify="right")
    first = 0.0
    for size in track(SIZES, "Ticks", console=Console(stderr=True)):
        with tempfile.TemporaryDirectory() as folder:
            memory = open_memory(f"sqlite:///{folder}/briefbot.db")
            fill(memory, size)
            busy, idle = seconds_of(memory)
            memory.close()
        first = first or busy
        table.add_row(f"{size:,}", f"{busy * 1000:.0f} ms", f"{idle * 1000:.2f} ms", f"{busy / first:.2f} x")
    Console().print(table)


if __name__ == "__main__":
    main()
