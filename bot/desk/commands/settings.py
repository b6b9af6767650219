"""`settings`, where no surface opens them itself: says where they are."""

from __future__ import annotations

from bot.desk.command import Command, Room
from bot.desk.reply import Passage, Reply


def _run(_room: Room, _argument: str) -> Reply:
    where = "Type /brief settings in a channel of Slack: each channel has its own."
    return Reply(title="Settings are a channel's own", passages=(Passage((where,)),))


COMMAND = Command(
    words=("settings", "setting", "configure", "preferences"),
    usage="settings",
    purpose="In a channel: whether questions without a mention are answered there.",
    order=80,
    run=_run,
)
