"""A made-up library of any size: words of Zipf's law, titles and aliases as reports have them."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import accumulate

from bot.library.dates import ReportDate
from bot.library.model import Report, Section, Source
from bot.library.snapshot import Library
from bot.library.visibility import EVERYONE

_SYLLABLES = (
    "ba be bi bo da de di do fa fe ga go ha he ka ke ki ko la le li lo ma me mi mo na ne ni no pa pe ra re"
    " ri ro sa se si so ta te ti to va ve vi vo za".split()
)
SECTIONS_A_REPORT = 12


def large_library(sections: int, seed: int = 1) -> Library:
    """Reports of twelve sections each: a title of two to four words, three aliases, eighty words of text.

    The vocabulary grows with the root of the size (Heaps' law), the words follow Zipf's.
    """
    draw = random.Random(seed)  # noqa: S311 - made-up text, the same every time
    vocabulary = vocabulary_of(draw, int(60 * sections**0.55) + 200)
    weights = list(accumulate(1 / (rank + 3) for rank in range(len(vocabulary))))

    def words(many: int) -> str:
        return " ".join(draw.choices(vocabulary, cum_weights=weights, k=many))

    def made(report: str, number: int) -> Section:
        title = " ".join(draw.choices(vocabulary, k=draw.randint(2, 4)))
        return Section.model_construct(
            id=f"{report}/s{number}",
            report_id=report,
            title=title,
            aliases=tuple(" ".join(draw.choices(vocabulary, k=draw.randint(1, 3))) for _ in range(3)),
            summary=f"{words(20)}. {words(20)}.",
            points=(f"{words(20)}.", f"{words(20)}."),
            figures=(),
            recommendations=(),
            source=Source.model_construct(heading=title, locator=None),
        )

    return Library(tuple(_reports(sections, made)))


def _reports(sections: int, made: object) -> Iterator[Report]:
    assert callable(made)
    for start in range(0, sections, SECTIONS_A_REPORT):
        report = f"report-{start // SECTIONS_A_REPORT}"
        many = min(SECTIONS_A_REPORT, sections - start)
        published = ReportDate(2000 + start // SECTIONS_A_REPORT % 26)
        yield Report.model_construct(
            id=report, title=f"Report {start}", short_title=f"R {start}", published=published,
            review_by=published, language="en", visibility=EVERYONE, aliases=(),
            sections=tuple(made(report, number) for number in range(many)), recommendations=None, terms=(),
        )  # fmt: skip


def vocabulary_of(draw: random.Random, many: int) -> list[str]:
    """Made-up words, each once."""
    words: dict[str, None] = {}
    while len(words) < many:
        words["".join(draw.choices(_SYLLABLES, k=draw.randint(2, 4)))] = None
    return list(words)
