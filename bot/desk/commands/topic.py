"""`/brief china`: the default, a topic or a question."""

from __future__ import annotations

from collections.abc import Sequence

from bot.desk import answers
from bot.desk.command import Command, Room, Takes
from bot.desk.reply import Reply
from bot.library.snapshot import Library


def _run(room: Room, argument: str) -> Reply:
    return answers.answer(room, argument)


def _examples(library: Library) -> Sequence[str]:
    sections = list(library.sections())
    return [
        next((alias for alias in section.aliases if " " not in alias), section.title)
        for section in sections[6:8] or sections[:2]
    ]


COMMAND = Command(
    words=(),  # whatever no other subcommand takes
    usage="[topic or question]",
    purpose="The brief on a topic, or the passage that answers a question.",
    order=0,
    run=_run,
    examples=_examples,
    takes=Takes.OPTIONAL,
)
