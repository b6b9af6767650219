"""Text as readers hand it on: decoded, on one line, without marks of notes."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.ingest.readers.plain import decoded, iso_date, language_code, raised, tidied

LETTERS = st.text(st.characters(exclude_categories=["Cs"]))


@given(LETTERS, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]))
def test_text_with_a_byte_order_mark_or_in_utf8_comes_back_whole(text: str, encoding: str) -> None:
    assume(not (encoding == "utf-16" and text.startswith("\x00")))  # that begins as UTF-32 does
    assert decoded(text.removeprefix("\ufeff").encode(encoding)) == text.removeprefix("\ufeff")


@given(st.binary(max_size=300), st.sampled_from(["", "latin-1", "utf-7", "no-such-encoding", "hex"]))
def test_any_bytes_are_some_text_whatever_they_declare(data: bytes, declared: str) -> None:
    assert isinstance(decoded(data, declared), str)


@given(LETTERS)
def test_tidied_text_is_on_one_line_and_stays_as_it_is(text: str) -> None:
    once = tidied(text)
    assert tidied(once) == once
    assert len(once.splitlines()) <= 1


@given(
    st.dates(min_value=date(1000, 1, 1)), st.sampled_from(["-", "/", "."]), st.sampled_from(["", "T10:00Z"])
)
def test_a_date_of_metadata_is_read_in_its_usual_forms(day: date, sign: str, time: str) -> None:
    assert iso_date(f" {day.year}{sign}{day.month}{sign}{day.day:02}{time}") == day.isoformat()
    assert iso_date(f"{day.year}") == f"{day.year}"


@pytest.mark.parametrize("text", ["", "May 2024", "2024-13", "2023-02-30", "20240517", "0000"])
def test_what_is_no_date_is_none(text: str) -> None:
    assert iso_date(text) == ""


@pytest.mark.parametrize("mark", ["1", "12", "*", "†", "[3]", "1,2", "1–3", "a", "iv", " 7 "])
def test_marks_of_notes_say_nothing(mark: str) -> None:
    assert raised(mark, "tides") == ""


@pytest.mark.parametrize(
    ("text", "before", "said"),
    [
        ("th", "the 19", "th"),
        ("2", "3 km", "²"),
        ("3", "m", "³"),
        ("TM", "Ferry", "TM"),
        ("2", "harbour", ""),
    ],
)
def test_powers_ordinals_and_signs_stay(text: str, before: str, said: str) -> None:
    assert raised(text, before) == said


@pytest.mark.parametrize(
    ("tag", "language"),
    [("en", "en"), ("en-GB", "en"), ("NB_no", "nb"), ("", ""), ("english", ""), ("x", "")],
)
def test_a_language_is_its_first_part(tag: str, language: str) -> None:
    assert language_code(tag) == language
