"""The settings of single workspaces: read whole, or refused with each problem and its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import SettingsError
from bot.workspaces import Workspaces, WorkspaceSettings, read_workspaces

USUAL = WorkspaceSettings(editors_channel="C0USUAL", content=(), user_limit=7)


def written(folder: Path, text: str) -> Path:
    path = folder / "workspaces.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_without_a_file_all_are_as_usual() -> None:
    assert read_workspaces(None, USUAL) == Workspaces(USUAL)
    assert read_workspaces(None, USUAL).of("T0AA") is USUAL


def test_a_workspace_has_what_is_set_for_it_and_the_rest_as_usual_but_nobodys_editors(tmp_path: Path) -> None:
    found = read_workspaces(written(tmp_path, "T0AA:\n  workspace_limit: 9\n"), USUAL)
    own = found.of("T0AA")
    assert (own.workspace_limit, own.user_limit, own.editors_channel) == (9, 7, "")
    assert found.of("T0BB") is USUAL


def test_folders_are_relative_to_the_file_and_shared_where_they_are_the_same(tmp_path: Path) -> None:
    said = (
        "T0AA: {content: [one, two]}\nT0BB: {content: [one, two]}\nT0CC: {content: [/srv/three]}\nT0DD: {}\n"
    )
    found = read_workspaces(written(tmp_path, said), USUAL)
    assert found.with_own_content() == {
        (tmp_path / "one", tmp_path / "two"): ("T0AA", "T0BB"),
        (Path("/srv/three"),): ("T0CC",),
    }


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("general: {}\n", "general"),
        ("T0AA: {contents: [a]}\n", "T0AA.contents: Extra inputs are not permitted"),
        ("T0AA: {user_limit: 0}\n", "T0AA.user_limit: Input should be greater than or equal to 1"),
        ("T0AA: {editors_channel: '#general'}\n", "T0AA.editors_channel: String should match pattern"),
        ("- T0AA\n", "the file: Input should be a valid dictionary"),
        ("T0AA: [\n", "in line 2"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(tmp_path: Path, text: str, told: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(SettingsError) as refused:
        read_workspaces(path, USUAL)
    assert f"BRIEF_WORKSPACES: {path}" in str(refused.value)
    assert told in str(refused.value)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot be read: No such file"):
        read_workspaces(tmp_path / "none.yaml", USUAL)
