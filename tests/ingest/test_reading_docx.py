"""Word documents: what a reader sees on paper is read, and nothing else."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from bot.errors import DocumentError
from bot.ingest import opening
from bot.ingest.manuscript import Block, Manuscript, Role
from tests.ingest.documents import write_docx
from tests.ingest.ferries import FERRIES
from tests.ingest.reading import manuscript_of, said, written

Fill = Callable[[Document], object]


def read(tmp_path: Path, fill: Fill) -> Manuscript:
    """What a document says after it was filled."""
    document = docx.Document()
    fill(document)
    document.save(str(tmp_path / "a.docx"))
    return manuscript_of(tmp_path / "a.docx")


def add(document: Document, xml: str) -> None:
    """Add a paragraph as it stands in the file; `w:` is declared."""
    paragraph = parse_xml(f"<w:p {nsdecls('w')}>{xml}</w:p>")
    document.element.body.insert_element_before(paragraph, "w:sectPr")


def texts(manuscript: Manuscript) -> list[str]:
    return [block.text for block in manuscript.blocks]


def test_a_locator_counts_paragraphs(tmp_path: Path) -> None:
    def fill(document: Document) -> None:
        document.add_paragraph("The pier.")
        document.add_paragraph("")
        document.add_paragraph("The mole.")

    assert [block.locator for block in read(tmp_path, fill).blocks] == ["paragraph 1", "paragraph 3"]


def test_tracked_changes_are_read_as_accepted(tmp_path: Path) -> None:
    xml = (
        "<w:r><w:t>The </w:t></w:r>"
        "<w:del><w:r><w:delText>old </w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>new </w:t></w:r></w:ins>"
        "<w:moveFrom><w:r><w:t>moved </w:t></w:r></w:moveFrom>"
        "<w:r><w:t>pier.</w:t></w:r>"
    )
    assert texts(read(tmp_path, lambda document: add(document, xml))) == ["The new pier."]


def test_a_link_keeps_its_text(tmp_path: Path) -> None:
    xml = "<w:r><w:t>See the </w:t></w:r><w:hyperlink><w:r><w:t>tide table</w:t></w:r></w:hyperlink>"
    assert texts(read(tmp_path, lambda document: add(document, xml))) == ["See the tide table"]


def test_hyphens_that_cannot_be_seen_are_dropped_and_hard_ones_kept(tmp_path: Path) -> None:
    xml = (
        "<w:r><w:t>har</w:t><w:softHyphen/><w:t>bour, well</w:t><w:noBreakHyphen/><w:t>kept</w:t>"
        "<w:br/><w:t>li\u00adghts</w:t></w:r>"
    )
    assert texts(read(tmp_path, lambda document: add(document, xml))) == ["harbour, well-kept lights"]


def test_references_to_notes_are_dropped(tmp_path: Path) -> None:
    xml = '<w:r><w:t>Tides rise</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t>.</w:t></w:r>'
    assert texts(read(tmp_path, lambda document: add(document, xml))) == ["Tides rise."]


def test_a_raised_power_and_an_ordinal_stay(tmp_path: Path) -> None:
    def fill(document: Document) -> None:
        paragraph = document.add_paragraph("The 19")
        paragraph.add_run("th").font.superscript = True
        paragraph.add_run(" harbour has 3 km")
        paragraph.add_run("2").font.superscript = True
        paragraph.add_run(" of water.")
        paragraph.add_run("4").font.superscript = True

    assert texts(read(tmp_path, fill)) == ["The 19th harbour has 3 km² of water."]


def test_a_row_of_a_table_is_a_paragraph(tmp_path: Path) -> None:
    def fill(document: Document) -> None:
        table = document.add_table(2, 2)
        for at, text in enumerate(["Port", "Boats", "North", "7"]):
            table.cell(*divmod(at, 2)).text = text

    assert texts(read(tmp_path, fill)) == ["Port | Boats", "North | 7"]


def test_a_table_of_one_cell_is_layout_and_keeps_its_paragraphs(tmp_path: Path) -> None:
    def fill(document: Document) -> None:
        cell = document.add_table(1, 1).cell(0, 0)
        cell.paragraphs[0].text = "The pier."
        cell.add_paragraph("The mole.")

    assert texts(read(tmp_path, fill)) == ["The pier.", "The mole."]


def test_a_text_box_is_read_once(tmp_path: Path) -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>In the box.</w:t></w:r></w:p></w:txbxContent>"
    alternatives = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<mc:Choice Requires='wps'>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    )
    xml = f"<w:r><w:t>Beside it.</w:t></w:r><w:r>{alternatives}</w:r>"
    assert texts(read(tmp_path, lambda document: add(document, xml))) == ["Beside it.", "In the box."]


def test_a_heading_is_told_by_the_style_that_its_style_is_based_on(tmp_path: Path) -> None:
    def fill(document: Document) -> None:
        style = document.styles.add_style("Kapitel", WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles["Heading 2"]
        document.add_paragraph("Tides", style="Kapitel")
        document.add_paragraph("They rise.")

    assert read(tmp_path, fill).blocks[0] == Block(Role.HEADING, "Tides", "paragraph 1", level=1)


def test_a_heading_is_told_in_a_word_that_speaks_another_language(tmp_path: Path) -> None:
    def fill(document: Document) -> None:
        document.styles["Heading 1"].element.set(qn("w:styleId"), "berschrift1")
        add(document, '<w:pPr><w:pStyle w:val="berschrift1"/></w:pPr><w:r><w:t>Gezeiten</w:t></w:r>')

    assert said(read(tmp_path, fill)) == [(Role.HEADING, "Gezeiten")]


def test_a_heading_is_told_by_its_outline_level(tmp_path: Path) -> None:
    xml = '<w:pPr><w:outlineLvl w:val="1"/></w:pPr><w:r><w:t>Tides</w:t></w:r>'
    assert said(read(tmp_path, lambda document: add(document, xml))) == [(Role.HEADING, "Tides")]


def test_an_item_is_told_by_its_numbering(tmp_path: Path) -> None:
    number = (
        '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="{}"/></w:numPr></w:pPr><w:r><w:t>Pier</w:t></w:r>'
    )

    def fill(document: Document) -> None:
        add(document, number.format(1))
        add(document, number.format(0))

    assert [role for role, _ in said(read(tmp_path, fill))] == [Role.BULLET, Role.PARAGRAPH]


def test_a_table_of_contents_is_left_out(tmp_path: Path) -> None:
    def fill(document: Document) -> None:
        document.styles.add_style("toc 1", WD_STYLE_TYPE.PARAGRAPH)
        document.add_paragraph("Tides 3", style="toc 1")
        document.add_paragraph("They rise.")

    assert texts(read(tmp_path, fill)) == ["They rise."]


def test_the_date_of_the_file_is_no_date_of_publication(tmp_path: Path) -> None:
    assert read(tmp_path, lambda document: document.add_paragraph("Tides.")).published == ""


def test_progress_comes_to_its_end(tmp_path: Path) -> None:
    heard: list[tuple[int, int]] = []
    opening.read(write_docx(tmp_path / "a.docx", FERRIES), lambda done, count: heard.append((done, count)))
    assert heard == sorted(heard)
    assert heard[-1][0] == heard[-1][1]


def test_a_document_without_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="holds no text"):
        read(tmp_path, lambda document: document.add_paragraph(" "))


def test_a_document_that_unpacks_to_a_flood_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", "")
        for number in range(6):
            with archive.open(f"word/media/{number}", "w") as member:
                for _ in range(100):
                    member.write(bytes(1024 * 1024))
    with pytest.raises(DocumentError, match="unpacks to more than 500 MB"):
        manuscript_of(path)


def test_a_zip_archive_that_only_looks_like_word_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<tides/>")
    with pytest.raises(DocumentError, match=r"save it as a plain \.docx"):
        manuscript_of(path)


def test_entities_that_lead_out_of_the_document_are_not_followed(tmp_path: Path) -> None:
    secret = written(tmp_path / "secret.txt", "the key of the lamp room")
    write_docx(tmp_path / "a.docx", FERRIES)
    evil = f'<!DOCTYPE d [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'
    with (
        zipfile.ZipFile(tmp_path / "a.docx") as source,
        zipfile.ZipFile(tmp_path / "b.docx", "w") as target,
    ):
        for name in source.namelist():
            data = source.read(name)
            if name == "word/document.xml":
                head, _, rest = data.decode().partition("?>")
                data = f"{head}?>{evil}{rest.replace('Few islands', '&e; Few islands')}".encode()
            target.writestr(name, data)
    assert "lamp room" not in " ".join(texts(manuscript_of(tmp_path / "b.docx")))
