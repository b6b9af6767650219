"""Text to comparable words: case, accents, width, punctuation, possessives, endings."""

from __future__ import annotations

import re
import string
import threading
import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache

import Stemmer

from bot.lookup.vocabulary import FUNCTION_WORDS

_POSSESSIVE = re.compile(r"(?<=\w)['’]s?\b")
_DOTTED_ACRONYM = re.compile(r"\b(?:[^\W\d_]\.){2,}")
_DOT_LETTER_DOT = re.compile(r"\.[^\W\d_]\.")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3})")
_SENTENCE_END = re.compile(r"[.!?;]\s+|\n+")
_DIGIT = re.compile(r"\d")
_PUNCTUATION = str.maketrans(dict.fromkeys(string.punctuation, " "))
_WORD = re.compile(r"\d+(?:\.\d+)?|[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[^\W\d_]+|[^\W_]+")
"""A number; a sign of a script that is written without spaces, each by itself; a run of letters."""
_LATIN_WITH_MARK = re.compile(r"([A-Za-z])[\u0300-\u036f]+")


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text, folded: "Pakistan’s R&D, U.S. $1,000" is pakistan r and d us 1000."""
    return tuple(_words(_plain(text)))


def sentences_of(text: str) -> Iterator[list[str]]:
    """The words of each sentence and line of a text, folded."""
    return map(_words, _SENTENCE_END.split(_plain(text)))


def _words(plain: str) -> list[str]:
    """The words of a folded text; where it has plain letters alone, without a look at every sign."""
    if plain.isascii() and plain.isprintable() and not _DIGIT.search(plain):
        return plain.translate(_PUNCTUATION).split()
    return _WORD.findall(plain)


def _plain(text: str) -> str:
    """A text in which only words are left to be found."""
    text = text.lower() if text.isascii() else _folded(text)
    if "&" in text:
        text = text.replace("&", " and ")
    if text.count(".") > 1 and _DOT_LETTER_DOT.search(text):
        text = _DOTTED_ACRONYM.sub(lambda match: match[0].replace(".", ""), text)
    if "'" in text or "’" in text:
        text = _POSSESSIVE.sub("", text)
    if "," in text:
        text = _THOUSANDS.sub("", text)
    return text


def _folded(text: str) -> str:
    """Without case, width and the accents of Latin letters; halves of surrogate pairs are replaced."""
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    text = unicodedata.normalize("NFKC", text).casefold()
    text = _LATIN_WITH_MARK.sub(r"\1", unicodedata.normalize("NFD", text))
    return unicodedata.normalize("NFC", text)


class _PerThread(threading.local):
    """PyStemmer's objects may not be shared between threads."""

    def __init__(self) -> None:
        self.stem: Callable[[str], str] = Stemmer.Stemmer("english", 0).stemWord


_stemmer = _PerThread()
_OF_ITS_OWN = dict.fromkeys(("important", "importance", "importantly"), "important")
"""Porter2 makes these one with imports."""


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """A word's Porter2 stem, so that 'militants' and 'militant' are one; acronyms' plurals too."""
    return _OF_ITS_OWN.get(word) or _stemmer.stem(word)


_FUNCTION_LETTERS = frozenset("".join(sorted(word)) for word in FUNCTION_WORDS if len(word) >= 3)


def swaps_function_word(word: str) -> bool:
    """Whether a word is a function word with its letters swapped: 'teh', 'adn', 'waht'."""
    return "".join(sorted(word)) in _FUNCTION_LETTERS
