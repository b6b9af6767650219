"""One run: work given to the bot in a storm, and what came of it."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from starlette.routing import Route

from bot.playground.platform import Platform
from bot.playground.stand_in import StandIn
from bot.playground.web_api.endpoint import WebApi
from bot.state.memory import SqlMemory, open_memory
from tests.chaos.slack import AnyWorker, DeadlyApi, bad_luck
from tests.chaos.workers import Worker
from tests.slack.bots import new_stand_in

_NEVER = 10**9
IN_HAND = 8
"""Pieces of work that are begun right before a replica goes for good."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How much work, what goes wrong, and how hard.

    `seconds` is how long the storm lasts; `deadly_every`: each so manieth post kills who posts;
    `kill_every`: seconds between two kills at random, None for none; `slow_seconds`: how long Slack sits on
    a post at times (more than the bot's 10 s is a time-out, and `settle_seconds` must be longer than that
    too); `freeze`: processes are stopped and continued; `leave`: at the end one replica goes for good and
    another joins; `patience`: seconds that the bot has to be done in, once nothing goes wrong any more.
    """

    database_url: str
    count: int = 24
    workers: int = 1
    seconds: float = 10.0
    settle_seconds: float = 2.0
    deadly_every: int = 5
    kill_every: float | None = None
    slow_seconds: float = 0.0
    fault_every: float = 0.4
    freeze: bool = False
    leave: bool = False
    mutant: str = ""
    seed: int = 1
    patience: float = 120.0


@dataclass
class Outcome:
    """What was seen. `missing` and `doubled` are what must be 0."""

    asked: int = 0
    missing: int = 0
    doubled: int = 0
    killed: int = 0
    killed_before: int = 0
    killed_after: int = 0
    faults: int = 0
    sent: int = 0
    frozen: int = 0
    seconds_after: float = 0.0
    waiting: int = 0


class Work(Protocol):
    """What the bot is given to do; each piece has a key, and must bring one message."""

    def begin_one(self) -> None:
        """Give the bot another piece, or as many as belong together."""

    def begun(self) -> Collection[str]:
        """Those that have begun."""

    def repeat(self) -> None:
        """Called all the time: whatever repeats itself does so here."""

    def is_taken_in(self) -> bool:
        """Whether the bot has acknowledged all of it."""

    def messages(self, platform: Platform) -> Counter[str]:
        """How many messages each piece has brought."""


def run(
    plan: Plan,
    folder: Path,
    work: Callable[[Storm], Work],
    progress: Callable[[int, int], None] = lambda _done, _all: None,
) -> Outcome:
    """Begin in the storm, wait until all is quiet, and count; `progress` hears how many are done."""
    with _world(plan, folder, work) as storm:
        return storm.run(progress)


@contextmanager
def _world(plan: Plan, folder: Path, work: Callable[[Storm], Work]) -> Iterator[Storm]:
    stand_in = new_stand_in()
    workers: list[Worker] = []
    deadly = DeadlyApi(workers, plan.deadly_every)
    with ExitStack() as undo:
        stand_in.start([Route("/to/{worker}/api/{method}", deadly.endpoint, methods=["GET", "POST"])])
        undo.callback(stand_in.stop)
        deadly.api = WebApi(stand_in.platform, lambda: "")
        memory = open_memory(plan.database_url)
        undo.callback(memory.close)
        storm = Storm(plan, folder, stand_in, workers, deadly, memory)
        storm.work = work(storm)
        undo.callback(storm.end)
        for _ in range(plan.workers):
            storm.add_worker()
        for worker in workers:
            worker.wait()
        stand_in.run(stand_in.platform.deliveries.use(storm.wire))
        yield storm


class Storm:
    """The weather, the processes in it, and the work that they have."""

    work: Work

    def __init__(
        self,
        plan: Plan,
        folder: Path,
        stand_in: StandIn,
        workers: list[Worker],
        deadly: DeadlyApi,
        memory: SqlMemory,
    ) -> None:
        self.plan = plan
        self.folder = folder
        self.stand_in = stand_in
        self.workers = workers
        self.deadly = deadly
        self.memory = memory
        self.luck = random.Random(plan.seed)  # noqa: S311 - the same bad luck again
        self.wire = AnyWorker(workers, stand_in.app.signing_secret, self.luck)
        self.outcome = Outcome(asked=plan.count)
        self._gone: list[Worker] = []

    def add_worker(self) -> None:
        number = 1 + len(self.workers) + len(self._gone)
        settings = {
            "SLACK_BOT_TOKEN": self.stand_in.app.bot_token,
            "SLACK_SIGNING_SECRET": self.stand_in.app.signing_secret,
            "SLACK_API_URL": f"{self.stand_in.base}/to/{number}/api/",
            "BRIEF_DATABASE_URL": self.plan.database_url,
            "BRIEF_SETTLE_SECONDS": str(self.plan.settle_seconds),
        }
        worker = Worker(number, self.folder, settings, self.plan.mutant)
        self.workers.append(worker)
        worker.start()

    def end(self) -> None:
        for worker in (*self.workers, *self._gone):
            worker.retire()

    def run(self, progress: Callable[[int, int], None]) -> Outcome:
        self._work_in_the_storm(progress)
        if self.plan.leave:
            self._replace_one_with_work_in_hand()
        self.stand_in.look(lambda platform: platform.faults.clear())
        self.deadly.every = _NEVER
        calm = time.monotonic()
        while time.monotonic() - calm < self.plan.patience:
            progress(self._count(), self.plan.count)
            self.work.repeat()
            if self._is_quiet():
                break
            time.sleep(0.5)
        self.outcome.seconds_after = time.monotonic() - calm
        return self._counted()

    def _work_in_the_storm(self, progress: Callable[[int, int], None]) -> None:
        """Turn by turn until all has begun and the time is over."""
        in_storm = self.plan.count - (IN_HAND if self.plan.leave else 0)
        start = time.monotonic()
        next_kill = start + (self.plan.kill_every or 0)
        next_freeze, thaw_at, frozen = start + 6, 0.0, None
        next_fault = start
        while (now := time.monotonic()) - start < self.plan.seconds or len(self.work.begun()) < in_storm:
            due = min(in_storm, int((now - start) / self.plan.seconds * self.plan.count) + 1)
            while len(self.work.begun()) < due:
                self.work.begin_one()
            if now >= next_fault:
                next_fault = now + self.plan.fault_every
                self._let_go_wrong()
            if self.plan.kill_every and now >= next_kill:
                next_kill = now + self.plan.kill_every * self.luck.uniform(0.5, 1.5)
                self.luck.choice(self.workers).kill()
            if frozen and now >= thaw_at:
                frozen.thaw()
                frozen = None
            if self.plan.freeze and not frozen and now >= next_freeze:
                next_freeze, thaw_at = now + 12, now + self.luck.uniform(2, 5)
                frozen = self.luck.choice(self.workers)
                frozen.freeze()
                self.outcome.frozen += 1
            self.work.repeat()
            progress(self._count(), self.plan.count)
            time.sleep(0.05)
        if frozen:
            frozen.thaw()

    def _let_go_wrong(self) -> None:
        fault = bad_luck(self.luck, self.plan.slow_seconds)

        def add(platform: Platform) -> bool:
            few = len(list(platform.faults)) < 6
            if few:
                platform.faults.add(fault)
            return few

        self.outcome.faults += self.stand_in.look(add)

    def _replace_one_with_work_in_hand(self) -> None:
        """Another replica joins; then one goes for good in the middle of a post."""
        self.deadly.every = _NEVER
        self.stand_in.look(lambda platform: platform.faults.clear())
        self.add_worker()
        for worker in self.workers:
            worker.wait()
        self.deadly.last_post_of_one = True
        for _ in range(IN_HAND):
            self.work.begin_one()
        deadline = time.monotonic() + self.plan.patience
        while self.deadly.gone is None and time.monotonic() < deadline:
            self.work.repeat()
            time.sleep(0.05)
        assert self.deadly.gone is not None, "nobody posted"
        self.workers.remove(self.deadly.gone)
        self._gone.append(self.deadly.gone)

    def _count(self) -> int:
        return len(self.stand_in.look(self.work.messages))

    def _is_quiet(self) -> bool:
        """Whether each has its one message, and the bot has nothing left to do."""
        if self._count() < self.plan.count or not self.work.is_taken_in():
            return False
        memory = self.memory
        return not (memory.questions.unanswered() or memory.deliveries.open() or memory.editions.open())

    def _counted(self) -> Outcome:
        outcome, messages = self.outcome, self.stand_in.look(self.work.messages)
        outcome.missing = sum(1 for key in self.work.begun() if not messages[key])
        outcome.doubled = sum(1 for count in messages.values() if count > 1)
        outcome.killed = sum(worker.kills for worker in (*self.workers, *self._gone))
        outcome.killed_before, outcome.killed_after = self.deadly.before, self.deadly.after
        outcome.sent = self.wire.sent
        outcome.waiting = len(self.memory.deliveries.open()) + len(self.memory.editions.open())
        return outcome
