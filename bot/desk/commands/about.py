"""`/brief about`: what the library holds and how old it is."""

from __future__ import annotations

from bot.desk.age import age_note
from bot.desk.command import Command, Room
from bot.desk.reply import Action, Citation, Origin, Passage, Reply, Style, Verb
from bot.library.model import Report
from bot.lookup.entries import Kind
from bot.lookup.explain import Plainly
from bot.lookup.outcome import Match

_LISTED = Plainly("is in the library")


def _run(room: Room, _argument: str) -> Reply:
    reports = room.library.reports
    return Reply(
        title="About this library",
        passages=tuple(
            Passage((*_counts(report), age_note(report, room.today).text), report.title, Style.BULLETS)
            for report in reports
        ),
        citations=tuple(Citation(report.title, str(report.published)) for report in reports),
        actions=tuple(Action(report.short_title, Verb.BRIEF, report.id) for report in reports),
        matches=tuple(
            Match(report, Kind.REPORT, 1.0, Plainly("is in the library"), True) for report in reports[:5]
        ),
        origin=Origin(Verb.ASK, "about"),
    )


def _counts(report: Report) -> tuple[str, ...]:
    listed = len(report.recommendations.items) if report.recommendations else 0
    figures = sum(len(section.figures) for section in report.sections)
    counts = (
        (len(report.sections), "section"),
        (listed, "recommendation"),
        (figures, "figure"),
        (len(report.terms), "term"),
    )
    return (", ".join(f"{count} {noun}{'' if count == 1 else 's'}" for count, noun in counts) + ".",)


COMMAND = Command(
    words=("about", "library", "reports", "version"),
    usage="about",
    purpose="The reports of the library, their dates and what is in them.",
    order=40,
    run=_run,
    examples=lambda _library: ("about",),
)
