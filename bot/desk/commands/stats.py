"""`stats`, where no surface opens them itself: says where they are."""

from __future__ import annotations

from bot.desk.command import Command, Room
from bot.desk.reply import Passage, Reply
from bot.desk.stats import PERIODS


def _run(_room: Room, _argument: str) -> Reply:
    where = "Type /brief stats in Slack: they are for admins, and for the editors in their channel."
    return Reply(title="Stats are a workspace's own", passages=(Passage((where,)),))


COMMAND = Command(
    words=("stats", *(f"stats {days}" for days in PERIODS)),  # "stats on trade" is a question
    usage="stats [days]",
    purpose="For admins and editors: what was asked in the last 7, 30 or 90 days, and how it ended.",
    order=85,
    run=_run,
)
