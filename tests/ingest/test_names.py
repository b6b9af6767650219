"""Sections of a draft get short slugs, titles of their own and a few other names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ingest.names import aliases_of, short_slug, slugs_of, titles_of
from bot.library.slug import slug_of


@pytest.mark.parametrize(
    ("heading", "slug"),
    [
        ("The Old Boats", "old-boats"),
        ("Zürich’s Piers & Lamps!", "zurich-s-piers-lamps"),
        (
            "What Small Ferries and Their Harbours Need in the Winter",
            "what-small-ferries-and-their-harbours-need",
        ),
        ("Recommendations", ""),
        ("R12", ""),
        ("港口", ""),
    ],
)
def test_a_slug_is_of_whole_words_and_is_none_that_is_given_already(heading: str, slug: str) -> None:
    assert short_slug(heading) == slug


def test_each_section_has_a_slug_of_its_own() -> None:
    assert slugs_of(["Piers", "The Piers", "港口", "Terms"]) == ["piers", "piers-2", "section-3", "section-4"]


@given(st.lists(st.text(max_size=80) | st.just("Piers " * 20), max_size=6))
def test_no_two_sections_have_one_title_or_one_slug(headings: list[str]) -> None:
    slugs = slugs_of(headings)
    titles = titles_of(dict(zip(slugs, headings, strict=True)))
    assert len(set(slugs)) == len(headings)
    assert len({slug_of(title) for title in titles.values()} - {""}) == len(headings)


@pytest.mark.parametrize(
    ("heading", "aliases"),
    [
        ("The China Factor", ("china factor",)),
        ("Piers and Old Boats", ("piers", "old boats")),
        ("Piers, Lamps, and Fares", ("piers", "lamps", "fares")),
        ("The Sound: Who Crosses It", ("sound: who crosses it", "sound", "who crosses it")),
        ("Old Northern and Southern Boats", ()),
        ("Piers", ()),
    ],
)
def test_other_names_are_what_a_heading_lists(heading: str, aliases: tuple[str, ...]) -> None:
    assert aliases_of({"one": heading})["one"] == aliases


def test_a_name_that_two_sections_could_have_is_proposed_for_neither() -> None:
    found = aliases_of({"one": "Piers and Lamps", "two": "Lamps and Fares", "three": "Fares"})
    assert found == {"one": ("piers",), "two": (), "three": ()}
