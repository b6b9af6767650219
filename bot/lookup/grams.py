"""Runs of three letters: what is left of a word that is misspelt, joined or inflected."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from bot.lookup.ragged import Ints, Keys, Ragged, distinct, owners_of, starts_of

_DIGITS = str.maketrans("123456789", "000000000")
_BITS = np.int64(21)  # of a code point


def grams_of(text: str) -> list[str]:
    """The distinct runs of three letters in a folded text; its edges are blanks, and any digit is a 0.

    Two numbers are alike in that they are numbers: which one it is, the words tell.
    """
    padded = _padded(text)
    return list(dict.fromkeys(map("".join, zip(padded, padded[1:], padded[2:], strict=False))))


def gram_rows(texts: Sequence[str]) -> tuple[list[str], Ragged]:
    """All runs in some texts, and for each text, the numbers of its own; an empty text has none."""
    lengths = [len(text) + 2 if text else 0 for text in texts]
    codes, of_text = _codes("".join(_padded(text) for text in texts if text), lengths)
    every = distinct(codes.copy())
    many = max(1, len(every))
    own = of_text.astype(np.int64)
    own *= many
    own += every.searchsorted(codes)
    del codes, of_text  # of many names, these are hundreds of megabytes
    own = distinct(own)
    each: Ints = np.bincount(own // many, minlength=len(texts)).astype(np.int32)
    own %= many
    return [_run(code) for code in every.tolist()], Ragged.of_lengths(each, own.astype(np.int32))


def _codes(joined: str, lengths: Sequence[int]) -> tuple[Keys, Ints]:
    """Every run as one number, and the text that it is in; the texts of these lengths are joined."""
    letters = np.frombuffer(joined.encode("utf-32-le", "replace"), np.uint32)
    ends = starts_of(lengths)[1:][np.array(lengths, np.int32) > 0]
    begins = np.ones(len(letters), np.bool_)
    begins[ends - 1] = begins[ends - 2] = False  # no run begins at the last two letters of a text
    codes = letters[begins].astype(np.int64)
    for further in (1, 2):
        codes <<= _BITS
        codes |= letters[further:][begins[: len(begins) - further]]
    return codes, owners_of(lengths)[begins]


def _padded(text: str) -> str:
    return f" {text if text.isalpha() else text.translate(_DIGITS)} "


def _run(code: int) -> str:
    mask = (1 << int(_BITS)) - 1
    return "".join(chr(code >> shift & mask) for shift in (2 * int(_BITS), int(_BITS), 0))
