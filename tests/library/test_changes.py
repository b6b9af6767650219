"""What is new in a library, against what it was."""

from __future__ import annotations

from bot.library.changes import Change, Kind, changes, marks_of
from bot.library.model import Report
from bot.library.snapshot import Library
from tests.lookup.made_up import one_report, report, section, two_reports


def with_section(library: Library, **change: object) -> Library:
    """The library with its first section changed."""
    made: Report = library.reports[0]
    first = made.sections[0].model_copy(update=change)
    return Library((made.model_copy(update={"sections": (first, *made.sections[1:])}),))


def test_the_same_library_has_no_news(library: Library) -> None:
    assert changes(marks_of(library), library) == ()


def test_a_new_report_is_one_piece_of_news_whatever_is_in_it() -> None:
    both = two_reports()
    before = marks_of(Library(both.reports[1:]))
    assert changes(before, both) == (Change(Kind.NEW_REPORT, both.reports[0].id),)


def test_a_new_section_is_told() -> None:
    before = Library((report(section("quotas", "Fishing Quotas")),))
    after = Library((report(section("quotas", "Fishing Quotas"), section("ports", "Ports")),))
    assert [each.kind for each in changes(marks_of(before), after)] == [Kind.NEW_SECTION]


def test_a_reworded_section_is_told_by_its_id(library: Library) -> None:
    after = with_section(library, summary="Something else entirely.")
    first = library.reports[0].sections[0].id
    assert changes(marks_of(library), after) == (Change(Kind.REWORDED, first),)


def test_new_aliases_are_no_news_to_a_reader(library: Library) -> None:
    assert changes(marks_of(library), with_section(library, aliases=("another name",))) == ()


def test_a_figure_that_is_new_or_another_is_told_in_words(library: Library) -> None:
    figure = library.reports[0].sections[0].figures[0]
    other = figure.model_copy(update={"value": "1 million"})
    changed = changes(marks_of(library), with_section(library, figures=(other,)))
    assert changed == (Change(Kind.NEW_FIGURE, library.reports[0].sections[0].id, str(other)),)


def test_what_was_removed_is_no_news() -> None:
    bare = Library((report(section("quotas", "Fishing Quotas")),))
    assert changes(marks_of(one_report()) | marks_of(bare), bare) == ()
