"""A seeded maker of misspellings: one slip of the finger in one word of a query."""

from __future__ import annotations

import random
import re
import string
from collections.abc import Callable

_WORD = re.compile(r"[A-Za-z]{4,}")


def with_one_typo(text: str, seed: int) -> str:
    """The text with one letter of one word left out, added, replaced or swapped with the next.

    A text without a word of four letters stays as it is. The first letter stays, as it mostly does.
    """
    draw = random.Random(f"{seed} {text}")  # noqa: S311 - misspellings, the same every time
    words = list(_WORD.finditer(text))
    if not words:
        return text
    word = draw.choice(words)
    slips: tuple[Callable[[str, random.Random], str], ...] = (_left_out, _added, _replaced, _swapped)
    misspelt = word[0]
    while misspelt == word[0]:
        misspelt = draw.choice(slips)(word[0], draw)
    return text[: word.start()] + misspelt + text[word.end() :]


def _left_out(word: str, draw: random.Random) -> str:
    at = draw.randrange(1, len(word))
    return word[:at] + word[at + 1 :]


def _added(word: str, draw: random.Random) -> str:
    at = draw.randrange(1, len(word) + 1)
    return word[:at] + draw.choice(string.ascii_lowercase) + word[at:]


def _replaced(word: str, draw: random.Random) -> str:
    at = draw.randrange(1, len(word))
    return word[:at] + draw.choice(string.ascii_lowercase) + word[at + 1 :]


def _swapped(word: str, draw: random.Random) -> str:
    at = draw.randrange(1, len(word) - 1)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
