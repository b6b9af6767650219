"""`brief gaps --export`: names that editors added become a reviewed change of the library's files."""

from __future__ import annotations

import io
import stat
import subprocess
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from rich.console import Console

from bot.cli.gaps_export import Change, Options, apply, changes_for, check, diff, export
from bot.desk.aliases import Unwritten
from bot.desk.records import AddedAlias, Heard, Miss
from bot.errors import BriefbotError, LibraryError
from bot.library.reader import load_library
from bot.state.memory import open_memory
from tests.test_cli import brief

REPORT = "us-pakistan-reengagement"
AT = datetime(2026, 11, 23, tzinfo=UTC)
FERRIES = AddedAlias("T", f"{REPORT}/economy-and-aid", "ferry tariffs", "UANA", AT)


@pytest.fixture(autouse=True)
def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A database of its own."""
    database = f"sqlite:///{tmp_path}/briefbot.db"
    monkeypatch.setenv("BRIEF_DATABASE_URL", database)
    return database


def add(url: str, *aliases: AddedAlias) -> None:
    memory = open_memory(url)
    assert [memory.aliases.add(alias) for alias in aliases] == [True] * len(aliases)
    memory.close()


def files(content: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(content.rglob("*")) if path.is_file()}


def test_the_change_is_shown_with_who_added_it_and_made_once_somebody_agrees(
    url: str, own_content: Path
) -> None:
    add(url, FERRIES)
    said = brief("gaps", "--export", typed="y\n", content=own_content).stdout
    assert "“ferry tariffs” leads to us-pakistan-reengagement/economy-and-aid, added by UANA" in said
    assert f"+++ b/content/{REPORT}/sections/09-economy-and-aid.yaml" in said
    assert "Written: 1 file." in said
    section = load_library(own_content).get(FERRIES.item)
    assert section is not None
    assert section.aliases[-1] == "ferry tariffs"


@pytest.mark.parametrize("typed", ["n\n", "\n", ""])
def test_nothing_is_written_unless_somebody_agrees(url: str, own_content: Path, typed: str) -> None:
    add(url, FERRIES)
    before = files(own_content)
    assert "Apply?" in brief("gaps", "--export", typed=typed, content=own_content).stdout
    assert files(own_content) == before


def test_every_sort_of_item_gets_its_name_and_only_lines_of_aliases_change(
    url: str, own_content: Path
) -> None:
    own = [f"{REPORT}/{each}" for each in ("recommendations", "r1", "r14", "terms/fatf", "china-factor")]
    items = [REPORT, *own]
    add(url, *(replace(FERRIES, item=item, text=f"grey herons {n}") for n, item in enumerate(items)))
    before = {path: text.decode().splitlines() for path, text in files(own_content).items()}
    assert brief("gaps", "--export", "--yes", content=own_content).returncode == 0
    library = load_library(own_content)
    found = [item.aliases[-1] for item in map(library.get, items) if item is not None]
    assert found == [f"grey herons {n}" for n in range(len(items))]
    after = {path: text.decode().splitlines() for path, text in files(own_content).items()}
    changed = [path for path in before if before[path] != after[path]]
    assert len(changed) == 3
    for path in changed:  # what a full line of a list ends with moves on to another line
        old = {line.rstrip(",]") for line in before[path]}
        new = [line.rstrip(",]") for line in after[path]]
        assert [line for line in new if line not in old and "herons" not in line] == []


def test_what_was_written_is_not_exported_again(url: str, own_content: Path) -> None:
    add(url, FERRIES)
    brief("gaps", "--export", "--yes", content=own_content)
    written = files(own_content)
    assert "nothing to write" in brief("gaps", "--export", "--yes", content=own_content).stdout
    assert files(own_content) == written


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_patch_is_taken_by_git_apply(url: str, own_content: Path, line_end: str) -> None:
    [path] = own_content.rglob("09-economy-and-aid.yaml")
    path.write_bytes(path.read_text(encoding="utf-8").rstrip("\n").replace("\n", line_end).encode())
    add(url, FERRIES)
    before = files(own_content)
    patch = own_content.parent / "names.patch"
    said = brief("gaps", "--export", "--patch", str(patch), content=own_content).stdout
    assert f"is for git apply, in {own_content.parent}" in said
    assert files(own_content) == before
    subprocess.run(["git", "apply", str(patch)], cwd=own_content.parent, check=True)  # noqa: S603, S607
    [changed] = [name for name, text in files(own_content).items() if text != before[name]]
    assert changed == str(path)
    assert "nothing to write" in brief("gaps", "--export", content=own_content).stdout


def test_a_name_whose_section_is_gone_is_left_out_and_told(url: str, own_content: Path) -> None:
    add(url, FERRIES, replace(FERRIES, item="harbours/quays", text="quays"))
    said = brief("gaps", "--export", "--yes", content=own_content).stdout
    assert "left out: there is no harbours/quays any more" in said
    assert "Written: 1 file." in said


def test_a_name_that_the_files_gave_to_another_item_is_left_out_and_told(url: str, own_content: Path) -> None:
    add(url, replace(FERRIES, text="Beijing!"))
    said = brief("gaps", "--export", "--yes", content=own_content).stdout
    assert f"in the files it leads to {REPORT}/china-factor by now" in said
    assert "nothing to write" in said


def test_a_change_that_brings_problems_is_refused_with_their_place_in_the_files(own_content: Path) -> None:
    changes = changes_for(own_content, [replace(FERRIES, text="Beijing!")])
    with pytest.raises(LibraryError, match="claimed by") as told:
        check(own_content, changes)
    assert str(told.value).startswith(f"{own_content}/{REPORT}/sections/")


def test_nothing_is_written_of_a_change_that_brings_problems(own_content: Path) -> None:
    before = files(own_content)
    wrong = Unwritten(replace(FERRIES, text="Beijing!"))
    with pytest.raises(LibraryError):
        export(own_content, [wrong], Options(yes=True), Console(file=io.StringIO()))
    assert files(own_content) == before


def test_a_patch_of_a_file_without_a_last_line_end_is_taken_by_git_apply(tmp_path: Path) -> None:
    file, patch = tmp_path / "a.yaml", tmp_path / "a.patch"
    change = Change(file, "x: y\r\naliases: [a]", "x: y\r\naliases: [a, b]")
    file.write_bytes(change.before.encode())
    patch.write_bytes("".join(diff([change], tmp_path)).encode())
    subprocess.run(["git", "apply", str(patch)], cwd=tmp_path, check=True)  # noqa: S603, S607
    assert file.read_bytes() == change.after.encode()


def test_a_file_that_was_changed_meanwhile_is_not_overwritten(own_content: Path) -> None:
    changes = changes_for(own_content, [FERRIES, replace(FERRIES, item=REPORT, text="herons")])
    changes[-1].path.write_text("title: Newer\n", encoding="utf-8")
    before = files(own_content)
    with pytest.raises(BriefbotError, match="changed meanwhile"):
        apply(changes)
    assert files(own_content) == before


def test_a_written_file_keeps_its_permissions_and_nothing_is_left_beside_it(own_content: Path) -> None:
    [path] = own_content.rglob("09-economy-and-aid.yaml")
    path.chmod(0o640)
    names = set(files(own_content))
    apply(changes_for(own_content, [FERRIES]))
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert set(files(own_content)) == names


@pytest.mark.parametrize(
    "arguments", [("--yes",), ("--export", "--csv"), ("--export", "--yes", "--patch", "x")]
)
def test_options_that_do_not_go_together_are_refused(arguments: tuple[str, ...]) -> None:
    done = brief("gaps", *arguments)
    assert done.returncode == 2
    assert "--export" in done.stderr


def test_a_question_that_an_added_name_answers_is_no_gap_any_more(url: str, own_content: Path) -> None:
    memory = open_memory(url)
    memory.misses.add(Miss("T", "C", "UANA", "ferry tariffs", Heard.COMMAND, datetime.now(UTC)))
    memory.close()
    assert "ferry tariffs" in brief("gaps", content=own_content).stdout
    add(url, FERRIES)
    assert "No unanswered questions" in brief("gaps", content=own_content).stdout
