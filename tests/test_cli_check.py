"""`brief check` on a library, with excerpts, and beside a report's source."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.cli import main
from tests.library.conftest import FERRIES_FILE, FILES, RECOMMENDATIONS_FILE, REPORT_FILE, SmallLibrary

SOURCE = """\
# Ferries and Bridges: Crossing the Sound

## Ferries Today

Over 4,000 people crossed on the boats each day in 2020, and two boats date from the last century.

## Bridges

One bridge is planned. The Harbor Board Authority (HBA), a county council and a toll study are named here.

## What Should Be Done

1. The oldest boats should be replaced, by new boats with batteries.
2. A toll study should show what could pay for boats and for bridges.
"""


@pytest.fixture
def small(tmp_path: Path) -> SmallLibrary:
    """A small library without problems, beside the source of its report."""
    library = SmallLibrary(tmp_path / "content")
    for file, text in FILES.items():
        library.write(file, text)
    (tmp_path / "source.md").write_text(SOURCE, encoding="utf-8")
    return library


@pytest.fixture
def check(small: SmallLibrary, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Check:
    return Check(small, capsys, monkeypatch)


class Check:
    """Runs the command on the small library; keeps its exit code and what it printed."""

    def __init__(
        self, small: SmallLibrary, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        self.small, self.capsys, self.monkeypatch = small, capsys, monkeypatch
        self.source = ("--source", str(small.root.parent / "source.md"))
        self.out = self.err = ""

    def run(self, *arguments: str) -> int:
        self.monkeypatch.setattr("sys.argv", ["brief", "check", str(self.small.root), *arguments])
        with pytest.raises(SystemExit) as ended:
            main()
        out, self.err = self.capsys.readouterr()
        self.out = out.replace(f"{self.small.root}/", "")
        return int(ended.value.code or 0)


def test_a_piped_output_has_no_excerpts(check: Check) -> None:
    check.small.replace(REPORT_FILE, "aliases: [crossings]", "alises: [crossings]")
    assert check.run() == 1
    assert check.out == (
        "crossings/report.yaml:5:1: error[unknown-key]: 'alises' is not a key here\n"
        "  hint: did you mean 'aliases'?\n"
    )
    assert check.err == "1 problem in 1 file.\n"


def test_excerpts_stand_below_their_problem_when_asked_for(check: Check) -> None:
    check.small.replace(REPORT_FILE, "aliases: [crossings]", "alises: [crossings]")
    check.run("--excerpts")
    assert "'alises' is not a key here\n3 | published: 2021-05\n" in check.out
    assert "\n5 | alises: [crossings]\n  | ^^^^^^\n6 | terms:\n" in check.out


# --- beside its source ---


def test_a_report_that_says_what_its_source_says_has_no_warning(check: Check) -> None:
    assert check.run(*check.source, "--strict") == 0
    assert (check.out.count("\n"), check.err) == (1, "")


@pytest.fixture
def foreign(check: Check) -> Check:
    """The report has a figure that its source has not."""
    check.small.replace(FERRIES_FILE, "over 4,000", "over 9,000")
    return check


FOREIGN = "crossings/sections/01-ferries.yaml:9:17: warning[foreign-figure]: the source has no '9,000'"


def test_what_the_source_lacks_is_advice(foreign: Check) -> None:
    assert foreign.run(*foreign.source) == 0
    assert foreign.out.splitlines()[0] == FOREIGN
    assert foreign.err == "1 warning.\n"


def test_what_the_source_lacks_fails_a_strict_check(foreign: Check) -> None:
    assert foreign.run(*foreign.source, "--strict") == 1
    assert foreign.out.splitlines()[0] == FOREIGN


def test_warnings_come_after_the_problems(foreign: Check) -> None:
    foreign.small.replace(RECOMMENDATIONS_FILE, "areas: [ferries, bridges]", "areas: [bridges]")
    assert foreign.run(*foreign.source) == 1
    assert [line.split(" ")[1] for line in foreign.out.splitlines() if line.startswith("crossings")] == [
        "error[one-sided-link]:",
        "warning[foreign-figure]:",
    ]
    assert foreign.err == "1 problem in 1 file, 1 warning.\n"


def test_a_draft_is_compared_too(foreign: Check) -> None:
    foreign.small.append(REPORT_FILE, "draft: true\n")
    assert foreign.run("--allow-drafts", *foreign.source) == 0
    assert foreign.out.splitlines()[0] == FOREIGN


def test_a_report_that_cannot_be_read_is_not_compared(foreign: Check) -> None:
    foreign.small.write(REPORT_FILE, "title: [\n")
    assert foreign.run(*foreign.source) == 1
    assert "warning" not in foreign.out + foreign.err


def test_a_source_of_several_reports_is_refused(check: Check) -> None:
    for file, text in FILES.items():
        check.small.write(file.replace("crossings", "more-crossings"), text)
    assert check.run(*check.source) == 1
    assert check.err.startswith("--source goes with one report: name its folder, such as ")


def test_a_source_that_is_not_there_is_told(check: Check) -> None:
    assert check.run("--source", "nowhere.md") == 1
    assert "nowhere.md" in check.err


def test_a_long_source_leaves_no_trace_of_a_bar_in_a_piped_output(check: Check) -> None:
    source = check.small.root.parent / "source.md"
    source.write_text(SOURCE + "\n<!-- -->\n" * 3_000, encoding="utf-8")
    assert check.run(*check.source) == 0
    assert check.err == ""


def test_strict_without_a_source_is_refused(check: Check) -> None:
    assert check.run("--strict") == 2
    assert "--strict goes with --source" in check.err
