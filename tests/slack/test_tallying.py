"""An answer is counted, and is worth more than its count."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path

from structlog.testing import capture_logs

from bot.desk.desk import Desk
from bot.desk.tallies import Tally
from bot.lookup.outcome import Verdict
from bot.slack.tallying import note_answer
from bot.state.database import connect
from bot.state.memory import SqlMemory
from tests.conftest import NOW, TODAY
from tests.slack.bots import office_for


def test_an_answer_counts_for_its_day_in_utc(desk: Desk) -> None:
    memory = office_for(desk).memory
    in_lahore = datetime(2026, 11, 24, 2, tzinfo=timezone(timedelta(hours=5)))
    note_answer(memory, "T", "mention", Verdict.CHOICES, in_lahore)
    assert memory.tallies.since("T", TODAY) == [Tally(TODAY, "mention", "choices", 1)]


def test_what_cannot_be_counted_costs_no_answer_and_the_log_says_so(tmp_path: Path) -> None:
    memory = SqlMemory(connect(f"sqlite:///{tmp_path}/without_tables.db"))
    with capture_logs() as log:
        note_answer(memory, "T", "mention", Verdict.FOUND, NOW)
    memory.close()
    [line] = log
    assert (line["event"], line["log_level"]) == ("answer not counted", "warning")
    assert (line["surface"], line["error"]) == ("mention", "OperationalError")
