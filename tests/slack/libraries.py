"""Libraries made up to strain what draws them."""

from __future__ import annotations

from bot.library.dates import ReportDate
from bot.library.model import Figure, Recommendation, RecommendationList, Report, Section, Source
from bot.library.snapshot import Library
from bot.library.visibility import EVERYONE

_WORDS = "naïve & <!here> سلام دنیا 😀 *stars* `ticks` <@U1> trade "


def huge_library() -> Library:
    """One report: a section of 10,000 words and hostile text, with 200 recommendations."""
    source = Source(heading="A heading " * 60, locator=None)
    long_text = _WORDS * 1_250
    report_id = "a" * 60
    section_id = f"{report_id}/{'b' * 60}"
    numbers = tuple(range(1, 201))
    figure = Figure(value="about 3 < 4 & more", unit="people", what=_WORDS * 20, as_of="2020")
    section = Section(
        id=section_id,
        report_id=report_id,
        title="<!channel> " + "title " * 60,
        summary=long_text,
        points=(long_text, *(f"point {number} {_WORDS}" for number in range(300))),
        figures=(figure,) * 60,
        recommendations=numbers,
        source=source,
    )
    items = tuple(_recommendation(report_id, section_id, number, source) for number in numbers)
    listed = RecommendationList(
        id=f"{report_id}/recommendations",
        report_id=report_id,
        title="Recommendations",
        aliases=(),
        summary=long_text,
        source=source,
        items=items,
    )
    report = Report(
        id=report_id,
        title="A report " * 50,
        short_title="A report",
        published=ReportDate(2020),
        review_by=ReportDate(2021),
        language="en",
        visibility=EVERYONE,
        aliases=(),
        sections=(section,),
        recommendations=listed,
        terms=(),
    )
    return Library((report,))


def _recommendation(report_id: str, section_id: str, number: int, source: Source) -> Recommendation:
    return Recommendation(
        id=f"{report_id}/r{number}",
        report_id=report_id,
        number=number,
        action=f"Do <b>{number}</b> & more.",
        detail=_WORDS * 100,
        aliases=(),
        actors=("everybody & <!everyone>",),
        instruments=(),
        areas=(section_id,),
        source=source,
    )
