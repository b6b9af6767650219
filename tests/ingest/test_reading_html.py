"""Web pages: the main text is read, and what stands around it is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import DocumentError
from bot.ingest.manuscript import Block, Manuscript, Role
from tests.ingest.reading import manuscript_of, said, written


def read(tmp_path: Path, body: str | bytes) -> Manuscript:
    """What a web page says."""
    return manuscript_of(written(tmp_path / "a.html", body))


def texts(manuscript: Manuscript) -> list[str]:
    return [block.text for block in manuscript.blocks]


@pytest.mark.parametrize("tag", ["nav", "aside", "footer", "script", "style", "noscript", "header", "svg"])
def test_what_stands_around_the_text_is_left_out(tmp_path: Path, tag: str) -> None:
    page = f"<body><{tag}><p>Around.</p></{tag}><p>The text.</p></body>"
    assert texts(read(tmp_path, page)) == ["The text."]


def test_the_header_of_an_article_is_read(tmp_path: Path) -> None:
    page = "<article><header><h1>Tides</h1></header><p>They rise.</p></article>"
    assert said(read(tmp_path, page)) == [(Role.HEADING, "Tides"), (Role.PARAGRAPH, "They rise.")]


def test_the_main_text_wins_over_articles_beside_it(tmp_path: Path) -> None:
    page = "<article><p>Teaser.</p></article><main><p>The text.</p></main><p>Comments.</p>"
    assert texts(read(tmp_path, page)) == ["The text."]


def test_an_article_wins_over_the_body(tmp_path: Path) -> None:
    assert texts(read(tmp_path, "<p>Banner.</p><article><p>The text.</p></article>")) == ["The text."]


def test_a_block_knows_its_line(tmp_path: Path) -> None:
    page = '<body>\n<h2\nclass="a">Tides</h2>\n\n<p>They\nrise.</p>'
    heading, paragraph = read(tmp_path, page).blocks
    assert heading == Block(Role.HEADING, "Tides", "line 2", 2, 1)
    assert paragraph == Block(Role.PARAGRAPH, "They rise.", "line 5", 5)


def test_a_break_is_a_space_and_two_part_paragraphs(tmp_path: Path) -> None:
    assert texts(read(tmp_path, "<p>One<br>two<br><br>three</p>")) == ["One two", "three"]


def test_items_are_bullets_and_what_follows_in_them_are_paragraphs(tmp_path: Path) -> None:
    page = "<ul><li><p>Pier</p><p>of stone</p></li><li>Mole<ol><li>of wood</li></ol></li></ul>"
    assert said(read(tmp_path, page)) == [
        (Role.BULLET, "Pier"),
        (Role.PARAGRAPH, "of stone"),
        (Role.BULLET, "Mole"),
        (Role.BULLET, "of wood"),
    ]


def test_a_row_of_a_table_is_a_paragraph(tmp_path: Path) -> None:
    page = "<table><tr><th>Port<th>Boats</tr><tr><td>North</td><td>7</td></tr></table>"
    assert texts(read(tmp_path, page)) == ["Port | Boats", "North | 7"]


@pytest.mark.parametrize(
    "mark",
    [
        '<sup><a href="#fn1">1</a></sup>',
        '<a href="#fn1"><sup>1</sup></a>',
        "<sup>12</sup>",
        "<sup>*</sup>",
        '<a href="#note">[3]</a>',
        "<sup>1, 2</sup>",
    ],
)
def test_marks_of_notes_are_dropped(tmp_path: Path, mark: str) -> None:
    assert texts(read(tmp_path, f"<p>Tides rise{mark}.</p>")) == ["Tides rise."]


def test_powers_and_ordinals_and_links_within_the_page_stay(tmp_path: Path) -> None:
    page = '<p>The 19<sup>th</sup> of 3 km<sup>2</sup>, see <a href="#tides">the tides</a>.</p>'
    assert texts(read(tmp_path, page)) == ["The 19th of 3 km², see the tides."]


def test_notes_at_the_end_are_left_out(tmp_path: Path) -> None:
    page = '<p>Text.</p><section role="doc-endnotes"><p>1 Note.</p></section><div class="x footnotes">2</div>'
    assert texts(read(tmp_path, page)) == ["Text."]


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("<title>Tides | Harbour Papers</title>", "Tides"),
        ('<title>x</title><meta property="og:title" content="On Tides &amp; Moons">', "On Tides & Moons"),
        ("", "Tides"),
    ],
)
def test_the_title_is_the_pages_own_without_the_name_of_the_site(
    tmp_path: Path, head: str, title: str
) -> None:
    page = f"<html><head>{head}</head><body><h1>Tides</h1><h2>Moons</h2><p>They pull.</p></body></html>"
    assert read(tmp_path, page).title == title


@pytest.mark.parametrize(
    "said_so",
    [
        '<meta property="article:published_time" content="2024-05-17T10:00:00Z">',
        '<meta name="citation_publication_date" content="2024/5/17">',
        '<meta name="DCTERMS.date" content="2024-05-17">',
        '<time datetime="2024-05-17">last May</time>',
    ],
)
def test_the_date_of_publication_is_the_pages_own(tmp_path: Path, said_so: str) -> None:
    assert read(tmp_path, f"{said_so}<p>Tides.</p>").published == "2024-05-17"


def test_a_date_that_no_calendar_has_is_none(tmp_path: Path) -> None:
    assert read(tmp_path, '<meta name="date" content="2024-13-41"><p>Tides.</p>').published == ""


def test_the_language_is_the_pages_own(tmp_path: Path) -> None:
    assert read(tmp_path, '<html lang="nb-NO"><p>Tidevann.</p>').language == "nb"


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ('<meta charset="iso-8859-1">', "iso-8859-1"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">', "windows-1252"),
        ("", "utf-8"),
        ('<meta charset="utf-8">', "utf-8-sig"),
        ("", "utf-16"),
    ],
)
def test_letters_are_read_in_the_encoding_of_the_page(tmp_path: Path, declared: str, encoding: str) -> None:
    page = f"<!doctype html><html>{declared}<p>Færøyene – «fjøl»</p></html>".replace("–", "-")
    assert texts(read(tmp_path, page.encode(encoding))) == ["Færøyene - «fjøl»"]


def test_a_page_that_a_program_fills_in_is_refused_with_a_way_out(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="printed to a PDF"):
        read(tmp_path, "<!doctype html><html><div id='app'></div><script>go()</script></html>")


@pytest.mark.parametrize("tag", ["div", "b", "ul><li", "table><tr><td", "nav"])
def test_a_page_nested_a_hundred_thousand_deep_is_read(tmp_path: Path, tag: str) -> None:
    page = f"<p>First.</p>{f'<{tag}>' * 100_000}deep"
    assert texts(read(tmp_path, page))[0] == "First."


def test_a_page_closed_in_the_wrong_order_is_read(tmp_path: Path) -> None:
    page = "<p>One <b>two</p></i></div></p></nav><p>three</b> four"
    assert texts(read(tmp_path, page)) == ["One two", "three four"]
