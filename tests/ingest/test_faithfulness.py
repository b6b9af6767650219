"""A faithful report has no warning; each mistake that is made in it is told, alone and at its place."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bot.ingest.faithfulness import compared
from bot.ingest.manuscript import Block, Role
from bot.library.problems import Severity
from bot.library.report_reader import read_report
from tests.ingest.small_ferries import SOURCE, OwnReport, written_report


@pytest.fixture
def report(tmp_path: Path) -> OwnReport:
    return written_report(tmp_path)


def test_a_faithful_report_has_no_warning(report: OwnReport) -> None:
    assert read_report(report.root).problems == ()
    assert report.told() == []


def test_what_is_told_is_advice(report: OwnReport) -> None:
    report.replace("sections/02-storms.yaml", "14%", "16%")
    assert [problem.severity for problem in compared(report.draft(), SOURCE)] == [Severity.WARNING]


@pytest.mark.parametrize(
    ("file", "old", "new", "figure"),
    [
        ("sections/02-storms.yaml", "14%", "16%", "16%"),
        ("sections/02-storms.yaml", "14 percent", "15 percent", "15 percent"),
        ("sections/02-storms.yaml", "over ten", "over twelve", "twelve"),
        ("sections/03-money.yaml", "6 million", "6 billion", "6 billion"),
        ("recommendations.yaml", "Every second year", "In 2022 it", "2022"),
        ("report.yaml", "harbour dues", "half of all dues", "half"),
    ],
    ids=["summary", "figure", "period", "scale", "recommendation", "term"],
)
def test_a_changed_figure_is_told(report: OwnReport, file: str, old: str, new: str, figure: str) -> None:
    report.replace(file, old, new)
    where = report.place(file, figure)
    assert report.warnings() == [f"{where}: warning[foreign-figure]: the source has no '{figure}'"]


@pytest.mark.parametrize(("value", "told"), [("14", []), ("15", ["the source has no '15 percent'"])])
def test_the_number_of_a_figure_is_read_with_its_unit(report: OwnReport, value: str, told: list[str]) -> None:
    file = "sections/02-storms.yaml"
    report.replace(file, "14 percent\n    unit: share of winter crossings", f"{value}\n    unit: percent")
    where = report.place(file, "15") if told else ""
    assert report.warnings() == [f"{where}: warning[foreign-figure]: {each}" for each in told]


def test_a_foreign_figure_is_told_with_those_of_the_likest_passage(report: OwnReport) -> None:
    report.replace("sections/02-storms.yaml", "to 14%", "to 16%")
    [told] = report.told()
    assert told.endswith("hint: what is most like it there (line 3) has ten, 14 percent, 2012, one in eleven")


def test_what_a_passage_only_counts_is_no_figure_to_choose(report: OwnReport) -> None:
    report.replace("report.yaml", "The body that", "By tonnage, 66 percent is what the body")
    [told] = report.told()
    assert told.endswith("hint: what is most like it there (line 7) has one-quarter")


@pytest.mark.parametrize(
    ("file", "old", "new", "name"),
    [
        ("sections/02-storms.yaml", "only\n    when", "only\n    to Denmark when", "Denmark"),
        ("sections/02-storms.yaml", "Ada Lovelace", "Grace Hopper", "Grace Hopper"),
        ("recommendations.yaml", "[BSH]", "[BSH, NATO]", "NATO"),
        ("report.yaml", "Board of Small", "Board of Large", "Large"),
        ("report.yaml", "The body", "In Norway the body", "Norway"),
    ],
    ids=["point", "beginning", "actor", "term", "definition"],
)
def test_an_added_name_is_told(report: OwnReport, file: str, old: str, new: str, name: str) -> None:
    report.replace(file, old, new)
    where = report.place(file, name)
    assert report.warnings() == [f"{where}: warning[foreign-name]: the source has no '{name}'"]


def test_a_misspelt_name_is_told_with_the_right_one(report: OwnReport) -> None:
    report.replace("sections/02-storms.yaml", "Ada Lovelace", "Ada Lovelaec")
    assert [told.split("hint: ")[1] for told in report.told()] == ["did you mean 'Lovelace'?"]


def test_the_long_form_that_the_source_leaves_out_may_be_given_by_the_glossary(report: OwnReport) -> None:
    text = SOURCE.blocks[6].text.replace("Board of Small Harbours (BSH)", "BSH")
    short = replace(
        SOURCE, blocks=(*SOURCE.blocks[:6], replace(SOURCE.blocks[6], text=text), *SOURCE.blocks[7:])
    )
    report.replace("report.yaml", "Board of Small Harbours", "Bureau of Scenic Herons")
    report.replace("recommendations.yaml", "Board of Small Harbours", "Bureau of Scenic Herons")
    assert report.warnings(short) == []


def test_capitals_tell_no_names_where_every_noun_has_one(report: OwnReport) -> None:
    report.replace("report.yaml", "review_by:", "language: de\nreview_by:")
    report.replace("sections/02-storms.yaml", "Ada Lovelace", "Ein Mann")
    assert report.warnings() == []


@pytest.mark.parametrize(
    "heading", ["Storms and Timetables", "STORMS AND TIME TABLES", "Storms & time-tables."]
)
def test_a_heading_is_the_sources_in_any_case_and_punctuation(report: OwnReport, heading: str) -> None:
    report.replace("sections/02-storms.yaml", "Storms and timetables", heading)
    assert report.warnings() == []


def test_a_heading_that_the_source_lacks_is_told_with_the_right_one(report: OwnReport) -> None:
    report.replace("sections/02-storms.yaml", "Storms and timetables", "Storms and Tables")
    where = report.place("sections/02-storms.yaml", "Storms and Tables")
    [told] = report.told()
    assert told.splitlines() == [
        f"{where}: warning[no-such-heading]: the source has no heading 'Storms and Tables'",
        "  hint: did you mean 'Storms and Time-Tables'?",
    ]


def test_a_heading_of_one_recommendation_is_looked_for_too(report: OwnReport) -> None:
    report.replace("recommendations.yaml", "actors: [BSH]", "actors: [BSH]\n    source: {heading: Herons}")
    where = report.place("recommendations.yaml", "Herons")
    assert report.warnings() == [f"{where}: warning[no-such-heading]: the source has no heading 'Herons'"]


def test_an_introduction_is_no_heading_of_a_source_that_opens_with_one(report: OwnReport) -> None:
    [warning] = report.warnings(replace(SOURCE, blocks=SOURCE.blocks[1:]))
    assert warning.endswith("warning[no-such-heading]: the source has no heading 'Introduction'")


def test_ten_copied_words_are_told_with_their_place(report: OwnReport) -> None:
    copy = "waits for 3 metres of water\n    between the outer rocks"
    report.replace("sections/02-storms.yaml", "sails only\n    when the water is deep enough", copy)
    where = report.place("sections/02-storms.yaml", "waits")
    what = (
        "10 words in a row are the source's (line 4): “waits for 3 metres of water between the outer rocks”"
    )
    assert report.warnings() == [f"{where}: warning[verbatim]: {what}"]


def test_of_a_long_copy_only_the_beginning_is_shown(report: OwnReport) -> None:
    copied = SOURCE.blocks[0].text
    report.replace("sections/01-opening.yaml", "Islanders seldom have money for a bridge.", copied)
    [warning] = report.warnings()
    assert "19 words in a row" in warning
    assert warning.endswith(
        "“Few islands can pay for a bridge, and so the small ferry carries bread, letters and …”"
    )


def test_a_report_without_recommendations_is_compared(report: OwnReport) -> None:
    (report.root / "recommendations.yaml").unlink()
    assert report.warnings() == []


def test_what_is_counted_in_a_small_word_is_not_held_against_a_sentence(report: OwnReport) -> None:
    report.replace("report.yaml", "The body", "One of eight bodies")
    assert report.warnings() == []


def test_a_fiscal_year_is_no_name(report: OwnReport) -> None:
    report.replace("sections/02-storms.yaml", "2024, over ten years", "FY2023")
    assert report.warnings() == []


def test_the_acronym_of_a_name_may_be_given_by_the_glossary_alone(report: OwnReport) -> None:
    text = "Gulls of Elvik feed the Friends of Herons."
    source = replace(SOURCE, blocks=(*SOURCE.blocks, Block(Role.PARAGRAPH, text, "line 99")))
    report.replace(
        "report.yaml",
        "term: BSH\n    name: Board of Small Harbours",
        "term: FRH\n    name: Friends of Herons",
    )
    report.replace("report.yaml", "The body", "FRH is the body")
    assert report.warnings(source) == []


def test_a_long_name_is_not_held_to_be_copied(report: OwnReport) -> None:
    name = SOURCE.blocks[0].text.removesuffix(".")
    report.replace("report.yaml", "name: Board of Small Harbours", f'name: "{name}"')
    assert report.warnings() == []


@pytest.mark.parametrize("heading", ["Small Ferries and the Harbours They Need", "In 1999 they met."])
def test_a_title_or_a_line_of_its_own_is_a_heading_too(report: OwnReport, heading: str) -> None:
    source = replace(SOURCE, blocks=(*SOURCE.blocks, Block(Role.PARAGRAPH, "In 1999 they met.", "line 99")))
    report.replace("sections/02-storms.yaml", "Storms and timetables", heading)
    assert report.warnings(source) == []


def test_a_source_without_text_bears_nothing_out_and_still_is_compared(report: OwnReport) -> None:
    empty = replace(SOURCE, blocks=(), title="")
    codes = {problem.code for problem in compared(report.draft(), empty)}
    assert codes == {"foreign-figure", "foreign-name", "no-such-heading", "unmatched-recommendation"}


def test_warnings_are_in_the_order_of_the_files(report: OwnReport) -> None:
    report.replace("sections/03-money.yaml", "6 million", "7 million and Denmark")
    report.replace("sections/01-opening.yaml", "bread and", "999 loaves and")
    report.replace("report.yaml", "harbour dues", "66 dues")
    assert [warning.split(":")[0] for warning in report.warnings()] == [
        "report.yaml",
        "sections/01-opening.yaml",
        "sections/03-money.yaml",
        "sections/03-money.yaml",
    ]
