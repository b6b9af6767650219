"""`digest`, where no surface opens it itself: says where it is."""

from __future__ import annotations

from bot.desk.command import Command, Room
from bot.desk.reply import Passage, Reply


def _run(_room: Room, _argument: str) -> Reply:
    where = "Type /brief digest in a channel of Slack, or in a direct message, to set one up or to change it."
    return Reply(title="Digests are a channel's own", passages=(Passage((where,)),))


COMMAND = Command(
    words=("digest", "digests", "daily digest"),
    usage="digest",
    purpose="A digest for this channel: set it up; with now, pause, resume, off or list after it.",
    order=75,
    run=_run,
)
