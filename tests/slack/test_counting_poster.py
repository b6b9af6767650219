"""What is posted for everyone is measured on its way, and arrives as it would without."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta

import pytest

from bot.desk.digest.subscription import Schedule, Subscription, edition_key
from bot.desk.records import Delivery, Heard, Place, Question
from bot.jobs.ports import Absent, NotAllowed, Posted, RateLimited, Refused, Unknown
from bot.metrics import Metrics
from bot.slack.counting_poster import CountingPoster
from bot.slack.surface import Office
from tests.conftest import NOW

DUE = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)


@dataclass
class Slack:
    """Implements `bot.jobs.ports.Poster`: answers as it is told."""

    answer: Posted | RateLimited | Refused | Unknown = field(default_factory=lambda: Posted("9.9"))
    found: Posted | RateLimited | Absent | NotAllowed | Unknown = field(default_factory=Absent)
    told: list[str] = field(default_factory=list)

    def post(self, _delivery: Delivery) -> Posted | RateLimited | Refused | Unknown:
        return self.answer

    def find(self, _delivery: Delivery) -> Posted | RateLimited | Absent | NotAllowed | Unknown:
        return self.found

    def tell(self, _delivery: Delivery, words: str) -> None:
        self.told.append(words)


@pytest.fixture
def metrics() -> Metrics:
    return Metrics("0")


@pytest.fixture
def slack() -> Slack:
    return Slack()


@pytest.fixture
def poster(office: Office, slack: Slack, metrics: Metrics) -> CountingPoster:
    return CountingPoster(slack, office.memory, metrics, office.now)


@pytest.fixture
def reply(office: Office) -> Delivery:
    """A reply to a question that was asked 4 seconds ago."""
    asked = Question("T1", "C1", "1.1", "U1", "china", Heard.MENTION, NOW - timedelta(seconds=4))
    office.memory.questions.add(asked)
    return Delivery(asked.key, asked.place, "U1", asked.at, {"text": "…"})


def edition(office: Office) -> Delivery:
    """Today's edition of a digest, due at 08:30 UTC: half an hour ago."""
    schedule = Schedule(time(9, 30), frozenset(range(7)), "Europe/Paris")
    office.memory.subscriptions.save(Subscription("S1", "T1", "C1", "U1", schedule, NOW))
    return Delivery(edition_key("S1", DUE.date().isoformat()), Place("T1", "C1"), "U1", NOW, {"text": "…"})


def value(metrics: Metrics, name: str, **labels: str) -> float | None:
    return metrics.registry.get_sample_value(f"briefbot_{name}", labels)


@pytest.mark.parametrize(
    ("answer", "end"),
    [
        (Posted("9.9"), "posted"),
        (Refused("is_archived"), "refused"),
        (Unknown("TimeoutError"), "in doubt"),
        (RateLimited(3.0), "rate limited"),
    ],
)
def test_each_attempt_is_counted_by_its_end_and_its_outcome_is_passed_on(
    poster: CountingPoster,
    slack: Slack,
    metrics: Metrics,
    reply: Delivery,
    answer: Posted | RateLimited | Refused | Unknown,
    end: str,
) -> None:
    slack.answer = answer
    assert poster.post(reply) == answer
    assert value(metrics, "deliveries_total", kind="reply", end=end) == 1


def test_a_replys_time_is_counted_from_its_question(
    poster: CountingPoster, metrics: Metrics, reply: Delivery
) -> None:
    poster.post(reply)
    assert value(metrics, "reply_seconds_sum", surface="mention") == 4
    assert value(metrics, "reply_seconds_count", surface="mention") == 1


def test_what_was_not_posted_has_no_time(
    poster: CountingPoster, slack: Slack, metrics: Metrics, reply: Delivery
) -> None:
    slack.answer = Unknown("TimeoutError")
    poster.post(reply)
    assert value(metrics, "reply_seconds_count", surface="mention") is None


def test_a_post_that_is_found_after_a_doubt_is_counted_as_posted(
    poster: CountingPoster, slack: Slack, metrics: Metrics, reply: Delivery
) -> None:
    assert poster.find(reply) == Absent()
    assert value(metrics, "deliveries_total", kind="reply", end="posted") == 0
    slack.found = Posted("9.9")
    assert poster.find(reply) == Posted("9.9")
    assert value(metrics, "deliveries_total", kind="reply", end="posted") == 1


def test_an_editions_lateness_is_counted_from_when_it_was_due_in_its_own_zone(
    poster: CountingPoster, metrics: Metrics, office: Office
) -> None:
    poster.post(edition(office))
    assert value(metrics, "digest_late_seconds_sum") == (NOW - DUE).total_seconds() == 1_800


def test_an_edition_whose_digest_was_ended_meanwhile_has_no_lateness(
    poster: CountingPoster, metrics: Metrics, office: Office
) -> None:
    late = edition(office)
    office.memory.subscriptions.remove("S1")
    poster.post(late)
    assert value(metrics, "digest_late_seconds_count") == 0
    assert value(metrics, "deliveries_total", kind="digest", end="posted") == 1


def test_what_goes_to_editors_is_counted_without_a_time(poster: CountingPoster, metrics: Metrics) -> None:
    poster.post(Delivery("editors:1", Place("T1", "C9"), "U1", NOW, {"text": "…"}))
    assert value(metrics, "deliveries_total", kind="other", end="posted") == 1


def test_a_measure_that_fails_puts_no_post_in_doubt(poster: CountingPoster, metrics: Metrics) -> None:
    malformed = Delivery("digest:of-no-day", Place("T1", "C1"), "U1", NOW, {"text": "…"})
    assert poster.post(malformed) == Posted("9.9")
    assert value(metrics, "deliveries_total", kind="digest", end="posted") == 1


def test_a_private_word_is_passed_on(poster: CountingPoster, slack: Slack, reply: Delivery) -> None:
    poster.tell(reply, "it could not be posted")
    assert slack.told == ["it could not be posted"]
