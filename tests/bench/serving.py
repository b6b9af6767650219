"""`make bench`: the bot over HTTP against a bare Bolt handler, its memory, and the start of `brief ask`."""

from __future__ import annotations

import http.client
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from rich.console import Console
from rich.progress import track
from rich.table import Table

from bot.playground.payloads import Sender, slash_command
from bot.playground.signing import signed
from bot.playground.workspace import ANA, GENERAL
from tests.conftest import ROOT
from tests.slack.bots import new_stand_in

SECRET = "a-secret-of-the-bench"
ROUNDS, WARM_UP, STARTS = 2_000, 200, 7


@contextmanager
def served(command: list[str], folder: str, **environment: str) -> Iterator[tuple[str, int]]:
    """A process that serves; its address and its id."""
    everything = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    with subprocess.Popen(  # noqa: S603 - our own commands
        command, cwd=folder, env=everything, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, text=True,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        line = next(line for line in process.stdout if "listening on " in line)
        address = line.partition("listening on ")[2].split('"')[0].strip()
        _drain(process)
        yield address, process.pid
        process.terminate()


def _drain(process: subprocess.Popen[str]) -> None:
    """Keep the process's pipe from filling up."""
    assert process.stdout is not None
    threading.Thread(target=process.stdout.read, daemon=True).start()


def asker(address: str) -> Callable[[], float]:
    """A function that sends one signed `/brief china` and returns the seconds to its whole reply."""
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port)

    def ask() -> float:
        body = urlencode(slash_command(Sender(ANA, "ana", GENERAL, "general"), "/brief", "china"))
        headers = signed(body, SECRET)
        started = time.perf_counter()
        connection.request("POST", parts.path, body, headers)
        answer = connection.getresponse()
        answer.read()
        took = time.perf_counter() - started
        assert answer.status == 200
        return took

    return ask


def compare(ours: Callable[[], float], bare: Callable[[], float]) -> tuple[list[float], list[float]]:
    """Seconds a request, the two taking turns so that a noisy moment hits both."""
    times: tuple[list[float], list[float]] = ([], [])
    for number in track(range(WARM_UP + ROUNDS), "Requests", console=Console(stderr=True)):
        for kept, ask in zip(times, (ours, bare), strict=True):
            took = ask()
            if number >= WARM_UP:
                kept.append(took)
    return times


def percentile(times: list[float], share: float) -> float:
    """The time that this share of all stays within, in milliseconds."""
    return sorted(times)[int(len(times) * share)] * 1000


def resident_mb(pid: int) -> float:
    """Resident memory of a process, in MB."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    kilobytes = next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS"))
    return int(kilobytes) / 1000


def first_answers() -> list[float]:
    """Seconds from starting `brief ask --json china` to its answer, several times."""
    times = []
    for _ in range(STARTS):
        started = time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-m", "bot", "ask", "--json", "china"], cwd=ROOT, capture_output=True, check=True
        )
        times.append(time.perf_counter() - started)
        assert json.loads(done.stdout)["outcome"] == "found"
    return times


def main() -> None:
    """Measure and print."""
    with new_stand_in() as slack, tempfile.TemporaryDirectory() as folder:
        bare_bolt = [sys.executable, "-m", "tests.bench.bare_bolt"]
        bare_command = [*bare_bolt, SECRET, slack.app.bot_token, slack.api_url]
        settings = {
            "SLACK_BOT_TOKEN": slack.app.bot_token,
            "SLACK_SIGNING_SECRET": SECRET,
            "SLACK_API_URL": slack.api_url,
            "BRIEF_CONTENT": str(ROOT / "content"),
            "BRIEF_PORT": "0",
        }
        with (
            served(bare_command, folder) as (bare_address, _),
            served([sys.executable, "-m", "bot", "run"], folder, **settings) as (address, pid),
        ):
            ours, bare = compare(asker(address), asker(bare_address))
            memory = resident_mb(pid)
    show(ours, bare, memory, first_answers())


def show(ours: list[float], bare: list[float], memory: float, starts: list[float]) -> None:
    """Print what was measured beside what was promised."""
    ratio = statistics.median(ours) / statistics.median(bare)
    more = percentile(ours, 0.99) - percentile(bare, 0.99)
    table = Table(title=f"/brief china over HTTP, {ROUNDS} signed requests each, in turns")
    for column in ("", "Briefbot", "bare Bolt", "promised"):
        table.add_column(column, justify="right" if column else "left")
    medians = [f"{percentile(times, 0.5):.2f} ms" for times in (ours, bare)]
    table.add_row("median", *medians, f"at most 1.5 x: {ratio:.2f} x")
    tails = [f"{percentile(times, 0.99):.2f} ms" for times in (ours, bare)]
    table.add_row("p99", *tails, f"under 20 ms more: {more:+.2f} ms")
    table.add_row("resident memory", f"{memory:.0f} MB", "", "under 128 MB")
    table.add_row("brief ask, start to answer", f"{statistics.median(starts):.2f} s", "", "under 1 s")
    Console().print(table)


if __name__ == "__main__":
    main()
