"""What is counted and measured, and how it is given to Prometheus."""

from __future__ import annotations

import re
from itertools import chain

import pytest
from prometheus_client.core import Metric
from prometheus_client.openmetrics.parser import text_string_to_metric_families as open_metrics
from prometheus_client.parser import text_string_to_metric_families

from bot.desk.records import Heard
from bot.gauges import Backlog, LibraryState
from bot.lookup.outcome import Verdict
from bot.metrics import OUTCOMES, SURFACES, Metrics, timed

_LABELS = {"surface", "outcome", "scope", "kind", "end", "method", "result", "reason", "source"}
_BUILD = {"version", "python"}
_BUCKET = {"le"}


@pytest.fixture
def metrics() -> Metrics:
    """The metrics of a process that has begun."""
    return Metrics("0.1.0")


def value(metrics: Metrics, name: str, **labels: str) -> float | None:
    """A sample's value, None when there is no such sample."""
    return metrics.registry.get_sample_value(name, labels)


def families_of(body: bytes) -> list[Metric]:
    """What an exposition in Prometheus' own text format says."""
    return list(text_string_to_metric_families(body.decode()))


def use_all(metrics: Metrics) -> Metrics:
    """Something of everything, with words where words can come in."""
    for surface in ("mention", "T0123 U0123 what about china?"):
        metrics.answered(surface, "found")
        metrics.answered("mention", surface)
        metrics.missed(surface)
        metrics.replied(surface, 0.2)
        metrics.limited(surface)
        metrics.refused(surface)
        metrics.delivered(surface, "posted")
        metrics.delivered("reply", surface)
        metrics.slack_call(surface, "ok")
        metrics.slack_call("chat.postMessage", surface)
    metrics.looked_up(0.001)
    metrics.digest_posted(2.0)
    metrics.watch_backlog(lambda: Backlog(3, 12.5))
    metrics.watch_library(lambda: LibraryState(60.0, 5, 1, 2))
    metrics.watch_socket(lambda: True)
    metrics.watch_readiness(lambda: False)
    return metrics


def test_a_request_is_counted_by_its_surface_and_its_outcome(metrics: Metrics) -> None:
    metrics.answered("mention", "choices")
    metrics.answered("mention", "choices")
    assert value(metrics, "briefbot_requests_total", surface="mention", outcome="choices") == 2
    assert value(metrics, "briefbot_requests_total", surface="mention", outcome="found") == 0


def test_every_series_of_known_values_is_there_from_the_start(metrics: Metrics) -> None:
    for heard in Heard:
        for verdict in Verdict:
            labels = {"surface": heard.value, "outcome": verdict.value}
            assert value(metrics, "briefbot_requests_total", **labels) == 0


def test_every_way_to_ask_and_every_verdict_is_known() -> None:
    assert {heard.value for heard in Heard} <= set(SURFACES)
    assert {verdict.value for verdict in Verdict} <= set(OUTCOMES)


def test_no_label_holds_a_workspace_a_person_or_what_somebody_typed(metrics: Metrics) -> None:
    families = list(use_all(metrics).registry.collect())
    samples = list(chain.from_iterable(family.samples for family in families))
    assert {label for sample in samples for label in sample.labels} == _LABELS | _BUILD | _BUCKET
    assert "china" not in str(samples)
    assert "T0123" not in str(samples)


def test_what_is_not_known_is_counted_as_other(metrics: Metrics) -> None:
    metrics.answered("carrier pigeon", "eaten")
    assert value(metrics, "briefbot_requests_total", surface="other", outcome="other") == 1


def test_slacks_words_make_a_bounded_number_of_series(metrics: Metrics) -> None:
    for number in range(1_000):
        metrics.slack_call("chat.postMessage", f"error_{number}")
    family = next(each for each in metrics.registry.collect() if each.name == "briefbot_slack_calls")
    results = {sample.labels["result"] for sample in family.samples}
    assert len(results) < 100
    assert value(metrics, "briefbot_slack_calls_total", method="chat.postMessage", result="other") == 940


def test_a_delay_of_a_clock_that_was_set_back_is_none(metrics: Metrics) -> None:
    metrics.replied("mention", -3.0)
    metrics.digest_posted(-3.0)
    assert value(metrics, "briefbot_reply_seconds_sum", surface="mention") == 0
    assert value(metrics, "briefbot_digest_late_seconds_sum") == 0


def test_the_time_of_a_block_is_told_even_when_it_raises() -> None:
    told: list[float] = []
    with pytest.raises(RuntimeError), timed(told.append):
        raise RuntimeError
    assert len(told) == 1
    assert told[0] >= 0


def test_gauges_are_sampled_when_they_are_asked_for(metrics: Metrics) -> None:
    ages = iter([1.5, 2.5])
    metrics.watch_backlog(lambda: Backlog(1, next(ages)))
    assert value(metrics, "briefbot_backlog_age_seconds") == 1.5
    assert value(metrics, "briefbot_backlog_age_seconds") == 2.5


def test_each_gauge_has_the_value_of_its_source(metrics: Metrics) -> None:
    use_all(metrics)
    wanted = {
        "briefbot_queue_depth": 3,
        "briefbot_backlog_age_seconds": 12.5,
        "briefbot_library_age_seconds": 60,
        "briefbot_library_reports": 5,
        "briefbot_library_reports_past_review": 1,
        "briefbot_library_problems": 2,
        "briefbot_socket_connected": 1,
        "briefbot_ready": 0,
    }
    assert {name: value(metrics, name) for name in wanted} == wanted


def test_a_gauge_without_a_source_has_no_sample(metrics: Metrics) -> None:
    assert value(metrics, "briefbot_socket_connected") is None


def test_a_source_that_fails_takes_no_other_metric_with_it(metrics: Metrics) -> None:
    use_all(metrics)

    def broken() -> Backlog:
        raise OSError("the database is gone")

    metrics.watch_backlog(broken)
    body, _ = metrics.render()
    samples = {sample.name for each in families_of(body) for sample in each.samples}
    assert "briefbot_queue_depth" not in samples
    assert {"briefbot_requests_total", "briefbot_library_reports", "briefbot_ready"} <= samples
    assert value(metrics, "briefbot_sample_failures_total", source="backlog") == 1


def test_prometheus_text_format_is_the_usual_one(metrics: Metrics) -> None:
    body, kind = use_all(metrics).render()
    assert kind.startswith("text/plain; version=0.0.4")
    assert families_of(body)


def test_open_metrics_are_given_where_they_are_asked_for(metrics: Metrics) -> None:
    body, kind = use_all(metrics).render("application/openmetrics-text; version=1.0.0,text/plain;q=0.5")
    assert kind.startswith("application/openmetrics-text; version=1.0.0")
    assert list(open_metrics(body.decode()))  # type: ignore[no-untyped-call]  # not annotated
    assert body.endswith(b"# EOF\n")


@pytest.mark.parametrize(
    "accept", ["application/openmetrics-text; version=x", "text/plain;version=,", ";;;", "\u00e9", "*/*"]
)
def test_an_accept_header_that_makes_no_sense_gets_the_usual_format(metrics: Metrics, accept: str) -> None:
    _, kind = metrics.render(accept)
    assert kind.startswith("text/plain")


def test_the_version_is_told(metrics: Metrics) -> None:
    body, _ = metrics.render()
    assert re.search(rb'briefbot_build_info\{python="3\.\d+\.\d+",version="0\.1\.0"\} 1\.0', body)


def test_two_processes_in_one_do_not_share_their_counts(metrics: Metrics) -> None:
    metrics.missed("mention")
    assert value(Metrics("0.1.0"), "briefbot_misses_total", surface="mention") == 0


def test_names_keep_the_conventions_of_prometheus(metrics: Metrics) -> None:
    """https://prometheus.io/docs/practices/naming: one prefix, base units, `_total` for what only grows."""
    for family in use_all(metrics).registry.collect():
        if family.name.startswith("process_"):
            continue
        assert re.fullmatch(r"briefbot_[a-z_]+", family.name), family.name
        assert not re.search(r"_(ms|millis|minutes|hours|days)$", family.name), family.name
        assert family.documentation
        if family.type == "histogram":
            assert family.name.endswith("_seconds")
