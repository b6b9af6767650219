"""The report on US-Pakistan relations is all there, in its order, with its figures and acronyms."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from bot.library.model import RecommendationList, Report
from bot.library.reader import read_library
from bot.library.snapshot import Library
from bot.library.yaml_source import Value, read_document
from tests.conftest import ROOT

CONTENT = ROOT / "content"
REPORT_ID = "us-pakistan-reengagement"

HEADINGS = [
    "Introduction",
    "Differing American and Pakistani Perspectives",
    "Changing Circumstances",
    "Need for New Policy Ideas",
    "Areas of Shared Interest",
    "Security Cooperation",
    "The China Factor",
    "India-Pakistan Relations",
    "Economy and Aid",
    "Technology",
    "Democracy and Human Rights",
]

FIGURES = [
    ("introduction", "more than $33 billion", "January 2018, over 15 years"),
    ("shared-interests", "hundreds of thousands", "2022"),
    ("security-cooperation", "over 80,000", "2005–2013"),
    ("security-cooperation", "millions", "2005–2013"),
    ("economy-and-aid", "almost $7 billion", "FY2022"),
    ("economy-and-aid", "over $3 billion", "2022"),
    ("economy-and-aid", "$257 million", "FY2022"),
    ("economy-and-aid", "$706 million", "FY2022"),
    ("economy-and-aid", "$305.8 million", "FY2022"),
    ("technology", "over $365 million", "2021"),
    ("technology", "almost $2 billion a year", "2022"),
    ("technology", "only one-quarter", "2022"),
    ("technology", "$10 billion", "2020"),
    ("technology", "$6 billion", "2022"),
]

ACRONYMS = [
    *("CPEC", "FATF", "IMET", "ERGI", "IDFC", "ROZ", "ROZs"),
    *("ISKP", "TTP", "USCIRF", "FDI", "WMD", "USAID"),
]


@pytest.fixture(scope="module")
def report(library: Library) -> Report:
    found = library.get(REPORT_ID)
    assert isinstance(found, Report)
    return found


@pytest.fixture(scope="module")
def recommendations(report: Report) -> RecommendationList:
    assert report.recommendations is not None
    return report.recommendations


def test_the_content_has_no_problem() -> None:
    assert read_library(CONTENT).problems == ()


def test_the_report_is_dated_by_the_year_alone_since_its_text_gives_no_more(report: Report) -> None:
    assert report.published.iso == "2022"


def test_the_report_has_the_title_that_its_running_header_prints(report: Report) -> None:
    assert report.title == "US Reengagement with Pakistan: Ideas for Reviving an Important Relationship"


def test_every_chapter_is_a_section_under_its_own_heading_and_in_its_order(report: Report) -> None:
    assert [section.source.heading for section in report.sections] == HEADINGS


def test_there_are_fourteen_recommendations_numbered_in_their_order(
    recommendations: RecommendationList,
) -> None:
    assert [item.number for item in recommendations.items] == list(range(1, 15))


def test_every_recommendation_cites_the_heading_it_stands_under(recommendations: RecommendationList) -> None:
    headings = {recommendations.source.heading, *(item.source.heading for item in recommendations.items)}
    assert headings == {"Recommendations for a More Nuanced US Policy on Pakistan"}


def test_every_recommendation_cites_its_number(recommendations: RecommendationList) -> None:
    cited = [item.source.locator for item in recommendations.items]
    assert cited == [f"recommendation {number}" for number in range(1, 15)]


@pytest.mark.parametrize("number", range(1, 15))
def test_a_recommendation_says_who_acts_and_where_it_belongs(library: Library, number: int) -> None:
    (listed,) = (each for each in library.recommendation_lists() if each.report_id == REPORT_ID)
    item = listed.items[number - 1]
    assert item.actors
    assert item.areas


@pytest.mark.parametrize("number", range(1, 15))
def test_an_action_is_one_sentence(recommendations: RecommendationList, number: int) -> None:
    assert len(sentences_of(recommendations.items[number - 1].action)) == 1


def test_the_figures_are_those_of_the_report_each_with_its_year(report: Report) -> None:
    found = [
        (section.id.removeprefix(f"{REPORT_ID}/"), figure.value, figure.as_of)
        for section in report.sections
        for figure in section.figures
    ]
    assert sorted(found) == sorted(FIGURES)


@pytest.mark.parametrize("acronym", ACRONYMS)
def test_the_glossary_knows_an_acronym_of_the_report(report: Report, acronym: str) -> None:
    assert acronym in {name for term in report.terms for name in (term.term, *term.aliases)}


def sentences_of(text: str) -> list[str]:
    return re.findall(r"\S.*?[.!?]”?(?=\s|$)", text)


def summaries(report: Report) -> Iterator[tuple[str, str]]:
    yield from ((section.title, section.summary) for section in report.sections)
    if report.recommendations:
        yield report.recommendations.title, report.recommendations.summary


def test_a_summary_is_two_or_three_whole_sentences(report: Report) -> None:
    counts = {title: len(sentences_of(summary)) for title, summary in summaries(report)}
    assert {title: count for title, count in counts.items() if count not in (2, 3)} == {}


def test_every_point_and_definition_ends_as_a_sentence(report: Report) -> None:
    texts = [point for section in report.sections for point in section.points]
    texts += [term.definition for term in report.terms]
    texts += [item.detail for item in report.recommendations.items] if report.recommendations else []
    assert [text for text in texts if not text.endswith((".", "!", "?", "”"))] == []


def texts_in(value: Value) -> Iterator[str]:
    match value:
        case str():
            yield value
        case list():
            for entry in value:
                yield from texts_in(entry)
        case dict():
            for entry in value.values():
                yield from texts_in(entry)


def test_no_text_has_a_double_space_or_a_line_end_within() -> None:
    files = sorted(CONTENT.rglob("*.yaml"))
    texts = [text for file in files for text in texts_in(read_document(file).value)]
    assert texts
    assert [text for text in texts if text != " ".join(text.split())] == []
