"""A report on small ferries and its source, both invented: faithful, until a test makes a mistake in it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bot.ingest.faithfulness import compared
from bot.ingest.manuscript import Block, Manuscript, Role
from bot.library.draft import ReportDraft
from bot.library.report_reader import read_draft


def blocks_of(text: str) -> tuple[Block, ...]:
    """Blocks from paragraphs of text: `# ` begins a heading, `* ` a bullet; they count as lines 1, 2, 3."""
    roles = {"#": Role.HEADING, "*": Role.BULLET}
    blocks = []
    for number, lines in enumerate(text.strip().split("\n\n"), start=1):
        paragraph = " ".join(lines.split())
        role = roles.get(paragraph[0], Role.PARAGRAPH)
        level = int(role is Role.HEADING)
        blocks.append(Block(role, paragraph.lstrip("#* "), f"line {number}", number, level))
    return tuple(blocks)


SOURCE = Manuscript(
    Path("ferries.txt"),
    blocks_of(
        """
        Few islands can pay for a bridge, and so the small ferry carries bread, letters and books all year.

        # Storms and Time-Tables

        Over the last ten years, storms have cancelled 14 percent of all winter crossings; in 2012 it was
        one in eleven.

        Captain Ada Lovelace of the Elvik line waits for 3 metres of water between the outer rocks, as all
        her crew do now.

        # Money for Harbours

        Dues brought in 2.4 million crowns in 2023, while repairs to the mole of Elvik cost 6,000,000.

        The Board of Small Harbours (BSH) shares out what is left by tonnage, and only one-quarter reaches
        its three small ports.

        # What Should Be Done

        The board and the councils can do much before the next winter.

        * The board should dredge the passage between the outer rocks every second year.

        * The island councils should publish each cancelled crossing by seven in the evening, on the pier.

        * The board should share out dues by landings and not by tonnage, so that small ports can mend
        their ladders.

        * Passengers should be told which lamps are dark, so that nobody falls into the water at night.
        """
    ),
    title="Small Ferries and the Harbours They Need",
)

FILES = {
    "report.yaml": """\
title: Small Ferries and the Harbours They Need
short_title: Small Ferries
published: 2024-05
review_by: 2026-12-31
terms:
  - term: BSH
    name: Board of Small Harbours
    definition: >-
      The body that shares out harbour dues.
    see: [money]
""",
    "sections/01-opening.yaml": """\
title: Why Ferries
summary: >-
  A bridge is dear. Small ferries bring an island its bread and its post.
points:
  - Islanders seldom have money for a bridge.
recommendations: [1]
source:
  heading: Introduction
""",
    "sections/02-storms.yaml": """\
title: Storms
summary: >-
  Storms cancel more boats than they did.
  In ten years the share lost in winter came to 14%.
points:
  - >-
    Ada Lovelace, an Elvik captain, sails only
    when the water is deep enough.
figures:
  - value: 14 percent
    unit: share of winter crossings
    what: Winter crossings that storms cancelled
    as_of: "2024, over ten years"
recommendations: [1, 2, 4]
source:
  heading: Storms and timetables
""",
    "sections/03-money.yaml": """\
title: Money
summary: >-
  In 2023 the dues came to 2.4m crowns, and Elvik's mole cost 6 million.
  BSH gives the small ports 25 percent.
points:
  - Tonnage decides who gets what is left of the dues.
recommendations: [3]
source:
  heading: Money for Harbours
""",
    "recommendations.yaml": """\
title: What to Do
summary: The report asks for deeper water, for news of lost crossings and for another way to share the dues.
source:
  heading: What should be done
recommendations:
  - number: 1
    action: Dredge the passage at the outer rocks.
    detail: Every second year would do.
    actors: [Board of Small Harbours]
    areas: [opening, storms]
  - number: 2
    action: Publish cancelled crossings in the evening.
    detail: They should be put up on the pier by seven.
    actors: [Island councils]
    areas: [storms]
  - number: 3
    action: Share out dues by landings.
    detail: Tonnage leaves small ports without money to mend ladders.
    actors: [BSH]
    areas: [money]
  - number: 4
    action: Tell passengers which lamps are dark.
    detail: Otherwise somebody falls into the water one night.
    actors: [Harbour masters]
    areas: [storms]
""",
}


@dataclass(frozen=True, slots=True)
class OwnReport:
    """A faithful report on disk, in which a test makes one mistake."""

    root: Path

    def replace(self, file: str, old: str, new: str) -> None:
        """Put `new` in the place of `old`, which stands once in the file."""
        path = self.root / file
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
        path.write_text(text.replace(old, new), encoding="utf-8")

    def swap(self, one: int, other: int) -> None:
        """Give two recommendations each other's number."""
        for old, new in ((one, 99), (other, one), (99, other)):
            self.replace("recommendations.yaml", f"number: {old}\n", f"number: {new}\n")

    def number(self, number: int) -> str:
        """Where the number of a recommendation stands."""
        return self.place("recommendations.yaml", f"{number}\n    action")

    def place(self, file: str, word: str) -> str:
        """Where a word stands that a file has once."""
        before, _, after = (self.root / file).read_text(encoding="utf-8").partition(word)
        assert word not in after
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        return f"{file}:{line}:{column}"

    def warnings(self, manuscript: Manuscript = SOURCE) -> list[str]:
        """What is told of it, without hints, with paths from its folder."""
        return [text.split("\n")[0] for text in self.told(manuscript)]

    def told(self, manuscript: Manuscript = SOURCE) -> list[str]:
        """What is told of it, hints too."""
        return [str(each).replace(f"{self.root}/", "") for each in compared(self.draft(), manuscript)]

    def draft(self) -> ReportDraft:
        """The report as it is read."""
        draft = read_draft(self.root)
        assert draft is not None
        return draft


def written_report(folder: Path) -> OwnReport:
    """The report, in a folder of its own."""
    root = folder / "small-ferries"
    for name, text in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return OwnReport(root)
