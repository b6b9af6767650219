"""`brief export`: what it prints is for everyone, unless more is asked for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.slack.restricted import REPORT, add_quokkas
from tests.test_cli import brief

OURS = "us-pakistan-reengagement"
CHANNEL = "{channels: [C0AA]}"
WORKSPACE = "{workspaces: [T0AA]}"


def exported(content: Path, *options: str) -> tuple[list[str], str]:
    """The ids of the reports that are printed, and what is said beside."""
    done = brief("export", "--json", *options, content=content)
    assert done.returncode == 0, done.stderr
    return sorted(each["id"] for each in json.loads(done.stdout)["reports"]), done.stderr


@pytest.mark.parametrize("visibility", [CHANNEL, WORKSPACE])
def test_a_report_that_is_for_some_is_left_out_and_that_is_told(own_content: Path, visibility: str) -> None:
    add_quokkas(own_content, visibility)
    reports, said = exported(own_content)
    assert reports == [OURS]
    assert said.startswith("1 report left out")
    assert "quokka" not in said


@pytest.mark.parametrize(
    ("visibility", "options"),
    [
        (CHANNEL, ("--channel", "C0AA")),
        (CHANNEL, ("--team", "T0BB", "--channel", "C0AA")),
        (WORKSPACE, ("--team", "T0AA")),
        (CHANNEL, ("--all",)),
        (WORKSPACE, ("--all",)),
    ],
)
def test_it_is_printed_for_whom_it_is(own_content: Path, visibility: str, options: tuple[str, ...]) -> None:
    add_quokkas(own_content, visibility)
    assert exported(own_content, *options) == ([REPORT, OURS], "")


@pytest.mark.parametrize(
    ("visibility", "options"),
    [(CHANNEL, ("--team", "T0AA")), (CHANNEL, ("--channel", "C0BB")), (WORKSPACE, ("--team", "T0BB"))],
)
def test_for_others_it_is_left_out(own_content: Path, visibility: str, options: tuple[str, ...]) -> None:
    add_quokkas(own_content, visibility)
    reports, said = exported(own_content, *options)
    assert reports == [OURS]
    assert "left out" in said


def test_of_a_library_for_everyone_nothing_is_left_out(own_content: Path) -> None:
    assert exported(own_content) == ([OURS], "")


def test_all_of_it_goes_with_no_audience(own_content: Path) -> None:
    done = brief("export", "--all", "--team", "T0AA", content=own_content)
    assert done.returncode == 2
    assert "--all goes without" in done.stderr
