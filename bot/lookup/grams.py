"""Runs of three letters: what is left of a word that is misspelt, joined or inflected."""

from __future__ import annotations


def grams_of(text: str) -> set[str]:
    """The distinct runs of three letters in a folded text, its edges counted as blanks."""
    padded = f" {text} "
    return {padded[at : at + 3] for at in range(len(padded) - 2)}
