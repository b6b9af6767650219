"""A document is what its bytes say; one that is not what its name says is refused with the way out."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.errors import DocumentError
from bot.ingest.kinds import Kind
from bot.ingest.opening import FORMATS, Format, read_as
from tests.ingest.documents import write_docx, write_html, write_md
from tests.ingest.ferries import FERRIES
from tests.ingest.pdf_documents import write_pdf
from tests.ingest.reading import manuscript_of, written

MEGABYTE = 1024 * 1024


def refusal(path: Path) -> str:
    """What is said of a document that is refused."""
    with pytest.raises(DocumentError) as refused:
        manuscript_of(path)
    return str(refused.value)


def zip_with(path: Path, member: str, content: str = "") -> Path:
    """A zip archive that holds one file."""
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(member, content)
    return path


@pytest.mark.parametrize(
    ("write", "name", "right_name"),
    [
        (write_docx, "report.pdf", "report.docx"),
        (write_docx, "report.md", "report.docx"),
        (write_pdf, "report.docx", "report.pdf"),
        (write_pdf, "report.txt", "report.pdf"),
        (write_html, "report.pdf", "report.html"),
        (write_html, "report.txt", "report.html"),
        (write_md, "report.pdf", "report.txt"),
        (write_md, "report.html", "report.txt"),
    ],
)
def test_a_file_that_lies_about_its_type_is_told_its_right_name(
    tmp_path: Path, write: Callable[..., Path], name: str, right_name: str
) -> None:
    said = refusal(write(tmp_path / name, FERRIES))
    assert str(tmp_path / name) in said
    assert f"whatever its name says: rename it to {right_name}" in said


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.pdf", b"\x89PNG\r\n\x1a\n", Kind.PICTURE),
        ("a.docx", b"{\\rtf1 Ferries}", Kind.RTF),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), Kind.OLD_OFFICE),
        ("a.txt", b"MZ\x90\x00" + bytes(60), Kind.PROGRAM),
        ("a.txt", b"\x7fELF" + bytes(60), Kind.PROGRAM),
        ("a.html", b"\x1f\x8b\x08" + bytes(60), Kind.ARCHIVE),
        ("a.md", bytes(range(256)) * 4, Kind.BINARY),
        ("a.docx", b"PK\x03\x04 cut off", Kind.BROKEN_ZIP),
    ],
)
def test_what_cannot_be_read_is_named(tmp_path: Path, name: str, content: bytes, kind: Kind) -> None:
    assert f"is {kind}" in refusal(written(tmp_path / name, content))


@pytest.mark.parametrize(
    ("member", "content", "kind"),
    [
        ("mimetype", "application/vnd.oasis.opendocument.text", Kind.ODT),
        ("mimetype", "application/epub+zip", Kind.EPUB),
        ("xl/workbook.xml", "", Kind.EXCEL),
        ("ppt/presentation.xml", "", Kind.POWERPOINT),
        ("tides.csv", "", Kind.ZIP),
    ],
)
def test_what_is_packed_in_a_zip_archive_is_named(
    tmp_path: Path, member: str, content: str, kind: Kind
) -> None:
    assert f"is {kind}" in refusal(zip_with(tmp_path / "a.docx", member, content))


def test_a_locked_word_document_is_told_from_an_old_one(tmp_path: Path) -> None:
    container = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le")
    said = refusal(written(tmp_path / "a.docx", container))
    assert "locked with a password: save a copy without the password" in said


def test_an_unknown_ending_is_refused_with_the_known_ones(tmp_path: Path) -> None:
    assert ".pdf, .docx, .html, .md or .txt" in refusal(written(tmp_path / "tides.csv", "high,low"))


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    assert "does not exist" in refusal(tmp_path / "nowhere.pdf")


def test_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "folder.pdf").mkdir()
    assert "is a folder" in refusal(tmp_path / "folder.pdf")


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    assert "is empty" in refusal(written(tmp_path / "a.pdf", b""))


def test_a_name_too_long_for_a_file_is_refused(tmp_path: Path) -> None:
    assert "cannot be read" in refusal(tmp_path / f"{'a' * 300}.md")


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_file_that_is_too_large_is_refused_with_its_size(tmp_path: Path, suffix: str) -> None:
    most = FORMATS[suffix].megabytes
    path = tmp_path / f"large{suffix}"
    with path.open("wb") as file:
        file.truncate((most + 1) * MEGABYTE)
    said = refusal(path)
    assert f"has {most + 1} MB, more than the {most} MB" in said


def test_a_reader_whose_package_is_missing_says_how_to_install_it(tmp_path: Path) -> None:
    form = Format(Kind.PDF, "tests.ingest.lacking", 1)
    with pytest.raises(DocumentError, match=r"'harbour_master'.*pip install 'briefbot\[ingest\]'"):
        read_as(form, tmp_path / "a.pdf", lambda _done, _all: None)


@pytest.mark.parametrize("name", ["ferries.markdown", "FERRIES.MD"])
def test_other_endings_of_a_format_are_read_as_well(tmp_path: Path, name: str) -> None:
    assert manuscript_of(write_md(tmp_path / name, FERRIES)).blocks


def test_a_web_page_without_a_doctype_is_one_by_its_tags(tmp_path: Path) -> None:
    assert manuscript_of(written(tmp_path / "a.htm", "<p>The pier is closed.</p>")).blocks


def test_a_page_of_comments_that_never_ends_is_told_at_once(tmp_path: Path) -> None:
    assert "is plain text" in refusal(written(tmp_path / "a.pdf", "<!-- a --> " * 5000))
