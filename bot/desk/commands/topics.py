"""`/brief list`: every topic of the library."""

from __future__ import annotations

from collections.abc import Iterator

from bot.desk.age import age_note
from bot.desk.command import Command, Room
from bot.desk.reply import Action, Citation, Origin, Passage, Reply, Style, Verb
from bot.library.model import Report


def _run(room: Room, _argument: str) -> Reply:
    reports = room.library.reports
    return Reply(
        title="Topics in the library",
        passages=tuple(passage for report in reports for passage in _topics(report)),
        notes=tuple(age_note(report, room.today) for report in reports),
        citations=tuple(Citation(report.title, str(report.published)) for report in reports),
        actions=tuple(_actions(reports)),
        origin=Origin(Verb.ASK, "list"),
    )


def _topics(report: Report) -> Iterator[Passage]:
    lines = [section.title for section in report.sections]
    if report.recommendations:
        count = len(report.recommendations.items)
        lines.append(f"{report.recommendations.title} ({count})")
    yield Passage(tuple(lines), report.short_title, Style.BULLETS)


def _actions(reports: tuple[Report, ...]) -> Iterator[Action]:
    for report in reports:
        yield from (Action(section.title, Verb.BRIEF, section.id) for section in report.sections)
        if report.recommendations:
            yield Action(report.recommendations.title, Verb.BRIEF, report.recommendations.id)


COMMAND = Command(
    words=("list", "topics", "sections", "contents"),
    usage="list",
    purpose="All topics.",
    order=10,
    run=_run,
    examples=lambda _library: ("list",),
)
