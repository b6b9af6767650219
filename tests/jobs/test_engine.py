"""The durable engine itself: DBOS on a database of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from dbos import DBOS

from bot.desk.digest.subscription import Schedule, Subscription, edition_key
from bot.desk.records import Heard, Question, Stage
from bot.errors import StartError
from bot.jobs.digests import Ticker
from bot.jobs.engine import Engine
from bot.jobs.postman import Postman, Unsure
from bot.state.engine_records import engine_url
from bot.state.memory import SqlMemory, open_memory
from tests.conftest import NOW
from tests.jobs.fakes import Diary, Echo, ScriptedPoster
from tests.support.postgres import fresh_postgres

KEEP = timedelta(days=90)


@dataclass
class House:
    """An engine at work, with a clock that can be moved."""

    url: str
    memory: SqlMemory
    now: datetime = NOW
    poster: ScriptedPoster = field(default_factory=ScriptedPoster)

    def __post_init__(self) -> None:
        postman = Postman(
            self.memory,
            {"reply": Echo(self.memory), "digest": Diary(self.memory)},
            self.poster,
            "boot",
            1,
            lambda _team: Unsure.NEVER_TWICE,
        )
        self.engine = Engine(self.url, self.memory, postman, lambda: self.now, KEEP)

    def asked(self, ts: str = "1.5", at: datetime = NOW) -> str:
        question = Question("T", "C", ts, "UANA", "china?", Heard.MENTION, at)
        self.memory.questions.add(question)
        return question.key

    def result_of(self, workflow: str) -> object:
        """What a workflow returned, once it is over."""
        return DBOS.retrieve_workflow(workflow).get_result()


@pytest.fixture(params=["sqlite", "postgresql"])
def house(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[House]:
    if request.param == "sqlite":
        yield from opened(f"sqlite:///{tmp_path}/briefbot.db")
    else:
        with fresh_postgres() as url:
            yield from opened(url)


def opened(url: str) -> Iterator[House]:
    memory = open_memory(url)
    house = House(url, memory)
    house.engine.start()
    yield house
    house.engine.stop()
    memory.close()


def test_what_is_submitted_twice_is_posted_once(house: House) -> None:
    key = house.asked()
    for _ in range(3):
        house.engine.submit(key, "C")
    assert house.result_of(key) == Stage.POSTED
    house.engine.submit(key, "C")
    assert house.result_of(key) == Stage.POSTED
    assert house.poster.done == ["post"]


def test_a_question_that_the_engine_never_heard_of_is_taken_up_with_a_look(house: House) -> None:
    key = house.asked(at=NOW - timedelta(seconds=20))
    house.engine._sweep()
    assert house.result_of(key) == Stage.POSTED
    assert house.poster.done == ["look", "post"]


def test_a_question_that_the_engine_gave_up_just_now_is_left_for_a_while(house: House) -> None:
    key = house.asked(at=NOW - timedelta(seconds=20))
    DBOS.enqueue_workflow_with_options(
        {"workflow_name": "deliver", "queue_name": "not served", "workflow_id": key}, key, False
    )
    DBOS.cancel_workflow(key)
    house.engine._sweep()
    assert [each.workflow_id for each in DBOS.list_workflows()] == [key]


def test_a_question_that_the_engine_gave_up_is_taken_up_under_another_id(house: House) -> None:
    key = house.asked(at=NOW - timedelta(minutes=5))
    house.poster.posted.clear()
    DBOS.enqueue_workflow_with_options(
        {"workflow_name": "deliver", "queue_name": "not served", "workflow_id": key}, key, False
    )
    DBOS.cancel_workflow(key)
    house.engine._sweep()
    assert house.result_of(f"{key}~2") == Stage.POSTED
    assert house.poster.done == ["look", "post"]


def test_a_fresh_question_is_left_to_the_engine(house: House) -> None:
    house.asked(at=NOW - timedelta(seconds=5))
    house.engine._sweep()
    assert DBOS.list_workflows() == []


def test_finished_work_is_kept_for_its_time_and_then_deleted(house: House) -> None:
    key = house.asked()
    house.engine.submit(key, "C")
    house.result_of(key)
    house.engine._clean()
    assert [each.workflow_id for each in DBOS.list_workflows()] == [key]
    house.now = NOW + KEEP + timedelta(days=30)
    house.engine._clean()
    assert DBOS.list_workflows() == []
    assert house.memory.deliveries.get(key) is None


def subscribed(house: House, due: datetime) -> Subscription:
    schedule = Schedule(due.time().replace(tzinfo=None), frozenset(range(7)), "UTC")
    made = Subscription("S1", "T", "C", "UANA", schedule, NOW, next_due=due)
    house.memory.subscriptions.save(made)
    return made


def test_an_edition_that_is_due_is_posted_once_however_often_the_clock_ticks(house: House) -> None:
    subscribed(house, NOW)
    ticker = Ticker(house.memory, house.engine, lambda: NOW, lambda _team: timedelta(hours=6))
    for _ in range(3):
        ticker.tick()
    key = edition_key("S1", NOW.date().isoformat())
    assert house.result_of(key) == Stage.POSTED
    assert house.poster.done == ["post"]
    assert house.memory.editions.open() == {}


def test_a_claimed_edition_whose_process_died_is_taken_up_with_a_look(house: House) -> None:
    house.now = NOW - timedelta(minutes=11)  # the engine's own clock must not take the turn before we do
    made = subscribed(house, NOW - timedelta(minutes=10))
    claimed_at = NOW - timedelta(minutes=5)
    tomorrow = NOW + timedelta(days=1)
    assert house.memory.subscriptions.take_turn(made, NOW.date().isoformat(), tomorrow, claimed_at)
    house.now = NOW
    house.engine._sweep()
    assert house.result_of(edition_key("S1", NOW.date().isoformat())) == Stage.POSTED
    assert house.poster.done == ["look", "post"]


def test_a_database_that_cannot_be_used_is_told_plainly(tmp_path: Path) -> None:
    memory = open_memory(f"sqlite:///{tmp_path}/briefbot.db")
    (tmp_path / "briefbot-jobs.db").mkdir()
    house = House(f"sqlite:///{tmp_path}/briefbot.db", memory)
    with pytest.raises(StartError, match="BRIEF_DATABASE_URL"):
        house.engine.start()
    memory.close()


def test_the_engine_keeps_its_tables_apart_from_ours() -> None:
    assert engine_url("sqlite:///var/briefbot.db") == "sqlite:///var/briefbot-jobs.db"
    assert engine_url("postgresql://u:p@h/n") == "postgresql+psycopg://u:p@h/n"
