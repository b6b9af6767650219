"""The Kubernetes manifests are valid, fit together, and promise what docs/runbook.md says of them.

What a cluster makes of them is not seen here.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.settings import Settings
from tests.conftest import ROOT
from tests.deploy.dockerfile import read
from tests.deploy.kustomized import containers, files_named, read_one, render, the
from tests.deploy.tools import beside_python, complaints

KUBERNETES = ROOT / "deploy" / "kubernetes"
OVERLAYS = ("http", "socket-mode")
VERSIONS = ("1.30", "1.37")
SECRET = KUBERNETES / "secret.example.yaml"


@pytest.fixture(params=OVERLAYS)
def resources(request: pytest.FixtureRequest) -> list[dict[str, Any]]:
    """What is applied, for each overlay."""
    return render(KUBERNETES / "overlays" / request.param)


def pod_of(resources: list[dict[str, Any]]) -> dict[str, Any]:
    return dict(the(resources, "Deployment")["spec"]["template"]["spec"])


@pytest.mark.parametrize("kubernetes", VERSIONS)
def test_all_that_is_applied_is_valid_by_kubernetes_own_schemas(
    resources: list[dict[str, Any]], kubernetes: str, tmp_path: Path
) -> None:
    file = tmp_path / "all.yaml"
    file.write_text(yaml.safe_dump_all([*resources, read_one(SECRET)]), encoding="utf-8")
    validate = beside_python("kubernetes-validate")
    assert complaints(validate, "--strict", "--kubernetes-version", kubernetes, file) == ""


def test_every_file_is_named_by_the_kustomization_beside_it() -> None:
    for kustomization in KUBERNETES.rglob("kustomization.yaml"):
        there = {path.resolve() for path in kustomization.parent.glob("*.yaml")} - {kustomization.resolve()}
        named = {path for path in files_named(kustomization.parent) if path.is_file()}
        assert named == there, kustomization
        assert [path for path in files_named(kustomization.parent) if not path.exists()] == []


def test_the_example_of_a_secret_is_applied_by_nothing() -> None:
    named = [files_named(path.parent) for path in KUBERNETES.rglob("kustomization.yaml")]
    assert SECRET.resolve() not in set().union(*named)


def test_no_secret_is_among_what_is_applied(resources: list[dict[str, Any]]) -> None:
    assert "Secret" not in {each["kind"] for each in resources}


def test_no_two_resources_are_the_same_one(resources: list[dict[str, Any]]) -> None:
    names = [(each["kind"], each["metadata"]["name"]) for each in resources]
    assert len(set(names)) == len(names)


def test_a_pod_runs_without_root_and_without_rights(resources: list[dict[str, Any]]) -> None:
    pod = pod_of(resources)
    context = pod["securityContext"]
    assert context["runAsNonRoot"] is True
    assert context["seccompProfile"] == {"type": "RuntimeDefault"}
    assert f"{context['runAsUser']}:{context['runAsGroup']}" == read()[-1].values("USER")[-1]
    for container in containers(resources):
        assert container["securityContext"] == {
            "allowPrivilegeEscalation": False,
            "readOnlyRootFilesystem": True,
            "capabilities": {"drop": ["ALL"]},
        }
    assert not {"hostNetwork", "hostPID", "hostIPC"} & set(pod)


def test_no_token_of_the_cluster_is_mounted(resources: list[dict[str, Any]]) -> None:
    assert pod_of(resources)["automountServiceAccountToken"] is False
    account = the(resources, "ServiceAccount", pod_of(resources)["serviceAccountName"])
    assert account["automountServiceAccountToken"] is False


def test_the_image_is_one_version_that_of_the_package(resources: list[dict[str, Any]]) -> None:
    tags = {container["image"].rpartition(":")[2] for container in containers(resources)}
    assert tags == {version("briefbot")}


@pytest.mark.parametrize("probe", ["startupProbe", "livenessProbe", "readinessProbe"])
def test_each_probe_asks_a_port_that_is_named(resources: list[dict[str, Any]], probe: str) -> None:
    path = "/readyz" if probe == "readinessProbe" else "/healthz"
    for container in containers(resources):
        ports = {port["name"]: port["containerPort"] for port in container["ports"]}
        assert container[probe]["httpGet"] == {"path": path, "port": "http"}
        assert ports == {"http": port_of_the_image()}


def port_of_the_image() -> int:
    [port] = read()[-1].values("EXPOSE")
    return int(port)


def test_readiness_waits_longer_than_the_checks_may_take(resources: list[dict[str, Any]]) -> None:
    for container in containers(resources):
        assert container["readinessProbe"]["timeoutSeconds"] > 2


def test_every_selector_selects_the_pods(resources: list[dict[str, Any]]) -> None:
    deployment = the(resources, "Deployment")["spec"]
    labels = deployment["template"]["metadata"]["labels"]
    selectors = [
        deployment["selector"]["matchLabels"],
        the(resources, "Service")["spec"]["selector"],
        the(resources, "PodDisruptionBudget")["spec"]["selector"]["matchLabels"],
        *(each["labelSelector"]["matchLabels"] for each in pod_of(resources)["topologySpreadConstraints"]),
        *(
            each["spec"]["podSelector"]["matchLabels"]
            for each in resources
            if each["kind"] == "NetworkPolicy"
        ),
    ]
    for selector in selectors:
        assert selector
        assert selector.items() <= labels.items()


def test_the_service_leads_to_a_port_of_the_pods(resources: list[dict[str, Any]]) -> None:
    targets = {port["targetPort"] for port in the(resources, "Service")["spec"]["ports"]}
    ports = {port["name"] for container in containers(resources) for port in container["ports"]}
    assert targets <= ports


def test_a_node_can_be_emptied_one_replica_at_a_time(resources: list[dict[str, Any]]) -> None:
    assert the(resources, "PodDisruptionBudget")["spec"]["maxUnavailable"] == 1


def test_an_update_takes_no_replica_away_before_a_new_one_is_ready(resources: list[dict[str, Any]]) -> None:
    strategy = the(resources, "Deployment")["spec"]["strategy"]
    assert strategy["rollingUpdate"] == {"maxUnavailable": 0, "maxSurge": 1}


def test_the_end_of_a_pod_leaves_time_for_all_that_comes_before_it(resources: list[dict[str, Any]]) -> None:
    [container] = containers(resources)
    _, seconds = container["lifecycle"]["preStop"]["exec"]["command"]
    drain = float(the(resources, "ConfigMap", "briefbot-settings")["data"]["BRIEF_DRAIN_SECONDS"])
    pod = pod_of(resources)
    assert drain > container["readinessProbe"]["periodSeconds"], "else nobody sees that it is not ready"
    assert pod["terminationGracePeriodSeconds"] >= float(seconds) + drain + UNDER_WAY


UNDER_WAY = 40
"""Seconds that the transport (10 twice) and the engine's threads (10 each) may take to end."""


def test_each_name_in_the_settings_and_in_the_secret_is_a_setting(resources: list[dict[str, Any]]) -> None:
    names = {*the(resources, "ConfigMap", "briefbot-settings")["data"], *read_one(SECRET)["stringData"]}
    assert names - {field.upper() for field in Settings.model_fields} == {"PGPASSWORD"}


def test_the_settings_can_be_read(resources: list[dict[str, Any]]) -> None:
    data: Mapping[str, str] = the(resources, "ConfigMap", "briefbot-settings")["data"]
    values = {name.lower(): value for name, value in data.items() if value}
    assert Settings.model_validate(values).brief_drain_seconds > 0


def test_no_secret_is_in_the_settings(resources: list[dict[str, Any]]) -> None:
    told = set(the(resources, "ConfigMap", "briefbot-settings")["data"])
    assert told & set(read_one(SECRET)["stringData"]) == set()


def test_the_settings_and_the_secret_of_a_pod_are_those_that_are_there(
    resources: list[dict[str, Any]],
) -> None:
    [container] = containers(resources)
    assert container["envFrom"] == [
        {"configMapRef": {"name": "briefbot-settings"}},
        {"secretRef": {"name": read_one(SECRET)["metadata"]["name"]}},
    ]


def test_prometheus_is_told_where_the_metrics_are(resources: list[dict[str, Any]]) -> None:
    annotations = the(resources, "Deployment")["spec"]["template"]["metadata"]["annotations"]
    assert annotations == {
        "prometheus.io/scrape": "true",
        "prometheus.io/port": str(port_of_the_image()),
        "prometheus.io/path": "/metrics",
    }


def test_what_may_go_out_is_names_slack_and_the_database(resources: list[dict[str, Any]]) -> None:
    egress = the(resources, "NetworkPolicy")["spec"]["egress"]
    assert {port["port"] for rule in egress for port in rule["ports"]} == {53, 443, 5432}


def test_over_http_slack_reaches_slacks_paths_alone() -> None:
    resources = render(KUBERNETES / "overlays" / "http")
    [rule] = the(resources, "Ingress")["spec"]["rules"]
    [path] = rule["http"]["paths"]
    service = the(resources, "Service")
    assert (path["path"], path["pathType"]) == ("/slack", "Prefix")
    assert path["backend"]["service"]["name"] == service["metadata"]["name"]
    assert path["backend"]["service"]["port"]["name"] in {port["name"] for port in service["spec"]["ports"]}


def test_the_public_url_is_the_host_that_the_ingress_serves_with_tls() -> None:
    resources = render(KUBERNETES / "overlays" / "http")
    ingress = the(resources, "Ingress")["spec"]
    [rule], [tls] = ingress["rules"], ingress["tls"]
    data = the(resources, "ConfigMap", "briefbot-settings")["data"]
    assert data["BRIEF_PUBLIC_URL"] == f"https://{rule['host']}"
    assert tls["hosts"] == [rule["host"]]


def test_over_http_there_are_three_replicas_or_more_and_one_place_says_so() -> None:
    resources = render(KUBERNETES / "overlays" / "http")
    scaler = the(resources, "HorizontalPodAutoscaler")["spec"]
    deployment = the(resources, "Deployment")
    assert scaler["minReplicas"] == 3
    assert scaler["scaleTargetRef"] == {"apiVersion": "apps/v1", "kind": "Deployment", "name": "briefbot"}
    assert "replicas" not in deployment["spec"], "an apply would undo what was scaled"
    [container] = containers(resources)
    assert "cpu" in container["resources"]["requests"], "utilization is a share of the request"


def test_in_socket_mode_there_are_two_replicas_and_no_way_in_from_outside() -> None:
    resources = render(KUBERNETES / "overlays" / "socket-mode")
    assert the(resources, "Deployment")["spec"]["replicas"] == 2
    assert "Ingress" not in {each["kind"] for each in resources}
