"""`brief edit`: the right file is opened in the editor's own program, and checked when that is closed."""

from __future__ import annotations

import contextlib
import io
import os
import pty
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.console import Console

from bot.cli.editor import command_at, editor_of, open_in
from bot.cli.finishing import finish, place_of
from bot.errors import BriefbotError
from bot.library.problems import Position
from tests.conftest import ROOT
from tests.library.conftest import (
    BRIDGES_FILE,
    FERRIES_FILE,
    FILES,
    RECOMMENDATIONS_FILE,
    REPORT_FILE,
    SmallLibrary,
)


@pytest.fixture
def small(tmp_path: Path) -> SmallLibrary:
    """A small library without problems."""
    library = SmallLibrary(tmp_path / "content")
    for file, text in FILES.items():
        library.write(file, text)
    return library


# --- the program ---


def nothing(_program: str) -> None:
    """Finds no program."""


def test_visual_goes_before_editor() -> None:
    assert editor_of({"VISUAL": "code --wait", "EDITOR": "vi"}, nothing) == ["code", "--wait"]


def test_editor_may_name_a_program_with_a_space_in_quotes() -> None:
    assert editor_of({"VISUAL": " ", "EDITOR": "'/opt/my editor/run' -x"}, nothing) == [
        "/opt/my editor/run",
        "-x",
    ]


def test_without_a_name_a_program_that_is_there_is_taken() -> None:
    there = {"nano": "/usr/bin/nano", "vi": "/usr/bin/vi"}
    assert editor_of({}, there.get) == ["nano"]


def test_without_any_program_the_way_out_is_told() -> None:
    with pytest.raises(BriefbotError, match="There is no text editor: name yours, as in export EDITOR=nano"):
        editor_of({}, nothing)


def test_a_name_with_half_a_pair_of_quotes_is_told() -> None:
    with pytest.raises(BriefbotError, match="EDITOR cannot be read: No closing quotation"):
        editor_of({"EDITOR": "vi 'x"}, nothing)


@pytest.mark.parametrize(
    ("editor", "command"),
    [
        ("vi", "vi +12 a.yaml"),
        ("/usr/bin/nvim -u NONE", "/usr/bin/nvim -u NONE +12 a.yaml"),
        ("nano", "nano +12 a.yaml"),
        ("emacs -nw", "emacs -nw +12 a.yaml"),
        ("gvim", "gvim --nofork +12 a.yaml"),
        ("code", "code --wait -g a.yaml:12"),
        ("code -w", "code -w -g a.yaml:12"),
        ("subl", "subl --wait a.yaml:12"),
        ("gedit", "gedit --wait a.yaml"),
        ("ed", "ed a.yaml"),
    ],
)
def test_the_file_is_opened_at_the_line_where_the_program_can_and_is_waited_for(
    editor: str, command: str
) -> None:
    assert shlex.join(command_at(shlex.split(editor), Position(Path("a.yaml"), 12))) == command


def test_a_program_that_is_not_there_is_told() -> None:
    with pytest.raises(BriefbotError, match="no-such-editor cannot be started: No such file or directory"):
        open_in(["no-such-editor"], Position(Path("a.yaml")))


def test_a_program_that_fails_is_told() -> None:
    with pytest.raises(BriefbotError, match=r"false a\.yaml ended with the code 1"):
        open_in(["false"], Position(Path("a.yaml")))


# --- the place ---


def opened(small: SmallLibrary, item: str) -> str:
    """Where an item is opened, from the library's folder."""
    at = place_of(small.root, item)
    return f"{at.path.relative_to(small.root)}:{at.line}"


@pytest.mark.parametrize(
    ("item", "place"),
    [
        ("crossings", f"{REPORT_FILE}:1"),
        ("crossings/", f"{REPORT_FILE}:1"),
        ("crossings/ferries", f"{FERRIES_FILE}:1"),
        ("crossings/recommendations", f"{RECOMMENDATIONS_FILE}:1"),
        ("crossings/r2", f"{RECOMMENDATIONS_FILE}:13"),
        ("crossings/terms/hba", f"{REPORT_FILE}:7"),
    ],
)
def test_an_item_is_opened_where_it_stands(small: SmallLibrary, item: str, place: str) -> None:
    assert opened(small, item) == place


@pytest.mark.parametrize(
    ("file", "item"),
    [
        (REPORT_FILE, "crossings"),
        (REPORT_FILE, "crossings/terms/hba"),
        (FERRIES_FILE, "crossings/ferries"),
        (RECOMMENDATIONS_FILE, "crossings/recommendations"),
        (RECOMMENDATIONS_FILE, "crossings/r8"),
    ],
)
def test_a_file_too_broken_to_be_read_is_opened_all_the_same(
    small: SmallLibrary, file: str, item: str
) -> None:
    small.write(file, "title: [\n")
    assert opened(small, item) == f"{file}:1"


def test_what_can_be_read_is_found_beside_a_broken_report(small: SmallLibrary) -> None:
    small.write(REPORT_FILE, "title: [\n")
    assert opened(small, "crossings/bridges") == f"{BRIDGES_FILE}:1"


def test_a_file_may_be_named_by_its_path(small: SmallLibrary) -> None:
    path = small.root / BRIDGES_FILE
    assert place_of(small.root, str(path)) == Position(path)


def test_a_report_may_be_named_by_its_folder(small: SmallLibrary) -> None:
    elsewhere = small.root.parent / "elsewhere"
    elsewhere.mkdir()
    assert place_of(elsewhere, str(small.root / "crossings")) == Position(small.root / REPORT_FILE)


@pytest.mark.parametrize(
    ("item", "hint"),
    [
        ("crosings", "'crosings'; did you mean 'crossings'?"),
        ("crossings/feries", "'feries' in crossings; did you mean 'ferries'?"),
        ("crossings/terms/hbb", "'terms/hbb' in crossings; did you mean 'terms/hba'?"),
        (
            "crossings/r9",
            "'r9' in crossings; known here: bridges, ferries, r1, r2, recommendations",
        ),
    ],
)
def test_an_item_that_is_not_there_is_told_with_one_that_is_likely_meant(
    small: SmallLibrary, item: str, hint: str
) -> None:
    with pytest.raises(BriefbotError) as raised:
        place_of(small.root, item)
    assert str(raised.value) == f"There is no {hint}"


def test_a_file_of_no_report_is_refused(small: SmallLibrary, tmp_path: Path) -> None:
    other = tmp_path / "other.yaml"
    other.write_text("title: x\n", encoding="utf-8")
    with pytest.raises(BriefbotError, match="is no YAML file of a report"):
        place_of(small.root, str(other))


def test_a_library_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(BriefbotError, match="there is no such folder"):
        place_of(tmp_path / "nowhere", "crossings")


# --- finishing ---


class Session:
    """An editor who makes these changes, one each time the file is opened, and goes on as often as told."""

    def __init__(self, *changes: Callable[[], None], again: int = 0) -> None:
        self.changes = list(changes)
        self.left = again
        self.places: list[Position] = []
        self.stream = io.StringIO()

    def edit(self, at: Position) -> None:
        self.places.append(at)
        if self.changes:
            self.changes.pop(0)()

    def again(self) -> bool:
        self.left -= 1
        return self.left >= 0

    def finish(self, at: Position) -> bool:
        return finish(at, self.edit, self.again, Console(file=self.stream, width=200))

    @property
    def printed(self) -> str:
        return self.stream.getvalue()


def test_a_report_without_problems_is_finished(small: SmallLibrary) -> None:
    session = Session()
    assert session.finish(Position(small.root / FERRIES_FILE))
    assert session.printed == "crossings: no problems.\n"


def test_what_is_left_of_a_draft_is_told_and_is_no_problem(small: SmallLibrary) -> None:
    small.append(BRIDGES_FILE, "draft: true\n")
    session = Session()
    assert session.finish(Position(small.root / FERRIES_FILE))
    assert session.printed.endswith(f"'draft: true' is deleted:\n  {small.root / BRIDGES_FILE}\n")


def test_a_problem_is_shown_beside_its_line_and_the_file_opened_there_again(small: SmallLibrary) -> None:
    session = Session(
        lambda: small.replace(FERRIES_FILE, "over 4,000", "many"),
        lambda: small.replace(FERRIES_FILE, "many", "over 5,000"),
        again=1,
    )
    path = small.root / FERRIES_FILE
    assert session.finish(Position(path))
    assert " 9 |   - value: many\n   |            ^^^^\n" in session.printed
    assert [at.line for at in session.places] == [1, 9]
    assert session.printed.endswith("crossings: no problems.\n")


def test_a_file_may_be_left_with_its_problems(small: SmallLibrary) -> None:
    session = Session(lambda: small.replace(FERRIES_FILE, "over 4,000", "many"))
    assert not session.finish(Position(small.root / FERRIES_FILE))
    assert "value: many" in (small.root / FERRIES_FILE).read_text(encoding="utf-8")


def test_a_problem_that_an_edit_makes_in_another_file_is_shown(small: SmallLibrary) -> None:
    session = Session(lambda: small.replace(BRIDGES_FILE, "recommendations: [2]\n", ""))
    assert not session.finish(Position(small.root / BRIDGES_FILE))
    assert "recommendations.yaml:18:12: error[one-sided-link]" in session.printed


def test_a_broken_file_is_opened_at_its_problem(small: SmallLibrary) -> None:
    small.replace(FERRIES_FILE, "over 4,000", "many")
    session = Session(lambda: small.replace(FERRIES_FILE, "many", "over 5,000"))
    assert session.finish(Position(small.root / FERRIES_FILE))
    assert [at.line for at in session.places] == [9]


def test_a_problem_of_another_file_does_not_move_the_place(small: SmallLibrary) -> None:
    small.append(REPORT_FILE, "colour: blue\n")
    session = Session(again=1)
    assert not session.finish(Position(small.root / BRIDGES_FILE, 3))
    assert [at.line for at in session.places] == [3, 3]


# --- as it is typed ---

COMMAND = (sys.executable, "-m", "bot", "edit", "crossings/bridges")


def program(folder: Path, script: str) -> Path:
    """An editor's program that does this to the file."""
    path = folder / "my-editor"
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def surroundings(small: SmallLibrary, editor: Path) -> dict[str, str]:
    return {**os.environ, "VISUAL": str(editor), "BRIEF_CONTENT": str(small.root), "COLUMNS": "300"}


def on_a_terminal(environment: dict[str, str], typed: str) -> tuple[int, str]:
    """The command's exit code and what a terminal shows, when this is typed as soon as it asks."""
    ours, its = pty.openpty()
    process = subprocess.Popen(COMMAND, stdin=its, stdout=its, stderr=its, env=environment, cwd=ROOT)  # noqa: S603
    os.close(its)
    shown, asked = b"", False
    with contextlib.suppress(OSError):  # the end of a terminal is an error on some systems
        while chunk := os.read(ours, 4096):
            shown += chunk
            if b"[l]eave" in shown and not asked:
                asked = bool(os.write(ours, typed.encode()))
    os.close(ours)
    return process.wait(), shown.decode()


TOGGLE = (
    "if grep -q colour $1; then grep -v colour $1 >$1.new; mv $1.new $1; else echo 'colour: blue' >> $1; fi"
)


def test_on_a_terminal_a_problem_can_be_mended_at_once(small: SmallLibrary, tmp_path: Path) -> None:
    code, shown = on_a_terminal(surroundings(small, program(tmp_path, TOGGLE)), "e\n")
    assert code == 0
    assert shown.index("'colour' is not a key here") < shown.index("crossings: no problems.")


def test_on_a_terminal_a_file_can_be_left_as_it_is(small: SmallLibrary, tmp_path: Path) -> None:
    code, _ = on_a_terminal(surroundings(small, program(tmp_path, TOGGLE)), "l\n")
    assert code == 1
    assert "colour: blue" in (small.root / BRIDGES_FILE).read_text(encoding="utf-8")


def test_the_command_ends_with_1_when_a_problem_is_left(small: SmallLibrary, tmp_path: Path) -> None:
    environment = surroundings(small, program(tmp_path, "echo 'colour: blue' >> \"$1\""))
    done = subprocess.run(COMMAND, capture_output=True, text=True, env=environment, cwd=ROOT, check=False)  # noqa: S603
    assert done.returncode == 1
    assert "error[unknown-key]: 'colour' is not a key here\n" in done.stdout
    assert "\n9 | colour: blue\n  | ^^^^^^\n" in done.stdout
