"""`brief new`: what it writes is valid, marked as a draft, and written whole or not at all."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cli import main
from bot.errors import BriefbotError
from bot.library.dates import ReportDate
from bot.library.model import Report
from bot.library.reader import Drafts, load_library, read_library
from bot.library.schema import FOLDER, schemas
from bot.library.section_files import name_after, slug_of_title
from bot.library.skeletons import report_skeleton, section_skeleton
from bot.library.yaml_source import Document, parse_into

TITLE = "Ferries: Crossing the Sound"


class New(Protocol):
    """`brief new …` on a library of one's own; what it prints, or its error."""

    def __call__(self, what: str, *arguments: str) -> str: ...


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return tmp_path / "content"


@pytest.fixture
def new(content: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> New:
    def run(what: str, *arguments: str) -> str:
        monkeypatch.setattr("sys.argv", ["brief", "new", what, "--content", str(content), *arguments])
        with pytest.raises(SystemExit):
            main()
        printed = capsys.readouterr()
        return printed.out + printed.err

    return run


@pytest.fixture
def ferries(new: New, content: Path) -> Path:
    """The folder of a new report."""
    new("report", TITLE, "--published", "2024-05", "--recommendations")
    return content / "ferries"


def only_report(content: Path) -> Report:
    (report,) = load_library(content, Drafts.SHOWN).reports
    return report


def everything_in(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file() and FOLDER not in path.parts)
    return {str(path.relative_to(folder)): path.read_text(encoding="utf-8") for path in files}


# --- brief new report ---


def test_a_new_report_has_no_problem_but_that_every_file_is_a_draft(new: New, content: Path) -> None:
    new("report", TITLE, "--recommendations")
    assert read_library(content, Drafts.SHOWN).problems == ()
    drafts = read_library(content, Drafts.REFUSED).problems
    assert {problem.code for problem in drafts} == {"draft"}
    assert len({problem.at.path for problem in drafts}) == len(everything_in(content)) == 3


def test_a_new_report_is_called_what_was_given(new: New, content: Path) -> None:
    new("report", TITLE, "--published", "2024-05")
    report = only_report(content)
    assert (report.id, report.title, report.short_title) == ("ferries", TITLE, "Ferries")
    assert (report.published, report.review_by) == (ReportDate(2024, 5), ReportDate(2026, 12, 31))
    assert report.recommendations is None


def test_a_new_report_may_have_another_id(new: New, content: Path) -> None:
    new("report", TITLE, "--id", "the-sound")
    assert only_report(content).id == "the-sound"


def test_a_new_report_brings_the_schemas_that_its_files_name(new: New, content: Path) -> None:
    new("report", TITLE)
    assert {path.name for path in (content / FOLDER).iterdir()} == set(schemas())


def test_a_new_report_says_what_to_do_next(new: New) -> None:
    said = new("report", TITLE)
    assert "brief edit ferries/introduction" in said
    assert "brief new section ferries" in said


def test_a_report_that_is_there_is_left_as_it_is(new: New, ferries: Path) -> None:
    before = everything_in(ferries)
    assert "is there already: give the new report another --id" in new("report", "Ferries")
    assert everything_in(ferries) == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["渡し船"], "gives no id: name one of small letters, digits and hyphens with --id"),
        ([" \x07 "], "The title is empty"),
        (["Ferries", "--published", "May 2024"], "--published May 2024: write it as YYYY"),
        (["Ferries", "--id", "The Sound"], "'The Sound' is no report id"),
        (["Ferries", "--id", "../ferries"], "'../ferries' is no report id"),
        (["Ferries", "--id", "the/ferries"], "'the/ferries' is no report id"),
    ],
)
def test_what_cannot_be_a_report_is_refused_in_plain_words_and_leaves_nothing(
    new: New, content: Path, arguments: list[str], said: str
) -> None:
    assert said in new("report", *arguments)
    assert not content.exists() or list(content.iterdir()) == []


def test_a_report_cannot_be_begun_within_another(new: New, ferries: Path) -> None:
    before = everything_in(ferries)
    said = new("report", "Harbours", "--content", str(ferries))
    assert said == f"{ferries} is a report: name the folder that holds the reports with --content\n"
    assert everything_in(ferries) == before


# --- brief new section ---


def test_a_new_section_follows_the_last_one(new: New, ferries: Path, content: Path) -> None:
    new("section", "ferries", "The Harbours")
    assert [path.name for path in sorted((ferries / "sections").iterdir())] == [
        "01-introduction.yaml",
        "02-harbours.yaml",
    ]
    assert [section.title for section in only_report(content).sections] == ["Introduction", "The Harbours"]


def test_a_new_section_can_follow_any_other(new: New, ferries: Path, content: Path) -> None:
    new("section", "ferries", "Harbours")
    new("section", "ferries", "Storms", "--after", "introduction")
    assert (ferries / "sections/015-storms.yaml").exists()
    assert [section.title for section in only_report(content).sections] == [
        "Introduction",
        "Storms",
        "Harbours",
    ]


def test_a_section_can_be_added_to_a_report_with_problems(new: New, ferries: Path) -> None:
    (ferries / "sections/01-introduction.yaml").write_text("title: [\n", encoding="utf-8")
    new("section", "ferries", "Harbours")
    assert (ferries / "sections/02-harbours.yaml").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["feries", "Storms"], "There is no report 'feries'; did you mean 'ferries'?"),
        (["ferries", "Introduction"], "There is a section 'introduction' already (01-introduction.yaml)"),
        (["ferries", "Storms", "--after", "introductoin"], "did you mean 'introduction'?"),
        (["ferries", "Storms", "--id", "R 8"], "'R 8' is no slug"),
        (["ferries", "Recommendations"], "'recommendations' is an id that Briefbot gives"),
        (["ferries", "Introduction", "--id", "opening"], "'Introduction' is claimed by"),
    ],
)
def test_what_cannot_be_a_section_is_refused_in_plain_words_and_leaves_nothing(
    new: New, ferries: Path, arguments: list[str], said: str
) -> None:
    before = everything_in(ferries.parent)
    assert said in new("section", *arguments)
    assert everything_in(ferries.parent) == before


def test_where_nothing_can_be_written_that_is_said(new: New, content: Path) -> None:
    content.write_text("a file where the folder would be", encoding="utf-8")
    assert "cannot be written: " in new("report", TITLE)


# --- names of files ---


@pytest.mark.parametrize(
    ("names", "after", "name"),
    [
        ([], "", "01-new.yaml"),
        (["01-a.yaml", "02-b.yaml"], "", "03-new.yaml"),
        (["09-a.yaml"], "", "10-new.yaml"),
        (["99-a.yaml"], "", "990-new.yaml"),
        (["10-a.yaml", "20-b.yaml"], "a", "15-new.yaml"),
        (["01-a.yaml", "02-b.yaml"], "a", "015-new.yaml"),
        (["010-a.yaml", "011-b.yaml"], "a", "0105-new.yaml"),
        (["01-a.yaml", "01-b.yaml"], "b", "02-new.yaml"),
    ],
)
def test_a_new_file_is_numbered_so_that_it_sorts_where_it_goes(
    names: list[str], after: str, name: str
) -> None:
    assert name_after(names, after, "new") == name


def test_where_no_number_is_left_that_is_said() -> None:
    with pytest.raises(BriefbotError, match="There is no room behind 'a': rename the files after it"):
        name_after(["0001-a.yaml", "0002-b.yaml"], "a", "new")


@given(st.lists(st.integers(0, 60), unique=True, min_size=1, max_size=12), st.data())
def test_a_new_file_sorts_right_behind_the_one_it_follows(orders: list[int], data: st.DataObject) -> None:
    names = sorted(f"{order:02}-s{order}.yaml" for order in orders)
    after = data.draw(st.sampled_from(names))
    added = name_after(names, after.partition("-")[2].removesuffix(".yaml"), "new")
    assert sorted([*names, added]).index(added) == names.index(after) + 1


@pytest.mark.parametrize(
    ("title", "slug"),
    [("The Harbours", "harbours"), ("A", "a"), ("Économie & aide", "economie-aide"), ("渡し", "")],
)
def test_a_title_gives_a_slug_without_its_article(title: str, slug: str) -> None:
    assert slug_of_title(title) == slug


# --- the text of the files ---


@given(st.text(st.characters(min_codepoint=32, exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1))
def test_any_title_is_read_back_as_it_was_given(title: str) -> None:
    for text in (report_skeleton(title, ReportDate(2024)), section_skeleton(title)):
        document = Document(Path("new.yaml"))
        parse_into(document, text)
        assert document.said("title") == title
