"""Gauges that are sampled when they are asked for, each from a source that may fail."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import structlog
from prometheus_client.core import GaugeMetricFamily, Metric

_log = structlog.get_logger("briefbot")

SOURCES: Final[Mapping[str, Mapping[str, str]]] = {
    "backlog": {
        "briefbot_queue_depth": "Questions, deliveries and editions that wait",
        "briefbot_backlog_age_seconds": "For how long the oldest of them waits, 0 when none does",
    },
    "library": {
        "briefbot_library_age_seconds": "Since the library that is served was read from its files",
        "briefbot_library_reports": "Reports that are served",
        "briefbot_library_reports_past_review": "Reports that are served after their review-by date",
        "briefbot_library_problems": "Problems that keep the newest files from being served",
    },
    "socket": {"briefbot_socket_connected": "Whether the web socket to Slack is alive; absent over HTTP"},
    "readiness": {"briefbot_ready": "Whether /readyz says yes"},
}
"""The gauges of each source, with what they say."""


@dataclass(frozen=True, slots=True)
class Backlog:
    """What was taken in and is not answered yet: how much, and for how many seconds the oldest waits."""

    waiting: int
    oldest_seconds: float

    def values(self) -> tuple[float, ...]:
        """In the order of `SOURCES`."""
        return self.waiting, self.oldest_seconds


@dataclass(frozen=True, slots=True)
class LibraryState:
    """What is served: the seconds since it was read from its files, and counts.

    `past_review` are reports after their review-by date; `problems` keep the newest files from being served.
    """

    age_seconds: float
    reports: int
    past_review: int
    problems: int

    def values(self) -> tuple[float, ...]:
        """In the order of `SOURCES`."""
        return self.age_seconds, self.reports, self.past_review, self.problems


class Gauges:
    """A collector: each gauge with its value now, or without one where its source is missing or fails.

    `failed` hears of each source that raised: one that does must not take the others with it.
    """

    def __init__(self, failed: Callable[[str], None]) -> None:
        self._failed = failed
        self._reads: dict[str, Callable[[], Sequence[float]]] = {}

    def watch(self, source: str, read: Callable[[], Sequence[float]]) -> None:
        """Sample the gauges of a source, in the order of `SOURCES`, by calling `read`."""
        self._reads[source] = read

    def collect(self) -> Iterator[Metric]:
        """Every gauge, for the registry."""
        for source, gauges in SOURCES.items():
            values: Sequence[float | None] = self._sample(source) or [None] * len(gauges)
            for (name, says), value in zip(gauges.items(), values, strict=True):
                yield GaugeMetricFamily(name, says, value=value)

    def _sample(self, source: str) -> Sequence[float]:
        read = self._reads.get(source)
        if read is None:
            return ()
        try:
            return read()
        except Exception as error:  # noqa: BLE001 - whatever a source does, the scrape goes on
            self._failed(source)
            _log.warning("gauge not sampled", source=source, error=type(error).__name__)
            return ()
