"""A library is one unchanging snapshot, and each item in it has an id."""

from __future__ import annotations

import dataclasses

import pytest
from pydantic import ValidationError

from bot.library.model import Recommendation, RecommendationList, Report, Section, Term
from bot.library.snapshot import Library
from tests.library.conftest import FILES, REPORT, SmallLibrary


@pytest.fixture
def library(small: SmallLibrary) -> Library:
    return small.load()


def section(library: Library, item_id: str) -> Section:
    found = library.get(item_id)
    assert isinstance(found, Section)
    return found


@pytest.mark.parametrize(
    ("item_id", "kind"),
    [
        ("crossings", Report),
        ("crossings/ferries", Section),
        ("crossings/recommendations", RecommendationList),
        ("crossings/r2", Recommendation),
        ("crossings/terms/hba", Term),
    ],
)
def test_every_kind_of_item_is_found_by_its_id(library: Library, item_id: str, kind: type) -> None:
    assert isinstance(library.get(item_id), kind)


@pytest.mark.parametrize("item_id", ["", "ferries", "crossings/", "crossings/r3", "CROSSINGS"])
def test_an_id_that_nothing_has_finds_nothing(library: Library, item_id: str) -> None:
    assert library.get(item_id) is None


def test_items_come_in_reading_order(library: Library) -> None:
    assert [item.id for item in library.items()] == [
        "crossings",
        "crossings/ferries",
        "crossings/bridges",
        "crossings/recommendations",
        "crossings/r1",
        "crossings/r2",
        "crossings/terms/hba",
    ]


def test_every_item_knows_its_report(library: Library) -> None:
    assert {library.report_of(item).id for item in library.items()} == {"crossings"}


def test_the_recommendations_of_a_section_come_in_the_order_that_the_section_gives(library: Library) -> None:
    found = library.recommendations_of(section(library, "crossings/ferries"))
    assert [item.number for item in found] == [2, 1]


def test_recommendations_stand_in_the_order_of_their_numbers(small: SmallLibrary) -> None:
    small.replace("crossings/recommendations.yaml", "number: 1", "number: 3")
    small.replace("crossings/sections/01-ferries.yaml", "[2, 1]", "[2, 3]")
    (listed,) = small.load().recommendation_lists()
    assert [item.number for item in listed.items] == [2, 3]


def test_references_of_a_term_are_whole_ids(library: Library) -> None:
    term = library.get("crossings/terms/hba")
    assert isinstance(term, Term)
    assert term.see == ("crossings/ferries", "crossings/r2")


def test_areas_of_a_recommendation_are_whole_ids(library: Library) -> None:
    recommendation = library.get("crossings/r2")
    assert isinstance(recommendation, Recommendation)
    assert recommendation.areas == ("crossings/ferries", "crossings/bridges")


def test_a_recommendation_cites_the_heading_of_the_list_and_its_own_number(library: Library) -> None:
    recommendation = library.get("crossings/r2")
    assert isinstance(recommendation, Recommendation)
    assert (recommendation.source.heading, recommendation.source.locator) == (
        "What Should Be Done",
        "recommendation 2",
    )


def test_reports_come_newest_first(small: SmallLibrary) -> None:
    for name, published in [("older", "2020"), ("newest", "2022-01-15"), ("newer", "2021-06")]:
        for file, text in FILES.items():
            small.write(file.replace("crossings", name), text)
        small.write(f"{name}/report.yaml", REPORT.replace("2021-05", published))
    assert [report.id for report in small.load().reports] == ["newest", "newer", "crossings", "older"]


def test_reports_of_one_day_come_in_the_order_of_their_ids(small: SmallLibrary) -> None:
    for name in ("zebra", "antelope"):
        for file, text in FILES.items():
            small.write(file.replace("crossings", name), text)
    assert [report.id for report in small.load().reports] == ["antelope", "crossings", "zebra"]


def test_the_items_of_two_reports_are_kept_apart(small: SmallLibrary) -> None:
    for file, text in FILES.items():
        small.write(file.replace("crossings", "antelope"), text)
    library = small.load()
    assert library.report_of(section(library, "antelope/ferries")).id == "antelope"


def test_the_reports_of_a_library_cannot_be_replaced(library: Library) -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(library, "reports", ())  # noqa: B010 - a plain assignment is refused by mypy already


@pytest.mark.parametrize(
    ("item_id", "field"),
    [
        ("crossings", "title"),
        ("crossings/ferries", "summary"),
        ("crossings/recommendations", "items"),
        ("crossings/r1", "action"),
        ("crossings/terms/hba", "definition"),
    ],
)
def test_no_field_of_an_item_can_be_assigned(library: Library, item_id: str, field: str) -> None:
    with pytest.raises(ValidationError, match="frozen"):
        setattr(library.get(item_id), field, "changed")


def test_no_field_of_a_figure_can_be_assigned(library: Library) -> None:
    figure = section(library, "crossings/ferries").figures[0]
    with pytest.raises(ValidationError, match="frozen"):
        setattr(figure, "value", "over 9,000")  # noqa: B010 - a plain assignment is refused by mypy already


def test_lists_of_an_item_are_tuples_that_cannot_grow(library: Library) -> None:
    found = section(library, "crossings/ferries")
    lists = (found.aliases, found.points, found.figures, found.recommendations)
    assert all(isinstance(each, tuple) for each in lists)


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("unit: people", "unit: people", "Daily passengers: over 4,000 people (2020)"),
        ("unit: people", "unit: US dollars", "Daily passengers: over 4,000 US dollars (2020)"),
    ],
)
def test_a_figure_is_shown_with_its_unit_and_its_year(
    small: SmallLibrary, old: str, new: str, shown: str
) -> None:
    small.replace("crossings/sections/01-ferries.yaml", old, new)
    assert str(section(small.load(), "crossings/ferries").figures[0]) == shown


def test_a_figure_in_dollars_does_not_say_dollars_twice(small: SmallLibrary) -> None:
    small.replace("crossings/sections/01-ferries.yaml", "value: over 4,000", "value: $4 million")
    small.replace("crossings/sections/01-ferries.yaml", "unit: people", "unit: US dollars")
    figure = section(small.load(), "crossings/ferries").figures[0]
    assert str(figure) == "Daily passengers: $4 million (2020)"
