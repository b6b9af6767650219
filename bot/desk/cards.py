"""The library's items as replies: a section's brief, a recommendation, a term, a report."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from bot.desk.age import age_note
from bot.desk.reply import Action, Citation, Origin, Passage, Reply, Style, Verb, share
from bot.library.model import Item, Recommendation, RecommendationList, Report, Section, Source, Term
from bot.library.snapshot import Library

POINTS_IN_BRIEF = 5
"""Points that a brief shows; the full section shows them all."""

FIGURES_IN_BRIEF = 5
"""Key figures that a brief shows."""

RECOMMENDATIONS_IN_BRIEF = 3
"""Related recommendations that a brief shows."""


def card(library: Library, item: Item, today: date, full: bool = False) -> Reply:
    """An item as a reply. `full` shows all of it where a brief shows the start."""
    match item:
        case Section():
            return _section(library, item, today, full)
        case RecommendationList():
            return _recommendation_list(library, item, today)
        case Recommendation():
            return _recommendation(library, item, today)
        case Term():
            return _term(library, item, today)
        case Report():
            return _report(item, today)


def recommendations_card(library: Library, section: Section, today: date) -> Reply:
    """Every recommendation that belongs to a section, in full."""
    items = library.recommendations_of(section)
    report = library.report_of(section)
    lines = tuple(f"{item.number}. {item.action} {item.detail}" for item in items)
    nothing = ("The report has no recommendation on this.",)
    origin = Origin(Verb.RECOMMENDATIONS, section.id)
    return Reply(
        title=f"Recommendations: {section.title}",
        passages=(Passage(lines, style=Style.NUMBERED) if lines else Passage(nothing),),
        notes=(age_note(report, today),),
        citations=(citation(report, items[0].source if items else section.source, locator=False),),
        actions=(
            Action("Brief", Verb.BRIEF, section.id),
            *_open_each(items),
            share(origin),
        ),
        origin=origin,
    )


def related_card(library: Library, item: Item, today: date) -> Reply:
    """What stands near an item: its recommendations' other sections, or its own."""
    report = library.report_of(item)
    related = _related(library, item)
    lines = tuple(f"{other.title}: {gist(other)}" for other in related)
    return Reply(
        title=f"Related to {item.title}",
        passages=(
            Passage(lines or ("Nothing else in the library is linked to this.",), style=Style.BULLETS),
        ),
        notes=(age_note(report, today),),
        citations=(Citation(report.title, str(report.published)),),
        actions=tuple(Action(other.title, Verb.BRIEF, other.id) for other in related),
        origin=Origin(Verb.RELATED, item.id),
    )


def gloss(term: Term) -> Passage:
    """A term's definition, to stand above what the term leads to."""
    return Passage((f"{term.title}: {term.definition}",))


def _section(library: Library, section: Section, today: date, full: bool) -> Reply:
    report = library.report_of(section)
    points = section.points if full else section.points[:POINTS_IN_BRIEF]
    figures = section.figures if full else section.figures[:FIGURES_IN_BRIEF]
    related = library.recommendations_of(section)
    shown = related if full else related[:RECOMMENDATIONS_IN_BRIEF]
    passages = [
        Passage((section.summary,)),
        Passage(points, _counted("Points", len(points), len(section.points)), Style.BULLETS),
    ]
    if figures:
        heading = _counted("Key figures", len(figures), len(section.figures))
        passages.append(Passage(tuple(map(str, figures)), heading, Style.BULLETS))
    if shown:
        lines = tuple(f"{item.number}. {item.action}" for item in shown)
        heading = _counted("Related recommendations", len(shown), len(related))
        passages.append(Passage(lines, heading, Style.NUMBERED))
    origin = Origin(Verb.FULL if full else Verb.BRIEF, section.id)
    return Reply(
        title=section.title,
        passages=tuple(passages),
        notes=(age_note(report, today),),
        citations=(citation(report, section.source),),
        actions=(
            Action("Recommendations", Verb.RECOMMENDATIONS, section.id),
            *([] if full else [Action("Full section", Verb.FULL, section.id)]),
            Action("Related", Verb.RELATED, section.id),
            share(origin),
            *votes(section),
        ),
        origin=origin,
    )


def _recommendation_list(library: Library, listed: RecommendationList, today: date) -> Reply:
    report = library.report_of(listed)
    lines = tuple(f"{item.number}. {item.action}" for item in listed.items)
    origin = Origin(Verb.BRIEF, listed.id)
    return Reply(
        title=f"{listed.title}: {report.short_title}",
        passages=(
            Passage((listed.summary,)),
            Passage(lines, f"All {len(lines)}", Style.NUMBERED),
        ),
        notes=(age_note(report, today),),
        citations=(citation(report, listed.source),),
        actions=(
            *_open_each(listed.items),
            share(origin),
            *votes(listed),
        ),
        origin=origin,
    )


def _recommendation(library: Library, item: Recommendation, today: date) -> Reply:
    report = library.report_of(item)
    facts = [f"Who acts: {', '.join(item.actors)}"]
    if item.instruments:
        facts.append(f"Instruments: {', '.join(item.instruments)}")
    origin = Origin(Verb.BRIEF, item.id)
    areas = [area for area in map(library.get, item.areas) if isinstance(area, Section)]
    facts.append(f"Belongs to: {', '.join(area.title for area in areas)}")
    return Reply(
        title=item.title,
        passages=(
            Passage((item.action,)),
            Passage((item.detail,)),
            Passage(tuple(facts), style=Style.BULLETS),
        ),
        notes=(age_note(report, today),),
        citations=(citation(report, item.source),),
        actions=(
            *(Action(area.title, Verb.BRIEF, area.id) for area in areas[:3]),
            Action("Related", Verb.RELATED, item.id),
            share(origin),
            *votes(item),
        ),
        origin=origin,
    )


def _term(library: Library, term: Term, today: date) -> Reply:
    report = library.report_of(term)
    places = [place for place in map(library.get, term.see) if place is not None]
    origin = Origin(Verb.BRIEF, term.id)
    sources = [place.source for place in places if not isinstance(place, Report | Term)]
    return Reply(
        title=term.title,
        passages=(Passage((term.definition,)),),
        notes=(age_note(report, today),),
        citations=(citation(report, sources[0]),) if sources else (_whole(report),),
        actions=(
            *(Action(place.title, Verb.BRIEF, place.id) for place in places[:4]),
            share(origin),
            *votes(term),
        ),
        origin=origin,
    )


def _report(report: Report, today: date) -> Reply:
    topics = tuple(section.title for section in report.sections)
    passages = [Passage(topics, f"{len(topics)} sections", Style.BULLETS)]
    actions = [Action(section.title, Verb.BRIEF, section.id) for section in report.sections]
    if report.recommendations:
        count = len(report.recommendations.items)
        passages.append(Passage((report.recommendations.summary,), f"{count} recommendations"))
        actions.insert(0, Action("Recommendations", Verb.BRIEF, report.recommendations.id))
    return Reply(
        title=report.title,
        passages=tuple(passages),
        notes=(age_note(report, today),),
        citations=(_whole(report),),
        actions=tuple(actions),
        origin=Origin(Verb.BRIEF, report.id),
    )


def _related(library: Library, item: Item) -> list[Item]:
    """Items that share a link with this one, nearest first, without itself."""
    match item:
        case Section():
            recommendations = library.recommendations_of(item)
            ids = [area for each in recommendations for area in each.areas]
        case Recommendation():
            ids = [*item.areas, *_siblings(library, item)]
        case _:
            ids = []
    found = [library.get(each) for each in dict.fromkeys(ids) if each != item.id]
    return [each for each in found if each is not None][:5]


def _siblings(library: Library, item: Recommendation) -> list[str]:
    areas = [area for area in map(library.get, item.areas[:2]) if isinstance(area, Section)]
    return [other.id for area in areas for other in library.recommendations_of(area)]


def gist(item: Item) -> str:
    """An item in one sentence."""
    match item:
        case Section() | RecommendationList():
            return item.summary.split(". ")[0].rstrip(".") + "."
        case Recommendation():
            return item.action
        case Term():
            return item.definition
        case Report():
            return f"{len(item.sections)} sections"


def _counted(heading: str, shown: int, there: int) -> str:
    return heading if shown == there else f"{heading} ({shown} of {there})"


def _open_each(items: Iterable[Recommendation]) -> list[Action]:
    return [Action(f"R{item.number}", Verb.BRIEF, item.id) for item in items]


def votes(item: Item) -> tuple[Action, Action]:
    """Whether the reply about an item was useful, to be told by its readers."""
    return Action("Useful", Verb.USEFUL, item.id), Action("Not useful", Verb.NOT_USEFUL, item.id)


def citation(report: Report, source: Source, locator: bool = True) -> Citation:
    """Where something stands in a report."""
    where = source.locator or "" if locator else ""
    return Citation(report.title, str(report.published), source.heading, where)


def _whole(report: Report) -> Citation:
    return Citation(report.title, str(report.published))


def figures_card(library: Library, section: Section, today: date, year: str = "") -> Reply:
    """A section's figures, of one year if asked; what it does not have is said, and what it has."""
    report = library.report_of(section)
    of_year = tuple(str(each) for each in section.figures if year in each.as_of)
    every = tuple(map(str, section.figures))
    passages: list[Passage] = []
    if of_year:
        passages.append(Passage(of_year, f"Figures for {year}" if year else "Figures", Style.BULLETS))
    else:
        lacking = f"“{section.title}” has no figure{f' for {year}' if year else 's'}."
        passages += [Passage((lacking,)), Passage(every, "It has", Style.BULLETS)]
    return Reply(
        title=f"Figures: {section.title}",
        passages=tuple(each for each in passages if each.lines),
        notes=(age_note(report, today),),
        citations=(citation(report, section.source),),
        actions=(Action("Brief", Verb.BRIEF, section.id),),
        origin=Origin(Verb.BRIEF, section.id),
    )
