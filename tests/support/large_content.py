"""A made-up library on disk, of any size: reports of twelve sections, as large as those of real ones."""

from __future__ import annotations

import random
from itertools import accumulate
from pathlib import Path

from tests.lookup.large import vocabulary_of

SECTIONS = 12
RECOMMENDATIONS = 6
_FIRST_YEAR, _YEARS = 2000, 26


def write_content(root: Path, reports: int, seed: int = 1) -> Path:
    """Write a library: each report has about 40 kB, five terms, twelve sections, six recommendations.

    The vocabulary grows with the root of the size (Heaps' law), the words follow Zipf's.
    """
    author = _Author(random.Random(seed), reports * SECTIONS)  # noqa: S311 - the same text every time
    for number in range(reports):
        author.write(root / f"report-{number:04}", number)
    return root


class _Author:
    def __init__(self, draw: random.Random, sections: int) -> None:
        self._draw = draw
        self._words = vocabulary_of(draw, int(60 * sections**0.55) + 200)
        self._weights = list(accumulate(1 / (rank + 3) for rank in range(len(self._words))))

    def write(self, folder: Path, number: int) -> None:
        (folder / "sections").mkdir(parents=True)
        names = _Unshared(self)
        (folder / "report.yaml").write_text(self._report(number, names), encoding="utf-8")
        for place in range(SECTIONS):
            path = folder / "sections" / f"{place + 1:02}-s{place + 1}.yaml"
            path.write_text(self._section(place, names), encoding="utf-8")
        (folder / "recommendations.yaml").write_text(self._recommendations(names), encoding="utf-8")

    def phrase(self, shortest: int, longest: int) -> str:
        return " ".join(self._draw.choices(self._words, k=self._draw.randint(shortest, longest)))

    def _sentence(self) -> str:
        many = self._draw.randint(14, 30)
        return " ".join(self._draw.choices(self._words, cum_weights=self._weights, k=many)) + "."

    def _report(self, number: int, names: _Unshared) -> str:
        year = _FIRST_YEAR + number % _YEARS
        terms = "".join(
            f"  - term: {names.new(1, 2)}\n    definition: >-\n      {self._sentence()}\n"
            f"    see: [s{place + 1}]\n"
            for place in range(5)
        )
        return (
            f"title: Report {number} on {self.phrase(2, 4)}\nshort_title: Report {number}\n"
            f'published: "{year}"\nreview_by: {year + 3}-12-31\nterms:\n{terms}'
        )

    def _section(self, place: int, names: _Unshared) -> str:
        title, aliases = names.new(2, 4), ", ".join(names.new(1, 3) for _ in range(8))
        points = "".join(f"  - >-\n    {self._sentence()}\n" for _ in range(12))
        figures = "".join(
            f"  - value: over {self._draw.randint(2, 900)} million\n    unit: {self.phrase(1, 2)}\n"
            f'    what: {self.phrase(4, 8)}\n    as_of: "{self._draw.randint(1990, 2025)}"\n'
            for _ in range(3)
        )
        related = place % RECOMMENDATIONS + 1
        return (
            f"title: {title}\naliases: [{aliases}]\nsummary: >-\n  {self._sentence()} {self._sentence()}\n"
            f"points:\n{points}figures:\n{figures}recommendations: [{related}]\nsource:\n  heading: {title}\n"
        )

    def _recommendations(self, names: _Unshared) -> str:
        items = "".join(
            f"  - number: {number}\n    action: {self.phrase(6, 12)}.\n    detail: >-\n"
            f"      {self._sentence()} {self._sentence()}\n    aliases: [{names.new(1, 3)}]\n"
            f"    actors: [{self.phrase(1, 2)}]\n    areas: [s{number}, s{number + RECOMMENDATIONS}]\n"
            for number in range(1, RECOMMENDATIONS + 1)
        )
        return f"summary: >-\n  {self._sentence()}\nsource:\n  heading: What to do\nrecommendations:\n{items}"


class _Unshared:
    """Names of which no two are the same in one report, as the checks want them."""

    def __init__(self, author: _Author) -> None:
        self._author = author
        self._taken: set[str] = set()

    def new(self, shortest: int, longest: int) -> str:
        while True:
            name = self._author.phrase(shortest, longest)
            if name not in self._taken:
                self._taken.add(name)
                return name
