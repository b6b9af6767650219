from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.playground.page.dates import format_date

_NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)
_ZONE = ZoneInfo("Europe/Madrid")
_MOMENT = int(datetime(2014, 2, 18, 14, 39, 42, tzinfo=UTC).timestamp())


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("{date_num}", "2014-02-18"),
        ("{date_slash}", "18/02/2014"),
        ("{date}", "February 18th, 2014"),
        ("{date_short}", "Feb 18, 2014"),
        ("{date_long}", "Tuesday, February 18th, 2014"),
        ("{date_long_full}", "February 18, 2014"),
        ("{date_pretty}", "February 18th, 2014"),
        ("{date_short_pretty} at {time}", "Feb 18, 2014 at 3:39 PM"),
        ("{date_long_pretty}", "Tuesday, February 18th, 2014"),
        ("{day_divider_pretty}", "Tuesday, February 18th, 2014"),
        ("{time_secs}", "3:39:42 PM"),
        ("{ago}", "12 years ago"),
        ("{nonsense}", "{nonsense}"),
    ],
)
def test_every_token_has_the_form_of_slacks_guide(template: str, words: str) -> None:
    assert format_date(_MOMENT, template, _ZONE, _NOW) == words


@pytest.mark.parametrize(
    ("days", "words"), [(-1, "Yesterday, so yesterday"), (0, "Today, so today"), (1, "Tomorrow, so tomorrow")]
)
def test_near_days_have_names_with_a_capital_at_the_start(days: int, words: str) -> None:
    moment = int((_NOW + timedelta(days=days)).timestamp())
    assert format_date(moment, "{date_pretty}, so {date_short_pretty}", _ZONE, _NOW) == words


def test_today_is_what_it_is_where_the_viewer_is() -> None:
    late = int(datetime(2026, 3, 10, 23, 30, tzinfo=UTC).timestamp())
    assert format_date(late, "{date_pretty}", _ZONE, _NOW) == "Tomorrow"


def test_a_day_of_this_year_is_divided_off_without_the_year() -> None:
    moment = int(datetime(2026, 1, 2, tzinfo=UTC).timestamp())
    assert format_date(moment, "{day_divider_pretty}", _ZONE, _NOW) == "Friday, January 2nd"


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(-30, "just now"), (-60, "1 minute ago"), (-7300, "2 hours ago"), (90_000, "in 1 day")],
)
def test_ago_counts_in_the_largest_unit(seconds: int, words: str) -> None:
    assert format_date(int(_NOW.timestamp()) + seconds, "{ago}", _ZONE, _NOW) == words
