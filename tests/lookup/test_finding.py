"""A query finds what it means: an item by any of its names, or by what it says."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from bot.library.model import Item, Section, Term
from bot.library.snapshot import Library
from bot.lookup.engine import Lookup
from bot.lookup.entries import Kind
from bot.lookup.outcome import Outcome, Verdict
from bot.lookup.vocabulary import CARRIER_WORDS, FUNCTION_WORDS
from bot.lookup.words import words_of
from tests.lookup.made_up import one_report, recommendation, report, section, two_reports
from tests.lookup.reading import names_of

REPORT = "us-pakistan-reengagement"

ADDRESSED = FUNCTION_WORDS | CARRIER_WORDS | {"recommendations", "recommended"}
"""Words that a question may be made of: a name that has one is not told apart from the question."""


def full_ids(*slugs: str) -> set[str]:
    return {f"{REPORT}/{slug}" for slug in slugs}


def best_id(outcome: Outcome) -> str | None:
    return outcome.best.item.id if outcome.best else None


def named(library: Library) -> Iterator[tuple[Item, str]]:
    """Every item of the library with each of its names."""
    for item in library.items():
        for _sort, name in names_of(item):
            yield item, name


def lost(lookup: Lookup, ask: Callable[[str], str], names: Iterator[tuple[Item, str]]) -> list[str]:
    """The queries, one a name, that do not find the item first, by its name."""
    missed = []
    for item, name in names:
        outcome = lookup.find(ask(name))
        meant = {item.id, *(item.see if isinstance(item, Term) else ())}
        by_name = {match.item.id for match in outcome.matches if match.exact}
        right = by_name & meant if outcome.verdict is Verdict.CHOICES else best_id(outcome) in by_name & meant
        if not right:
            missed.append(f"{ask(name)!r} should lead to {item.id}, not {best_id(outcome)}")
    return missed


def test_every_item_is_found_by_each_of_its_names(lookup: Lookup, library: Library) -> None:
    assert len(list(named(library))) > 1_000
    assert lost(lookup, str, named(library)) == []


def test_every_item_is_found_by_each_of_its_names_in_capitals(lookup: Lookup, library: Library) -> None:
    assert lost(lookup, str.upper, named(library)) == []


def test_every_item_is_found_by_each_of_its_names_with_a_question_mark(
    lookup: Lookup, library: Library
) -> None:
    assert lost(lookup, "{}?".format, named(library)) == []


def test_every_item_is_found_by_each_of_its_names_within_a_question(lookup: Lookup, library: Library) -> None:
    plain = ((item, name) for item, name in named(library) if ADDRESSED.isdisjoint(words_of(name)))
    assert lost(lookup, "what does the report say about {}?".format, plain) == []


def test_a_name_finds_one_item_unless_others_share_it(lookup: Lookup, library: Library) -> None:
    owners: dict[tuple[str, ...], set[str]] = {}
    for item, name in named(library):
        if not isinstance(item, Term):
            owners.setdefault(tuple(words_of(name)), set()).add(item.id)
    sections = [section.title for section in library.sections()]
    assert all(len(owners[tuple(words_of(title))]) == 1 for title in sections)
    assert {lookup.find(title).verdict for title in sections} == {Verdict.FOUND}


@pytest.mark.parametrize(
    ("acronym", "slug"),
    [
        ("FATF", "security-cooperation"),
        ("f.a.t.f.", "security-cooperation"),
        ("CPEC", "china-factor"),
        ("BRI", "china-factor"),
        ("IMET", "r6"),
        ("ROZ", "r9"),
        ("ROZs", "r9"),
        ("IDFC", "r8"),
        ("UAE", "r8"),
        ("U.A.E.", "r8"),
        ("WMD", "r5"),
        ("JeM", "r7"),
        ("TTP", "security-cooperation"),
        ("ISKP", "security-cooperation"),
        ("USAID", "economy-and-aid"),
        ("FDI", "economy-and-aid"),
        ("SBP", "economy-and-aid"),
        ("USCIRF", "democracy-and-human-rights"),
        ("CPC", "democracy-and-human-rights"),
        ("VCs", "technology"),
    ],
)
def test_an_acronym_leads_to_the_passage_about_it(lookup: Lookup, acronym: str, slug: str) -> None:
    assert best_id(lookup.find(acronym)) in full_ids(slug)


@pytest.mark.parametrize(
    ("question", "slug"),
    [
        ("how many Pakistanis use the internet?", "technology"),
        ("who was Ayman al-Zawahiri", "r4"),
        ("did Eisenhower call Pakistan an ally?", "introduction"),
        ("what happened in January 2018?", "introduction"),
        ("how much did Pakistan earn from exports to the US", "economy-and-aid"),
        ("why did the FATF put Pakistan on the gray list", "security-cooperation"),
        ("US help with loans in Sri Lanka and Myanmar", "china-factor"),
        ("christians hindus sikhs ahmadis", "democracy-and-human-rights"),
        ("low cost officer training", "r6"),
        ("textile duty free entry", "r9"),
    ],
)
def test_a_question_on_what_a_passage_says_finds_the_passage(
    lookup: Lookup, question: str, slug: str
) -> None:
    assert best_id(lookup.find(question)) in full_ids(slug)


def test_a_figure_is_found_by_what_it_counts(lookup: Lookup) -> None:
    assert best_id(lookup.find("33 billion dollars in aid over 15 years")) in full_ids("introduction")


def test_a_point_of_a_section_is_found_by_its_words() -> None:
    assert best_id(Lookup(one_report()).find("do keepers earn a pension")) == "harbours/lights"


def test_recommendations_on_china_begin_with_the_one_most_relevant(lookup: Lookup) -> None:
    outcome = lookup.find("recs on china")
    assert outcome.verdict is not Verdict.NOTHING
    assert best_id(outcome) in full_ids("r8")
    assert {match.item.id for match in outcome.matches} <= full_ids("r8", "r1")  # those with China as an area


def test_recommendations_on_a_topic_are_all_recommendations(lookup: Lookup) -> None:
    for topic in ("china", "terrorism", "kashmir", "climate", "democracy"):
        matches = lookup.find(f"recommendations on {topic}").matches
        assert matches
        assert {match.kind for match in matches} == {"recommendation"}, topic


def test_advice_asked_for_in_known_words_is_found_among_the_recommendations(lookup: Lookup) -> None:
    outcome = lookup.find("what should Congress do about aid")
    assert outcome.verdict is not Verdict.NOTHING
    assert {match.kind for match in outcome.matches} == {Kind.RECOMMENDATION}
    assert lookup.find("what should Congress do about sandwiches").verdict is Verdict.NOTHING


def test_recommendations_without_a_topic_are_the_whole_list(lookup: Lookup) -> None:
    for text in ("recs", "recomendations", "show me all the recommendations"):
        outcome = lookup.find(text)
        assert (outcome.verdict, best_id(outcome)) == (Verdict.FOUND, f"{REPORT}/recommendations")


def test_each_recommendation_is_found_by_its_number(lookup: Lookup, library: Library) -> None:
    (listed,) = library.recommendation_lists()
    for item in listed.items:
        for text in (f"r{item.number}", f"rec no {item.number}", f"Recommendation {item.number}?"):
            outcome = lookup.find(text)
            assert (outcome.verdict, best_id(outcome)) == (Verdict.FOUND, item.id)


def test_the_last_recommendation_is_the_one_with_the_highest_number(lookup: Lookup) -> None:
    assert best_id(lookup.find("last recommendation")) in full_ids("r14")


def test_the_first_recommendation_is_found_by_its_place(lookup: Lookup) -> None:
    assert best_id(lookup.find("the first recommendation")) in full_ids("r1")


def test_a_number_that_no_recommendation_has_finds_nothing_and_says_so(lookup: Lookup) -> None:
    outcome = lookup.find("r99")
    assert (outcome.verdict, outcome.why) == (Verdict.NOTHING, "there is no recommendation 99")


def test_a_library_without_recommendations_says_so_when_asked_for_them() -> None:
    outcome = Lookup(Library((report(section("quotas", "Fishing Quotas")),))).find("recs")
    assert (outcome.verdict, outcome.why) == (Verdict.NOTHING, "the library has no recommendations")


@pytest.mark.parametrize("text", ["define FATF", "what does FATF stand for?", "meaning of the gray list"])
def test_a_definition_asked_for_finds_the_term_itself(lookup: Lookup, text: str) -> None:
    outcome = lookup.find(text)
    assert (outcome.verdict, best_id(outcome)) == (Verdict.FOUND, f"{REPORT}/terms/fatf")


def test_a_term_typed_alone_leads_to_the_passage_and_not_to_the_glossary(
    lookup: Lookup, library: Library
) -> None:
    for term in (item for item in library.items() if isinstance(item, Term)):
        assert best_id(lookup.find(term.term)) in term.see, term.term


def test_defining_what_is_no_term_finds_the_passage_on_it(lookup: Lookup) -> None:
    assert best_id(lookup.find("define kashmir")) in full_ids("india-pakistan")


def test_the_term_that_a_text_names_is_told(lookup: Lookup) -> None:
    term = lookup.term_in("why is Pakistan on the FATF's list")
    assert term is not None
    assert term.term == "FATF"


def test_of_several_terms_in_a_text_the_longest_name_is_told(lookup: Lookup) -> None:
    term = lookup.term_in("Pakistan-Afghanistan Economic Development Act and the FATF")
    assert term is not None
    assert term.term == "Pakistan-Afghanistan Economic Development Act"


def test_a_text_that_names_no_term_has_none(lookup: Lookup) -> None:
    assert lookup.term_in("pizza recipe") is None


@pytest.mark.parametrize(
    "text",
    [
        "pizza recipe",
        "football world cup final",
        "how do I reset my password?",
        "weather tomorrow",
        "python list comprehension",
        "best guitar strings",
        "book a meeting room",
        "holiday in Spain",
        "lunch menu",
        "printer is out of paper",
        "brexit referendum",
        "kubernetes pod crash",
        "when is the team standup",
        "lorem ipsum",
        "mortgage rates in Canada",
        "photosynthesis in plants",
    ],
)
def test_a_query_off_the_topic_finds_nothing(lookup: Lookup, text: str) -> None:
    outcome = lookup.find(text)
    assert outcome.verdict is Verdict.NOTHING
    assert outcome.matches == ()


@pytest.mark.parametrize("text", ["", " ", "?", "😀", "the of and", "\ud800", "\x00"])
def test_a_query_without_a_topic_finds_nothing_and_says_so(lookup: Lookup, text: str) -> None:
    outcome = lookup.find(text)
    assert (outcome.verdict, outcome.why) == (Verdict.NOTHING, "there is no topic in it")


def test_a_query_in_unknown_words_finds_nothing_and_says_so(lookup: Lookup) -> None:
    assert lookup.find("quantum zebra").why == "the library has none of these words"


def test_a_query_with_a_known_word_that_finds_nothing_names_the_nearest_topics(lookup: Lookup) -> None:
    outcome = lookup.find("football world cup final")
    assert outcome.why == "nothing in the library is close enough"
    assert outcome.nearest


def test_an_empty_library_finds_nothing_in_any_way() -> None:
    lookup = Lookup(Library(()))
    for text in ("china", "recs", "r8", "define FATF", "recs on china", "last recommendation", ""):
        assert lookup.find(text).verdict is Verdict.NOTHING


def test_a_topic_that_two_reports_share_is_a_choice_between_them() -> None:
    for text in ("quotas", "Fishing Quotas", "r1", "recs", "last recommendation"):
        outcome = Lookup(two_reports()).find(text)
        assert outcome.verdict is Verdict.CHOICES, text
        assert {match.item.id.split("/")[0] for match in outcome.matches} == {"norway", "peru"}, text


def test_a_choice_lists_the_newer_report_first() -> None:
    ids = [match.item.id for match in Lookup(two_reports()).find("quotas").matches]
    assert ids == ["norway/quotas", "peru/quotas"]


def test_what_only_one_of_two_reports_says_is_no_choice() -> None:
    outcome = Lookup(two_reports()).find("does Peru catch cod")
    assert outcome.best is not None
    assert outcome.best.item.id.startswith("peru/")


def test_a_section_with_the_name_comes_before_one_that_only_mentions_it() -> None:
    made = report(
        section("lights", "Lighthouses", points=("Quotas pay for lamps.",)),
        section("quotas", "Fishing Quotas", aliases=("quotas",)),
    )
    assert best_id(Lookup(Library((made,))).find("quotas")) == "harbours/quotas"


def test_a_recommendation_is_found_by_a_word_of_its_action() -> None:
    made = report(
        section("quotas", "Fishing Quotas", recommendations=(1, 2)),
        recommendations=(
            recommendation(1, "Dredge the estuary.", "quotas"),
            recommendation(2, "Paint the buoys.", "quotas"),
        ),
    )
    assert best_id(Lookup(Library((made,))).find("recs on buoys")) == "harbours/r2"


def test_recommendations_on_a_section_include_those_that_do_not_name_its_topic() -> None:
    made = report(
        section("quotas", "Fishing Quotas", aliases=("quotas",), recommendations=(2, 1)),
        section("lights", "Lighthouses"),
        recommendations=(
            recommendation(1, "Dredge the estuary.", "quotas"),
            recommendation(2, "Paint the buoys.", "quotas"),
        ),
    )
    assert best_id(Lookup(Library((made,))).find("recs on quotas")) == "harbours/r2"


def test_a_section_stands_for_each_kind_of_passage(lookup: Lookup) -> None:
    kinds = {text: best.kind for text in ("china", "r8", "define FATF", "pakistan", "recs")
             if (best := lookup.find(text).best)}  # fmt: skip
    assert kinds == {
        "china": "section",
        "r8": "recommendation",
        "define FATF": "term",
        "pakistan": "report",
        "recs": "section",
    }


def test_a_found_section_is_the_library_s_own(lookup: Lookup, library: Library) -> None:
    best = lookup.find("china").best
    assert best is not None
    assert isinstance(best.item, Section)
    assert best.item is library.get(best.item.id)
