"""`/brief define FATF`: the glossary."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.desk import answers
from bot.desk.command import Command, Room, Takes
from bot.desk.reply import Citation, Passage, Reply, Style
from bot.library.snapshot import Library


def _run(room: Room, argument: str) -> Reply:
    if not argument:
        return _glossary(room.library, room.today)
    query = f"define {argument}"
    return answers.reply_to(room, query, room.lookup.find(query))


def _glossary(library: Library, _today: date) -> Reply:
    passages = [
        Passage(tuple(term.title for term in report.terms), report.short_title, Style.BULLETS)
        for report in library.reports
        if report.terms
    ]
    return Reply(
        title="Terms that the library explains",
        passages=tuple(passages) or (Passage(("The library has no glossary.",)),),
        citations=tuple(Citation(report.title, str(report.published)) for report in library.reports),
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
