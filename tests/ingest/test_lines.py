"""Lines become what somebody wrote: paragraphs, bullets and headings, without what belongs to the pages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ingest.furniture import running_header
from bot.ingest.line import Line
from bot.ingest.lines import blocks_of
from bot.ingest.manuscript import Block, Role

PROSE = "Small ferries carry bread and mail to islands that nobody will ever build a bridge to, whatever the"


def page_of(text: str, page: int = 1) -> list[Line]:
    """The lines of a page; an empty line is a gap."""
    lines: list[Line] = []
    gap = False
    for number, said in enumerate(text.strip("\n").split("\n"), start=1):
        if said.strip():
            lines.append(Line(said, page, number, f"line {number}", starts=gap))
        gap = not said.strip()
    return lines


def said(*pages: str) -> list[tuple[str, str]]:
    """The roles and the texts of what pages say."""
    blocks = blocks_of([page_of(text, number) for number, text in enumerate(pages, start=1)])
    return [(block.role.value, block.text) for block in blocks]


def headings(text: str) -> list[str]:
    return [block for role, block in said(text) if role == Role.HEADING]


def test_lines_without_a_gap_are_one_paragraph() -> None:
    assert said("The ferry leaves\nat noon.\n\nIt is late.") == [
        ("paragraph", "The ferry leaves at noon."),
        ("paragraph", "It is late."),
    ]


def test_a_block_knows_where_it_begins() -> None:
    [_, second] = blocks_of([page_of("The ferry leaves\nat noon.\n\nIt is late.")])
    assert second == Block(Role.PARAGRAPH, "It is late.", "line 4", 4)


# --- headings ---


@pytest.mark.parametrize(
    "heading",
    [
        "Harbours",
        "Harbours and Their Keepers",
        "The State of the Piers",
        "Who Pays for the Lamps?",
        "PIERS IN WINTER",
    ],
)
def test_a_short_line_of_capitalised_words_with_text_below_it_is_a_heading(heading: str) -> None:
    text = f"{PROSE}\ncost of it.\n\n{heading}\n{PROSE}\ncost of it."
    assert headings(text) == [heading]


@pytest.mark.parametrize(
    ("written", "heading"),
    [
        ("2. Harbours", "Harbours"),
        ("3.1 Harbours in Winter", "Harbours in Winter"),
        ("IV. Harbours", "Harbours"),
    ],
)
def test_a_headings_number_is_left_out(written: str, heading: str) -> None:
    assert headings(f"{PROSE}\ncost of it.\n\n{written}\n{PROSE}\ncost of it.") == [heading]


def test_a_heading_may_run_over_two_lines() -> None:
    heading = "What the Islands and\nTheir Harbours Need"
    text = f"{PROSE}\ncost.\n\n{heading}\nNobody knows how long the\n{PROSE}\ncost."
    assert headings(text) == ["What the Islands and Their Harbours Need"]


@pytest.mark.parametrize(
    "line",
    [
        "The boats of the North Line",  # goes on in small letters
        "the boats of the north line",
        "Boats leave at noon.",
        "Boats, Piers,",
        "14 May 2024",
    ],
)
def test_other_short_lines_are_none(line: str) -> None:
    assert headings(f"{PROSE}\ncost of it.\n\n{line}\nare old, and {PROSE}\ncost of it.") == []


@pytest.mark.parametrize("heading", ["Key findings", "What should be done?", "3. The way forward"])
@pytest.mark.parametrize("below", [f"\n{PROSE}\ncost of it.", "• New lamps.\n• Two ladders."])
def test_a_short_line_alone_is_a_heading_in_small_letters_too(heading: str, below: str) -> None:
    text = f"{PROSE}\ncost of it.\n\n{heading}\n{below}"
    assert headings(text) == [heading.removeprefix("3. ")]


@pytest.mark.parametrize(
    "line", ["It needs lamps and", "It needs lamps,", "It needs lamps:", "it needs lamps"]
)
def test_a_short_line_that_goes_on_is_none(line: str) -> None:
    assert headings(f"{PROSE}\ncost of it.\n\n{line}\n• Two ladders.\n• New lamps.") == []


def test_a_short_line_in_the_midst_of_a_sentence_is_none() -> None:
    assert headings(f"{PROSE}\nand of the\n\nBoard of small harbours\n\n{PROSE}\ncost of it.") == []


@pytest.mark.parametrize("written", ["May 2024", "14 May 2024"])
def test_a_date_that_stands_alone_on_a_cover_is_no_heading(written: str) -> None:
    assert headings(f"Small Ferries\n\n{written}\n\n{PROSE}\ncost of it.\n\n{PROSE}\ncost of it.") == []


def test_a_line_with_nothing_below_it_is_no_heading() -> None:
    assert headings(f"{PROSE}\ncost of it.\n\nHarbours") == []


def test_where_the_type_tells_headings_shapes_do_not() -> None:
    lines = [
        Line("Harbours", 1, 1, "page 1", level=1, starts=True),
        Line("Old Piers", 1, 2, "page 1", starts=True),
        Line(PROSE, 1, 3, "page 1"),
    ]
    blocks = blocks_of([lines])
    assert [(block.role, block.level) for block in blocks] == [(Role.HEADING, 1), (Role.PARAGRAPH, 0)]


# --- bullets ---


@pytest.mark.parametrize("glyph", ["•", "–", "*", "▪", "‣", "➢", "\uf0b7", "ߪ", "1.", "(a)", "iv)"])
def test_bullets_of_any_glyph_are_recognised(glyph: str) -> None:
    text = (
        f"It needs two things:\n\n{glyph}  new lamps on\nthe pier;\n\n{glyph}  two ladders.\n\nThat is all."
    )
    assert said(text)[1:] == [
        ("bullet", "new lamps on the pier;"),
        ("bullet", "two ladders."),
        ("paragraph", "That is all."),
    ]


def test_bullets_follow_one_another_without_gaps() -> None:
    assert said("It needs:\n• lamps;\n• two long\nladders.") == [
        ("paragraph", "It needs:"),
        ("bullet", "lamps;"),
        ("bullet", "two long ladders."),
    ]


def test_bullets_may_be_indented() -> None:
    assert said("It needs:\n\n  - new lamps\n    on the pier;\n  - two ladders.") == [
        ("paragraph", "It needs:"),
        ("bullet", "new lamps on the pier;"),
        ("bullet", "two ladders."),
    ]


def test_a_dash_or_a_letter_at_a_lines_beginning_is_no_bullet_in_the_midst_of_a_sentence() -> None:
    [(role, text)] = said(
        "There are (a) the lamps and\n(b) the ladders, and then there is\n– as ever\n– the paint."
    )
    assert (role, text) == (
        "paragraph",
        "There are (a) the lamps and (b) the ladders, and then there is – as ever – the paint.",
    )


# --- what belongs to the pages ---

HEADER = "Small Ferries | {}"


def pages(*texts: str) -> list[str]:
    """Pages with a running header and a number at the foot."""
    return [f"{HEADER.format(number)}\n\n{text}\n\n{number}" for number, text in enumerate(texts, start=1)]


def test_running_headers_and_page_numbers_are_dropped_and_a_sentence_goes_on_across_the_page() -> None:
    assert said(*pages("The ferry leaves", "at noon. It is", "late. The end.")) == [
        ("paragraph", "The ferry leaves at noon. It is late. The end."),
    ]


def test_a_page_that_ends_with_a_sentence_ends_a_paragraph() -> None:
    assert [text for _, text in said(*pages("It is noon.", "The ferry leaves."))] == [
        "It is noon.",
        "The ferry leaves.",
    ]


def test_a_word_that_a_page_parts_is_whole() -> None:
    assert said(*pages("The har-", "bour is small.")) == [("paragraph", "The harbour is small.")]


def test_a_bullet_that_a_page_parts_is_one_bullet() -> None:
    assert said(*pages("It needs:\n• new lamps on the", "northern pier.")) == [
        ("paragraph", "It needs:"),
        ("bullet", "new lamps on the northern pier."),
    ]


def test_without_pages_lines_of_capitals_that_stand_there_again_are_running_headers() -> None:
    text = (
        "The ferry leaves at noon, and\n\nSMALL FERRIES AND HARBOURS\n\nit is late.\n\n"
        "SMALL FERRIES AND HARBOURS: A STUDY\n\nThe end."
    )
    assert [each for _, each in said(text)] == ["The ferry leaves at noon, and it is late.", "The end."]
    assert running_header([page_of(text)]) == "SMALL FERRIES AND HARBOURS: A STUDY"


def test_the_contents_are_left_out() -> None:
    text = "Contents\n1. Old Piers ........ 2\n2. Lamps . . . . . . iv\n\nThe ferry leaves at noon...\nor so."
    assert said(text) == [("paragraph", "The ferry leaves at noon... or so.")]


def test_a_heading_of_capitals_that_stands_there_once_is_a_heading() -> None:
    assert headings(f"{PROSE}\ncost of it.\n\nTHE STATE OF THE PIERS\n{PROSE}\ncost of it.") == [
        "THE STATE OF THE PIERS"
    ]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("The piers are old.12 They creak.", "The piers are old. They creak."),
        ("The piers are old.[3] They creak.", "The piers are old. They creak."),
        ("The piers are old.⁴ They creak.", "The piers are old. They creak."),
        ("It costs 2.5 million, or 3.12 each.", "It costs 2.5 million, or 3.12 each."),
        ("It was so in 1998.", "It was so in 1998."),
        ("It has 40 km² of water, by ASN.1 or not.", "It has 40 km² of water, by ASN.1 or not."),
    ],
)
def test_marks_of_footnotes_are_dropped_and_numbers_kept(written: str, read: str) -> None:
    assert said(written) == [("paragraph", read)]


@given(st.lists(st.text(max_size=60), max_size=12))
def test_whatever_the_lines_no_block_is_empty_and_none_is_lost_in_an_error(lines: list[str]) -> None:
    page = [
        Line(text, 1, number, f"line {number}", starts=number % 3 == 0)
        for number, text in enumerate(lines, start=1)
        if text.strip()
    ]
    for block in blocks_of([page]):
        assert block.text == " ".join(block.text.split())
