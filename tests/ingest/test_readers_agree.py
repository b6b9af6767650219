"""One report in every format is read as the same headings, paragraphs and bullets."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from bot.ingest.manuscript import Role
from tests.ingest.documents import plain, write_docx, write_html, write_md, write_txt
from tests.ingest.ferries import FERRIES, Report
from tests.ingest.pdf_documents import write_pdf
from tests.ingest.reading import manuscript_of, said

Write = Callable[[Path, Report], Path]

TYPESET: dict[str, Write] = {
    "one-column.pdf": write_pdf,
    "two-column.pdf": partial(write_pdf, columns=2),
    "ferries.docx": write_docx,
    "ferries.html": write_html,
    "ferries.md": write_md,
}
PARTS = [(part.role, plain(part.text)) for part in FERRIES.parts]


@pytest.mark.parametrize("name", TYPESET)
def test_a_report_is_read_alike_in_every_format(tmp_path: Path, name: str) -> None:
    assert said(manuscript_of(TYPESET[name](tmp_path / name, FERRIES))) == [
        (Role.TITLE, FERRIES.title),
        (Role.PARAGRAPH, FERRIES.date),
        *PARTS,
    ]


@pytest.mark.parametrize("name", TYPESET)
def test_a_report_has_its_title_in_every_format(tmp_path: Path, name: str) -> None:
    assert manuscript_of(TYPESET[name](tmp_path / name, FERRIES)).title == FERRIES.title


def test_the_text_of_a_report_is_read_alike_in_plain_text(tmp_path: Path) -> None:
    read = said(manuscript_of(write_txt(tmp_path / "ferries.txt", FERRIES)))
    assert read[-len(PARTS) :] == PARTS
