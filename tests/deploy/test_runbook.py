"""What the runbook names is there: commands, settings, metrics, files, headings, and what the log says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer

from bot.cli.main import app
from bot.metrics import Metrics
from bot.settings import Settings
from tests.conftest import ROOT
from tests.deploy.test_systemd import EXPOSURE

RUNBOOK = (ROOT / "docs" / "runbook.md").read_text(encoding="utf-8")


def commands() -> Iterator[str]:
    """Every command of `brief`, such as `db backup`."""
    for name, command in typer.main.get_command(app).commands.items():  # type: ignore[attr-defined]  # a group
        yield name
        yield from (f"{name} {each}" for each in getattr(command, "commands", {}))


def code() -> str:
    """All that the runbook sets as code: lines to be typed, and names."""
    return "\n".join(re.findall(r"```.*?```|`[^`\n]+`", RUNBOOK, flags=re.DOTALL))


def test_every_command_that_it_tells_to_run_is_one() -> None:
    told = set(
        re.findall(r"(?<![\w/.-])(?:brief|as-briefbot|bot(?! brief)) ((?:db |digest )?[a-z-]+)", code())
    )
    assert {"db backup", "db restore", "db copy", "db new-key", "doctor", "forget"} <= told
    assert told - set(commands()) == set()


def test_every_setting_in_it_is_one() -> None:
    told = set(re.findall(r"\b(?:BRIEF|SLACK)_[A-Z_]+[A-Z]\b", RUNBOOK))
    assert told <= {name.upper() for name in Settings.model_fields}


def test_every_metric_in_it_is_one() -> None:
    families = Metrics("0").registry.collect()
    known = {family.name + ("_total" if family.type == "counter" else "") for family in families}
    assert set(re.findall(r"\bbriefbot_[a-z_]+", RUNBOOK)) <= known


@pytest.mark.parametrize(
    "phrase",
    [
        "a newer Briefbot has written",
        "another Briefbot runs on",
        "app removed",
        "digest paused",
        "edition skipped",
        "library refused",
        "reply refused",
        "sweep failed",
        "the newest is",
    ],
)
def test_what_it_quotes_is_said_by_the_code(phrase: str) -> None:
    assert f"`{phrase}" in RUNBOOK
    assert any(phrase in path.read_text(encoding="utf-8") for path in (ROOT / "bot").rglob("*.py"))


def headings(page: Path) -> set[str]:
    """The anchors of a page's headings, as GitHub makes them."""
    found = re.findall(r"^#+ (.*)$", page.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in found}


def test_every_link_to_a_heading_leads_to_one() -> None:
    for name, anchor in re.findall(r"\]\(([\w./]*)#([\w-]+)\)", RUNBOOK):
        assert anchor in headings(ROOT / "docs" / (name or "runbook.md")), (name, anchor)


def test_every_file_that_is_deployed_is_told_of() -> None:
    """The manifests of Kubernetes are told of as a whole."""
    deploy = ROOT / "deploy"
    files = {path.name for path in deploy.rglob("*") if path.is_file() and "__pycache__" not in path.parts}
    of_kubernetes = {path.name for path in (deploy / "kubernetes").rglob("*.yaml")} - {"secret.example.yaml"}
    assert {name for name in files - of_kubernetes - {".env"} if name not in RUNBOOK} == set()


def test_the_exposure_that_it_tells_is_within_what_is_held() -> None:
    [told] = re.findall(r"exposure (\d+\.\d+) of 10", RUNBOOK)
    assert float(told) * 10 <= EXPOSURE
