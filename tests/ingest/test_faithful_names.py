"""Names are words with a capital; those of the source are known in other forms too."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ingest.faithful_names import Names

SOURCE = (
    "The Board of Small Harbours met in Norway. Heron counts at Elvik were led by the Council of Island "
    "Ports. In China, the Netherlands and the United States, Wi-Fi reaches every pier; Pakistan's ferries "
    "sail with the UK's help. In the US Agency for International Landings they agree."
)


def foreign(text: str, *, is_name: bool = False, ordinary: tuple[str, ...] = ()) -> list[str]:
    return [name.text for name in Names(SOURCE, ordinary).foreign_in(text, is_name=is_name)]


@pytest.mark.parametrize(
    "text",
    [
        "It met in Norway and in Elvik.",
        "It is Norway’s pier and the Norwegians' boat.",
        "The Chinese, the Dutch and the Pakistanis sail.",
        "Most Americans and a US-born captain sail.",
        "The British sail, and so does the United Kingdom.",
        "On board, WiFi is free.",
        "It asked the CIP and the BSH, twice.",
        "It asked USAIL.",
        "It asked the BOARD OF SMALL HARBOURS.",
        "The U.S. ferries sail.",
        "We saw the Élvik pier.",
    ],
    ids=lambda text: text,
)
def test_what_the_source_names_is_known_in_other_forms(text: str) -> None:
    assert foreign(text) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("It met in Denmark.", ["Denmark"]),
        ("It was led by Captain Ada Lovelace of Elvik.", ["Captain Ada Lovelace"]),
        ("The US and the NATO sail.", ["NATO"]),
        ("They sail to Iran-backed piers.", ["Iran-backed"]),
        ("Some say: “the Swedes came”.", ["Swedes"]),
        ("It met in Norway, in Denmark and in Sweden.", ["Denmark", "Sweden"]),
        ("The Board of Large Harbours met.", ["Large"]),
    ],
)
def test_a_name_that_the_source_lacks_is_foreign(text: str, names: list[str]) -> None:
    assert foreign(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "Storms cancel boats. Captains wait. Repairing lamps helps.",
        "Nobody was there. Navigation is hard. Everyone’s boat leaks.",
        "They said: “Wait for spring.” (Nothing came.)",
        "However, paint peels.",
    ],
)
def test_ordinary_words_that_begin_a_sentence_are_no_names(text: str) -> None:
    assert foreign(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Denmark should dredge.", "Denmark"),
        ("Denmark's boats leak.", "Denmark"),
        ("NATO boats leak.", "NATO"),
        ("Ada Lovelace sailed.", "Ada Lovelace"),
    ],
)
def test_a_name_that_begins_a_sentence_is_told_by_its_form_or_by_what_follows(text: str, name: str) -> None:
    assert foreign(text) == [name]


def test_a_word_that_the_report_writes_small_elsewhere_begins_a_sentence_as_no_name() -> None:
    assert foreign("Paint is dear.", ordinary=("paint",)) == []


def test_a_text_that_is_but_a_name_begins_with_one() -> None:
    assert foreign("Swedish sailors", is_name=True) == ["Swedish"]
    assert foreign("Everybody", is_name=True) == []


def test_a_heading_in_capitals_explains_no_acronym() -> None:
    names = Names("FERRIES WITHOUT CAPTAINS AND HARBOURS WITHOUT LADDERS")
    assert [name.text for name in names.foreign_in("They asked the FWC.")] == ["FWC"]


def test_a_misspelt_name_is_told_with_the_right_one() -> None:
    names = Names(SOURCE)
    assert (names.like("Norwey"), names.like("Denmark")) == ("Norway", "")


@given(st.lists(st.sampled_from(SOURCE.split()), max_size=20).map(" ".join))
def test_the_words_of_the_source_are_never_foreign(text: str) -> None:
    assert foreign(text) == []


@given(st.text())
def test_each_foreign_name_stands_where_it_is_said_to(text: str) -> None:
    assert all(text.startswith(name.text, name.start) for name in Names(SOURCE).foreign_in(text))
