"""A draft of any document can be read by the library, looked at, and finished by an editor."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.errors import DocumentError
from bot.ingest.drafting import Draft, draft_of
from bot.ingest.manuscript import Block, Manuscript, Role
from bot.ingest.writing import files_of, write_draft
from bot.library.model import Report, SectionFile
from bot.library.reader import Drafts, load_library, read_library
from bot.library.yaml_source import Document, parse_into
from tests.ingest.test_outline import blocks

TODAY = date(2026, 11, 23)
FERRIES = """
# The Old Boats
Small ferries are old. Over 40 boats sail for the Board of Small Harbours (BSH). In 2023 they cost $3 million.
They leak, and all know it.
# Piers and Lamps
Lamps are dark on the northern piers, and the ladders of the piers are worn. The BSH knows.
# Recommendations
The board can do much before winter.
* The board should replace the oldest boats. They leak.
* The islands must not paint the ladders of piers.
* New lamps on every northern pier.
"""


def draft(text: str = FERRIES) -> Draft:
    return draft_of(Manuscript(Path("ferries.txt"), tuple(blocks(text)), "Small Ferries", "2024"), TODAY)


def written(made: Draft, folder: Path) -> Report:
    """The report as the library reads it from the draft's files."""
    write_draft(made, folder / "ferries")
    report = load_library(folder, Drafts.SHOWN).get("ferries")
    assert isinstance(report, Report)
    return report


def test_a_draft_is_a_report_for_who_looks_at_drafts(tmp_path: Path) -> None:
    report = written(draft(), tmp_path)
    assert (report.title, str(report.published), report.review_by.iso) == (
        "Small Ferries",
        "2024",
        "2026-12-31",
    )
    assert [section.title for section in report.sections] == ["The Old Boats", "Piers and Lamps"]
    assert [section.id for section in report.sections] == ["ferries/old-boats", "ferries/piers-and-lamps"]


def test_it_is_not_published(tmp_path: Path) -> None:
    written(draft(), tmp_path)
    assert read_library(tmp_path).withheld == ("ferries",)
    assert {problem.code for problem in read_library(tmp_path, Drafts.REFUSED).problems} == {"draft"}


def test_each_section_has_its_place_its_points_and_its_figures(tmp_path: Path) -> None:
    [boats, _] = written(draft(), tmp_path).sections
    assert (boats.source.heading, boats.source.locator) == ("The Old Boats", "lines 1–3")
    assert boats.points[-1] == "They leak, and all know it."
    assert [(figure.value, figure.unit, figure.as_of) for figure in boats.figures] == [
        ("Over 40", "boats", "2024, as given in the report"),
        ("$3 million", "US dollars", "2023"),
    ]


@pytest.mark.parametrize(("many", "sizes"), [(1, [1]), (3, [3]), (4, [2, 2]), (7, [2, 2, 3])])
def test_a_long_paragraph_is_parted_into_points_of_nearly_one_length(many: int, sizes: list[int]) -> None:
    [section] = draft("# Piers\n" + "It leaks. " * many).sections.values()
    assert [point.count("leaks") for point in section.points] == sizes


def test_recommendations_have_an_action_who_acts_and_their_sections(tmp_path: Path) -> None:
    listed = written(draft(), tmp_path).recommendations
    assert listed is not None
    assert [(item.number, item.action, item.actors) for item in listed.items] == [
        (1, "Replace the oldest boats.", ("The board",)),
        (2, "Do not paint the ladders of piers.", ("The islands",)),
        (3, "New lamps on every northern pier.", ("To be named",)),
    ]
    assert [item.areas[0] for item in listed.items] == [
        "ferries/old-boats", "ferries/piers-and-lamps", "ferries/piers-and-lamps",
    ]  # fmt: skip
    assert listed.items[0].source.locator == "line 8"


def test_acronyms_are_terms_that_lead_to_where_they_stand(tmp_path: Path) -> None:
    [term] = written(draft(), tmp_path).terms
    assert (term.term, term.name) == ("BSH", "Board of Small Harbours")
    assert term.see == ("ferries/old-boats", "ferries/piers-and-lamps")


def test_every_file_says_that_it_is_a_draft_and_what_to_do() -> None:
    for text in files_of(draft()).values():
        modeline, advice, *_ = text.splitlines()
        assert modeline.startswith("# yaml-language-server: $schema=../")
        assert advice.startswith("# ")
        assert "\ndraft: true\n" in text


def test_sections_of_one_heading_have_slugs_of_their_own(tmp_path: Path) -> None:
    made = draft("# Piers\nOld piers.\n# Piers\nNew piers.\n# Recommendations 2\nNone.\n# 港口\nFar piers.")
    assert list(made.sections) == ["piers", "piers-2", "section-3"]
    assert written(made, tmp_path).recommendations is not None


def test_headings_that_are_alike_for_longer_than_ids_are_have_titles_of_their_own(tmp_path: Path) -> None:
    heading = "The State of the Piers and of the Lamps and of the Ladders of the North"
    made = draft(f"# {heading} One\nOld.\n# {heading} Two\nNew.\n# {heading} Two\nNewer.")
    assert len(written(made, tmp_path).sections) == 3


# --- whatever the document ---

SIGNS = "a: b|# no|- x|'|\"|no|2022|&a *b !c|\t|\x00\x07|> y|[z|{w: }|—|港口|\u2028|🚢|draft: true|---|%|@|`"
SAID = ["The board should: do # it.", "$5 million: much", "x" * 300, "The Board of Harbours (BH) is it."]
NASTY = st.text(max_size=60) | st.sampled_from([*SIGNS.split("|"), *SAID, "|"])
BLOCK = st.builds(
    Block,
    st.sampled_from(list(Role)),
    st.lists(NASTY, min_size=1, max_size=5).map(" ".join),
    st.sampled_from(["line 3", "page 4", "paragraph 5", ""]),
    st.integers(0, 9),
    st.integers(1, 3),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
@given(st.lists(BLOCK, max_size=12), NASTY)
def test_the_draft_of_any_document_has_no_problem(tmp_path: Path, made: list[Block], title: str) -> None:
    manuscript = Manuscript(Path("any.txt"), (*made, Block(Role.PARAGRAPH, "Some text.", "line 1")), title)
    write_draft(draft_of(manuscript, TODAY), tmp_path / "any", replace=True)
    assert read_library(tmp_path, Drafts.SHOWN).problems == ()
    for path in (tmp_path / "any").rglob("*.yaml"):
        assert isinstance(yaml.safe_load(path.read_text(encoding="utf-8")), dict)


@given(st.lists(st.lists(NASTY, min_size=1, max_size=40).map(" ".join), min_size=1, max_size=3))
def test_what_is_read_back_is_what_was_drafted(texts: list[str]) -> None:
    lines = [Block(Role.PARAGRAPH, text, "line 1") for text in ("Some text.", *texts)]
    made = draft_of(Manuscript(Path("any.txt"), tuple(lines)), TODAY)
    document = Document(Path("01-introduction.yaml"))
    parse_into(document, files_of(made)["sections/01-introduction.yaml"])
    assert SectionFile.model_validate(document.value) == made.sections["introduction"]


def test_a_word_with_hyphens_is_not_broken_where_a_line_ends() -> None:
    made = draft("# Piers\n" + "island-to-island crossings and " * 12 + "piers.")
    [text] = [text for name, text in files_of(made).items() if "piers" in name]
    assert not any(line.endswith(("island-", "to-")) for line in text.splitlines())


def test_a_document_without_any_text_below_its_headings_is_refused() -> None:
    with pytest.raises(DocumentError, match="no text below its headings"):
        draft("# Piers\n# Lamps")


# --- whole or not at all ---


def test_a_folder_that_is_there_is_not_touched(tmp_path: Path) -> None:
    written(draft(), tmp_path)
    before = (tmp_path / "ferries" / "report.yaml").read_text(encoding="utf-8")
    with pytest.raises(DocumentError, match="is there already"):
        write_draft(draft(), tmp_path / "ferries")
    assert (tmp_path / "ferries" / "report.yaml").read_text(encoding="utf-8") == before


def test_an_earlier_draft_can_be_replaced_as_long_as_all_of_it_is_one(tmp_path: Path) -> None:
    written(draft(), tmp_path)
    write_draft(draft("# Other\nSomething else."), tmp_path / "ferries", replace=True)
    [section] = (tmp_path / "ferries" / "sections").iterdir()
    section.write_text(section.read_text(encoding="utf-8").replace("draft: true\n", ""), encoding="utf-8")
    with pytest.raises(DocumentError, match="is no draft any more"):
        write_draft(draft(), tmp_path / "ferries", replace=True)
    assert section.exists()


def test_where_it_cannot_be_written_nothing_is_left(tmp_path: Path) -> None:
    (tmp_path / "content").write_text("no folder", encoding="utf-8")
    with pytest.raises(DocumentError, match="cannot be written"):
        write_draft(draft(), tmp_path / "content" / "ferries")
    assert [path.name for path in tmp_path.iterdir()] == ["content"]


def test_where_writing_fails_midway_nothing_is_left(tmp_path: Path) -> None:
    made = draft()
    unwritable = {**made.sections, "x" * 300: made.sections["old-boats"]}  # no file system takes that name
    with pytest.raises(DocumentError, match="cannot be written"):
        write_draft(replace(made, sections=unwritable), tmp_path / "ferries")
    assert list(tmp_path.iterdir()) == []


def test_where_replacing_fails_midway_the_earlier_draft_is_still_there(tmp_path: Path) -> None:
    written(draft(), tmp_path)

    def full(made: Path, place: Path) -> None:
        if place == tmp_path / "ferries":
            raise OSError(28, "No space left on device")
        made.rename(place)

    with pytest.raises(DocumentError, match="No space left on device"):
        write_draft(draft("# Other\nSomething else."), tmp_path / "ferries", replace=True, move=full)
    assert [path.name for path in tmp_path.iterdir()] == ["ferries"]
    assert len(load_library(tmp_path, Drafts.SHOWN).reports) == 1
    assert (tmp_path / "ferries" / "sections" / "01-old-boats.yaml").exists()


def test_a_file_in_the_folders_place_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "ferries").write_text("notes", encoding="utf-8")
    with pytest.raises(DocumentError, match="is no draft any more"):
        write_draft(draft(), tmp_path / "ferries", replace=True)
    assert (tmp_path / "ferries").read_text(encoding="utf-8") == "notes"


def test_a_draft_that_could_not_be_read_is_not_written(tmp_path: Path) -> None:
    made = draft("# Piers\n" + "Very long text it is. " * 60_000)
    with pytest.raises(DocumentError, match="larger than"):
        write_draft(made, tmp_path / "ferries")
    assert list(tmp_path.iterdir()) == []
