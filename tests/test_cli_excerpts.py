"""A problem is shown beside its line, with a mark under its place."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from bot.cli.excerpts import show_problems, with_excerpt
from bot.library.problems import Position, Problem, Severity

LINES = ("title: Ferries", "published: 2021-05", "alises: [boats]", "terms:", "  - term: pier")
FILE = Path("report.yaml")


def excerpt(line: int, column: int, *lines: str, width: int = 80) -> list[str]:
    """The lines of an excerpt, without the problem's own."""
    problem = Problem(Position(FILE, line, column), "unknown-key", "'alises' is not a key here")
    return with_excerpt(problem, lines or LINES, width).plain.split("\n")[1:]


def test_a_problem_stands_between_two_lines_of_context_with_a_mark_under_its_word() -> None:
    assert excerpt(3, 1) == [
        "1 | title: Ferries",
        "2 | published: 2021-05",
        "3 | alises: [boats]",
        "  | ^^^^^^",
        "4 | terms:",
        "5 |   - term: pier",
    ]


def test_the_line_that_a_piped_output_has_comes_first_and_the_hint_last() -> None:
    problem = Problem(Position(FILE, 3, 1), "unknown-key", "'alises' is not a key", "did you mean 'aliases'?")
    shown = with_excerpt(problem, LINES).plain.split("\n")
    assert [shown[0], shown[-1]] == str(problem).split("\n")


def test_text_in_quotes_is_marked_as_a_whole() -> None:
    assert excerpt(1, 7, 'see: ["a pier", ferries]') == ['1 | see: ["a pier", ferries]', "  |       ^^^^^^^^"]


def test_a_tab_takes_the_room_that_the_mark_gives_it() -> None:
    assert excerpt(1, 2, "\tname: Pier") == ["1 |     name: Pier", "  |     ^^^^"]


def test_letters_of_double_width_move_the_mark() -> None:
    assert excerpt(1, 4, "港: 渡船") == ["1 | 港: 渡船", "  |     ^^^^"]


def test_a_place_after_the_end_of_the_file_is_marked_on_an_empty_line() -> None:
    assert excerpt(3, 1, "title: 'Ferries", "") == ["1 | title: 'Ferries", "2 | ", "3 | ", "  | ^"]


def test_a_long_line_is_shown_around_the_place() -> None:
    long = "points: " + "boat " * 40 + "WRECK " + "boat " * 40
    text, marked = excerpt(1, long.index("WRECK") + 1, long, width=60)
    assert marked.index("^") == text.index("WRECK")
    assert (text[4], text[-1]) == ("…", "…")


def test_a_mark_is_no_longer_than_the_line_that_is_shown() -> None:
    text, marked = excerpt(1, 1, "x" * 200, width=60)
    assert (cell_len(text), cell_len(marked)) == (60, 60)
    assert marked == "  | " + "^" * 56


def test_nothing_in_a_file_can_move_the_cursor_or_turn_letters_round() -> None:
    text, _ = excerpt(1, 1, "a: \x1b[2J\u202edne")
    assert text == "1 | a: �[2J�dne"


def test_nothing_in_a_message_can_move_the_cursor() -> None:
    problem = Problem(Position(FILE), "unknown-key", "'\x1b[2J' is not a key here", "did you mean '\x07'?")
    shown = with_excerpt(problem, ()).plain
    assert shown.endswith("'�[2J' is not a key here\n  hint: did you mean '�'?")


def test_a_file_that_cannot_be_read_has_no_excerpt(tmp_path: Path) -> None:
    problem = Problem(Position(tmp_path / "none.yaml"), "missing-file", "is not there", "write it")
    assert shown(problem) == f"{problem}\n"


def test_lines_end_where_yaml_ends_them(tmp_path: Path) -> None:
    path = tmp_path / "report.yaml"
    path.write_bytes("\ufefftitle: a\x0cb\r\nalises: c\rterms: d\n".encode())
    assert "\n1 | title: a�b\n2 | alises: c\n  | ^^^^^^\n3 | terms: d\n" in shown(
        Problem(Position(path, 2, 1), "x", "y")
    )


@pytest.mark.parametrize(("severity", "colour"), [(Severity.ERROR, "31"), (Severity.WARNING, "33")])
def test_a_terminal_gets_colour(tmp_path: Path, severity: Severity, colour: str) -> None:
    problem = Problem(Position(tmp_path), "x", "y", severity=severity)
    assert f"\x1b[1;{colour}m{severity}[x]" in shown(problem, terminal=True)


def shown(problem: Problem, *, terminal: bool = False) -> str:
    stream = io.StringIO()
    colours: Literal["standard"] | None = "standard" if terminal else None
    console = Console(file=stream, width=300, force_terminal=terminal, color_system=colours)
    show_problems([problem], console)
    return stream.getvalue()


@given(
    lines=st.lists(st.text(max_size=90), max_size=6),
    line=st.integers(1, 9),
    column=st.integers(1, 120),
    width=st.integers(30, 90),
)
def test_any_place_in_any_text_has_an_excerpt_that_fits(
    lines: list[str], line: int, column: int, width: int
) -> None:
    found = excerpt(line, column, *lines, width=width)
    assert max(map(cell_len, found)) <= width
    assert sum("^" in each.partition("|")[2] for each in found if each.startswith("  |")) <= 1
