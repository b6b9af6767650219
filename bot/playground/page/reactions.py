"""The emoji that one can react with."""

from __future__ import annotations

from typing import Final

from bot.playground.page.emoji import emoji

#: Offered beside a message, by the names that Slack gives them.
OFFERED: Final = (
    *("+1", "-1", "heart", "tada", "eyes", "white_check_mark", "pray", "raised_hands"),
    *("clap", "smile", "joy", "thinking_face", "open_mouth", "cry", "fire", "rocket"),
)


def sign(name: str) -> str:
    """An emoji, or its name between colons when it is not known."""
    return emoji(name) or f":{name}:"
