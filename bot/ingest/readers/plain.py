"""Text as readers hand it on: decoded, without marks of notes and signs that cannot be seen."""

from __future__ import annotations

import codecs
import re

from bot.library.dates import ReportDate

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # begins as UTF-16's does
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_UNSEEN = dict.fromkeys([*range(9), *range(14, 28), *range(127, 133), *range(134, 160)])
_UNSEEN |= dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_UNSEEN |= {ord("\u2011"): "-", ord("\u2010"): "-"}
_MARK = re.compile(
    r"[\s,;()\[\]]*(?:\d{1,3}|[*†‡§¶]{1,3}|[a-z]|[ivx]{1,5})(?:[\s,;\-–()\[\]]+\d{1,3})*[\s,;.()\[\]]*"
)
_UNIT_OF_LENGTH = re.compile(r"(?:^|[\s\d/])[kcm]?m$")
_POWERS = {"2": "²", "3": "³"}
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_]|$)")
_DATE = re.compile(r"\s*(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?!\d)")


def decoded(data: bytes, declared: str = "") -> str:
    """Text of bytes: by their byte order mark, as UTF-8, as they declare it, or by their looks."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    for encoding in ("utf-8", declared):
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    from charset_normalizer import from_bytes  # only text that is not in UTF-8 needs it

    best = from_bytes(data).best()
    return str(best) if best else data.decode("utf-8", errors="replace")


def tidied(text: str) -> str:
    """Text on one line, single spaces between its words, without signs that cannot be seen."""
    return " ".join(text.translate(_UNSEEN).split())


def raised(text: str, before: str) -> str:
    """What raised text says after other text: nothing where it is the mark of a note.

    A power stays ("km²"), and so does the end of an ordinal ("19th").
    """
    if (power := _POWERS.get(text.strip())) and _UNIT_OF_LENGTH.search(before):
        return power
    return "" if _MARK.fullmatch(text) else text


def iso_date(text: str) -> str:
    """The date that a text of metadata begins with, as `ReportDate.parse` reads it, "" where it has none."""
    match = _DATE.match(text)
    if match is None:
        return ""
    try:
        return ReportDate.parse("-".join(part.zfill(2) for part in match.groups() if part)).iso
    except ValueError:
        return ""


def language_code(text: str) -> str:
    """The language of a tag such as "en-GB" or "en_GB", in small letters: `en`; "" where it is none."""
    match = _LANGUAGE.match(text.strip())
    return match[1].lower() if match else ""
