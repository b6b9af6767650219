"""`brief ingest`: a document in, a draft folder and what to do next out; or a plain error and nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.cli import main
from bot.library.reader import Drafts, load_library

FERRIES = """\
Small Ferries

May 2024

The Old Boats
Small ferries are old, and they leak whenever the sea is rough. Over 40 boats sail for the islands.

Recommendations
•  The board should replace the oldest boats.

•  The islands should paint the piers.
"""


def brief(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *arguments: str
) -> tuple[int, str]:
    """The exit code, and what is printed."""
    monkeypatch.setattr("sys.argv", ["brief", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    printed = capsys.readouterr()
    return int(ended.value.code or 0), printed.out + printed.err


@pytest.fixture
def ferries(tmp_path: Path) -> Path:
    path = tmp_path / "small-ferries.txt"
    path.write_text(FERRIES, encoding="utf-8")
    return path


def test_a_draft_is_written_and_what_to_do_next_is_told(
    ferries: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    content = tmp_path / "content"
    code, printed = brief(capsys, monkeypatch, "ingest", str(ferries), "--content", str(content))
    assert code == 0
    assert "1 sections, 1 figures, 2 recommendations, 0 terms" in printed
    assert "brief edit small-ferries/old-boats" in printed
    [report] = load_library(content, Drafts.SHOWN).reports
    assert (report.id, report.published.iso) == ("small-ferries", "2024-05")
    assert (content / ".schemas" / "section.json").exists()


def test_a_dry_run_writes_nothing(
    ferries: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    content = tmp_path / "content"
    code, printed = brief(capsys, monkeypatch, "ingest", str(ferries), "--content", str(content), "--dry-run")
    assert (code, "Nothing was written." in printed) == (0, True)
    assert not content.exists()


def test_what_the_document_does_not_say_can_be_told(
    ferries: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    told = ("--id", "boats", "--title", "The Boats: A Study", "--published", "2023-02-01")
    content = tmp_path / "content"
    code, _ = brief(capsys, monkeypatch, "ingest", str(ferries), "--content", str(content), *told)
    assert code == 0
    [report] = load_library(content, Drafts.SHOWN).reports
    assert (report.id, report.title, report.published.iso) == ("boats", "The Boats: A Study", "2023-02-01")


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("x.pdf", b"%PDF-1.7 and then nothing", "x.pdf"),
        ("x.docx", b"PK\x03\x04 broken", "x.docx"),
        ("x.pdf", FERRIES.encode(), "rename it to x.txt"),
        ("x.xyz", FERRIES.encode(), "unknown ending"),
        ("x.txt", b"", "is empty"),
    ],
)
def test_what_cannot_be_read_is_told_in_plain_words_and_leaves_nothing(
    name: str,
    data: bytes,
    words: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / name).write_bytes(data)
    content = tmp_path / "content"
    code, printed = brief(capsys, monkeypatch, "ingest", str(tmp_path / name), "--content", str(content))
    assert code == 1
    assert words in printed
    assert "Traceback" not in printed
    assert not content.exists()


def test_a_date_of_another_form_is_told(
    ferries: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    code, printed = brief(capsys, monkeypatch, "ingest", str(ferries), "--published", "May 2024")
    assert (code, printed) == (1, "--published May 2024: write it as YYYY, YYYY-MM or YYYY-MM-DD\n")


def test_an_id_of_another_form_is_told_and_nothing_is_written(
    ferries: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = ("--content", str(tmp_path / "content"), "--id", "../My Ferries")
    code, printed = brief(capsys, monkeypatch, "ingest", str(ferries), *chosen)
    assert (code, not (tmp_path / "content").exists()) == (1, True)
    assert "small letters, digits and hyphens, as in my-ferries" in printed


def test_where_no_id_can_be_made_of_the_title_it_is_the_files_name(
    ferries: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    content = ("--content", str(tmp_path / "content"))
    brief(capsys, monkeypatch, "ingest", str(ferries), *content, "--title", "小さな船")
    assert (tmp_path / "content" / "small-ferries" / "report.yaml").exists()
    code, printed = brief(
        capsys, monkeypatch, "ingest", str(ferries.rename(tmp_path / "船.txt")), *content, "--title", "船"
    )
    assert (code, "give one with --id" in printed) == (1, True)
