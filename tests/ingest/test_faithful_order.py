"""Recommendations are the source's, in its order: told by the rare words that they share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ingest.faithful_likeness import Likeness
from bot.ingest.faithful_order import order_problems
from bot.ingest.manuscript import Block, Role
from bot.library.draft import ReportDraft
from bot.library.model import RecommendationsFile, ReportFile
from bot.library.yaml_source import Document
from tests.ingest.small_ferries import SOURCE, OwnReport, written_report


@pytest.fixture
def report(tmp_path: Path) -> OwnReport:
    return written_report(tmp_path)


def advise(report: OwnReport, old: str, new: str) -> None:
    """Change a word of the recommendations."""
    report.replace("recommendations.yaml", old, new)


def order_of(advice: Sequence[str], items: Sequence[str]) -> list[str]:
    """What is told of recommendations that say this, each as one sentence, of a source that lists these."""
    said = [
        {"number": number, "action": text, "detail": text, "actors": ["Board"], "areas": ["boats"]}
        for number, text in enumerate(advice, start=1)
    ]
    listed = RecommendationsFile.model_validate(
        {"summary": "x", "source": {"heading": "y"}, "recommendations": said}
    )
    report = ReportFile.model_validate(
        {"title": "x", "short_title": "x", "published": "2024", "review_by": "2025"}
    )
    document = Document(Path("recommendations.yaml"))
    draft = ReportDraft("ferries", document, report, (), document, listed)
    blocks = [Block(Role.BULLET, item, "page 1") for item in items]
    return [problem.code for problem in order_problems(draft, blocks)]


def codes(warnings: list[str]) -> list[str]:
    """The codes of warnings, in alphabetical order."""
    return sorted(warning.split("[")[1].split("]")[0] for warning in warnings)


def test_two_recommendations_that_are_swapped_are_told(report: OwnReport) -> None:
    report.swap(1, 4)
    early = "recommendation 4 stands before recommendation 1 in the source (line 10)"
    late = "recommendation 1 stands after recommendation 4 in the source (line 13)"
    assert report.warnings() == [
        f"{report.number(4)}: warning[out-of-order]: {early}",
        f"{report.number(1)}: warning[out-of-order]: {late}",
    ]


def test_of_two_neighbours_that_are_swapped_one_is_told(report: OwnReport) -> None:
    report.swap(2, 3)
    message = "recommendation 2 stands after recommendation 3 in the source (line 12)"
    assert report.warnings() == [f"{report.number(2)}: warning[out-of-order]: {message}"]


def test_the_order_in_the_file_does_not_matter(report: OwnReport) -> None:
    path = report.root / "recommendations.yaml"
    head, *items = path.read_text(encoding="utf-8").split("  - number")
    path.write_text("  - number".join((head, *reversed(items))), encoding="utf-8")
    assert report.warnings() == []


def test_a_recommendation_that_the_source_does_not_make_is_told(report: OwnReport) -> None:
    advise(report, "Publish cancelled crossings in the evening", "Feed the herons")
    advise(report, "They should be put up on the pier by seven", "They like fish")
    advise(report, "[Island councils]", "[Everybody]")
    where = report.place("recommendations.yaml", "Feed")
    message = "recommendation 2 is like none of the source's"
    assert report.warnings() == [f"{where}: warning[unmatched-recommendation]: {message}"]


def test_recommendations_below_headings_of_their_own_are_compared_in_the_sources_order(
    report: OwnReport,
) -> None:
    first, later = SOURCE.blocks[:11], SOURCE.blocks[11:]
    parted = replace(SOURCE, blocks=(*first, Block(Role.HEADING, "Later", "line 99", 99, 1), *later))
    own = "    source: {heading: Later}\n"
    advise(report, "    actors: [BSH]\n", f"    actors: [BSH]\n{own}")
    advise(report, "    actors: [Harbour", f"{own}    actors: [Harbour")
    assert report.warnings(parted) == []


def test_two_recommendations_may_be_made_of_one_item(report: OwnReport) -> None:
    advise(report, "Publish cancelled crossings in the evening", "Dredge it twice")
    advise(report, "be put up on the pier by seven", "rid of silt in the passage")
    advise(report, "[Island councils]", "[The outer rocks]")
    assert report.warnings() == []


def test_a_recommendation_that_is_nearly_as_like_an_item_in_its_place_is_in_order(report: OwnReport) -> None:
    advise(report, "Share out dues by landings", "Dredge the passage between small ports")
    advise(report, "Tonnage leaves small ports without", "Every year they need")
    assert report.warnings() == []


def test_under_a_heading_that_the_source_lacks_its_recommendations_are_found_still(report: OwnReport) -> None:
    advise(report, "What should be done", "Last Words")
    report.swap(1, 4)
    assert codes(report.warnings()) == ["no-such-heading", "out-of-order", "out-of-order"]


def test_headings_among_the_recommendations_do_not_end_them(report: OwnReport) -> None:
    deeper = Block(Role.HEADING, "By the Councils", "line 99", 99, 2)
    source = replace(SOURCE, blocks=(*SOURCE.blocks[:10], deeper, *SOURCE.blocks[10:]))
    assert report.warnings(source) == []


def test_rare_words_make_texts_more_alike_than_common_ones() -> None:
    common = [f"the council mends its {what}" for what in ("lamps", "boats", "ropes", "flags")]
    assert Likeness([*common, "ladders of small ports"]).best("the council mends some ladders") == 4


def test_a_text_is_most_like_itself() -> None:
    likeness = Likeness(["paint the ladders", "dredge the passage"])
    assert likeness.scores("dredge the passage") == pytest.approx({1: 1.0})


def test_a_text_without_a_common_word_is_like_none() -> None:
    assert Likeness(["paint the ladders"]).best("herons") is None


ITEMS = ("mend ladders", "dredge passages", "count herons", "paint lighthouses", "publish timetables")


@given(st.permutations(ITEMS))
def test_any_other_order_is_told_and_the_sources_own_is_not(advice: list[str]) -> None:
    told = order_of(advice, ITEMS)
    assert set(told) == ({"out-of-order"} if tuple(advice) != ITEMS else set())


SENTENCES = st.lists(st.sampled_from("mend dredge count paint herons ladders piers".split()), min_size=1).map(
    " ".join
)


@given(st.lists(SENTENCES, min_size=1, max_size=6), st.lists(SENTENCES, max_size=6))
def test_whatever_is_recommended_is_told_at_most_once(advice: list[str], items: list[str]) -> None:
    assert len(order_of(advice, items)) <= len(advice)


def test_what_only_a_neighbour_keeps_from_its_place_is_not_held_against_it() -> None:
    advice = ("mend", "ladders", "herons mend dredge")
    assert order_of(advice, ["ladders", "mend", "ladders count"]) == ["out-of-order"]  # the second alone
