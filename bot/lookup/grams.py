"""Runs of three letters: what is left of a word that is misspelt, joined or inflected."""

from __future__ import annotations

_DIGITS = str.maketrans("123456789", "000000000")


def grams_of(text: str) -> list[str]:
    """The distinct runs of three letters in a folded text; its edges are blanks, and any digit is a 0.

    Two numbers are alike in that they are numbers: which one it is, the words tell.
    """
    padded = f" {text.translate(_DIGITS)} "
    return list(dict.fromkeys(map("".join, zip(padded, padded[1:], padded[2:], strict=False))))
