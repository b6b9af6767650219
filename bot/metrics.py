"""What is counted and measured, for Prometheus. `docs/monitoring.md` says what each metric means.

No label holds a workspace, a person, a channel or a word that somebody typed, and each takes few values:
one that is not known here is counted as "other".
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from itertools import product
from platform import python_version
from time import perf_counter
from typing import Final

from prometheus_client import CollectorRegistry, Counter, Histogram, Info, ProcessCollector
from prometheus_client.exposition import choose_encoder, generate_latest

from bot.gauges import SOURCES, Backlog, Gauges, LibraryState

OTHER: Final = "other"
SURFACES: Final = (
    *("slash command", "message shortcut", "button", "mention", "direct message", "follow-up", "channel"),
    "digest",
    OTHER,
)
"""Where somebody is answered, in the words of the log."""

OUTCOMES: Final = ("found", "choices", "nothing", "error", OTHER)
KINDS: Final = ("reply", "digest", OTHER)
ENDS: Final = ("posted", "refused", "in doubt", "rate limited", OTHER)
SCOPES: Final = ("user", "workspace", OTHER)
REFUSALS: Final = (
    *("signature", "replay", "payload", "size", "time", "content type", "gone in mid-body"),
    OTHER,
)
"""Why a request is not taken at the edge, in the words of the log."""

_REPLY_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5, 10, 30, 60, 300)
"""3 s is how long Slack waits for an acknowledgement."""

_LOOKUP_BUCKETS = (0.000_1, 0.000_25, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5)
_LATE_BUCKETS = (1, 5, 15, 60, 300, 900, 3_600, 3 * 3_600, 6 * 3_600)
_MOST_WORDS = 60
"""Values that a label with Slack's words takes at most in one process."""


class Metrics:
    """The metrics of one process, in a registry of their own. Threads may share it.

    Gauges are sampled when they are asked for, from what the `watch_…` methods are given. Such a source may
    raise: its gauges are left out of that answer, and the failure is counted.
    """

    def __init__(self, version: str) -> None:
        self.registry = CollectorRegistry()
        self._methods = _Words(r"[a-z]+(\.[A-Za-z]+)+|response_url")
        self._results = _Words(r"[A-Za-z0-9][A-Za-z0-9_]{1,39}")
        self._define()
        Info("briefbot_build", "The version that runs", registry=self.registry).info(
            {"version": version, "python": python_version()}
        )
        ProcessCollector(registry=self.registry)
        self._gauges = Gauges(self._not_sampled)
        self.registry.register(self._gauges)

    def _define(self) -> None:
        def counter(name: str, says: str, **labels: tuple[str, ...]) -> Counter:
            made = Counter(f"briefbot_{name}", says, tuple(labels), registry=self.registry)
            _begin_at_zero(made, labels)
            return made

        def histogram(name: str, says: str, buckets: tuple[float, ...], *labels: str) -> Histogram:
            return Histogram(f"briefbot_{name}", says, labels, buckets=buckets, registry=self.registry)

        self._requests = counter(
            "requests", "Requests that got an outcome", surface=SURFACES, outcome=OUTCOMES
        )
        self._misses = counter("misses", "Questions that had no answer, written down", surface=SURFACES)
        self._limited = counter("limited", "Requests over a limit of requests a minute", scope=SCOPES)
        self._refused = counter("refused_requests", "Requests refused at the edge", reason=REFUSALS)
        self._deliveries = counter("deliveries", "Attempts to post for everyone", kind=KINDS, end=ENDS)
        self._slack_calls = counter("slack_calls", "Calls to Slack, each try", method=(), result=())
        self._sample_failures = counter(
            "sample_failures", "Sources of gauges that failed", source=tuple(SOURCES)
        )
        self._reply = histogram("reply_seconds", "From the request to its reply", _REPLY_BUCKETS, "surface")
        self._lookup = histogram("lookup_seconds", "Time of one lookup", _LOOKUP_BUCKETS)
        self._late = histogram("digest_late_seconds", "From due to posted", _LATE_BUCKETS)

    def answered(self, surface: str, outcome: str) -> None:
        """A request got its outcome: found, choices, nothing, or error for an apology."""
        self._requests.labels(_known(surface, SURFACES), _known(outcome, OUTCOMES)).inc()

    def missed(self, surface: str) -> None:
        """A question had no answer, and was written down."""
        self._misses.labels(_known(surface, SURFACES)).inc()

    def limited(self, scope: str) -> None:
        """A request was over the limit of its user or its workspace."""
        self._limited.labels(_known(scope, SCOPES)).inc()

    def refused(self, reason: str) -> None:
        """A request was refused at the edge: it is not Slack's, or cannot be read."""
        self._refused.labels(_known(reason, REFUSALS)).inc()

    def delivered(self, kind: str, end: str) -> None:
        """An attempt to post a reply or a digest ended: posted, refused, in doubt or rate limited."""
        self._deliveries.labels(_known(kind, KINDS), _known(end, ENDS)).inc()

    def slack_call(self, method: str, result: str) -> None:
        """Slack was called; `result` is "ok", a short word of Slack's, or what went wrong."""
        self._slack_calls.labels(self._methods.known(method), self._results.known(result)).inc()

    def replied(self, surface: str, seconds: float) -> None:
        """A reply was given so many seconds after it was asked for."""
        self._reply.labels(_known(surface, SURFACES)).observe(max(seconds, 0.0))

    def looked_up(self, seconds: float) -> None:
        """A lookup took so many seconds."""
        self._lookup.observe(seconds)

    def digest_posted(self, late_seconds: float) -> None:
        """An edition was posted so many seconds after it was due."""
        self._late.observe(max(late_seconds, 0.0))

    def watch_backlog(self, read: Callable[[], Backlog]) -> None:
        """Sample what waits."""
        self._gauges.watch("backlog", lambda: read().values())

    def watch_library(self, read: Callable[[], LibraryState]) -> None:
        """Sample what is served."""
        self._gauges.watch("library", lambda: read().values())

    def watch_socket(self, is_connected: Callable[[], bool]) -> None:
        """Sample whether the web socket to Slack is alive; over HTTP there is none, and no sample."""
        self._gauges.watch("socket", lambda: (float(is_connected()),))

    def watch_readiness(self, is_ready: Callable[[], bool]) -> None:
        """Sample whether the process would say that it is ready."""
        self._gauges.watch("readiness", lambda: (float(is_ready()),))

    def _not_sampled(self, source: str) -> None:
        self._sample_failures.labels(source).inc()

    def render(self, accept: str = "") -> tuple[bytes, str]:
        """The exposition and its content type: OpenMetrics where an Accept header asks for it."""
        try:
            encode, content_type = choose_encoder(accept)
        except (TypeError, ValueError):  # a version that is no version
            encode, content_type = generate_latest, "text/plain; version=0.0.4; charset=utf-8"
        return encode(self.registry), content_type


@contextmanager
def timed(observe: Callable[[float], None]) -> Iterator[None]:
    """Tell how many seconds a block took, whether or not it raised."""
    began = perf_counter()
    try:
        yield
    finally:
        observe(perf_counter() - began)


class _Words:
    """Lets a bounded number of words of one shape through."""

    def __init__(self, shape: str) -> None:
        self._shape = re.compile(shape, re.ASCII)
        self._seen: set[str] = set()
        self._one_at_a_time = threading.Lock()

    def known(self, word: str) -> str:
        if word in self._seen:
            return word
        with self._one_at_a_time:
            if len(self._seen) >= _MOST_WORDS or not self._shape.fullmatch(word):
                return OTHER
            self._seen.add(word)
        return word


def _known(value: str, values: tuple[str, ...]) -> str:
    return value if value in values else OTHER


def _begin_at_zero(counter: Counter, labels: Mapping[str, tuple[str, ...]]) -> None:
    """Make every series, so that Prometheus sees the step from 0 to 1: `increase` needs two samples."""
    for each in product(*labels.values()):
        counter.labels(*each)
