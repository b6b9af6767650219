"""`/brief help`, and `/brief` alone: what can be asked, with examples that work."""

from __future__ import annotations

from bot.desk.command import Command, Room
from bot.desk.reply import Action, Origin, Passage, Reply, Style, Verb

_WHERE = (
    "/brief in any channel: only you see the answer, until you share it.",
    "@brief in a channel: the answer comes in a thread, where further questions need no mention.",
    "A direct message: just ask.",
    "“Brief me on this” in a message's menu: for you alone, with a way into its thread.",
)


def _run(room: Room, _argument: str) -> Reply:
    usage = tuple(f"/brief {each.usage}: {each.purpose}" for each in room.commands if each.usage)
    examples = [text for command in room.commands for text in command.examples(room.library)]
    count = len(room.library.reports)
    reports = "one policy report" if count == 1 else f"{count} policy reports"
    return Reply(
        title="Briefbot: ask the policy library",
        passages=(
            Passage((f"Answers come from {reports}, each with its source and date.",)),
            Passage(usage, "What you can type", Style.BULLETS),
            Passage(_WHERE, "Where you can ask", Style.BULLETS),
            Passage(tuple(f"/brief {text}" for text in examples), "For example", Style.BULLETS),
        ),
        actions=tuple(Action(f"Try: {text}", Verb.ASK, text) for text in examples[:5]),
        origin=Origin(Verb.ASK, "help"),
    )


COMMAND = Command(
    words=(
        *("help", "hilfe", "usage", "start", "what can you do", "who are you", "what are you"),
        *("hi", "hello", "hey", "hi there", "hello there", "hey there"),
        *("good morning", "good afternoon", "good evening", "good day", "salam", "moin"),
    ),
    usage="help",
    purpose="This page.",
    order=90,
    run=_run,
)
