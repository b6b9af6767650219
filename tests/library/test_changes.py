"""What is new in a library, against what it was."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.library.changes import _PARTS, NEWS, Change, Kind, _mark, changes, marks_of
from bot.library.model import Figure, Report
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


def test_a_reworded_section_is_told_by_its_id_and_with_what_was_reworded(library: Library) -> None:
    after = with_section(library, summary="Something else entirely.")
    first = library.reports[0].sections[0].id
    assert changes(marks_of(library), after) == (Change(Kind.REWORDED, first, "summary"),)


def test_new_aliases_are_told_and_are_no_news_to_a_reader() -> None:
    before = Library((report(section("quotas", "Fishing Quotas", aliases=("catch", "nets"))),))
    [change] = changes(marks_of(before), with_section(before, aliases=("nets", "hauls")))
    assert (change.kind, change.detail) == (Kind.RENAMED, "+ hauls, - catch")
    assert change.kind not in NEWS


def test_a_title_that_is_another_is_told_with_both() -> None:
    before = Library((report(section("quotas", "Fishing Quotas")),))
    found = changes(marks_of(before), with_section(before, title="Catches"))
    assert Change(Kind.RETITLED, "harbours/quotas", "from Fishing Quotas to Catches") in found


def test_a_date_that_is_another_is_told_with_both() -> None:
    found = changes(marks_of(one_report(review_by="2030")), one_report(review_by="2031"))
    dates = "from 2022, to be reviewed by 2030 to 2022, to be reviewed by 2031"
    assert found == (Change(Kind.REDATED, "harbours", dates),)


# --- figures ---

CATCH = Figure(value="7 tons", unit="fish", what="Catch", as_of="2021")


def with_figures(*figures: Figure) -> Library:
    return Library((report(section("quotas", "Fishing Quotas", figures=figures)),))


def figure_changes(before: Library, after: Library) -> list[tuple[Kind, str]]:
    return [(each.kind, each.detail) for each in changes(marks_of(before), after)]


def test_a_figure_that_is_new_is_told_in_words() -> None:
    found = figure_changes(with_figures(), with_figures(CATCH))
    assert found == [(Kind.NEW_FIGURE, "Catch: 7 tons fish (2021)")]


def test_a_figure_with_another_value_is_told_with_both() -> None:
    other = CATCH.model_copy(update={"value": "8 tons"})
    found = figure_changes(with_figures(CATCH), with_figures(other))
    assert found == [(Kind.CHANGED_FIGURE, "Catch: from 7 tons fish (2021) to 8 tons fish (2021)")]


def test_the_figure_of_a_later_year_takes_the_place_of_the_earlier_one() -> None:
    later = CATCH.model_copy(update={"value": "9 tons", "as_of": "2022"})
    found = figure_changes(with_figures(CATCH), with_figures(later))
    assert found == [(Kind.CHANGED_FIGURE, "Catch: from 7 tons fish (2021) to 9 tons fish (2022)")]


def test_a_year_beside_another_is_a_new_figure() -> None:
    later = CATCH.model_copy(update={"value": "9 tons", "as_of": "2022"})
    found = figure_changes(with_figures(CATCH), with_figures(CATCH, later))
    assert found == [(Kind.NEW_FIGURE, "Catch: 9 tons fish (2022)")]


def test_a_figure_that_is_gone_is_told() -> None:
    found = figure_changes(with_figures(CATCH), with_figures())
    assert found == [(Kind.REMOVED_FIGURE, "Catch: 7 tons fish (2021)")]


# --- removals ---


def test_what_was_removed_is_told_by_its_title_and_is_no_news() -> None:
    bare = Library((report(section("quotas", "Fishing Quotas")),))
    found = [each for each in changes(marks_of(one_report()), bare) if each.kind is Kind.REMOVED]
    assert Change(Kind.REMOVED, "harbours/lights", "Lighthouses") in found
    assert Kind.REMOVED not in NEWS


def test_a_report_that_was_removed_is_told_once_whatever_was_in_it() -> None:
    both = two_reports()
    found = changes(marks_of(both), Library(both.reports[1:]))
    assert found == (Change(Kind.REMOVED, both.reports[0].id, both.reports[0].title),)


# --- marks that an earlier Briefbot noted ---


def noted_before(library: Library) -> dict[str, str]:
    """What was noted of a library before parts were: one mark an item, and figures as hashes."""
    marks = marks_of(library)
    kept = {key: mark for key, mark in marks.items() if key.partition("#")[2] not in _PARTS}
    return {key: _mark(mark) if "#" in key else mark for key, mark in kept.items()}


def test_after_an_upgrade_nothing_is_news(library: Library) -> None:
    assert [each for each in changes(noted_before(library), library) if each.kind in NEWS] == []


def test_after_an_upgrade_a_figure_that_is_another_is_told_as_new() -> None:
    other = CATCH.model_copy(update={"value": "8 tons"})
    found = changes(noted_before(with_figures(CATCH)), with_figures(other))
    assert found == (Change(Kind.NEW_FIGURE, "harbours/quotas", "Catch: 8 tons fish (2021)"),)


@given(st.integers(0, 3), st.integers(0, 3))
def test_what_changes_there_changes_back(one: int, other: int) -> None:
    figures = [CATCH.model_copy(update={"as_of": str(2000 + number)}) for number in range(4)]
    before, after = with_figures(*figures[:one]), with_figures(*figures[:other])
    there, back = changes(marks_of(before), after), changes(marks_of(after), before)
    assert len(there) == len(back)
    assert bool(there) == (one != other)
