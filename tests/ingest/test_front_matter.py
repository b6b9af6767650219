"""A document's title, date and language, from what it says or from what its text lets one think."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.ingest.front_matter import FrontMatter, front_matter_of
from bot.ingest.manuscript import Block, Manuscript, Role

TODAY = date(2026, 11, 23)


def front(
    *texts: str, title: str = "", published: str = "", name: str = "small_ferries-2024.txt"
) -> FrontMatter:
    blocks = tuple(
        Block(Role.PARAGRAPH, text, f"line {number}", number) for number, text in enumerate(texts, 1)
    )
    return front_matter_of(Manuscript(Path(name), blocks, title, published), TODAY)


def test_the_title_is_the_one_on_the_page() -> None:
    blocks = (
        Block(Role.TITLE, "Small Ferries: A Study", "page 1"),
        Block(Role.PARAGRAPH, "They are old.", "page 1"),
    )
    found = front_matter_of(Manuscript(Path("x.pdf"), blocks, "Another"), TODAY)
    assert (found.title, found.short_title) == ("Small Ferries: A Study", "Small Ferries")


def test_otherwise_it_is_the_documents_own_or_the_files_name_in_words() -> None:
    assert front("They are old.", title="Small Ferries").title == "Small Ferries"
    assert front("They are old.").title == "Small Ferries 2024"


def test_or_the_line_that_it_opens_with() -> None:
    assert front("Small Ferries and Their Harbours", "May 2024", "They are old.").title == (
        "Small Ferries and Their Harbours"
    )


def test_a_title_of_capitals_is_written_as_the_text_writes_its_words() -> None:
    found = front(
        "The UK has few ferries to Norway. Ferries are dear.", title="UK FERRIES TO NORWAY: THE END OF AN AGE"
    )
    assert found.title == "UK Ferries to Norway: The End of an Age"


def test_a_title_in_capitals_with_a_subtitle_below_it_is_written_so_too() -> None:
    blocks = (
        Block(Role.PARAGRAPH, "FERRIES OF THE UK Their Piers and Lamps", "line 1"),
        Block(Role.PARAGRAPH, "The UK has few ferries.", "line 4"),
    )
    assert (
        front_matter_of(Manuscript(Path("x.txt"), blocks), TODAY).title
        == "Ferries of the UK Their Piers and Lamps"
    )


def test_a_long_title_is_shortened_between_words() -> None:
    found = front("Old.", title="What Small Ferries and Their Harbours Need Before the Next Winter Comes")
    assert found.short_title == "What Small Ferries and Their Harbours"


@pytest.mark.parametrize(
    ("line", "iso"),
    [
        ("14 September 2022", "2022-09-14"),
        ("September 14, 2022", "2022-09-14"),
        ("Sept. 2022", "2022-09"),
        ("September 2022", "2022-09"),
        ("2022-09-14", "2022-09-14"),
        ("© 2021 Board of Small Harbours", "2021"),
        (
            "Published by the board in May 2020, after many drafts and with the help of all nine lines",
            "2020-05",
        ),
    ],
)
def test_a_date_on_the_cover_is_the_reports(line: str, iso: str) -> None:
    assert front(line, "In January 2018 a storm came, and in 2025 another one will.").published.iso == iso


def test_a_date_in_the_midst_of_the_text_is_not() -> None:
    text = "In January 2018 the board, which had met in the winter of 2016, said that all ferries were old."
    assert front(text).published.iso == "2018"


def test_without_any_the_latest_year_that_has_come_is_it() -> None:
    assert (
        front(
            "It was so in 1998 and in 2021; by 2035 it will be over, at 1999.5 metres or $2024."
        ).published.iso
        == "2021"
    )


def test_what_the_document_says_of_its_date_counts_for_more() -> None:
    assert front("May 2020", published="2021-02").published.iso == "2021-02"


@pytest.mark.parametrize("line", ["31 February 2022", "2022-13-40"])
def test_a_day_that_no_calendar_has_is_no_date(line: str) -> None:
    assert front(line).published.year == 2022


def test_a_review_is_proposed_for_the_end_of_the_second_year() -> None:
    assert front("May 2024").review_by.iso == "2026-12-31"
