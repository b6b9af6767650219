"""A query that is a name finds its item: as typed, inflected, joined or misspelt, and in its report."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from bot.library.snapshot import Library
from bot.lookup.building import build
from bot.lookup.engine import Lookup
from bot.lookup.entries import entries_of
from bot.lookup.features import Features
from bot.lookup.naming import MISSPELT_FEATURES, named_with_misspellings
from bot.lookup.outcome import Verdict
from bot.lookup.rank import Evidence, shipped_weights
from bot.lookup.spelling import Forms, reach
from tests.lookup.made_up import report, section, two_reports

MADE = Lookup(
    Library(
        (
            report(
                section(
                    "quotas", "Fishing Quotas", aliases=("Hong Kong", "رسوم الصيد", "中国", "Афганистан")
                ),
                section("lights", "Lighthouses", aliases=("R&D", "São Tomé")),
            ),
        )
    )
)
WORDS = st.text("abcdefg", min_size=5, max_size=9)


def found(text: str) -> str | None:
    best = MADE.find(text).best
    return best.item.id if best else None


@pytest.mark.parametrize(
    "text",
    [
        "fishing quota",
        "hongkong",
        "hong-kong",
        "please tell me about hong kong",
        "fishng quotaz",
        "رسوم الصيد",
        "中国",
        "афганистан",
        "Афганистон",
    ],
)
def test_a_name_is_known_in_any_dress(text: str) -> None:
    assert found(text) == "harbours/quotas"


@pytest.mark.parametrize("text", ["R and D", "r&d", "sao tome", "SÃO TOMÉ", "lighthouse’s"])
def test_accents_ampersands_and_possessives_make_no_difference(text: str) -> None:
    assert found(text) == "harbours/lights"


def test_misspelt_words_are_read_as_a_name_that_has_them_in_their_order() -> None:
    index = build(entries_of(two_reports()))
    naming = named_with_misspellings(index, ("fishng", "quotaz"))
    assert naming is not None
    assert naming.read == ("fishing", "quotas")
    assert named_with_misspellings(index, ("quotaz", "fishng")) is None


def test_one_word_that_other_names_have_may_be_misspelt_for_another() -> None:
    titles = ("Fishing boat treaty", "Castle boot", "Harbour dues", "Ship tax")
    made = [section(f"s{number}", title) for number, title in enumerate(titles)]
    index = build(entries_of(Library((report(*made),))))
    naming = named_with_misspellings(index, ("fishing", "boot", "treaty"))
    assert naming is not None
    assert naming.read == ("fishing", "boat", "treaty")
    assert named_with_misspellings(index, ("castle", "boat", "harbour", "tax")) is None


def test_a_scope_leaves_only_its_report() -> None:
    outcome = Lookup(two_reports()).find("quotas", scope="peru")
    assert {match.item.id.split("/")[0] for match in outcome.ranked} == {"peru"}


def test_an_unknown_scope_finds_nothing() -> None:
    assert Lookup(two_reports()).find("quotas", scope="chile").verdict is Verdict.NOTHING


@pytest.mark.parametrize(
    ("text", "before", "slug"),
    [
        ("is there more on that?", "Chinese loans and debt in CPEC", "china-factor"),
        ("since when?", "FATF gray list", "security-cooperation"),
    ],
)
def test_earlier_turns_help_a_question_that_says_little(
    lookup: Lookup, text: str, before: str, slug: str
) -> None:
    first = lookup.find(text, history=[before]).ranked[0].item.id.split("/")[-1]
    assert lookup.find(text).verdict is Verdict.NOTHING
    assert first == slug


def test_every_weight_is_of_a_feature_and_a_number() -> None:
    weights = shipped_weights()
    assert weights.ranker.shape == weights.of_item.shape == (len(Features._fields),)
    assert weights.of_query.shape == (len(Evidence._fields),)
    assert len(weights.of_misspelt) == len(MISSPELT_FEATURES)
    assert weights.ranker.any()


def test_a_feature_left_out_weighs_nothing() -> None:
    left = shipped_weights().without(["likeness"])
    place = Features._fields.index("likeness")
    assert (left.ranker[place], left.of_item[place]) == (0, 0)


@given(WORDS, WORDS)
def test_words_within_reach_of_one_another_share_a_form(typed: str, word: str) -> None:
    edits = min(reach(len(typed)), reach(len(word)))
    if OSA.distance(typed, word) <= edits:
        assert 0 in Forms.of([word]).sharing(typed, edits)
