"""A date says as much as the report says, and no more."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.library.dates import ReportDate


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2022", ReportDate(2022)),
        ("2022-09", ReportDate(2022, 9)),
        ("2022-09-14", ReportDate(2022, 9, 14)),
        ("2024-02-29", ReportDate(2024, 2, 29)),
        (" 2022 ", ReportDate(2022)),
    ],
)
def test_iso_text_is_read_to_its_own_precision(text: str, expected: ReportDate) -> None:
    assert ReportDate.parse(text) == expected


@pytest.mark.parametrize(
    ("text", "shown"),
    [("2022", "2022"), ("2022-09", "September 2022"), ("2022-09-04", "4 September 2022")],
)
def test_a_date_is_shown_as_a_reader_says_it(text: str, shown: str) -> None:
    assert str(ReportDate.parse(text)) == shown


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2022", date(2022, 1, 1), date(2022, 12, 31)),
        ("2023-02", date(2023, 2, 1), date(2023, 2, 28)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2022-09-14", date(2022, 9, 14), date(2022, 9, 14)),
    ],
)
def test_a_date_spans_every_day_that_it_can_mean(text: str, first: date, last: date) -> None:
    parsed = ReportDate.parse(text)
    assert (parsed.first_day, parsed.last_day) == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        *("", "22", "2022-9", "2022-13", "2022-02-30", "2023-02-29", "2022/09", "14-09-2022", "20220914"),
        *("September 2022", "2022-09-14T10:00", "0000", "-2022", "2022-", "soon"),
    ],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        ReportDate.parse(text)


_DATES = st.builds(
    lambda day, parts: ReportDate(*(day.year, day.month, day.day)[:parts]),
    st.dates(),
    st.integers(1, 3),
)


@given(when=_DATES)
def test_a_date_is_read_back_from_its_iso_text(when: ReportDate) -> None:
    assert ReportDate.parse(when.iso) == when


@given(when=_DATES)
def test_the_first_day_of_a_date_is_never_after_its_last(when: ReportDate) -> None:
    assert when.first_day <= when.last_day


@given(text=st.text() | st.from_regex(r"[0-9]{1,5}(-[0-9]{1,3}){0,3}", fullmatch=True))
def test_any_text_is_read_or_refused_as_a_value_error(text: str) -> None:
    try:
        parsed = ReportDate.parse(text)
    except ValueError:
        return
    assert isinstance(parsed, ReportDate)
