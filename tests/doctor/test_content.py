"""The library that is to be served, its cache, and the file of the workspaces."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.doctor.content import CACHE, CONTENT, WORKSPACES, judge_cache
from bot.doctor.finding import State
from tests.conftest import NOW, ROOT
from tests.doctor.setting_up import around, found

REPORT = "us-pakistan-reengagement"


def test_a_library_past_its_review_is_served_with_a_warning() -> None:
    finding = found(CONTENT, around({"BRIEF_CONTENT": str(ROOT / "content")}, now=lambda: NOW))
    assert (finding.state, finding.details["past_review"]) == (State.WARNING, [REPORT])
    assert "review_by" in finding.fix


def test_a_library_within_its_review_is_ok() -> None:
    early = NOW.replace(year=2022)
    finding = found(CONTENT, around({"BRIEF_CONTENT": str(ROOT / "content")}, now=lambda: early))
    assert (finding.state, finding.details["reports"]) == (State.OK, 1)


def test_problems_are_counted_and_the_first_three_are_told(own_content: Path) -> None:
    for path in sorted((own_content / REPORT / "sections").glob("*.yaml"))[:5]:
        path.write_text(path.read_text(encoding="utf-8").replace("title:", "titel:", 1), encoding="utf-8")
    finding = found(CONTENT, around({"BRIEF_CONTENT": str(own_content)}))
    assert finding.state is State.FAILED
    assert finding.details["problems"] >= 5
    assert len(finding.fix.splitlines()) == 4
    assert finding.fix.splitlines()[-1] == f"brief check {own_content} tells all of them."


def test_drafts_that_are_withheld_are_told(own_content: Path) -> None:
    draft = own_content / "a-draft"
    draft.mkdir()
    (draft / "report.yaml").write_text("draft: true\ntitle: Soon\n", encoding="utf-8")
    finding = found(CONTENT, around({"BRIEF_CONTENT": str(own_content)}))
    assert (finding.details["drafts"], "withheld as drafts: a-draft" in finding.found) == (["a-draft"], True)


def test_a_folder_that_is_not_there_fails(tmp_path: Path) -> None:
    surroundings = around({"BRIEF_CONTENT": str(tmp_path / "nowhere")})
    finding = found(CONTENT, surroundings)
    assert (finding.state, "no such folder" in finding.fix) == (State.FAILED, True)
    assert found(CACHE, surroundings).state is State.NOT_CHECKED


def test_a_cache_that_may_be_written_to_is_ok(own_content: Path) -> None:
    assert found(CACHE, around({"BRIEF_CONTENT": str(own_content)})).state is State.OK


def test_a_cache_that_may_not_be_written_to_is_a_warning() -> None:
    finding = judge_cache(Path("content/.cache"), may_write=False)
    assert (finding.state, "Give content/.cache" in finding.fix) == (State.WARNING, True)


def workspaces(folder: Path, text: str) -> dict[str, str]:
    (folder / "workspaces.yaml").write_text(text, encoding="utf-8")
    return {"BRIEF_WORKSPACES": str(folder / "workspaces.yaml")}


def test_without_a_file_all_workspaces_are_alike() -> None:
    assert found(WORKSPACES, around()).state is State.NOT_NEEDED


def test_a_file_of_workspaces_is_read(tmp_path: Path) -> None:
    settings = workspaces(tmp_path, "T012AB:\n  user_limit: 3\n")
    assert found(WORKSPACES, around(settings)).state is State.OK


@pytest.mark.parametrize("text", ["T012AB: {unknown: 1}\nT013AB: {user_limit: 0}\n", "T012AB: [\n"])
def test_all_problems_of_the_file_are_told(tmp_path: Path, text: str) -> None:
    finding = found(WORKSPACES, around(workspaces(tmp_path, text)))
    assert (finding.state, "workspaces.yaml" in finding.fix) == (State.FAILED, True)


def test_a_workspaces_own_folder_that_is_not_there_fails(tmp_path: Path) -> None:
    settings = workspaces(tmp_path, "T012AB:\n  content: [reports]\n")
    finding = found(WORKSPACES, around(settings))
    assert finding.details["missing"] == [str(tmp_path / "reports")]


def test_the_folders_of_workspaces_are_read_too(tmp_path: Path) -> None:
    (tmp_path / "reports").mkdir()
    settings = workspaces(tmp_path, "T012AB:\n  content: [reports]\n")
    finding = found(CONTENT, around({**settings, "BRIEF_CONTENT": str(ROOT / "content")}))
    assert finding.details["folders"] == [str(ROOT / "content"), str(tmp_path / "reports")]
    assert (finding.state, "no report here" in finding.fix) == (State.FAILED, True)
