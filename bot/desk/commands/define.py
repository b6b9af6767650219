"""`/brief define FATF`: the glossary."""

from __future__ import annotations

from collections.abc import Sequence

from bot.desk import answers
from bot.desk.age import age_note
from bot.desk.command import Command, Room, Takes
from bot.desk.reply import Citation, Origin, Passage, Reply, Style, Verb
from bot.library.snapshot import Library


def _run(room: Room, argument: str) -> Reply:
    if not argument:
        return _glossary(room)
    query = f"define {argument}"
    return answers.reply_to(room, query, room.lookup.find(query))


def _glossary(room: Room) -> Reply:
    reports = [report for report in room.library.reports if report.terms]
    passages = [
        Passage(tuple(term.title for term in report.terms), report.short_title, Style.BULLETS)
        for report in reports
    ]
    return Reply(
        title="Terms that the library explains",
        passages=tuple(passages) or (Passage(("The library has no glossary.",)),),
        notes=tuple(age_note(report, room.today) for report in reports),
        citations=tuple(Citation(report.title, str(report.published)) for report in reports),
        origin=Origin(Verb.ASK, "define"),
    )


def _examples(library: Library) -> Sequence[str]:
    terms = [term.term for report in library.reports for term in report.terms if term.name]
    return [f"define {term}" for term in terms[:1]]


COMMAND = Command(
    words=("define", "definition", "glossary"),
    usage="define [term]",
    purpose="What a term or an acronym means; without one, all terms.",
    order=30,
    run=_run,
    examples=_examples,
    takes=Takes.OPTIONAL,
)
