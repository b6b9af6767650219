"""Text as Slack takes it: escaped, measured, clipped and split."""

from __future__ import annotations

import re
from collections.abc import Iterator

_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_BREAK = re.compile(r"\s+")
_ADDRESS = re.compile(r"""(https?://[^\s<>|]*[^\s<>|.,;:!?)"'”])""")


def units(text: str) -> int:
    """Length in UTF-16 code units: the strictest way that a limit on characters can be counted."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def printable(text: str) -> str:
    """Text without control characters and lone surrogates, which no JSON reader has to accept."""
    return _UNPRINTABLE.sub("\ufffd", text)


def escape(text: str) -> str:
    """Text that mrkdwn shows as it is: no link, no mention, no ping can come of it.

    Slack's rule: `&`, `<` and `>` become entities, in this order, and nothing else does.
    """
    return printable(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def linked(text: str) -> str:
    """Escaped text in which web addresses can be followed."""
    pieces = enumerate(_ADDRESS.split(text))  # every other one is an address
    return "".join(f"<{escape(piece)}>" if number % 2 else escape(piece) for number, piece in pieces)


def clip(text: str, limit: int) -> str:
    """At most `limit` UTF-16 units, with an ellipsis where something was left out."""
    text = printable(text)
    if units(text) <= limit:
        return text
    kept, used = [], 1  # the ellipsis
    for letter in text:
        used += units(letter)
        if used > limit:
            break
        kept.append(letter)
    return "".join(kept).rstrip() + "…"


def split(text: str, limit: int) -> Iterator[str]:
    """Text in pieces, each at most `limit` units once escaped; between words where there are any."""
    piece: list[str] = []
    used = 0
    for word in _BREAK.split(text.strip()):
        size = units(escape(word))
        if used + size + len(piece) > limit:  # a space between each two words
            if piece:
                yield " ".join(piece)
            *whole, word = _hard_split(word, limit)
            yield from whole
            piece, used, size = [], 0, units(escape(word))
        piece.append(word)
        used += size
    yield " ".join(piece)


def _hard_split(word: str, limit: int) -> Iterator[str]:
    """One word, however long, in pieces that fit."""
    piece: list[str] = []
    used = 0
    for letter in word:
        size = units(escape(letter))
        if used + size > limit:
            yield "".join(piece)
            piece, used = [], 0
        piece.append(letter)
        used += size
    yield "".join(piece)
