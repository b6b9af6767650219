"""The exported JSON holds the whole library in a form that other programs can rely on."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bot.library.export import to_json
from bot.library.snapshot import Library
from tests.library.conftest import (
    BRIDGES_FILE,
    FERRIES_FILE,
    RECOMMENDATIONS_FILE,
    REPORT_FILE,
    SmallLibrary,
)


def exported(library: Library) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(to_json(library))
    return data


@pytest.fixture
def report(small: SmallLibrary) -> dict[str, Any]:
    (only,) = exported(small.load())["reports"]
    assert isinstance(only, dict)
    return only


def test_a_library_is_a_list_of_reports(small: SmallLibrary) -> None:
    data = exported(small.load())
    assert (list(data), len(data["reports"])) == (["reports"], 1)


def test_a_report_has_its_id_titles_dates_and_lists(report: dict[str, Any]) -> None:
    assert set(report) == {
        *("id", "title", "short_title", "published", "review_by", "language", "visibility", "aliases"),
        *("sections", "recommendations", "recommendations_overview", "terms"),
    }


def test_dates_are_iso_text_of_their_own_precision(report: dict[str, Any]) -> None:
    assert (report["published"], report["review_by"]) == ("2021-05", "2023-12-31")


def test_sections_are_whole_and_in_order(report: dict[str, Any]) -> None:
    assert report["sections"][0] == {
        "id": "crossings/ferries",
        "report_id": "crossings",
        "title": "The Ferry Lines",
        "aliases": ["boats", "night boats"],
        "summary": "Ferries carry most people. They are old.",
        "points": ["Two of the boats date from the last century."],
        "figures": [{"value": "over 4,000", "unit": "people", "what": "Daily passengers", "as_of": "2020"}],
        "recommendations": [2, 1],
        "source": {"heading": "Ferries Today", "locator": None},
    }


def test_recommendations_are_whole_and_their_areas_are_whole_ids(report: dict[str, Any]) -> None:
    assert report["recommendations"][1] == {
        "id": "crossings/r2",
        "report_id": "crossings",
        "number": 2,
        "action": "Study a toll.",
        "detail": "It could pay for boats and bridges.",
        "aliases": [],
        "actors": ["County council"],
        "instruments": ["toll study"],
        "areas": ["crossings/ferries", "crossings/bridges"],
        "source": {"heading": "What Should Be Done", "locator": "recommendation 2"},
    }


def test_what_is_said_of_the_recommendations_as_a_whole_stands_beside_them(report: dict[str, Any]) -> None:
    assert report["recommendations_overview"] == {
        "id": "crossings/recommendations",
        "report_id": "crossings",
        "title": "Recommendations",
        "aliases": ["what to do"],
        "summary": "The report asks for new boats and for a study.",
        "source": {"heading": "What Should Be Done", "locator": None},
    }


def test_terms_are_whole_and_refer_by_whole_ids(report: dict[str, Any]) -> None:
    assert report["terms"] == [
        {
            "id": "crossings/terms/hba",
            "report_id": "crossings",
            "term": "HBA",
            "name": "Harbor Board Authority",
            "definition": "The body that runs the piers.",
            "aliases": ["harbor board"],
            "see": ["crossings/ferries", "crossings/r2"],
        }
    ]


def test_a_report_without_recommendations_has_an_empty_list_and_no_overview(small: SmallLibrary) -> None:
    small.remove(RECOMMENDATIONS_FILE)
    small.replace(REPORT_FILE, "[ferries, r2]", "[ferries]")
    small.replace(FERRIES_FILE, "recommendations: [2, 1]\n", "")
    small.replace(BRIDGES_FILE, "recommendations: [2]\n", "")
    (only,) = exported(small.load())["reports"]
    assert (only["recommendations"], only["recommendations_overview"]) == ([], None)


def test_letters_of_every_script_are_exported_as_themselves(small: SmallLibrary) -> None:
    small.replace(REPORT_FILE, "[crossings]", "[Øresund, پل]")
    assert '"Øresund"' in to_json(small.load())


def test_the_export_of_equal_libraries_is_equal_text(small: SmallLibrary) -> None:
    assert to_json(small.load()) == to_json(small.load())


def test_every_section_of_the_real_library_has_what_other_programs_read(library: Library) -> None:
    for report in exported(library)["reports"]:
        for section in report["sections"]:
            assert section["id"].startswith(f"{report['id']}/")
            assert section["title"]
            assert section["summary"]
            assert section["points"]
            assert isinstance(section["figures"], list)
            assert section["source"]["heading"]


def test_every_recommendation_of_the_real_library_has_what_other_programs_read(library: Library) -> None:
    for report in exported(library)["reports"]:
        sections = {section["id"] for section in report["sections"]}
        for recommendation in report["recommendations"]:
            assert recommendation["id"] == f"{report['id']}/r{recommendation['number']}"
            assert recommendation["action"]
            assert recommendation["detail"]
            assert set(recommendation["areas"]) <= sections


def test_every_item_of_the_real_library_is_in_the_export(library: Library) -> None:
    ids = set()
    for report in exported(library)["reports"]:
        ids |= {report["id"], report["recommendations_overview"]["id"]}
        ids |= {item["id"] for key in ("sections", "recommendations", "terms") for item in report[key]}
    assert ids == {item.id for item in library.items()}
