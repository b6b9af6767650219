"""The durable engine, DBOS: work that was submitted is done, by this process or by the next."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from itertools import count
from typing import Any, TypeVar

import structlog
from dbos import DBOS, DBOSConfig

from bot.desk.ports import Memory
from bot.errors import StartError
from bot.jobs.digests import Ticker
from bot.jobs.executors import Executor, executor_for
from bot.jobs.postman import Postman
from bot.state.engine_records import engine_url

_log = structlog.get_logger("briefbot")

T = TypeVar("T")

VERSION = "1"
"""Of the workflow below: work in flight is taken up only by processes with the same. Raise it only when
its steps change in kind or order. Left to itself, DBOS hashes the code, and a release strands the work."""

QUEUE = "replies"
_PACE_SECONDS = 1.05
"""Between two posts to one channel (Slack: about 1 a second and channel, SLACK.md section 4)."""
_POLL_SECONDS = 0.2
_SWEEP_SECONDS = 15.0
_TICK_SECONDS = 2.0
"""Between two looks at which digests are due: an index tells, so that looking often costs little."""
_ROUNDS_BETWEEN_CLEANS = 240
_LOST_AFTER = timedelta(seconds=10)
"""Work that was stored and not submitted, as its process died in between; twice would be harmless."""
_STRANDED_AFTER = timedelta(seconds=90)
_MANY_RECOVERIES = 10_000
"""DBOS gives a workflow up after so many crashes; the default is 100."""


class _Steps:
    """DBOS as what a job is made of."""

    def step(self, name: str, do: Callable[[], T]) -> T:
        """Run a step, or return what it returned before a crash."""
        return DBOS.run_step({"name": name}, do)

    def sleep(self, seconds: float) -> None:
        """Sleep; a restart goes on with what is left of it."""
        DBOS.sleep(seconds)


class Engine:
    """Takes keys in and delivers them. One a process: DBOS is one a process."""

    def __init__(
        self,
        database_url: str,
        memory: Memory,
        postman: Postman,
        now: Callable[[], datetime],
        keep: timedelta,
        late: Callable[[str], timedelta] = lambda _team: timedelta(hours=6),
    ) -> None:
        self._url = database_url
        self._memory = memory
        self._postman = postman
        self._now = now
        self._keep = keep
        self._executor: Executor | None = None
        self._failure: Exception | None = None
        self._ending = threading.Event()
        self._ticker = Ticker(memory, self, now, late)
        self._sweeper = threading.Thread(target=self._sweep_again_and_again, name="sweeper", daemon=True)
        self._clock = threading.Thread(target=self._tick_again_and_again, name="ticker", daemon=True)

    def start(self) -> None:
        """Begin to work, first on what an earlier process left.

        Raises:
            StartError: the engine's database cannot be used.

        """
        # DBOS refuses to be launched on a thread with an event loop, such as a notebook's.
        launching = threading.Thread(target=self._launch_or_note, name="launch")
        launching.start()
        launching.join()
        if self._failure is not None:
            self.stop()
            raise StartError(
                f"the durable engine cannot use its database ({type(self._failure).__name__});"
                " check BRIEF_DATABASE_URL, and that its user may create tables"
            ) from self._failure
        self._sweeper.start()
        self._clock.start()

    def _launch_or_note(self) -> None:
        try:
            self._launch()
        except Exception as error:  # noqa: BLE001 - raised by `start`, on its own thread
            self._failure = error

    def _launch(self) -> None:
        _keep_quiet()
        self._executor = executor_for(self._url)
        DBOS.destroy(destroy_registry=True)
        DBOS(config=_config(self._url, self._executor.name))
        self._register()
        DBOS.launch()
        DBOS.register_queue(
            QUEUE,
            partition_limiter={"limit": 1, "period": _PACE_SECONDS},
            polling_interval_sec=_POLL_SECONDS,
            on_conflict="always_update",
        )

    def stop(self) -> None:
        """Stop at once: what is under way is taken up at the next start."""
        self._ending.set()
        DBOS.destroy(destroy_registry=True)
        for thread in (self._sweeper, self._clock):
            if thread.ident:
                thread.join(10)
        if self._executor is not None:
            self._executor.release()

    def submit(self, key: str, channel: str) -> None:
        """Store the work; a key that was submitted before changes nothing."""
        self._enqueue(key, key, channel, doubtful=False)

    def forget(self, keys: Sequence[str]) -> None:
        """Delete what is kept of the work with these keys, each of its tries."""
        tries = [each.workflow_id for key in keys for each in self._tries(key)]
        if tries:
            DBOS.delete_workflows(tries)

    def _enqueue(self, workflow_id: str, key: str, channel: str, *, doubtful: bool) -> None:
        options: Any = {
            "workflow_name": "deliver",
            "queue_name": QUEUE,
            "workflow_id": workflow_id,
            "queue_partition_key": channel,
            "app_version": VERSION,
        }
        DBOS.enqueue_workflow_with_options(options, key, doubtful)

    def _register(self) -> None:
        @DBOS.workflow(name="deliver", max_recovery_attempts=_MANY_RECOVERIES)
        def deliver(key: str, doubtful: bool) -> str:
            return self._postman.deliver(key, _Steps(), doubtful=doubtful)

    def _sweep_again_and_again(self) -> None:
        for round_ in count():
            try:
                self._recover_the_dead()
                self._sweep()
                if round_ % _ROUNDS_BETWEEN_CLEANS == 0:
                    self._clean()
            except Exception as error:  # noqa: BLE001 - the next round may do better
                if not self._ending.is_set():
                    _log.warning("sweep failed", error=type(error).__name__)
            if self._ending.wait(_SWEEP_SECONDS):
                return

    def _tick_again_and_again(self) -> None:
        while not self._ending.is_set():
            try:
                self._ticker.tick()
            except Exception as error:  # noqa: BLE001 - the next tick may do better
                if not self._ending.is_set():
                    _log.warning("tick failed", error=type(error).__name__)
            self._ending.wait(_TICK_SECONDS)

    def _recover_the_dead(self) -> None:
        """Take up the work of processes that are gone."""
        assert self._executor is not None
        pending = DBOS.list_workflows(status="PENDING", load_input=False, load_output=False)
        names = {each.executor_id for each in pending if each.executor_id}
        for name in sorted(names - {self._executor.name}):
            if self._executor.is_free(name):
                DBOS._recover_pending_workflows([name])  # noqa: SLF001 - DBOS has no public way to it

    def _sweep(self) -> None:
        """Submit anew what the engine has lost or given up; its outcome is in doubt."""
        now = self._now()
        waiting = {each.key: (each.place.channel, each.at) for each in self._memory.questions.unanswered()}
        waiting |= {each.key: (each.place.channel, each.at) for each in self._memory.deliveries.open()}
        waiting |= self._memory.editions.open()
        for key, (channel, at) in waiting.items():
            if now - at >= _LOST_AFTER and self._is_stranded(key, now - at):
                _log.warning("taken up again", key=key)
                self._enqueue(self._free_id(key), key, channel, doubtful=True)

    def _is_stranded(self, key: str, age: timedelta) -> bool:
        """Whether nobody works on it: the engine has never heard of it, or has given it up for some time."""
        tries = self._tries(key)
        open_ = {"PENDING", "ENQUEUED", "DELAYED"}
        under_way = any(each.status in open_ and each.app_version == VERSION for each in tries)
        return not tries or (age >= _STRANDED_AFTER and not under_way)

    def _free_id(self, key: str) -> str:
        tries = len(self._tries(key))
        return f"{key}~{tries + 1}" if tries else key

    def _tries(self, key: str) -> list[Any]:
        found = DBOS.list_workflows(workflow_id_prefix=key, load_input=False, load_output=False)
        return [each for each in found if each.workflow_id == key or each.workflow_id.startswith(f"{key}~")]

    def _clean(self) -> None:
        """Delete what is past its time; DBOS itself keeps finished work for ever."""
        now = self._now()
        _log.info("cleaned", **self._memory.clean(now, self._keep))
        finished = DBOS.list_workflows(
            completed_before=(now - self._keep).isoformat(),
            status=["SUCCESS", "ERROR", "CANCELLED", "MAX_RECOVERY_ATTEMPTS_EXCEEDED"],
            load_input=False,
            load_output=False,
        )
        if finished:
            DBOS.delete_workflows([each.workflow_id for each in finished])


def _config(url: str, executor: str) -> DBOSConfig:
    return {
        "name": "briefbot",
        "system_database_url": engine_url(url),
        "application_version": VERSION,
        "executor_id": executor,
        "enable_otlp": False,
        "log_level": "WARNING",
    }


def _keep_quiet() -> None:
    """Keep DBOS from setting up a console log of its own: its warnings go where ours go."""
    logger = logging.getLogger("dbos")
    if not logger.handlers:
        logger.addHandler(logging.NullHandler())
