"""The emoji that one can react with, by the names that Slack gives them."""

from __future__ import annotations

from typing import Final

EMOJI: Final = {
    "+1": "👍",
    "-1": "👎",
    "heart": "❤️",
    "tada": "🎉",
    "eyes": "👀",
    "white_check_mark": "✅",
    "pray": "🙏",
    "raised_hands": "🙌",
    "clap": "👏",
    "smile": "😄",
    "joy": "😂",
    "thinking_face": "🤔",
    "open_mouth": "😮",
    "cry": "😢",
    "fire": "🔥",
    "rocket": "🚀",
}


def emoji(name: str) -> str:
    """An emoji, or its name between colons when it is none of ours."""
    return EMOJI.get(name, f":{name}:")
