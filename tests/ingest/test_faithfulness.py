"""A faithful report has no warning; each mistake that is made in it is told, alone and at its place."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from bot.ingest.faithfulness import compared
from bot.ingest.manuscript import Block, Manuscript, Role
from bot.library.problems import Severity
from bot.library.report_reader import read_draft, read_report


def _blocks(text: str) -> tuple[Block, ...]:
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
    _blocks(
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
        the small ports.

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
        draft = read_draft(self.root)
        assert draft is not None
        return [str(problem).replace(f"{self.root}/", "") for problem in compared(draft, manuscript)]


@pytest.fixture
def report(tmp_path: Path) -> OwnReport:
    root = tmp_path / "small-ferries"
    for name, text in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    assert read_report(root).problems == ()
    return OwnReport(root)


def test_a_faithful_report_has_no_warning(report: OwnReport) -> None:
    assert report.told() == []


def test_what_is_told_is_advice(report: OwnReport) -> None:
    report.replace("sections/02-storms.yaml", "14%", "16%")
    draft = read_draft(report.root)
    assert draft is not None
    assert [problem.severity for problem in compared(draft, SOURCE)] == [Severity.WARNING]


@pytest.mark.parametrize(
    ("file", "old", "new", "figure"),
    [
        ("sections/02-storms.yaml", "14%", "16%", "16%"),
        ("sections/02-storms.yaml", "14 percent", "15 percent", "15 percent"),
        ("sections/02-storms.yaml", "over ten", "over twelve", "twelve"),
        ("sections/03-money.yaml", "6 million", "6 billion", "6 billion"),
        ("recommendations.yaml", "Every second year", "In 2022 it", "2022"),
        ("report.yaml", "harbour dues", "half of all dues", "half"),
    ],
    ids=["summary", "figure", "period", "scale", "recommendation", "term"],
)
def test_a_changed_figure_is_told(report: OwnReport, file: str, old: str, new: str, figure: str) -> None:
    report.replace(file, old, new)
    where = report.place(file, figure)
    assert report.warnings() == [f"{where}: warning[foreign-figure]: the source has no '{figure}'"]


@pytest.mark.parametrize(("value", "told"), [("14", []), ("15", ["the source has no '15 percent'"])])
def test_the_number_of_a_figure_is_read_with_its_unit(report: OwnReport, value: str, told: list[str]) -> None:
    file = "sections/02-storms.yaml"
    report.replace(file, "14 percent\n    unit: share of winter crossings", f"{value}\n    unit: percent")
    where = report.place(file, "15") if told else ""
    assert report.warnings() == [f"{where}: warning[foreign-figure]: {each}" for each in told]


def test_a_foreign_figure_is_told_with_those_of_the_likest_passage(report: OwnReport) -> None:
    report.replace("sections/02-storms.yaml", "to 14%", "to 16%")
    [told] = report.told()
    assert told.endswith("hint: what is most like it there (line 3) has ten, 14 percent, 2012, one in eleven")


@pytest.mark.parametrize(
    ("file", "old", "new", "name"),
    [
        ("sections/02-storms.yaml", "only\n    when", "only\n    to Denmark when", "Denmark"),
        ("sections/02-storms.yaml", "Ada Lovelace", "Grace Hopper", "Grace Hopper"),
        ("recommendations.yaml", "[BSH]", "[BSH, NATO]", "NATO"),
        ("report.yaml", "Board of Small", "Board of Large", "Large"),
        ("report.yaml", "The body", "In Norway the body", "Norway"),
    ],
    ids=["point", "beginning", "actor", "term", "definition"],
)
def test_an_added_name_is_told(report: OwnReport, file: str, old: str, new: str, name: str) -> None:
    report.replace(file, old, new)
    where = report.place(file, name)
    assert report.warnings() == [f"{where}: warning[foreign-name]: the source has no '{name}'"]


def test_a_misspelt_name_is_told_with_the_right_one(report: OwnReport) -> None:
    report.replace("sections/02-storms.yaml", "Ada Lovelace", "Ada Lovelaec")
    assert [told.split("hint: ")[1] for told in report.told()] == ["did you mean 'Lovelace'?"]


def test_the_long_form_that_the_source_leaves_out_may_be_given_by_the_glossary(report: OwnReport) -> None:
    text = SOURCE.blocks[6].text.replace("Board of Small Harbours (BSH)", "BSH")
    short = replace(
        SOURCE, blocks=(*SOURCE.blocks[:6], replace(SOURCE.blocks[6], text=text), *SOURCE.blocks[7:])
    )
    report.replace("report.yaml", "Board of Small Harbours", "Bureau of Scenic Herons")
    report.replace("recommendations.yaml", "Board of Small Harbours", "Bureau of Scenic Herons")
    assert report.warnings(short) == []


def test_capitals_tell_no_names_where_every_noun_has_one(report: OwnReport) -> None:
    report.replace("report.yaml", "review_by:", "language: de\nreview_by:")
    report.replace("sections/02-storms.yaml", "Ada Lovelace", "Ein Mann")
    assert report.warnings() == []


@pytest.mark.parametrize(
    "heading", ["Storms and Timetables", "STORMS AND TIME TABLES", "Storms & time-tables."]
)
def test_a_heading_is_the_sources_in_any_case_and_punctuation(report: OwnReport, heading: str) -> None:
    report.replace("sections/02-storms.yaml", "Storms and timetables", heading)
    assert report.warnings() == []


def test_a_heading_that_the_source_lacks_is_told_with_the_right_one(report: OwnReport) -> None:
    report.replace("sections/02-storms.yaml", "Storms and timetables", "Storms and Tables")
    where = report.place("sections/02-storms.yaml", "Storms and Tables")
    [told] = report.told()
    assert told.splitlines() == [
        f"{where}: warning[no-such-heading]: the source has no heading 'Storms and Tables'",
        "  hint: did you mean 'Storms and Time-Tables'?",
    ]


def test_a_heading_of_one_recommendation_is_looked_for_too(report: OwnReport) -> None:
    report.replace("recommendations.yaml", "actors: [BSH]", "actors: [BSH]\n    source: {heading: Herons}")
    where = report.place("recommendations.yaml", "Herons")
    assert report.warnings() == [f"{where}: warning[no-such-heading]: the source has no heading 'Herons'"]


def test_an_introduction_is_no_heading_of_a_source_that_opens_with_one(report: OwnReport) -> None:
    assert [
        warning.split(":")[0] for warning in report.warnings(replace(SOURCE, blocks=SOURCE.blocks[1:]))
    ] == ["sections/01-opening.yaml"]


def test_ten_copied_words_are_told_with_their_place(report: OwnReport) -> None:
    copy = "waits for 3 metres of water\n    between the outer rocks"
    report.replace("sections/02-storms.yaml", "sails only\n    when the water is deep enough", copy)
    where = report.place("sections/02-storms.yaml", "waits")
    what = (
        "10 words in a row are the source's (line 4): “waits for 3 metres of water between the outer rocks”"
    )
    assert report.warnings() == [f"{where}: warning[verbatim]: {what}"]


def test_of_a_long_copy_only_the_beginning_is_shown(report: OwnReport) -> None:
    copied = SOURCE.blocks[0].text
    report.replace("sections/01-opening.yaml", "Islanders seldom have money for a bridge.", copied)
    [warning] = report.warnings()
    assert "19 words in a row" in warning
    assert warning.endswith(
        "“Few islands can pay for a bridge, and so the small ferry carries bread, letters and …”"
    )


def test_two_recommendations_that_are_swapped_are_told(report: OwnReport) -> None:
    report.swap(1, 4)
    early = "recommendation 4 stands before recommendation 2 in the source (line 10)"
    late = "recommendation 1 stands after recommendation 3 in the source (line 13)"
    assert report.warnings() == [
        f"{report.number(4)}: warning[out-of-order]: {early}",
        f"{report.number(1)}: warning[out-of-order]: {late}",
    ]


def test_of_two_neighbours_that_are_swapped_one_is_told(report: OwnReport) -> None:
    report.swap(2, 3)
    message = "recommendation 2 stands after recommendation 3 in the source (line 12)"
    assert report.warnings() == [f"{report.number(2)}: warning[out-of-order]: {message}"]


def test_the_order_in_the_file_does_not_matter(report: OwnReport) -> None:
    path = report.root / "recommendations.yaml"
    head, *items = path.read_text(encoding="utf-8").split("  - number")
    path.write_text("  - number".join((head, *reversed(items))), encoding="utf-8")
    assert report.warnings() == []


def test_a_recommendation_that_the_source_does_not_make_is_told(report: OwnReport) -> None:
    report.replace("recommendations.yaml", "Publish cancelled crossings in the evening", "Feed the herons")
    report.replace("recommendations.yaml", "They should be put up on the pier by seven", "They like fish")
    report.replace("recommendations.yaml", "[Island councils]", "[Everybody]")
    where = report.place("recommendations.yaml", "Feed")
    message = "recommendation 2 is like none of the source's"
    assert report.warnings() == [f"{where}: warning[unmatched-recommendation]: {message}"]


def test_recommendations_below_headings_of_their_own_are_compared_in_the_sources_order(
    report: OwnReport,
) -> None:
    first, later = SOURCE.blocks[:11], SOURCE.blocks[11:]
    parted = replace(SOURCE, blocks=(*first, Block(Role.HEADING, "Later", "line 99", 99, 1), *later))
    own = "    source: {heading: Later}\n"
    report.replace("recommendations.yaml", "    actors: [BSH]\n", f"    actors: [BSH]\n{own}")
    report.replace("recommendations.yaml", "    actors: [Harbour", f"{own}    actors: [Harbour")
    assert report.warnings(parted) == []


def test_a_report_without_recommendations_is_compared(report: OwnReport) -> None:
    (report.root / "recommendations.yaml").unlink()
    assert report.warnings() == []


def test_a_source_without_text_bears_nothing_out_and_still_is_compared(report: OwnReport) -> None:
    codes = {
        warning.split("[")[1].split("]")[0]
        for warning in report.warnings(replace(SOURCE, blocks=(), title=""))
    }
    assert codes == {"foreign-figure", "foreign-name", "no-such-heading", "unmatched-recommendation"}


def test_warnings_are_in_the_order_of_the_files(report: OwnReport) -> None:
    report.replace("sections/03-money.yaml", "6 million", "7 million and Denmark")
    report.replace("sections/01-opening.yaml", "bread and", "999 loaves and")
    report.replace("report.yaml", "harbour dues", "66 dues")
    assert [warning.split(":")[0] for warning in report.warnings()] == [
        "report.yaml",
        "sections/01-opening.yaml",
        "sections/03-money.yaml",
        "sections/03-money.yaml",
    ]
