"""One run: questions asked in a storm, and what came of them."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from starlette.routing import Route

from bot.playground.faults import dropped
from bot.playground.installed_app import BOT_USER
from bot.playground.model import Channel, Message
from bot.playground.platform import Platform
from bot.playground.stand_in import StandIn
from bot.playground.web_api.endpoint import WebApi
from bot.playground.workspace import ANA, BILAL, CASEY
from bot.state.memory import SqlMemory, open_memory
from tests.chaos.slack import POSTING, AnyWorker, DeadlyApi, bad_luck
from tests.chaos.workers import Worker
from tests.slack.bots import new_stand_in

_TOPICS = ("china", "how many refugees?", "climate", "r8", "define FATF", "tacos", "help", "india", "FDI")
_IMPATIENT_SECONDS = 8.0
"""After so long without an acknowledgement a question comes again, under a new envelope."""

_NEVER = 10**9
_IN_HAND = 8
"""Questions that are asked right before a replica goes for good."""
_JUMP_SECONDS, _REAL_SECONDS_BETWEEN = 60, 1.5
"""Slack's clock leaps, so that its retries after one and five minutes come within seconds."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How many questions, what goes wrong, and how hard.

    `seconds` is how long asking takes; `deadly_every`: each so manieth post kills who posts;
    `kill_every`: seconds between two kills at random, None for none; `slow_seconds`: how long Slack sits on
    a post at times (more than the bot's 10 s is a time-out, and `settle_seconds` must be longer than that
    too); `freeze`: processes are stopped and continued; `leave`: at the end one replica goes for good and
    another joins; `patience`: seconds that the bot has to be done in, once nothing goes wrong any more.
    """

    database_url: str
    questions: int = 24
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
    envelopes: int = 0
    frozen: int = 0
    seconds_after: float = 0.0
    waiting: int = 0
    replies: Counter[str] = field(default_factory=Counter)


def run(plan: Plan, folder: Path, progress: Callable[[int, int], None] = lambda _done, _all: None) -> Outcome:
    """Ask in the storm, wait until all is quiet, and count; `progress` hears how many are answered."""
    with _world(plan, folder) as storm:
        return storm.run(progress)


@contextmanager
def _world(plan: Plan, folder: Path) -> Iterator[_Storm]:
    stand_in = new_stand_in()
    workers: list[Worker] = []
    deadly = DeadlyApi(workers, plan.deadly_every)
    with ExitStack() as undo:
        stand_in.start([Route("/to/{worker}/api/{method}", deadly.endpoint, methods=["GET", "POST"])])
        undo.callback(stand_in.stop)
        deadly.api = WebApi(stand_in.platform, lambda: "")
        memory = open_memory(plan.database_url)
        undo.callback(memory.close)
        storm = _Storm(plan, folder, stand_in, workers, deadly, memory)
        undo.callback(storm.end)
        for _ in range(plan.workers):
            storm.add_worker()
        for worker in workers:
            worker.wait()
        stand_in.run(stand_in.platform.deliveries.use(storm.wire))
        yield storm


class _Storm:
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
        self.outcome = Outcome(asked=plan.questions)
        self.channels = stand_in.look(self._open_channels)
        self.asked: dict[str, float] = {}
        self._gone: list[Worker] = []
        self._next_jump = 0.0

    def _open_channels(self, platform: Platform) -> list[str]:
        members = [ANA, BILAL, CASEY, BOT_USER]
        names = [f"storm-{number}" for number in range(max(4, self.plan.questions // 6))]
        opened = [Channel(f"C0{name.upper()}".replace("-", ""), name, members) for name in names]
        return [platform.workspace.add_channel(each).id for each in opened]

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
        self._ask_in_the_storm(progress)
        if self.plan.leave:
            self._replace_one_with_work_in_hand()
        self.stand_in.look(lambda platform: platform.faults.clear())
        self.deadly.every = _NEVER
        calm = time.monotonic()
        while time.monotonic() - calm < self.plan.patience:
            progress(self._count(), self.plan.questions)
            self._repeat()
            if self._is_quiet():
                break
            time.sleep(0.5)
        self.outcome.seconds_after = time.monotonic() - calm
        return self._counted()

    def _ask_in_the_storm(self, progress: Callable[[int, int], None]) -> None:
        """Turn by turn until all is asked and the time is over."""
        in_storm = self.plan.questions - (_IN_HAND if self.plan.leave else 0)
        start = time.monotonic()
        next_kill = start + (self.plan.kill_every or 0)
        next_freeze, thaw_at, frozen = start + 6, 0.0, None
        next_fault = start
        while (now := time.monotonic()) - start < self.plan.seconds or len(self.asked) < in_storm:
            due = min(in_storm, int((now - start) / self.plan.seconds * self.plan.questions) + 1)
            while len(self.asked) < due:
                self._ask()
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
            self._repeat()
            progress(self._count(), self.plan.questions)
            time.sleep(0.05)
        if frozen:
            frozen.thaw()

    def _ask(self) -> None:
        channel, user = self.luck.choice(self.channels), self.luck.choice((ANA, BILAL, CASEY))
        text = f"@brief {self.luck.choice(_TOPICS)}"
        answer = self.stand_in.act(user, "post", channel=channel, text=text)
        assert answer["ok"], answer
        [newest] = self.stand_in.look(lambda platform: [self._questions(platform)[-1]])
        self.asked[newest.ts] = time.monotonic()

    def _let_go_wrong(self) -> None:
        fault = bad_luck(self.luck, self.plan.slow_seconds)

        def add(platform: Platform) -> bool:
            few = len(list(platform.faults)) < 6
            if few:
                platform.faults.add(fault)
            return few

        self.outcome.faults += self.stand_in.look(add)

    def _replace_one_with_work_in_hand(self) -> None:
        """Another replica joins; then one goes for good while it waits to look what became of its posts."""
        self.deadly.every = _NEVER
        self.add_worker()
        for worker in self.workers:
            worker.wait()
        in_doubt = [dropped(POSTING, after=True, times=1) for _ in range(_IN_HAND)]
        self.stand_in.look(lambda platform: [*map(platform.faults.add, in_doubt)])
        self.outcome.faults += _IN_HAND
        for _ in range(_IN_HAND):
            self._ask()
        deadline = time.monotonic() + 10
        while time.monotonic() < deadline and self.stand_in.look(lambda platform: len(list(platform.faults))):
            time.sleep(0.05)
        leaving = self.workers[0]
        self.deadly.workers = list(self.workers)
        self.workers.remove(leaving)
        self._gone.append(leaving)
        leaving.kill()
        leaving.retire()

    def _repeat(self) -> None:
        """Let Slack's time pass for its retries; what was never acknowledged comes under a new envelope."""
        now = time.monotonic()
        lost = [
            ts
            for ts, at in self.asked.items()
            if ts not in self.wire.acknowledged and now - at > _IMPATIENT_SECONDS
        ]
        again = {
            *lost,
            *self.luck.sample(sorted(self.asked), k=min(len(self.asked), self.luck.random() < 0.02)),
        }
        for ts in lost:
            self.asked[ts] = now

        jump = timedelta(seconds=_JUMP_SECONDS if now >= self._next_jump else 0)
        self._next_jump = now + _REAL_SECONDS_BETWEEN if jump else self._next_jump

        def pass_time(platform: Platform) -> None:
            platform.clock.move_by(jump)
            for message in self._questions(platform):
                if message.ts in again:
                    platform.events.message_posted(message)

        self.stand_in.look(pass_time)

    def _questions(self, platform: Platform) -> list[Message]:
        asked = (each for id_ in self.channels for each in platform.workspace.messages[id_].values())
        return sorted((each for each in asked if each.user != BOT_USER), key=lambda each: each.ts)

    def _threads(self, platform: Platform) -> Counter[str]:
        said = (each for id_ in self.channels for each in platform.workspace.messages[id_].values())
        return Counter(str(each.thread_ts) for each in said if each.user == BOT_USER)

    def _count(self) -> int:
        return len(self.stand_in.look(self._threads))

    def _is_quiet(self) -> bool:
        """Whether every question has its reply and the bot has nothing left to do."""
        if self._count() < self.plan.questions or set(self.asked) - self.wire.acknowledged:
            return False
        return not self.memory.questions.unanswered() and not self.memory.deliveries.open()

    def _counted(self) -> Outcome:
        outcome, replies = self.outcome, self.stand_in.look(self._threads)
        outcome.missing = sum(1 for ts in self.asked if not replies[ts])
        outcome.doubled = sum(1 for count in replies.values() if count > 1)
        outcome.killed = sum(worker.kills for worker in (*self.workers, *self._gone))
        outcome.killed_before, outcome.killed_after = self.deadly.before, self.deadly.after
        outcome.envelopes = self.wire.sent
        outcome.waiting = len(self.memory.questions.unanswered())
        outcome.replies = replies
        return outcome
