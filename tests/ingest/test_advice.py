"""A recommendation's action is what its first sentence asks for, and its actor is whoever that names."""

from __future__ import annotations

import pytest

from bot.ingest.advice import Advice, advice_of
from bot.ingest.areas import Areas
from bot.ingest.manuscript import Block, Role

AREAS = Areas(
    {
        "boats": "Boats are old. A boat leaks, and the hull of a boat rusts.",
        "piers": "Piers are dark. A pier has a lamp, and the lamp of a pier is broken.",
        "fares": "Fares are high, and tickets are dear.",
    }
)


def advice(text: str) -> Advice:
    return advice_of(4, Block(Role.BULLET, text, "page 3"), AREAS)


@pytest.mark.parametrize(
    ("sentence", "action", "actor"),
    [
        ("The board should mend the hulls.", "Mend the hulls.", "The board"),
        ("The board and the islands need to mend the hulls.", "Mend the hulls.", "The board and the islands"),
        ("The board should therefore also mend them.", "Also mend them.", "The board"),
        ("The board must not mend the hulls.", "Do not mend the hulls.", "The board"),
        ("Where fares rise, the islands should pay.", "Where fares rise, pay.", "The islands"),
        ("Fares have risen, so both lines need to sail.", "Fares have risen, so sail.", "Both lines"),
    ],
)
def test_who_should_do_what_becomes_an_imperative_and_an_actor(
    sentence: str, action: str, actor: str
) -> None:
    found = advice(f"{sentence} They are old.")
    assert (found.action, found.actors) == (action, (actor,))


@pytest.mark.parametrize(
    "sentence",
    [
        "Mend the hulls.",
        "Piers should be lit.",
        "It should stop.",
        "Painting piers, mending hulls, and lighting lamps should continue.",
    ],
)
def test_a_sentence_that_names_nobody_is_kept_as_it_is(sentence: str) -> None:
    found = advice(sentence)
    assert (found.action, found.actors) == (sentence, ("To be named",))


def test_it_belongs_to_the_sections_that_speak_of_the_same() -> None:
    assert advice("The lamps of all piers have to be mended.").areas == ("piers",)
    assert advice("Boats and their hulls rust.").areas == ("boats",)


def test_two_sections_that_are_nearly_as_like_are_both_named() -> None:
    assert set(advice("Old boats, dark piers.").areas) == {"boats", "piers"}


def test_its_number_its_place_and_its_whole_text_are_kept() -> None:
    found = advice("The board should mend the hulls. They are old.")
    assert (found.number, found.locator) == (4, "page 3")
    assert found.detail == "The board should mend the hulls. They are old."
