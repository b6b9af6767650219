"""`brief diff`: two folders, or revisions of git, compared in words."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from bot.cli import main

SECTION = "us-pakistan-reengagement/sections/09-economy-and-aid.yaml"


def diff(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *arguments: str) -> str:
    """What the command prints; its error where it fails."""
    monkeypatch.setattr("sys.argv", ["brief", "diff", *arguments])
    with pytest.raises(SystemExit):
        main()
    printed = capsys.readouterr()
    return printed.out + printed.err


def edit(content: Path, old: str, new: str) -> None:
    path = content / SECTION
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def git(folder: Path, *arguments: str) -> None:
    names = ("-c", "user.name=Editor", "-c", "user.email=editor@example.org")
    subprocess.run(("git", *names, *arguments), cwd=folder, check=True, capture_output=True)  # noqa: S603, S607


def test_two_folders_are_compared(
    own_content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    old = shutil.copytree(own_content, tmp_path / "old")
    edit(own_content, "almost $7 billion", "almost $8 billion")
    printed = diff(capsys, monkeypatch, str(old), str(own_content))
    assert "Changed figure: Economy and Aid: " in printed
    assert "from almost $7 billion (FY2022) to almost $8 billion (FY2022)" in printed
    assert "us-pakistan-reengagement/economy-and-aid" in printed


def test_a_revision_of_git_is_compared_with_the_library_as_it_is(
    own_content: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    git(own_content.parent, "init")
    git(own_content.parent, "add", "content")
    git(own_content.parent, "commit", "-m", "As it was")
    edit(own_content, "summary: >-", "summary: >-\n  Put in other words.")
    printed = diff(capsys, monkeypatch, "HEAD", "--content", str(own_content))
    assert "Reworded section: Economy and Aid: summary" in printed


def test_the_same_library_has_no_changes(
    own_content: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert diff(capsys, monkeypatch, str(own_content), str(own_content)) == "Nothing has changed.\n"


def test_what_is_neither_a_folder_nor_a_revision_is_told(
    own_content: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    printed = diff(capsys, monkeypatch, "--content", str(own_content), "last-week")
    assert printed.startswith("'last-week' is no folder, and ")
