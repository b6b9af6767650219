"""What a document says of itself: its title, its date, its language."""

from __future__ import annotations

import calendar
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bot.ingest.manuscript import Block, Manuscript, Role
from bot.ingest.shapes import could_be_heading
from bot.library.dates import ReportDate

_LONGEST_SHORT_TITLE = 40
_EARLY = 40
"""Blocks among which a document's date stands, if it does on its cover."""

_MONTHS = {name.casefold(): number for number, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name.casefold(): number for number, name in enumerate(calendar.month_abbr) if name}
_MONTHS["sept"] = 9
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_YEAR = r"(?P<year>(?:19|20)\d{2})"
_DATES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{_YEAR}-(?P<number>\d{{2}})-(?P<day>\d{{2}})\b",
        rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{_MONTH})\.?,?\s+{_YEAR}\b",
        rf"\b(?P<month>{_MONTH})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+{_YEAR}\b",
        rf"\b(?P<month>{_MONTH})\.?,?\s+{_YEAR}\b",
        rf"\b{_YEAR}\b",
    )
)
_SAYS_PUBLISHED = re.compile(r"©|\(c\)|copyright|publi(?:shed|cation)|dated?\b|issued|updated", re.IGNORECASE)
_ANY_YEAR = re.compile(r"(?<![\d.,$€£])(?:19|20)\d{2}(?![\d,]|\.\d)")
_SHOUTED = re.compile(r"^[^a-z]+$|(?:\b[A-Z]+\b\W+){3}")
_COVER_WORDS = 12
_SMALL = frozenset(
    "a an and as at but by for from in into nor of on or over per the to up via vs with".split()
)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """A document's title, a short one, and its dates; `review_by` is proposed."""

    title: str
    short_title: str
    published: ReportDate
    review_by: ReportDate
    language: str


def front_matter_of(manuscript: Manuscript, today: date) -> FrontMatter:
    """What a document says of itself; where it says nothing, what the text lets one think."""
    title = _title(manuscript)
    published = _published(manuscript, today)
    short = title.partition(":")[0].strip()
    if len(short) > _LONGEST_SHORT_TITLE:
        short = short[:_LONGEST_SHORT_TITLE].rsplit(" ", 1)[0]
    review_by = ReportDate(published.year + 2, 12, 31)
    return FrontMatter(title, short or title, published, review_by, manuscript.language or "en")


def _title(manuscript: Manuscript) -> str:
    blocks = manuscript.blocks
    named = [block.text for block in blocks if block.role is Role.TITLE]
    if not named and manuscript.title:
        named = [manuscript.title]
    if not named and blocks and (blocks[0].role is Role.HEADING or could_be_heading(blocks[0].text, 150)):
        named = [blocks[0].text]
    title = " ".join((named or [re.sub(r"[-_]+", " ", manuscript.path.stem)])[0].split())
    return _in_words(title, blocks) if _SHOUTED.search(title) or not named else title


def _in_words(title: str, blocks: Sequence[Block]) -> str:
    """A title of capitals as the text would write it: "US" stays, "PAKISTAN" does not."""
    forms: dict[str, Counter[str]] = {}
    for block in blocks:
        if block.text != title and not block.text.isupper():
            for word in re.findall(r"[^\W\d_]+", block.text):
                forms.setdefault(word.casefold(), Counter())[word] += 1

    def written(word: str, is_first: bool) -> str:
        known = forms.get(word.casefold())
        usual = max(known, key=lambda form: known[form]) if known else word.casefold()
        if usual.casefold() in _SMALL and not is_first:
            return usual.casefold()
        return usual if any(letter.isupper() for letter in usual) else usual.capitalize()

    parts = re.split(r"([^\W\d_]+)", title)
    first = True
    for number, part in enumerate(parts):
        if part[:1].isalpha():
            parts[number], first = written(part, first), False
        elif ":" in part:
            first = True
    return "".join(parts)


def _published(manuscript: Manuscript, today: date) -> ReportDate:
    if manuscript.published:
        return ReportDate.parse(manuscript.published)
    cover = (
        found
        for block in manuscript.blocks[:_EARLY]
        if len(block.text.split()) <= _COVER_WORDS or _SAYS_PUBLISHED.search(block.text[:80])
        if (found := _date_in(block.text)) and found.first_day <= today
    )
    return next(cover, None) or ReportDate(max(_years(manuscript.blocks, today), default=today.year))


def _date_in(text: str) -> ReportDate | None:
    for pattern in _DATES:
        if match := pattern.search(text):
            said = match.groupdict()
            month = _MONTHS[said["month"].casefold()] if said.get("month") else said.get("number")
            try:
                return ReportDate(*_whole(said["year"], month, said.get("day")))
            except ValueError:
                continue
    return None


def _whole(year: str, month: str | int | None, day: str | None) -> tuple[int, int | None, int | None]:
    """A date's numbers. Raises ValueError where no calendar has it."""
    numbers = int(year), int(month) if month else None, int(day) if day else None
    date(numbers[0], numbers[1] or 1, numbers[2] or 1)
    return numbers


def _years(blocks: Sequence[Block], today: date) -> Iterator[int]:
    for block in blocks:
        yield from (year for found in _ANY_YEAR.findall(block.text) if (year := int(found)) <= today.year)
