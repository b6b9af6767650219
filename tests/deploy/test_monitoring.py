"""The dashboard and the alerts ask for metrics that there are, and have the form that is demanded of them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
import yaml

from bot.metrics import Metrics
from tests.conftest import ROOT

MONITORING = ROOT / "deploy" / "monitoring"
PAGE = (ROOT / "docs" / "monitoring.md").read_text(encoding="utf-8")
ALERTS: Mapping[str, Any] = yaml.safe_load((MONITORING / "alerts.yaml").read_text(encoding="utf-8"))
RULES: list[dict[str, Any]] = [rule for group in ALERTS["groups"] for rule in group["rules"]]
DASHBOARD: Mapping[str, Any] = json.loads((MONITORING / "grafana-dashboard.json").read_text(encoding="utf-8"))
PANELS: list[dict[str, Any]] = DASHBOARD["panels"]

_OF_PROMETHEUS = {"up": {"job", "instance"}}
"""What Prometheus itself says of each target."""

_OF_A_TARGET = {"job", "instance"}
"""Labels that Prometheus adds to all that it scrapes."""

_OF_SLACK = {"method", "result"}
"""Labels whose values are not known before."""

_ENDINGS = {"counter": ("_total",), "histogram": ("_bucket", "_sum", "_count"), "info": ("_info",)}
_DURATION = re.compile(r"\d+(ms|s|m|h|d|w|y)")
_NAME = re.compile(r"\b(?:briefbot|process)_\w+|\bup\b")
_STRING = re.compile(r'"[^"]*"')
_SELECTOR = re.compile(r"(?P<name>\b(?:briefbot|process)_\w+|\bup\b)\s*\{(?P<labels>[^}]*)\}")
_GROUPING = re.compile(r"\b(?:by|on|group_left)\s*\(([^)]*)\)")


def labels_by_metric() -> dict[str, set[str]]:
    """The name of each series that can be asked for, with its labels."""
    metrics = Metrics("0")
    found: dict[str, set[str]] = dict(_OF_PROMETHEUS)
    metrics.slack_call("chat.postMessage", "ok")
    metrics.replied("mention", 1.0)
    for family in metrics.registry.collect():
        labels = {label for sample in family.samples for label in sample.labels} - {"le"}
        for ending in _ENDINGS.get(family.type, ("",)):
            found[family.name + ending] = labels | _OF_A_TARGET | ({"le"} if ending == "_bucket" else set())
    return found


KNOWN = labels_by_metric()


def expressions() -> Iterator[Any]:
    """Every PromQL expression, with where it stands."""
    for rule in RULES:
        yield pytest.param(rule["expr"], id=rule["alert"])
    for panel in PANELS:
        for target in panel.get("targets", ()):
            yield pytest.param(target["expr"], id=f"{panel['title']} {target['refId']}")


@pytest.mark.parametrize("expression", [*expressions()])
def test_every_metric_that_is_asked_for_is_there(expression: str) -> None:
    names = set(_NAME.findall(_STRING.sub('""', expression)))
    assert names
    assert names - set(KNOWN) == set()


@pytest.mark.parametrize("expression", [*expressions()])
def test_every_label_that_is_asked_for_is_one_of_its_metrics(expression: str) -> None:
    for found in _SELECTOR.finditer(expression):
        asked = set(re.findall(r"(\w+)\s*(?:=~|!~|!=|=)", _STRING.sub('""', found["labels"])))
        assert asked
        assert asked - KNOWN[found["name"]] == set()
    of_all = set().union(*(KNOWN[name] for name in _NAME.findall(_STRING.sub('""', expression))))
    for group in _GROUPING.findall(expression):
        assert {label.strip() for label in group.split(",")} - of_all == set()


@pytest.mark.parametrize("expression", [*expressions()])
def test_every_value_of_a_label_that_is_asked_for_can_be(expression: str) -> None:
    """A misspelt outcome would make an alert that never fires."""
    for labels in _SELECTOR.findall(expression):
        for label, values in re.findall(r'(\w+)\s*(?:=~|!~|!=|=)\s*"([^"]*)"', labels[1]):
            if label not in _OF_A_TARGET | _OF_SLACK:
                assert set(values.split("|")) - possible_values(label) == set()


def possible_values(label: str) -> set[str]:
    """The values of a label that are there from the start."""
    samples = (sample for family in Metrics("0").registry.collect() for sample in family.samples)
    return {sample.labels[label] for sample in samples if label in sample.labels}


def test_each_alert_has_what_prometheus_demands() -> None:
    """https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules"""
    assert set(ALERTS) == {"groups"}
    for group in ALERTS["groups"]:
        assert set(group) <= {"name", "interval", "rules"}
    for rule in RULES:
        assert set(rule) <= {"alert", "expr", "for", "keep_firing_for", "labels", "annotations"}
        assert re.fullmatch(r"Briefbot[A-Za-z]+", rule["alert"])
        assert _DURATION.fullmatch(rule.get("for", "0s"))
        assert isinstance(rule["expr"], str)
        assert rule["expr"].count("(") == rule["expr"].count(")")
    assert len({rule["alert"] for rule in RULES}) == len(RULES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["alert"])
def test_each_alert_says_what_is_wrong_how_bad_it_is_and_where_to_read_on(rule: dict[str, Any]) -> None:
    assert rule["labels"]["severity"] in {"critical", "warning", "info"}
    assert set(rule["annotations"]) == {"summary", "description", "runbook_url"}
    assert rule["annotations"]["runbook_url"] == f"docs/monitoring.md#{rule['alert'].lower()}"
    assert f"\n### {rule['alert']}\n" in PAGE


def test_what_an_alert_tells_of_a_label_its_expression_keeps() -> None:
    """An aggregation drops every label that it is not told to keep: `$labels` would be empty."""
    for rule in RULES:
        told = set(re.findall(r"\$labels\.(\w+)", rule["annotations"]["description"]))
        kept = _GROUPING.findall(rule["expr"])
        is_aggregated = re.search(r"\b(sum|max|min|count)\b", rule["expr"])
        possible = (
            {name.strip() for each in kept for name in each.split(",")} if is_aggregated else _OF_A_TARGET
        )
        assert told - possible == set(), rule["alert"]


def test_the_dashboard_can_be_imported() -> None:
    assert DASHBOARD["uid"] == "briefbot"
    assert DASHBOARD["schemaVersion"] == 39, "that of Grafana 11"
    assert "id" not in DASHBOARD, "Grafana gives it one"
    [variable] = DASHBOARD["templating"]["list"]
    assert (variable["type"], variable["query"]) == ("datasource", "prometheus")


def test_every_panel_is_one_of_its_own_and_has_its_place() -> None:
    assert len({panel["id"] for panel in PANELS}) == len(PANELS)
    assert len({panel["title"] for panel in PANELS}) == len(PANELS)
    taken: set[tuple[int, int]] = set()
    for panel in PANELS:
        place = panel["gridPos"]
        own = {
            (x, y)
            for x in range(place["x"], place["x"] + place["w"])
            for y in range(place["y"], place["y"] + place["h"])
        }
        assert max(x for x, _ in own) < 24
        assert not own & taken, panel["title"]
        taken |= own


def test_every_panel_that_shows_something_asks_the_chosen_data_source() -> None:
    for panel in (each for each in PANELS if each["type"] != "row"):
        assert panel["description"]
        assert panel["targets"]
        assert len({target["refId"] for target in panel["targets"]}) == len(panel["targets"])
        for asks in (panel, *panel["targets"]):
            assert asks["datasource"] == {"type": "prometheus", "uid": "${datasource}"}


def test_every_metric_of_ours_is_on_the_dashboard() -> None:
    shown = " ".join(target["expr"] for panel in PANELS for target in panel.get("targets", ()))
    ours = {family.name for family in Metrics("0").registry.collect() if family.name.startswith("briefbot_")}
    assert {name for name in ours if name not in shown} == set()


def test_the_docs_table_tells_every_metric_with_its_type_and_its_labels() -> None:
    rows = re.findall(r"^\| `(briefbot_\w+)` \| (\w+) \| ([^|]*) \| ", PAGE, flags=re.MULTILINE)
    told = {
        name: (kind, {each.strip(" `") for each in labels.split(",")} - {"–"}) for name, kind, labels in rows
    }
    expected = {}
    metrics = Metrics("0")
    metrics.slack_call("chat.postMessage", "ok")
    metrics.replied("mention", 1.0)
    for family in metrics.registry.collect():
        if family.name.startswith("briefbot_"):
            ending = {"counter": "_total", "info": "_info"}.get(family.type, "")
            labels = {label for sample in family.samples for label in sample.labels} - {"le"}
            expected[family.name + ending] = (family.type, labels)
    assert told == expected
