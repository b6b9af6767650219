"""A folder is read whole or not at all, and every problem in it is told at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import LibraryError
from bot.library.reader import load_library, read_library
from tests.library.conftest import (
    BRIDGES_FILE,
    FERRIES_FILE,
    RECOMMENDATIONS_FILE,
    REPORT_FILE,
    SmallLibrary,
)


def make_five_mistakes_in_five_files(small: SmallLibrary) -> None:
    small.write("crossings/03-tunnels.yaml", "title: Tunnels\n")
    small.replace(RECOMMENDATIONS_FILE, "    detail: It", "    details: It")
    small.replace(
        RECOMMENDATIONS_FILE, "    actors: [County council]", "    detail: Yes.\n    actors: [County]"
    )
    small.replace(REPORT_FILE, "2021-05", "May 2021")
    small.replace(FERRIES_FILE, "heading: Ferries Today", "heading:")
    small.replace(BRIDGES_FILE, "  - One bridge", "\t- One bridge")


FIVE_MISTAKES = [
    "crossings/03-tunnels.yaml:1:1: error[stray-file]: is not read from here",
    "crossings/recommendations.yaml:15:5: error[unknown-key]: 'details' is not a key here",
    (
        "crossings/report.yaml:3:12: error[bad-date]: 'published' is not a date: "
        "write it as YYYY, YYYY-MM or YYYY-MM-DD"
    ),
    "crossings/sections/01-ferries.yaml:15:11: error[empty-text]: 'heading' is empty",
    (
        "crossings/sections/02-bridges.yaml:5:1: error[broken-yaml]: while scanning for the next token "
        "found character that cannot start any token"
    ),
]


def test_five_mistakes_in_five_files_are_five_problems_in_the_order_of_their_places(
    small: SmallLibrary,
) -> None:
    make_five_mistakes_in_five_files(small)
    assert [problem.splitlines()[0] for problem in small.problems()] == FIVE_MISTAKES


def test_five_mistakes_between_files_are_five_problems_in_the_order_of_their_places(
    small: SmallLibrary,
) -> None:
    small.replace(REPORT_FILE, "2023-12-31", "2020")
    small.replace(REPORT_FILE, "[ferries, r2]", "[piers, r2]")
    small.replace(FERRIES_FILE, "[2, 1]", "[2]")
    small.replace(FERRIES_FILE, "- night boats", "- boats")
    small.replace(BRIDGES_FILE, "[spans]", "[new boats]")
    assert [problem.splitlines()[0] for problem in small.problems()] == [
        "crossings/recommendations.yaml:10:15: error[shared-alias]: 'new boats' is claimed by 'bridges' too",
        "crossings/recommendations.yaml:12:12: error[one-sided-link]: section 'ferries' does not name r1",
        "crossings/report.yaml:4:12: error[bad-date]: 'review_by' is before 'published'",
        "crossings/report.yaml:11:11: error[dangling-reference]: there is no 'piers' in this report",
        "crossings/sections/01-ferries.yaml:4:5: error[duplicate-alias]: 'boats' is a name of it already",
    ]


def test_loading_a_library_with_problems_raises_all_of_them(small: SmallLibrary) -> None:
    make_five_mistakes_in_five_files(small)
    with pytest.raises(LibraryError) as raised:
        load_library(small.root)
    assert [problem.splitlines()[0] for problem in raised.value.problems] == [
        f"{small.root}/{line}" for line in FIVE_MISTAKES
    ]


def test_the_text_of_a_library_error_holds_every_problem_with_its_hint(small: SmallLibrary) -> None:
    make_five_mistakes_in_five_files(small)
    with pytest.raises(LibraryError) as raised:
        load_library(small.root)
    assert str(raised.value).replace(f"{small.root}/", "") == "\n".join(small.problems())


def test_a_library_with_a_problem_is_not_served(small: SmallLibrary) -> None:
    small.replace(BRIDGES_FILE, "[spans]", "[boats]")
    assert read_library(small.root).library is None


def test_a_problem_in_one_report_keeps_the_other_from_being_served(small: SmallLibrary) -> None:
    small.write("other/report.yaml", "title: Another\n")
    assert read_library(small.root).library is None


def test_a_folder_without_reports_is_told_with_how_to_name_another(tmp_path: Path) -> None:
    problems = read_library(tmp_path).problems
    assert [str(problem) for problem in problems] == [
        (
            f"{tmp_path}:1:1: error[no-reports]: no report here\n"
            "  hint: a report is a folder with a report.yaml; set BRIEF_CONTENT to the folder that holds them"
        )
    ]


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    problems = read_library(tmp_path / "nowhere").problems
    assert [str(problem) for problem in problems] == [
        (
            f"{tmp_path}/nowhere:1:1: error[no-folder]: there is no such folder\n"
            "  hint: name the folder that holds the reports"
        )
    ]


def test_a_single_report_can_be_read_by_its_own_folder(small: SmallLibrary) -> None:
    assert load_library(small.root / "crossings") == small.load()


def test_reading_twice_gives_equal_libraries(small: SmallLibrary) -> None:
    assert small.load() == small.load()
