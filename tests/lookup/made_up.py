"""Small libraries that show one behaviour better than the real one."""

from __future__ import annotations

from bot.library.dates import ReportDate
from bot.library.model import (
    Figure,
    Recommendation,
    RecommendationList,
    Report,
    Section,
    Source,
    Term,
)
from bot.library.snapshot import Library
from bot.library.visibility import EVERYONE

REPORT = "harbours"


def section(
    slug: str,
    title: str,
    *,
    report_id: str = REPORT,
    aliases: tuple[str, ...] = (),
    summary: str = "Ships come and go.",
    points: tuple[str, ...] = ("Boats are moored in rows.",),
    figures: tuple[Figure, ...] = (),
    recommendations: tuple[int, ...] = (),
) -> Section:
    return Section(
        id=f"{report_id}/{slug}",
        report_id=report_id,
        title=title,
        aliases=aliases,
        summary=summary,
        points=points,
        figures=figures,
        recommendations=recommendations,
        source=Source(heading=f"On {title}", locator=None),
    )


def recommendation(
    number: int,
    action: str,
    *areas: str,
    report_id: str = REPORT,
    aliases: tuple[str, ...] = (),
    instruments: tuple[str, ...] = (),
) -> Recommendation:
    return Recommendation(
        id=f"{report_id}/r{number}",
        report_id=report_id,
        number=number,
        action=action,
        detail="This costs little.",
        aliases=aliases,
        actors=("Harbour master",),
        instruments=instruments,
        areas=tuple(f"{report_id}/{area}" for area in areas),
        source=Source(heading="What to do", locator=f"recommendation {number}"),
    )


def term(
    name: str, definition: str, *see: str, report_id: str = REPORT, long_name: str | None = None
) -> Term:
    return Term(
        id=f"{report_id}/terms/{name.casefold()}",
        report_id=report_id,
        term=name,
        name=long_name,
        definition=definition,
        see=tuple(f"{report_id}/{slug}" for slug in see),
    )


def report(
    *sections: Section,
    report_id: str = REPORT,
    short_title: str = "Harbours",
    recommendations: tuple[Recommendation, ...] = (),
    terms: tuple[Term, ...] = (),
    published: str = "2022",
    review_by: str = "2030",
) -> Report:
    listed = RecommendationList(
        id=f"{report_id}/recommendations",
        report_id=report_id,
        title="Recommendations",
        aliases=(),
        summary="The harbours need care.",
        source=Source(heading="What to do", locator=None),
        items=recommendations,
    )
    return Report(
        id=report_id,
        title=f"{short_title}: a study",
        short_title=short_title,
        published=ReportDate.parse(published),
        review_by=ReportDate.parse(review_by),
        language="en",
        visibility=EVERYONE,
        aliases=(),
        sections=sections,
        recommendations=listed if recommendations else None,
        terms=terms,
    )


def one_report(published: str = "2022", review_by: str = "2030") -> Library:
    """Two sections, a recommendation with a number of its own, and a term."""
    quota = section("quotas", "Fishing Quotas", aliases=("quotas",), recommendations=(3,))
    light = section("lights", "Lighthouses", aliases=("beacons",), points=("Keepers earn a pension.",))
    advice = recommendation(3, "Raise the herring quota.", "quotas")
    vts = term("VTS", "The people who watch ships by radar.", "lights", long_name="Vessel Traffic Service")
    made = report(
        quota, light, recommendations=(advice,), terms=(vts,), published=published, review_by=review_by
    )
    return Library((made,))


def two_reports() -> Library:
    """Two reports with a section and a recommendation that go by the same names."""
    return Library(
        tuple(
            report(
                section(
                    "quotas",
                    "Fishing Quotas",
                    report_id=report_id,
                    aliases=("quotas",),
                    summary=f"{short_title} catches cod.",
                    recommendations=(1,),
                ),
                report_id=report_id,
                short_title=short_title,
                recommendations=(
                    recommendation(1, f"Count the cod of {short_title}.", "quotas", report_id=report_id),
                ),
                published=published,
            )
            for report_id, short_title, published in (("norway", "Norway", "2024"), ("peru", "Peru", "2023"))
        )
    )
