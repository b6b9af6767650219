"""Thanks, which need no lookup."""

from __future__ import annotations

from bot.desk.command import Command, Room
from bot.desk.reply import Action, Passage, Reply, Verb


def _run(_room: Room, _argument: str) -> Reply:
    return Reply(
        title="You are welcome",
        passages=(Passage(("Ask again whenever you need a source.",)),),
        actions=(Action("What I can do", Verb.ASK, "help"), Action("All topics", Verb.ASK, "list")),
    )


COMMAND = Command(
    words=(
        "thanks",
        "thank you",
        "thx",
        "ty",
        "cheers",
        "many thanks",
        "thanks a lot",
        "thank you very much",
    ),
    usage="",
    purpose="",
    order=95,
    run=_run,
)
