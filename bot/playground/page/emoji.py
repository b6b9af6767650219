"""Emoji by the names between colons."""

from __future__ import annotations

import re
from typing import Final

from rich.emoji import Emoji

_SHORTCODE: Final = re.compile(r":([a-z0-9_+'-]+):(?::skin-tone-([2-6]):)?")
_FLAG: Final = re.compile(r"flag-([a-z]{2})|(cn|de|es|fr|gb|it|jp|kr|ru|us)")
#: Modifiers follow each other in Unicode as Slack numbers them, from 2.
_FIRST_TONE: Final = 0x1F3FB
_FIRST_REGIONAL_INDICATOR: Final = 0x1F1E6

#: Names of Slack's that rich calls otherwise, or does not know.
_OTHERS: Final = {
    "large_green_circle": "🟢",
    "large_yellow_circle": "🟡",
    "large_orange_circle": "🟠",
    "large_purple_circle": "🟣",
    "large_brown_circle": "🟤",
    "large_green_square": "🟩",
    "large_yellow_square": "🟨",
    "large_red_square": "🟥",
    "simple_smile": "🙂",
    "technologist": "🧑‍💻",
}


def emoji(name: str, tone: int | None = None) -> str | None:
    """An emoji by its name without colons, or None; `tone` is a skin tone from 2 to 6."""
    found = _OTHERS.get(name) or _flag(name) or Emoji.replace(f":{name}:")
    if found == f":{name}:":
        return None
    return found + (chr(_FIRST_TONE + tone - 2) if tone is not None and 2 <= tone <= 6 else "")


def with_emoji(text: str) -> str:
    """A text whose known :shortcodes: have become characters; unknown ones stay as they are."""
    return _SHORTCODE.sub(_character, text)


def _character(match: re.Match[str]) -> str:
    name, tone = match.groups()
    return emoji(name, int(tone) if tone else None) or match.group()


def _flag(name: str) -> str | None:
    match = _FLAG.fullmatch(name)
    if match is None:
        return None
    code = match.group(1) or match.group(2)
    return "".join(chr(_FIRST_REGIONAL_INDICATOR + ord(letter) - ord("a")) for letter in code)
