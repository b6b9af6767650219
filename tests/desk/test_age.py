"""How old a report is, and whether it is past its review date, is said."""

from __future__ import annotations

from datetime import date

import pytest

from bot.desk.age import age_note, is_stale
from bot.desk.desk import Desk
from tests.lookup.made_up import one_report, report, section


def note_on(published: str, today: str, review_by: str = "2099") -> str:
    made = report(section("quotas", "Fishing Quotas"), published=published, review_by=review_by)
    return age_note(made, date.fromisoformat(today)).text


@pytest.mark.parametrize(
    ("published", "today", "said"),
    [
        ("2022", "2022-12-31", "Published 2022 (this year)."),
        ("2022", "2023-01-01", "Published 2022 (1 year ago)."),
        ("2022", "2026-11-23", "Published 2022 (4 years ago)."),
        ("2022-09", "2022-09-30", "Published September 2022 (this month)."),
        ("2022-09", "2022-10-01", "Published September 2022 (1 month ago)."),
        ("2022-09", "2023-09-15", "Published September 2022 (12 months ago)."),
        ("2022-09", "2024-08-31", "Published September 2022 (23 months ago)."),
        ("2022-09", "2024-09-01", "Published September 2022 (2 years ago)."),
        ("2022-09-14", "2022-09-14", "Published 14 September 2022 (today)."),
        ("2022-09-14", "2022-09-15", "Published 14 September 2022 (1 day ago)."),
        ("2022-09-14", "2022-10-13", "Published 14 September 2022 (29 days ago)."),
        ("2022-09-14", "2022-12-14", "Published 14 September 2022 (3 months ago)."),
        ("2022-09-14", "2026-09-14", "Published 14 September 2022 (4 years ago)."),
    ],
)
def test_age_is_told_as_exactly_as_the_date_is_known(published: str, today: str, said: str) -> None:
    assert note_on(published, today).startswith(said)


def test_a_date_in_the_future_is_not_told_as_an_age_below_zero() -> None:
    assert note_on("2025", "2024-06-01").startswith("Published 2025 (this year).")


def test_a_fresh_report_tells_when_it_is_to_be_reviewed() -> None:
    assert note_on("2022", "2023-01-01", "2024-12-31").endswith("To be reviewed by 31 December 2024.")


def test_a_stale_report_tells_that_it_is_and_what_to_do() -> None:
    assert note_on("2022", "2025-01-01", "2024-12-31").endswith(
        "Past its review date (31 December 2024): check what has changed since."
    )


@pytest.mark.parametrize(
    ("review_by", "today", "stale"),
    [
        ("2024-12-30", "2024-12-29", False),
        ("2024-12-30", "2024-12-30", False),
        ("2024-12-30", "2024-12-31", True),
        ("2024-02", "2024-02-29", False),
        ("2024-02", "2024-03-01", True),
        ("2024", "2024-12-31", False),
        ("2024", "2025-01-01", True),
    ],
)
def test_a_report_is_stale_from_the_day_after_its_review_date(
    review_by: str, today: str, stale: bool
) -> None:
    made = report(section("quotas", "Fishing Quotas"), review_by=review_by)
    assert is_stale(made, date.fromisoformat(today)) is stale
    assert age_note(made, date.fromisoformat(today)).urgent is stale


@pytest.mark.parametrize(
    "text", ["quotas", "r3", "recs", "recs quotas", "define VTS", "list", "about", "define", "harbours"]
)
def test_every_reply_from_a_stale_report_says_so(text: str) -> None:
    desk = Desk(one_report(review_by="2024-12-31"))
    assert "Past its review date" in desk.answer(text, date(2025, 1, 1)).plain_text()


@pytest.mark.parametrize(
    "text", ["quotas", "r3", "recs", "recs quotas", "define VTS", "list", "about", "define", "harbours"]
)
def test_no_reply_from_a_report_says_it_is_stale_on_its_review_date(text: str) -> None:
    desk = Desk(one_report(review_by="2024-12-31"))
    assert "Past its review date" not in desk.answer(text, date(2024, 12, 31)).plain_text()


def test_a_stale_report_s_note_is_urgent_on_its_brief() -> None:
    desk = Desk(one_report(review_by="2024-12-31"))
    assert [note.urgent for note in desk.answer("quotas", date(2025, 1, 1)).notes] == [True]
    assert [note.urgent for note in desk.answer("quotas", date(2024, 1, 1)).notes] == [False]
