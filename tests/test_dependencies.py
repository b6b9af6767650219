"""What is installed is what was pinned, and every package that is asked for is pinned."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import distributions

from tests.conftest import ROOT
from tests.tools.audit import _withdrawn

_PIN = re.compile(r"(?P<name>[A-Za-z0-9._-]+)==(?P<version>\S+)")


def canonical(name: str) -> str:
    """A package's name as indexes compare it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def pins() -> dict[str, str]:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    found = [_PIN.fullmatch(line.partition(";")[0].strip()) for line in lines if line and line[0] != "#"]
    assert None not in found, "each line is name==version"
    return {canonical(each["name"]): each["version"] for each in found if each}


def asked_for() -> set[str]:
    """The packages that the project names, but for those of the benchmarks."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    lines = [*project["dependencies"], *(line for name in extras if name != "bench" for line in extras[name])]
    return {canonical(re.split(r"[\s\[<>=~!;]", line)[0]) for line in lines} - {"briefbot"}


def test_every_package_that_is_asked_for_is_pinned() -> None:
    assert asked_for() - pins().keys() == set()


def test_what_is_installed_is_what_was_pinned() -> None:
    installed = {canonical(each.metadata["Name"]): each.version for each in distributions()}
    known = pins()
    assert {name: version for name, version in installed.items() if known.get(name, version) != version} == {}
    assert installed.keys() - known.keys() - {"pip", "briefbot", "setuptools"} == set()


def test_a_withdrawn_pin_is_told_and_other_warnings_are_not() -> None:
    said = [
        "WARNING: The candidate selected for download or install is a yanked version: 'x' candidate",
        "WARNING: Location 'file:///x/' is ignored",
        "ERROR: No matching distribution found for x==1",
    ]
    assert _withdrawn(said) == [said[0], said[2]]
