"""Figures are found with their hedge, their unit and their time; other numbers are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ingest.figures import figures_in
from bot.library.model import Figure


def found(sentence: str) -> list[tuple[str, str]]:
    """The values and the units of a sentence's figures."""
    return [(figure.value, figure.unit) for figure in figures_in(sentence, "2024")]


def as_of(sentence: str) -> str:
    [figure] = figures_in(sentence, "2024")
    return figure.as_of


@pytest.mark.parametrize(
    ("sentence", "value", "unit"),
    [
        ("It cost $3 billion.", "$3 billion", "US dollars"),
        ("It cost more than US$1,250,000 a year.", "more than US$1,250,000 a year", "US dollars"),
        ("The pier took €2.5m in dues.", "€2.5m", "euros"),
        ("Dues brought in £40 per head.", "£40 per head", "pounds"),
        ("Dues were Rs 500 million.", "Rs 500 million", "rupees"),
        ("Dues were 2.4 million crowns.", "2.4 million", "crowns"),
        ("Nearly 14 percent of crossings failed.", "Nearly 14", "percent"),
        ("It rose by 2.5% then.", "2.5", "percent"),
        ("Only one-quarter of the islanders own a boat.", "Only one-quarter", "share of the islanders"),
        ("Two thirds of Norway’s ferries are old.", "Two thirds", "share of Norway’s ferries"),
        ("It carries over 80,000 passengers.", "over 80,000", "passengers"),
        ("It carries 1.2 million people.", "1.2 million", "people"),
        ("Hundreds of thousands of Swedes came.", "Hundreds of thousands", "Swedes"),
        ("It has 14 small ports to serve.", "14", "small ports"),
        ("Dues fell by 3.5 percentage points.", "3.5", "percentage points"),
        ("Dues were Rs. 500 crore.", "Rs. 500 crore", "rupees"),
        ("Dues were Rs 12,50,000 a year.", "Rs 12,50,000 a year", "rupees"),
        ("Dues were HK$40 per head.", "HK$40 per head", "Hong Kong dollars"),
        ("Half the boats are old.", "Half", "share of the boats"),
        ("Two million islanders left.", "Two million", "islanders"),
        ("Several hundred boats sank.", "Several hundred", "boats"),
        ("Half a million goats crossed.", "Half a million", "goats"),
        ("Dozens of boats sank.", "Dozens", "boats"),
        ("Tens of thousands of goats crossed.", "Tens of thousands", "goats"),
        ("It serves a population of some 1.4 million.", "some 1.4 million", "people"),
        ("The lamps take 300 MW of power.", "300", "MW"),
    ],
)
def test_a_figure_has_its_value_and_its_unit(sentence: str, value: str, unit: str) -> None:
    assert found(sentence) == [(value, unit)]


@pytest.mark.parametrize(
    "sentence",
    [
        "In 2019 the board met.",
        "See section 4 and page 112 of it.",
        "In section 4 ferries are named.",
        "After 9/11 nobody flew.",
        "It has lasted 15 years.",
        "They met on 14 September there.",
        "In the 1980s it rained.",
        "The M25 is a road, and No. 7 is a pier.",
        "Two countries share the sound.",
        "Half a loaf is better.",
        "It sails at 7 am sharp.",
        "In FY 2021–22 exports fell.",
        "Between 2005 and 2013 harbours froze.",
        "All the passengers1 and the crews2 know.",
        "Tens of boats sank.",
        "One-sixth of the boats sank.",
    ],
)
def test_other_numbers_are_no_figures(sentence: str) -> None:
    assert found(sentence) == []


def test_several_figures_of_a_sentence_are_all_found() -> None:
    sentence = "Dues were $257 million, behind Norway ($706 million) and Denmark ($305.8 million)."
    assert [value for value, _ in found(sentence)] == ["$257 million", "$706 million", "$305.8 million"]


@pytest.mark.parametrize(
    ("sentence", "value", "unit"),
    [
        ("Dues were $3–5 million.", "$3–5 million", "US dollars"),
        ("Dues were $3 to $5 million a year.", "$3 to $5 million a year", "US dollars"),
        ("Dues were between €3 and €5 million.", "between €3 and €5 million", "euros"),
        ("Some 10–20 percent of crossings failed.", "Some 10–20", "percent"),
        ("They lost between 10 and 20 percent.", "between 10 and 20", "percent"),
        ("It has 400 to 500 boats.", "400 to 500", "boats"),
    ],
)
def test_a_span_is_one_figure(sentence: str, value: str, unit: str) -> None:
    assert found(sentence) == [(value, unit)]


@pytest.mark.parametrize(
    ("sentence", "values"),
    [
        ("Losses went from 12 percent in 2019 to 14 percent in 2021.", ["12", "14"]),
        ("It went from 300 boats in 2019 to 400 boats.", ["300", "400"]),
        ("Dues went from $3 million to $5 million.", ["$3 million", "$5 million"]),
        ("It gave $3 million to 40 harbours.", ["$3 million", "40"]),
        ("Dues were $500 and $5 million.", ["$500", "$5 million"]),
    ],
)
def test_what_stands_beside_a_figure_makes_no_span_of_it(sentence: str, values: list[str]) -> None:
    assert [value for value, _ in found(sentence)] == values


@pytest.mark.parametrize("amount", ["R$40", "€1.250.000", "€2,5 million", "$1,2,3"])
def test_an_amount_that_could_be_misread_is_none(amount: str) -> None:
    assert found(f"It cost {amount}.") == []


@pytest.mark.parametrize(
    ("sentence", "time"),
    [
        ("In fiscal year 2022, dues were $7 million.", "FY2022"),
        ("Between 2005 and 2013 it carried 900 goats.", "2005–2013"),
        ("From 2005 to 2013 it carried 900 goats.", "2005–2013"),
        ("In January 2018 it carried 900 goats.", "January 2018"),
        ("It carried 900 goats in 2021, and fewer later.", "2021"),
        (
            "In 2018 the board said that it lost $3 million over the last 15 years.",
            "2018, over the last 15 years",
        ),
        ("It carries 900 goats.", "2024, as given in the report"),
    ],
)
def test_its_time_is_the_sentences_or_the_reports(sentence: str, time: str) -> None:
    assert as_of(sentence) == time


@pytest.mark.parametrize(
    ("sentence", "what"),
    [
        ("The boats are old, and repairs cost $3 million; nobody pays for them.", "Repairs cost $3 million"),
        ("Nobody pays for repairs, which cost $3 million.", "Nobody pays for repairs, which cost $3 million"),
        ("Repairs cost $3 million, making boats dear.", "Repairs cost $3 million"),
        ("The cost is plain: $3 million by 6:30 at night.", "$3 million by 6:30 at night"),
        ("In 2005–2013 the line lost 14 boats.", "In 2005–2013 the line lost 14 boats"),
    ],
)
def test_what_it_is_of_is_the_clause_that_it_stands_in(sentence: str, what: str) -> None:
    [figure] = figures_in(sentence, "2024")
    assert figure.what == what


def test_of_two_times_a_figures_own_is_the_one_on_its_side_of_a_comma() -> None:
    sentence = "In 2021 the board of the harbours counted 1,240 boats, against 2,100 in 2009."
    assert [figure.as_of for figure in figures_in(sentence, "2024")][:1] == ["2021"]


def test_of_a_long_clause_the_words_around_the_figure_are_kept() -> None:
    [figure] = figures_in(f"{'very ' * 60}old boats cost $3 million in{' all' * 60}.", "2024")
    assert figure.what == f"…{'very ' * 16}old boats cost $3 million in{' all' * 8}…"


def test_a_table_without_full_stops_takes_no_minutes() -> None:
    assert len(found("400 boats " * 3_000)) == 3_000


@given(
    st.lists(
        st.sampled_from(
            "over between $ Rs 3 1,000 2.5 –5 to and million hundred thousands tens dozens half a one-third"
            " ten crore sixth quarters % percent points of the goats in 2019 population , ; — (".split()
        )
    )
)
def test_whatever_is_found_is_a_figure_that_the_library_takes(words: list[str]) -> None:
    for figure in figures_in(" ".join(words), "2024"):
        assert Figure(value=figure.value, unit=figure.unit, what=figure.what, as_of=figure.as_of)
