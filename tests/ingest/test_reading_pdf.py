"""PDFs: text in the order of reading, headings by their type, and a plain refusal of what has none."""

from __future__ import annotations

import logging
import zlib
from pathlib import Path

import pytest

from bot.errors import DocumentError
from bot.ingest import opening
from bot.ingest.manuscript import Role
from bot.ingest.readers.pdf_document import MOST_BYTES
from bot.ingest.readers.pdf_words import MOST_LETTERS
from tests.ingest.ferries import FERRIES
from tests.ingest.pdf_documents import Set, write_locked, write_pages, write_pdf, write_scan
from tests.ingest.reading import manuscript_of, said, written

PROSE = """The ferry leaves at noon with bread and mail
for all nine islands, and returns when
the tide allows it."""
READ_PROSE = " ".join(PROSE.splitlines())


def test_a_locator_is_the_page(tmp_path: Path) -> None:
    path = write_pages(tmp_path / "a.pdf", [Set("First tide.", 50, 80)], [Set("Second tide.", 50, 80)])
    assert [block.locator for block in manuscript_of(path).blocks] == ["page 1", "page 2"]


def test_a_locator_is_the_pages_label_where_it_has_one(tmp_path: Path) -> None:
    pages = [Set("First tide.", 50, 80)], [Set("Second tide.", 50, 80)]
    path = write_pages(tmp_path / "a.pdf", *pages, labels="r")
    assert [block.locator for block in manuscript_of(path).blocks] == ["page i", "page ii"]


def test_headings_have_levels_by_size_and_weight(tmp_path: Path) -> None:
    page = [
        Set("Tides", 50, 80, 16),
        Set(PROSE, 50, 110),
        Set("Moons", 50, 160, 12, bold=True),
        Set(PROSE, 50, 180),
        Set("New Moons", 50, 230, 10, bold=True),
        Set(PROSE, 50, 250),
        Set("Winds", 50, 300, 12, bold=True),
        Set(PROSE, 50, 320),
    ]
    blocks = manuscript_of(write_pages(tmp_path / "a.pdf", [Set("Sea and Sky", 50, 80, 30)], page)).blocks
    assert [(block.text, block.level) for block in blocks if block.role is Role.HEADING] == [
        ("Tides", 1),
        ("Moons", 2),
        ("New Moons", 3),
        ("Winds", 2),
    ]


def test_a_long_passage_in_bold_is_no_heading(tmp_path: Path) -> None:
    bold = "\n".join([PROSE] * 3)
    path = write_pages(
        tmp_path / "a.pdf", [Set(bold, 50, 80, bold=True), Set("\n".join([PROSE] * 4), 50, 240)]
    )
    assert not [block for block in manuscript_of(path).blocks if block.role is Role.HEADING]


def test_the_largest_text_of_the_first_page_is_the_title(tmp_path: Path) -> None:
    page = [Set("Sea and Sky\nover Harbours", 50, 80, 20), Set(PROSE, 50, 140)]
    path = write_pages(tmp_path / "a.pdf", page, lines_apart=22)
    assert said(manuscript_of(path))[0] == (Role.TITLE, "Sea and Sky over Harbours")


def test_a_page_of_one_size_has_no_title(tmp_path: Path) -> None:
    assert said(manuscript_of(write_pages(tmp_path / "a.pdf", [Set(PROSE, 50, 80)]))) == [
        (Role.PARAGRAPH, READ_PROSE)
    ]


@pytest.mark.parametrize(
    ("metadata", "title"),
    [
        ("On Ferries", "On Ferries"),
        ("Microsoft Word - ferries.docx", ""),
        ("ferries_final_v3.indd", ""),
        ("Untitled-1", ""),
    ],
)
def test_the_title_of_the_metadata_counts_unless_a_program_made_it_up(
    tmp_path: Path, metadata: str, title: str
) -> None:
    assert manuscript_of(write_pdf(tmp_path / "a.pdf", FERRIES, title=metadata)).title == title


def test_the_date_of_the_file_is_no_date_of_publication(tmp_path: Path) -> None:
    assert manuscript_of(write_pdf(tmp_path / "a.pdf", FERRIES)).published == ""


def test_raised_marks_are_dropped_and_ordinals_stay(tmp_path: Path) -> None:
    page = [
        Set("They leave on the 19", 50, 80),
        Set("th", 131, 76, 6),
        Set("of May, and later ones at night.", 139, 80),
        Set("7", 269, 76, 6),
    ]
    assert said(manuscript_of(write_pages(tmp_path / "a.pdf", page))) == [
        (Role.PARAGRAPH, "They leave on the 19th of May, and later ones at night.")
    ]


def test_letters_drawn_twice_to_look_bold_are_read_once(tmp_path: Path) -> None:
    page = [Set("Tides rise.", 50, 80), Set("Tides rise.", 50.3, 80)]
    assert said(manuscript_of(write_pages(tmp_path / "a.pdf", page))) == [(Role.PARAGRAPH, "Tides rise.")]


def test_turned_text_is_left_out(tmp_path: Path) -> None:
    page = [Set("Tides rise.", 50, 80), Set("Draft of the harbour press", 300, 300, angle=90)]
    assert said(manuscript_of(write_pages(tmp_path / "a.pdf", page))) == [(Role.PARAGRAPH, "Tides rise.")]


def test_notes_at_the_foot_of_a_page_are_left_out(tmp_path: Path) -> None:
    page = [Set(PROSE, 50, 80), Set("1", 50, 377, 5), Set("Crews say so, and log-\nbooks too.", 54, 380, 8)]
    assert said(manuscript_of(write_pages(tmp_path / "a.pdf", page))) == [(Role.PARAGRAPH, READ_PROSE)]


def test_small_print_that_is_no_note_is_read(tmp_path: Path) -> None:
    page = [Set(PROSE, 50, 80), Set("Printed by the harbour press.", 50, 380, 8)]
    assert "Printed by the harbour press." in str(said(manuscript_of(write_pages(tmp_path / "a.pdf", page))))


def test_a_running_header_as_large_as_the_text_is_dropped_from_each_page(tmp_path: Path) -> None:
    texts = ["The ferry leaves at noon with", "mail and bread.", "It comes back", "with flour."]
    headers = ["Chapter 1: Tides 1", "Chapter 1: Tides 2", "Chapter 2: Winds 3", "Chapter 2: Winds 4"]
    pages = [[Set(header, 50, 24), Set(text, 50, 60)] for header, text in zip(headers, texts, strict=True)]
    assert said(manuscript_of(write_pages(tmp_path / "a.pdf", *pages))) == [
        (Role.PARAGRAPH, "The ferry leaves at noon with mail and bread."),
        (Role.PARAGRAPH, "It comes back with flour."),
    ]


def test_a_small_running_header_is_dropped_though_it_stands_on_one_page_only(tmp_path: Path) -> None:
    first, second = "The ferry leaves at noon with bread and", "with mail."
    pages = [Set(first, 50, 380)], [Set("Sea and Sky", 50, 24, 7), Set(second, 50, 60), Set("2", 200, 410, 7)]
    assert said(manuscript_of(write_pages(tmp_path / "a.pdf", *pages))) == [
        (Role.PARAGRAPH, f"{first} {second}")
    ]


def test_progress_is_told_for_each_page_and_comes_to_its_end(tmp_path: Path) -> None:
    heard: list[tuple[int, int]] = []
    opening.read(write_pdf(tmp_path / "a.pdf", FERRIES), lambda done, count: heard.append((done, count)))
    assert heard == [(0, 3), (1, 3), (2, 3), (3, 3)]


def test_a_scan_is_refused_with_a_way_out(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match=r"pictures of text only \(a scan\).*ocrmypdf"):
        manuscript_of(write_scan(tmp_path / "a.pdf"))


def test_a_locked_document_is_refused_with_a_way_out(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="locked with a password: save an unlocked copy"):
        manuscript_of(write_locked(tmp_path / "a.pdf"))


def test_a_document_that_is_only_protected_from_changes_is_read(tmp_path: Path) -> None:
    assert said(manuscript_of(write_locked(tmp_path / "a.pdf", password=""))) == [
        (Role.PARAGRAPH, "The tide table of the inner harbour.")
    ]


def test_a_document_of_two_thousand_pages_is_refused_with_both_numbers(tmp_path: Path) -> None:
    path = write_pages(tmp_path / "a.pdf", *[[Set("Tide.", 50, 80)]] * 2000)
    with pytest.raises(DocumentError, match=r"has 2,000 pages, more than the 1,000 that are read: split it"):
        manuscript_of(path)


def test_a_page_that_unpacks_to_a_flood_is_refused(tmp_path: Path) -> None:
    whole = write_pages(tmp_path / "a.pdf", [Set("Tide.", 50, 80)]).read_bytes()
    head, _, rest = whole.partition(b"stream\n")
    flood = zlib.compress(bytes(MOST_BYTES + 1))
    length = head.rindex(b"/Length")
    head = head[:length] + b"/Length %d\n>>\n" % len(flood)
    path = written(tmp_path / "b.pdf", head + b"stream\n" + flood + b"\n" + rest[rest.index(b"endstream") :])
    with pytest.raises(DocumentError, match="unpacks to more than"):
        manuscript_of(path)


def test_a_pdf_may_begin_with_other_bytes(tmp_path: Path) -> None:
    content = write_pdf(tmp_path / "a.pdf", FERRIES).read_bytes()
    assert manuscript_of(written(tmp_path / "b.pdf", b"\n\n" + content)).blocks


def test_a_document_cut_off_before_its_pages_is_refused(tmp_path: Path) -> None:
    whole = write_pdf(tmp_path / "a.pdf", FERRIES).read_bytes()
    with pytest.raises(DocumentError, match="damaged"):
        manuscript_of(written(tmp_path / "b.pdf", whole[:60]))


def test_a_page_of_more_letters_than_people_read_is_refused(tmp_path: Path) -> None:
    full = "\n".join(["tide" * 250] * (MOST_LETTERS // 1000 + 1))
    with pytest.raises(DocumentError, match="more than 100000 letters"):
        manuscript_of(write_pages(tmp_path / "a.pdf", [Set(full, 0, 10, 1)], lines_apart=1))


def test_a_document_that_lost_pages_is_refused_with_both_numbers(tmp_path: Path) -> None:
    path = write_pages(tmp_path / "a.pdf", [Set("First tide.", 50, 80)], [Set("Second tide.", 50, 80)])
    content = path.read_bytes().replace(b"/Count 2", b"/Count 7")
    with pytest.raises(DocumentError, match=r"has lost pages \(2 of 7 can be found\)"):
        manuscript_of(written(tmp_path / "b.pdf", content))


def test_an_empty_page_is_no_scan(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="holds no text that can be read"):
        manuscript_of(write_pages(tmp_path / "a.pdf", []))


def test_what_the_parser_says_of_damage_stays_off_the_terminal(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    whole = write_pdf(tmp_path / "a.pdf", FERRIES).read_bytes()
    level = logging.getLogger("pdfminer").level
    for path in (
        tmp_path / "a.pdf",
        written(tmp_path / "b.pdf", whole.replace(b"/MediaBox [0", b"/MediaBox [(")),
    ):
        manuscript_of(path)
    assert (capfd.readouterr(), caplog.records) == (("", ""), [])
    assert logging.getLogger("pdfminer").level == level
