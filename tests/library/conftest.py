"""A small valid library on disk, for tests that make one mistake in it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.library.reader import load_library, read_library
from bot.library.snapshot import Library

REPORT = """\
title: "Ferries and Bridges: Crossing the Sound"
short_title: Ferries and Bridges
published: 2021-05
review_by: 2023-12-31
aliases: [crossings]
terms:
  - term: HBA
    name: Harbor Board Authority
    definition: The body that runs the piers.
    aliases: [harbor board]
    see: [ferries, r2]
"""

FERRIES = """\
title: The Ferry Lines
aliases:
  - boats
  - night boats
summary: Ferries carry most people. They are old.
points:
  - Two of the boats date from the last century.
figures:
  - value: over 4,000
    unit: people
    what: Daily passengers
    as_of: "2020"
recommendations: [2, 1]
source:
  heading: Ferries Today
"""

BRIDGES = """\
title: Bridges of the Sound
aliases: [spans]
summary: A bridge is dear to build. It is cheap to use.
points:
  - One bridge is planned.
recommendations: [2]
source:
  heading: Bridges
"""

RECOMMENDATIONS = """\
title: Recommendations
aliases: [what to do]
summary: The report asks for new boats and for a study.
source:
  heading: What Should Be Done
recommendations:
  - number: 1
    action: Replace the oldest boats.
    detail: The new ones should run on batteries.
    aliases: [new boats]
    actors: [Harbor Board Authority]
    areas: [ferries]
  - number: 2
    action: Study a toll.
    detail: It could pay for boats and bridges.
    actors: [County council]
    instruments: [toll study]
    areas: [ferries, bridges]
"""

REPORT_FILE = "crossings/report.yaml"
FERRIES_FILE = "crossings/sections/01-ferries.yaml"
BRIDGES_FILE = "crossings/sections/02-bridges.yaml"
RECOMMENDATIONS_FILE = "crossings/recommendations.yaml"

FILES = {
    REPORT_FILE: REPORT,
    FERRIES_FILE: FERRIES,
    BRIDGES_FILE: BRIDGES,
    RECOMMENDATIONS_FILE: RECOMMENDATIONS,
}


@dataclass(frozen=True, slots=True)
class SmallLibrary:
    """A library folder: one report with two sections, two recommendations and a term."""

    root: Path

    def write(self, file: str, content: str | bytes) -> None:
        """Write a file of the library; its path is given from the library's folder."""
        path = self.root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)

    def replace(self, file: str, old: str, new: str) -> None:
        """Make a mistake: put `new` in the place of `old`, which stands once in the file."""
        text = (self.root / file).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
        self.write(file, text.replace(old, new))

    def append(self, file: str, text: str) -> None:
        """Add text to the end of a file."""
        self.write(file, (self.root / file).read_text(encoding="utf-8") + text)

    def remove(self, file: str) -> None:
        """Delete a file."""
        (self.root / file).unlink()

    def load(self) -> Library:
        """The library, which must have no problem."""
        return load_library(self.root)

    def problems(self) -> list[str]:
        """Every problem as an editor sees it, with paths from the library's folder."""
        problems = read_library(self.root).problems
        return [str(problem).replace(f"{self.root}/", "") for problem in problems]

    def problems_called(self, code: str) -> list[str]:
        """The problems of one kind."""
        return [problem for problem in self.problems() if f" error[{code}]: " in problem]


@pytest.fixture
def small(tmp_path: Path) -> SmallLibrary:
    """A small library without problems."""
    library = SmallLibrary(tmp_path / "content")
    for file, text in FILES.items():
        library.write(file, text)
    return library
