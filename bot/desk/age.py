"""How old a report is, and whether it is past its review date: said, never left to be guessed."""

from __future__ import annotations

from datetime import date

from bot.desk.reply import Note
from bot.library.model import Report


def is_stale(report: Report, today: date) -> bool:
    """Whether the report's review-by date has passed."""
    return today > report.review_by.last_day


def age_note(report: Report, today: date) -> Note:
    """'Published 2022 (4 years ago).', with what to make of it once it is past its review date."""
    line = f"Published {report.published} ({_ago(report, today)})."
    if report.draft:
        return Note(f"{line} A draft: no editor has gone over it yet.", urgent=True)
    if is_stale(report, today):
        warning = f"Past its review date ({report.review_by}): check what has changed since."
        return Note(f"{line} {warning}", urgent=True)
    return Note(f"{line} To be reviewed by {report.review_by}.")


def _ago(report: Report, today: date) -> str:
    published = report.published
    if published.month is None:
        return _counted(today.year - published.year, "year", "this year")
    months = (today.year - published.year) * 12 + today.month - published.month
    if months >= 24:
        return _counted(months // 12, "year", "")
    if published.day is None or months > 1:
        return _counted(months, "month", "this month")
    return _counted((today - published.first_day).days, "day", "today")


def _counted(count: int, unit: str, none: str) -> str:
    if count <= 0:
        return none
    return f"{count} {unit}{'' if count == 1 else 's'} ago"
