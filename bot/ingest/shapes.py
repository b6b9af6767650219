"""What a line is by its shape alone: a bullet, a heading, the end of a sentence."""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence

from bot.ingest.line import Line

_GLYPHS = "•‣⁃∙◦▪▫■□●○◆◇►▶▸➢➤➔→✓✔❖·–—*-+§¤"
_LONE_SIGN = re.compile(r"(\S)\s+(?=\S)")
_NUMBERED = re.compile(r"\(?(?:\d{1,2}|[a-z]|[ivx]{1,5})[.)]\s+(?=\S)", re.IGNORECASE)
_RECURS = 2
_HEADING_NUMBER = re.compile(
    r"(?:(?:chapter|section|part)\s+)?(?:\d{1,2}(?:\.\d{1,2}){0,3}|[IVX]{1,5})[.:)]?\s+", re.IGNORECASE
)
_SMALL = frozenset(
    "a an and as at but by for from in into nor of on or over per the to up via vs with".split()
)
_DATE_WORDS = {name.casefold() for name in (*calendar.month_name, *calendar.month_abbr)}
_LONGEST_HEADING = 120
_MOST_WORDS = 16
_FEW_WORDS = 8
_SENTENCE_END = re.compile(r"[.!?:;][”’\"')\]]*\d{0,3}$")


def bullet_glyphs(lines: Iterable[Line]) -> frozenset[str]:
    """The signs that begin bullets in a document.

    The usual ones; and any other sign or letter of another script, since fonts of a PDF turn bullets into
    anything, where it stands alone at the beginning of several lines.
    """
    texts = [line.text.strip() for line in lines]
    first = Counter(match[1] for text in texts if (match := _LONE_SIGN.match(text)))
    script = Counter(_script(letter) for text in texts for letter in text[:200] if letter.isalpha())
    main = max(script, key=lambda name: script[name], default="")
    return frozenset(
        sign
        for sign, times in first.items()
        if sign in _GLYPHS or (times >= _RECURS and not sign.isdecimal() and _script(sign) != main)
    )


def without_bullet(text: str, glyphs: frozenset[str]) -> str | None:
    """What a bullet says, None for a line that begins no bullet."""
    sign = _LONE_SIGN.match(text)
    if sign and sign[1] in glyphs:
        return text[sign.end() :]
    number = _NUMBERED.match(text)
    return text[number.end() :] if number else None


def is_numbered(text: str) -> bool:
    """Whether a line begins with a number or a letter of a list."""
    return _NUMBERED.match(text.strip()) is not None


def could_be_heading(text: str, width: int) -> bool:
    """Whether a line could be a heading, or a line of one, in a text whose lines have `width` letters."""
    words = plain_heading(text).split()
    if not words or len(text) > min(_LONGEST_HEADING, 0.85 * width) or len(words) > _MOST_WORDS:
        return False
    if ends_sentence(text) and not text.rstrip().endswith("?"):
        return False
    if text.rstrip().endswith((",", "-")) or not words[0][0].isalnum():
        return False
    if _is_date(words):
        return False
    telling = [word for word in words if word.casefold() not in _SMALL and any(map(str.isalpha, word))]
    raised = sum(1 for word in telling if word.lstrip("“‘\"'(")[:1].isupper())
    return bool(telling) and raised >= 0.75 * len(telling)


def could_be_plain_heading(text: str) -> bool:
    """Whether a line that stands alone could be a heading whose words begin with small letters."""
    text = plain_heading(text)
    words = text.split()
    if not words or len(words) > _FEW_WORDS or not text[0].isupper():
        return False
    goes_on = text.endswith((",", "-")) or words[-1].casefold() in _SMALL
    is_sentence = ends_sentence(text) and not text.endswith("?")
    return not goes_on and not is_sentence and not _is_date(words)


def _is_date(words: Sequence[str]) -> bool:
    """Whether a line is a date and no more, as covers have it."""
    return all(word.strip(".,").casefold() in _DATE_WORDS or word.strip(",.").isdecimal() for word in words)


def plain_heading(text: str) -> str:
    """A heading without its number."""
    text = text.strip()
    number = _HEADING_NUMBER.match(text)
    return text[number.end() :] if number else text


def ends_sentence(text: str) -> bool:
    """Whether a text ends as a sentence, or an introduction to a list, does."""
    return _SENTENCE_END.search(text.rstrip()) is not None


def _script(letter: str) -> str:
    """The script of a letter, by the first word of its name in Unicode; "" for what is no letter."""
    return unicodedata.name(letter, "").partition(" ")[0] if letter.isalpha() else ""
