"""`make bench`: a library of 1,000 reports: its first start, its second, and one changed report.

python -m tests.bench.library_size [REPORTS]     It writes its table into the README.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bot.library.visibility import Audience
from bot.opening.desk import Opening
from bot.opening.live import LiveDesk
from tests.bench.lookup.tables import between_markers
from tests.bench.serving import SECRET, resident_mb, served
from tests.conftest import ROOT
from tests.slack.bots import new_stand_in
from tests.support.large_content import SECTIONS, write_content

PAGE = ROOT / "README.md"
MARK = "library-size"
STARTS, RELOADS = 5, 15


def main() -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("reports", nargs="?", type=int, default=1_000)
    many = parser.parse_args().reports
    with tempfile.TemporaryDirectory() as folder:
        content = write_content(Path(folder) / "content", many)
        megabytes = sum(path.stat().st_size for path in content.rglob("*.yaml")) / 1e6
        first_answer, _ = _answered(content)
        rest = [_answered(content)[0] for _ in range(STARTS)]
        shutil.rmtree(content / ".cache")
        first_bot, _ = _serving(content)
        bots = [_serving(content) for _ in range(STARTS)]
        reloads = list(_reloads(content))
    rows: tuple[tuple[str, str, str], ...] = (
        ("`brief ask`, from its start to the answer", f"{first_answer:.1f} s", _median(rest)),
        (
            "`brief run`, from its start until it listens",
            f"{first_bot:.1f} s",
            _median([took for took, _ in bots]),
        ),
    )
    rows += (
        ("one changed report, from the look at it until it is served", "", _milliseconds(reloads)),
        ("memory of the bot", "", f"{statistics.median(memory for _, memory in bots):,.0f} MB"),
    )
    head = f"{many:,} reports, {many * SECTIONS:,} sections, {megabytes:.0f} MB of YAML"
    lines = (f"| {what} | {first} | {later} |" for what, first, later in rows)
    table = "\n".join((f"| {head} | the first time | later |", "|---|--:|--:|", *lines))
    PAGE.write_text(between_markers(PAGE.read_text(encoding="utf-8"), table, MARK), encoding="utf-8")
    sys.stdout.write(f"{table}\n")


def _median(seconds: list[float]) -> str:
    return f"{statistics.median(seconds):.1f} s"


def _milliseconds(times: list[float]) -> str:
    return f"{statistics.median(times):.0f} ms (slowest of {len(times)}: {max(times):.0f} ms)"


def _answered(content: Path) -> tuple[float, str]:
    """Seconds from starting `brief ask` to its answer, and the answer."""
    command = [sys.executable, "-m", "bot", "ask", "--json", "report 7", "--content", str(content)]
    started = time.perf_counter()
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True)  # noqa: S603
    return time.perf_counter() - started, done.stdout


def _serving(content: Path) -> tuple[float, float]:
    """Seconds from starting `brief run` until it listens, and its memory in MB."""
    with new_stand_in() as slack, tempfile.TemporaryDirectory() as folder:
        settings = {
            "SLACK_BOT_TOKEN": slack.app.bot_token,
            "SLACK_SIGNING_SECRET": SECRET,
            "SLACK_API_URL": slack.api_url,
            "BRIEF_CONTENT": str(content),
            "BRIEF_PORT": "0",
        }
        started = time.perf_counter()
        with served([sys.executable, "-m", "bot", "run"], folder, **settings) as (_, pid):
            return time.perf_counter() - started, resident_mb(pid)


def _reloads(content: Path) -> Iterator[float]:
    """Milliseconds from the look at a changed report until the new desk is the one that answers."""
    live = LiveDesk(Opening(content))
    for number in range(RELOADS):
        path = content / f"report-{number * 7 % 100:04}" / "sections" / "03-s3.yaml"
        name = f"zanzibar{number}"
        path.write_text(
            path.read_text(encoding="utf-8").replace("aliases: [", f"aliases: [{name}, ", 1), "utf-8"
        )
        started = time.perf_counter()
        assert live.reload({path})
        yield (time.perf_counter() - started) * 1000
        assert live.at(Audience()).lookup.find(name).best is not None


if __name__ == "__main__":
    main()
