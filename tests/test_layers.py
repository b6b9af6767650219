"""Imports run one way: library <- lookup <- desk <- slack, and only `app` puts parts together."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

LEAVES = {"errors", "clock", "logs", "settings", "workspaces", "gauges", "metrics"}
MAY_IMPORT = {
    "library": {"errors"},
    "lookup": {"errors", "library"},
    "desk": {"errors", "library", "lookup"},
    "state": {"errors", "desk", "library"},
    "jobs": {"errors", "logs", "metrics", "desk", "state"},
    "slack": {"errors", "logs", "gauges", "metrics", "library", "lookup", "desk", "jobs", "workspaces"},
    "playground": set(),  # speaks HTTP to the bot, and knows nothing else of it
    "opening": {"errors", "logs", "library", "lookup", "desk"},
    "ingest": {"errors", "library"},
    "doctor": {
        "clock",
        "desk",
        "errors",
        "library",
        "logs",
        "opening",
        "settings",
        "slack",
        "state",
        "workspaces",
    },
    "app": {
        "clock",
        "desk",
        "jobs",
        "library",
        "metrics",
        "opening",
        "settings",
        "slack",
        "state",
        "workspaces",
        "ways_in",
    },
    "cli": {
        "app",
        "clock",
        "desk",
        "doctor",
        "errors",
        "ingest",
        "library",
        "logs",
        "lookup",
        "opening",
        "playground",
        "settings",
        "slack",
        "state",
    },
    "errors": set(),
    "clock": set(),
    "logs": set(),
    "settings": {"errors"},
    "workspaces": {"errors"},
    "ways_in": {"clock", "metrics", "settings", "slack", "state", "workspaces"},
    "gauges": set(),
    "metrics": {"gauges"},
    "__main__": {"cli"},
    "__init__": set(),
}
PURE = ("library", "lookup", "desk")
IMPURE = {
    "slack_bolt",
    "slack_sdk",
    "socket",
    "requests",
    "httpx",
    "sqlalchemy",
    "dbos",
    "time",
    "random",
    "os",
}

MODULES = sorted((ROOT / "bot").rglob("*.py"))


def imported(path: Path) -> Iterator[str]:
    """The full names of all modules that a file imports."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute here"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def layer(path: Path) -> str:
    """The package or module right below `bot` that a file belongs to."""
    return path.relative_to(ROOT / "bot").parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_imports_only_layers_below_its_own(path: Path) -> None:
    own = layer(path)
    ours = {name.split(".")[1] for name in imported(path) if name.startswith("bot.")}
    assert ours - {own} <= MAY_IMPORT[own]


@pytest.mark.parametrize(
    "path", [each for each in MODULES if layer(each) in PURE], ids=lambda path: path.stem
)
def test_library_lookup_and_desk_know_no_slack_no_clock_and_no_network(path: Path) -> None:
    assert not {name.split(".")[0] for name in imported(path)} & IMPURE


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_only_the_stores_and_the_engine_know_the_database(path: Path) -> None:
    knows = {name.split(".")[0] for name in imported(path)} & {"sqlalchemy", "alembic", "psycopg"}
    assert not knows or layer(path) in {"state", "jobs"}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_only_one_module_knows_the_durable_engine(path: Path) -> None:
    assert "dbos" not in {name.split(".")[0] for name in imported(path)} or path.stem == "engine"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_only_the_slack_package_knows_slacks_libraries(path: Path) -> None:
    knows = {name.split(".")[0] for name in imported(path)} & {"slack_bolt", "slack_sdk"}
    stores = path.stem in {"installations", "install_states"}  # they are made from the SDK's
    assert not knows or layer(path) == "slack" or stores
