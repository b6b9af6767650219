"""One delivery, from its question to the message in Slack: once, whatever happens on the way.

`chat.postMessage` knows no idempotency key, so a post whose outcome is in doubt is never repeated
blindly. Each attempt begins by writing down which process makes it, and when. It posts only in that
process and within a moment. On any doubt (a crash, a stall, a time-out, a 5xx) it waits until a
message would be visible, looks for its key in the conversation, and posts again only if it is absent.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import astuple, dataclass
from enum import StrEnum
from time import monotonic

import structlog

from bot.desk.ports import Memory
from bot.desk.records import Delivery, Stage
from bot.jobs.ports import (
    Absent,
    Author,
    Durable,
    NotAllowed,
    Posted,
    Poster,
    RateLimited,
    Refused,
    Unknown,
)

_log = structlog.get_logger("briefbot")

FRESH_SECONDS = 3.0
"""How long after its beginning an attempt may still post."""

_MAX_ATTEMPTS = 500
"""Attempts before a delivery is given up: about four hours of an unreachable Slack."""


class Unsure(StrEnum):
    """What to do with a post whose outcome is in doubt where looking is not allowed."""

    NEVER_TWICE = "never-twice"
    NEVER_MISSED = "never-missed"


@dataclass(frozen=True, slots=True)
class Postman:
    """Delivers; `boot` names this process's life, `settle_seconds` is the wait before looking.

    `unsure` tells what a workspace wants done in doubt; `authors` write what has not been written yet, by the
    first word of its key.
    """

    memory: Memory
    authors: Mapping[str, Author]
    poster: Poster
    boot: str
    settle_seconds: float
    unsure: Callable[[str], Unsure]
    monotonic: Callable[[], float] = monotonic

    def deliver(self, key: str, durable: Durable, *, doubtful: bool = False) -> str:
        """Bring a delivery to its end, and return how it ended.

        `doubtful`: an earlier try at it was lost, so look before posting at all.
        """
        stage = durable.step("prepare", lambda: self._prepare(key).value)
        if stage != Stage.WAITING:
            return stage
        look = doubtful
        for _ in range(_MAX_ATTEMPTS):
            if look:
                durable.sleep(self.settle_seconds)
            outcome = self._attempt(key, durable, look=look)
            match outcome:
                case Posted() | Refused() | NotAllowed():
                    return self._end(key, outcome, durable)
                case RateLimited():
                    durable.sleep(outcome.seconds)
                case Unknown():
                    _log.info("outcome in doubt", key=key, reason=outcome.reason)
                    look = True
        return self._end(key, NotAllowed("gave_up"), durable)

    def _prepare(self, key: str) -> Stage:
        """Write the reply down, unless that has been done: a second time it is the same."""
        delivery = self.memory.deliveries.get(key)
        if delivery is not None:
            return delivery.stage
        written = self._write(key)
        if written is None:
            self.memory.deliveries.close(key, Stage.DROPPED)
            return Stage.DROPPED
        stage = self.memory.deliveries.plan(written).stage
        if stage is Stage.DROPPED:
            self.memory.deliveries.close(key, Stage.DROPPED)
        return stage

    def _write(self, key: str) -> Delivery | None:
        author = self._author_of(key)
        if author is None:
            return None
        try:
            return author.write(key)
        except Exception as error:  # noqa: BLE001 - the outermost layer: nobody is left without a word
            return author.apologise(key, error)

    def _author_of(self, key: str) -> Author | None:
        return self.authors.get(key.partition(":")[0])

    def _attempt(
        self, key: str, durable: Durable, *, look: bool
    ) -> Posted | RateLimited | Refused | NotAllowed | Unknown:
        begun = durable.step("begin", lambda: [self.boot, self.monotonic()])
        if look:
            found = _read(durable.step("look", lambda: _plain(self._find(key))))
            if not isinstance(found, Absent):
                return found
        posted = _read(durable.step("post", lambda: _plain(self._post(key, begun))))
        assert not isinstance(posted, Absent)  # no answer to a post
        return posted

    def _find(self, key: str) -> Posted | RateLimited | Absent | NotAllowed | Unknown:
        delivery = self.memory.deliveries.get(key)
        if delivery is None or delivery.stage is Stage.DROPPED:
            return NotAllowed("forgotten")
        if delivery.stage is Stage.POSTED:
            return Posted(delivery.ts)
        found = self.poster.find(delivery)
        if isinstance(found, NotAllowed) and self.unsure(delivery.place.team) is Unsure.NEVER_MISSED:
            _log.warning("posting again without having looked", key=key, reason=found.reason)
            return Absent()
        return found

    def _post(self, key: str, begun: list[object]) -> Posted | RateLimited | Refused | NotAllowed | Unknown:
        delivery = self.memory.deliveries.get(key)
        if delivery is None or delivery.stage in (Stage.DROPPED, Stage.REFUSED):
            return NotAllowed("forgotten")
        if delivery.stage is Stage.POSTED:
            return Posted(delivery.ts)
        boot, at = begun
        if boot != self.boot or not self.monotonic() - float(str(at)) <= FRESH_SECONDS:
            return Unknown("interrupted")
        outcome = self.poster.post(delivery)
        if isinstance(outcome, Posted):
            self.memory.deliveries.close(key, Stage.POSTED, ts=outcome.ts)
        return outcome

    def _end(self, key: str, outcome: Posted | Refused | NotAllowed, durable: Durable) -> str:
        return durable.step("end", lambda: self._close(key, outcome).value)

    def _close(self, key: str, outcome: Posted | Refused | NotAllowed) -> Stage:
        match outcome:
            case Posted():
                stage, ts, reason = Stage.POSTED, outcome.ts, ""
                _log.info("reply posted", key=key)
            case Refused():
                stage, ts, reason = Stage.REFUSED, "", outcome.reason
                _log.warning("reply refused", key=key, reason=reason)
            case NotAllowed():
                stage, ts, reason = Stage.UNKNOWN, "", outcome.reason
                _log.error("reply in doubt: look whether it is in Slack", key=key, reason=reason)
        delivery = self.memory.deliveries.get(key)
        self.memory.deliveries.close(key, stage, ts=ts, reason=reason)
        if delivery is not None and stage is Stage.REFUSED:
            author = self._author_of(key) or self.authors.get("reply")
            words = author.refused(delivery, reason) if author is not None else ""
            if words and delivery.user:
                self.poster.tell(delivery, words)
        return stage


_Outcome = Posted | RateLimited | Refused | Unknown | NotAllowed | Absent
_KINDS: dict[str, Callable[..., _Outcome]] = {
    kind.__name__: kind for kind in (Posted, RateLimited, Refused, Unknown, NotAllowed, Absent)
}


def _plain(outcome: _Outcome) -> list[str | float]:
    """An outcome as plain data, for the engine to keep."""
    return [type(outcome).__name__, *astuple(outcome)]


def _read(kept: list[str | float]) -> _Outcome:
    name, *values = kept
    return _KINDS[str(name)](*values)
