"""`/brief recs [topic]` and `/brief r8`: recommendations, all or those on a topic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.desk import answers
from bot.desk.cards import recommendations_card
from bot.desk.command import Command, Room, Takes
from bot.desk.reply import Reply
from bot.library.model import Section
from bot.library.snapshot import Library
from bot.lookup.outcome import Verdict


def _run(room: Room, argument: str) -> Reply:
    """The list; or, for a topic that is a section, all of its recommendations in one reply."""
    wanted = room.lookup.find(f"recommendation {argument}" if argument else "recommendations")
    topic = room.lookup.find(argument)
    section = topic.best.item if topic.best and topic.verdict is Verdict.FOUND else None
    if isinstance(section, Section) and topic.best and topic.best.exact and section.recommendations:
        reply = recommendations_card(room.library, section, room.today)
        return replace(reply, matches=wanted.matches)
    return answers.reply_to(room, f"recs {argument}".strip(), wanted)


def _examples(library: Library) -> Sequence[str]:
    with_some = [section for section in library.sections() if section.recommendations]
    topics = [f"recs {_short_name(section)}" for section in with_some[-2:-1] or with_some[:1]]
    numbers = [item.number for listed in library.recommendation_lists() for item in listed.items]
    return [*topics, *(f"r{number}" for number in numbers[7:8] or numbers[:1])]


def _short_name(section: Section) -> str:
    return min((section.title, *section.aliases[:3]), key=len)


COMMAND = Command(
    words=("recs", "rec", "recommendations", "recommendation"),
    usage="recs [topic], or r8",
    purpose="The recommendations: all, on a topic, or one by its number.",
    order=20,
    run=_run,
    examples=_examples,
    takes=Takes.OPTIONAL,
)
