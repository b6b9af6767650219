"""A document's sections by its headings, and the recommendations among them in their order."""

from __future__ import annotations

import pytest

from bot.ingest.manuscript import Block, Role
from bot.ingest.outline import Outline, items_of, outline_of


def blocks(text: str) -> list[Block]:
    """Blocks from lines: "# " and "## " begin headings, "* " a bullet."""
    found = []
    for number, line in enumerate(text.strip().splitlines(), start=1):
        said, locator = line.strip(), f"line {number}"
        if said.startswith("#"):
            marks, _, heading = said.partition(" ")
            found.append(Block(Role.HEADING, heading, locator, number, len(marks)))
        elif said.startswith("* "):
            found.append(Block(Role.BULLET, said[2:], locator, number))
        elif said:
            found.append(Block(Role.PARAGRAPH, said, locator, number))
    return found


def outline(text: str) -> Outline:
    return outline_of(blocks(text))


def test_each_heading_with_text_is_a_section() -> None:
    found = outline("# Piers\nThey are old.\n# Empty\n# Lamps\nThey are dark.\nAll of them.")
    assert [(part.heading, part.locator, len(part.blocks)) for part in found.sections] == [
        ("Piers", "line 1", 1),
        ("Lamps", "line 4", 2),
    ]


def test_text_before_the_first_heading_is_the_introduction() -> None:
    found = outline("The ferries are old, and so are their piers.\n# Piers\nThey are old.")
    assert [part.heading for part in found.sections] == ["Introduction", "Piers"]


def test_a_covers_lines_are_no_introduction() -> None:
    title = "Small Ferries of the Northern Sound: What They Cost and Who Pays for Them"
    found = outline(f"{title}\nBoard of Harbours\nMay 2024\n# Piers\nOld.")
    assert [part.heading for part in found.sections] == ["Piers"]


def test_headings_of_the_second_level_are_sections_and_deeper_ones_part_their_text() -> None:
    found = outline("# Piers\n## North\nOld.\n### East of it\nOlder.\n## South\nNew.")
    assert [(part.heading, len(part.blocks)) for part in found.sections] == [("North", 3), ("South", 1)]


@pytest.mark.parametrize(
    "heading",
    ["Recommendations", "Recommendations for a Better Pier", "What We Recommend", "What Should Be Done",
     "Next Steps", "The Way Forward", "Policy Options"],
)  # fmt: skip
def test_recommendations_are_known_by_their_heading_and_are_no_section(heading: str) -> None:
    found = outline(
        f"# Piers\nOld.\n# {heading}\nThe board has work to do.\n* Mend the pier.\n* Light the lamps."
    )
    assert [part.heading for part in found.sections] == ["Piers"]
    assert found.recommendations is not None
    items, around = items_of(found.recommendations)
    assert [item.text for item in items] == ["Mend the pier.", "Light the lamps."]
    assert [block.text for block in around] == ["The board has work to do."]


def test_bullets_elsewhere_are_no_recommendations() -> None:
    found = outline("# Piers\nOld.\n* one\n* two\n# Recommendations\n* Mend them.")
    assert found.recommendations is not None
    assert len(items_of(found.recommendations)[0]) == 1


def test_recommendations_under_several_headings_are_one_list() -> None:
    found = outline(
        "# Recommendations\n## To the Board\n* Mend.\n## To the Islands\n* Paint.\n# Annex\nMore."
    )
    assert found.recommendations is not None
    assert [item.text for item in items_of(found.recommendations)[0]] == ["Mend.", "Paint."]
    assert [part.heading for part in found.sections] == ["Annex"]


def test_without_bullets_the_paragraphs_that_say_what_should_be_are_the_recommendations() -> None:
    found = outline(
        "# Piers\nOld.\n# Recommendations\nMuch is to do.\nThe board should mend.\nIslands must paint."
    )
    assert found.recommendations is not None
    items, around = items_of(found.recommendations)
    assert [item.text for item in items] == ["The board should mend.", "Islands must paint."]
    assert [block.text for block in around] == ["Much is to do."]


def test_of_several_lists_the_last_is_it_since_a_summary_may_come_first() -> None:
    found = outline(
        "# Recommendations in Brief\n* Mend.\n# Piers\nOld.\n# Recommendations\n* Mend it.\n* Paint it."
    )
    assert found.recommendations is not None
    assert found.recommendations.heading == "Recommendations"


def test_a_document_of_recommendations_alone_is_one_section() -> None:
    found = outline("# Recommendations\n* Mend.\n* Paint.")
    assert [part.heading for part in found.sections] == ["Recommendations"]
    assert found.recommendations is None
