"""What `/readyz` and the gauges look at: the library, the database, what waits, and the socket."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from time import perf_counter
from typing import Any, Final

from bot.desk.age import is_stale
from bot.desk.ports import Memory
from bot.desk.reload import Reload
from bot.gauges import Backlog, LibraryState
from bot.metrics import Metrics
from bot.slack.health import CHECK_SECONDS, Check, Checks, Draining
from bot.slack.probe import Probe
from bot.slack.socket_watch import SocketWatch

OLD_SECONDS: Final = 300.0
"""How long the oldest question may wait before the check of what waits is not ok."""


class LastRead:
    """Remembers when the library that is served was read from its files; call it with each reload."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._at = now()

    def __call__(self, reload: Reload) -> None:
        """Note a reload that brought another library."""
        if reload.has_changed:
            self._at = self._now()

    @property
    def age_seconds(self) -> float:
        """How long ago that was."""
        return (self._now() - self._at).total_seconds()


def library_state(reloads: Sequence[Reload], age_seconds: float, today: date) -> LibraryState:
    """The libraries that are served, in numbers."""
    reports = [report for each in reloads for report in each.library.reports]
    past_review = sum(is_stale(report, today) for report in reports)
    problems = sum(len(each.problems) for each in reloads)
    return LibraryState(age_seconds, len(reports), past_review, problems)


def library_check(reloads: Sequence[Reload], state: LibraryState) -> Check:
    """Whether something is served; that it is not the newest state of the files decides nothing."""
    detail = {
        **_together([each.status() for each in reloads]),
        "past_review": state.past_review,
        "read_seconds_ago": round(state.age_seconds),
    }
    return Check(ok=state.reports > 0, detail=detail)


def _together(statuses: Sequence[Mapping[str, Any]]) -> Mapping[str, Any]:
    """The numbers of several libraries added up; what is true of all of them is true."""
    columns = {name: [each[name] for each in statuses] for name in (statuses[0] if statuses else ())}
    return {
        name: all(values) if isinstance(values[0], bool) else sum(values) for name, values in columns.items()
    }


def database_check(memory: Memory) -> Check:
    """Whether the database answers, and how fast: by a read that costs little."""
    began = perf_counter()
    memory.aliases.version()
    return Check(ok=True, detail={"took_ms": round((perf_counter() - began) * 1000, 1)})


def backlog(memory: Memory, now: datetime) -> Backlog:
    """Questions, deliveries and editions that wait. A question and its reply on its way count as one."""
    waiting = {each.key: each.at for each in memory.questions.unanswered()}
    waiting |= {each.key: each.at for each in memory.deliveries.open()}
    waiting |= {key: at for key, (_channel, at) in memory.editions.open().items()}
    oldest = max((now - at for at in waiting.values()), default=timedelta())
    return Backlog(len(waiting), max(0.0, oldest.total_seconds()))


def backlog_check(waits: Backlog) -> Check:
    """Whether the oldest question is still young.

    It does not decide: replicas share what waits, so all of them would say no at once, and nobody would
    answer commands, which do not wait in line.
    """
    detail = {"waiting": waits.waiting, "oldest_seconds": round(waits.oldest_seconds, 1)}
    return Check(ok=waits.oldest_seconds <= OLD_SECONDS, detail=detail, decides=False)


@dataclass(frozen=True, slots=True)
class Watched:
    """All that is looked at; `socket` is None over HTTP, `reloads` tells the state of each library."""

    memory: Memory
    reloads: Callable[[], Sequence[Reload]]
    read: LastRead
    now: Callable[[], datetime]
    draining: Draining
    socket: SocketWatch | None = None

    def checks(self) -> Checks:
        """What `/readyz` asks."""
        found: dict[str, Callable[[], Check]] = {
            "library": lambda: library_check(self.reloads(), self._library()),
            "database": lambda: database_check(self.memory),
            "backlog": lambda: backlog_check(self._backlog()),
            "draining": self.draining.check,
        }
        if self.socket is not None:
            found["socket"] = self.socket.check
        return Checks(found)

    def sample(self, metrics: Metrics, checks: Checks) -> None:
        """Let the gauges be sampled, none of them for longer than a check may take."""
        metrics.watch_library(self._library)
        metrics.watch_backlog(Probe(self._backlog, CHECK_SECONDS))
        metrics.watch_readiness(lambda: checks().is_ready)
        if self.socket is not None:
            socket = self.socket
            metrics.watch_socket(lambda: socket.check().ok)

    def _library(self) -> LibraryState:
        return library_state(self.reloads(), self.read.age_seconds, self.now().date())

    def _backlog(self) -> Backlog:
        return backlog(self.memory, self.now())
