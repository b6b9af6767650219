"""What the engine knows work by. Another name strands what is in flight: it needs another `VERSION`.

A new version has a line of its own in the tables here, and a way to take up the work of the one before.
"""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path

from dbos import DBOS

from bot.jobs.engine import VERSION
from bot.jobs.ports import Unknown
from tests.jobs.test_engine import opened

WORK = {"1": ("deliver", "replies")}
"""By version, the names of the workflow and of its queue."""

STEPS = {"1": ["prepare", "begin", "post", "DBOS.sleep", "begin", "look", "post", "end"]}
"""By version, the steps of a delivery whose first post was in doubt and had not arrived."""


def test_what_work_in_flight_is_known_by_is_what_it_was(tmp_path: Path) -> None:
    with contextmanager(opened)(f"sqlite:///{tmp_path}/briefbot.db") as house:
        house.poster.posts = [Unknown("http_500")]
        key = house.asked()
        house.engine.submit(key, "C")
        assert house.poster.posted.wait(60), "the engine does not know the workflow by its name"
        house.result_of(key)
        [work] = DBOS.list_workflows()
        assert work.app_version == VERSION
        assert (work.name, work.queue_name) == WORK[VERSION]
        assert [each["function_name"] for each in DBOS.list_workflow_steps(key)] == STEPS[VERSION]
