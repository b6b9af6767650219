"""A brief holds what a reader needs, says where it is from and why it is shown."""

from __future__ import annotations

import pytest

from bot.desk.cards import FIGURES_IN_BRIEF, POINTS_IN_BRIEF, RECOMMENDATIONS_IN_BRIEF
from bot.desk.desk import Desk
from bot.desk.reply import Reply, Style, Verb
from bot.library.model import Figure, Section, Term
from bot.library.snapshot import Library
from bot.lookup.outcome import Verdict
from tests.desk.reading import REPORT, TODAY, headings, passage, small_print, text_of
from tests.lookup.made_up import report, section


@pytest.fixture(scope="module")
def economy(library: Library) -> Section:
    """A section with figures, and more of all else than a brief shows."""
    item = library.get(f"{REPORT}/economy-and-aid")
    assert isinstance(item, Section)
    assert len(item.points) > POINTS_IN_BRIEF
    assert item.figures
    assert len(item.recommendations) > RECOMMENDATIONS_IN_BRIEF
    return item


@pytest.fixture(scope="module")
def brief(desk: Desk) -> Reply:
    return desk.answer("economy", TODAY)


def test_a_brief_is_headed_by_the_section_s_title(brief: Reply, economy: Section) -> None:
    assert brief.title == economy.title


def test_a_brief_begins_with_the_summary(brief: Reply, economy: Section) -> None:
    assert brief.passages[0].lines == (economy.summary,)


def test_a_brief_shows_the_first_points_and_how_many_there_are(brief: Reply, economy: Section) -> None:
    points = passage(brief, "Points")
    assert points.lines == economy.points[:5]
    assert points.heading == f"Points (5 of {len(economy.points)})"


def test_a_brief_shows_key_figures_each_with_its_year(brief: Reply, economy: Section) -> None:
    lines = passage(brief, "Key figures").lines
    for line, figure in zip(lines, economy.figures, strict=True):
        assert figure.value in line
        assert line.startswith(figure.what)
        assert line.endswith(f"({figure.as_of})")


def test_a_brief_shows_related_recommendations_with_their_numbers(
    brief: Reply, economy: Section, library: Library
) -> None:
    lines = passage(brief, "Related recommendations").lines
    first = library.recommendations_of(economy)[:3]
    assert lines == tuple(f"{item.number}. {item.action}" for item in first)


def test_a_brief_cites_report_year_and_heading(brief: Reply, economy: Section, library: Library) -> None:
    (citation,) = brief.citations
    assert citation.report == library.reports[0].title
    assert citation.published == "2022"
    assert citation.heading == economy.source.heading
    assert str(citation) == f"{citation.report} (2022), “{economy.source.heading}”"


def test_a_brief_tells_its_age(brief: Reply) -> None:
    assert [note.text for note in brief.notes] == [
        "Published 2022 (4 years ago). Past its review date (31 December 2024): check what has changed since."
    ]


def test_a_brief_offers_recommendations_full_section_and_related(brief: Reply, economy: Section) -> None:
    offers = [(action.verb, action.target) for action in brief.actions]
    for verb in (Verb.RECOMMENDATIONS, Verb.FULL, Verb.RELATED, Verb.USEFUL, Verb.NOT_USEFUL):
        assert (verb, economy.id) in offers
    assert (Verb.SHARE, f"brief:{economy.id}") in offers


def test_a_full_section_shows_every_point_figure_and_recommendation(
    desk: Desk, economy: Section, library: Library
) -> None:
    full = desk.act(Verb.FULL, economy.id, TODAY)
    assert passage(full, "Points").lines == economy.points
    assert passage(full, "Key figures").lines == tuple(map(str, economy.figures))
    assert len(passage(full, "Related recommendations").lines) == len(library.recommendations_of(economy))


def test_a_full_section_counts_nothing_as_left_out(desk: Desk, economy: Section) -> None:
    full = desk.act(Verb.FULL, economy.id, TODAY)
    assert [each.heading for each in full.passages if " of " in each.heading] == []


def test_a_full_section_does_not_offer_itself(desk: Desk, economy: Section) -> None:
    assert Verb.FULL not in {action.verb for action in desk.act(Verb.FULL, economy.id, TODAY).actions}


def test_a_section_without_figures_or_recommendations_has_no_such_headings() -> None:
    bare = Desk(Library((report(section("quotas", "Fishing Quotas")),)))
    assert headings(bare.answer("fishing quotas", TODAY)) == ["Points"]


def test_a_section_with_few_points_shows_them_without_a_count() -> None:
    few = Desk(Library((report(section("quotas", "Fishing Quotas", points=("One.", "Two."))),)))
    points = few.answer("fishing quotas", TODAY).passages[1]
    assert (points.heading, points.lines) == ("Points", ("One.", "Two."))


def test_a_section_with_many_figures_shows_the_first_and_how_many_there_are() -> None:
    figures = tuple(Figure(value=f"{n} tons", unit="cod", what="Catch", as_of="2021") for n in range(7))
    made = section("quotas", "Fishing Quotas", figures=figures)
    reply = Desk(Library((report(made),))).answer("fishing quotas", TODAY)
    assert passage(reply, "Key figures").heading == "Key figures (5 of 7)"
    assert passage(reply, "Key figures").lines == tuple(map(str, figures[:FIGURES_IN_BRIEF]))


def test_a_figure_in_dollars_names_them_once() -> None:
    figure = Figure(value="$3 billion", unit="US dollars", what="Catch", as_of="2021")
    made = section("quotas", "Fishing Quotas", figures=(figure,))
    reply = Desk(Library((report(made),))).answer("fishing quotas", TODAY)
    assert passage(reply, "Key figures").lines == ("Catch: $3 billion (2021)",)


def test_every_section_s_brief_has_all_its_parts(desk: Desk, library: Library) -> None:
    for each in library.sections():
        reply = desk.act(Verb.BRIEF, each.id, TODAY)
        assert reply.title == each.title
        assert reply.passages[0].lines == (each.summary,)
        assert reply.citations[0].heading == each.source.heading
        assert ("Key figures" in headings(reply)) is bool(each.figures)
        assert ("Related recommendations" in headings(reply)) is bool(each.recommendations)


def test_recommendations_of_a_section_that_has_none_are_said_to_be_none() -> None:
    desk = Desk(Library((report(section("quotas", "Fishing Quotas")),)))
    reply = desk.act(Verb.RECOMMENDATIONS, "harbours/quotas", TODAY)
    assert text_of(reply) == "The report has no recommendation on this."


def test_a_report_s_card_lists_its_sections_and_counts_its_recommendations(
    desk: Desk, library: Library
) -> None:
    reply = desk.answer("pakistan report", TODAY)
    assert reply.title == library.reports[0].title
    assert passage(reply, "11 sections").lines == tuple(each.title for each in library.sections())
    assert "14 recommendations" in headings(reply)


def test_what_is_related_to_a_section_does_not_include_itself(desk: Desk, library: Library) -> None:
    for item in library.items():
        targets = [action.target for action in desk.act(Verb.RELATED, item.id, TODAY).actions]
        assert item.id not in targets
        assert len(targets) <= 5


def test_a_section_is_related_to_those_that_share_its_recommendations(desk: Desk) -> None:
    targets = [action.target for action in desk.act(Verb.RELATED, f"{REPORT}/china-factor", TODAY).actions]
    assert f"{REPORT}/economy-and-aid" in targets


def test_an_item_that_nothing_is_linked_to_says_so(desk: Desk) -> None:
    reply = desk.act(Verb.RELATED, f"{REPORT}/terms/fatf", TODAY)
    assert text_of(reply) == "Nothing else in the library is linked to this."


@pytest.mark.parametrize("text", ["cihna", "which loans from china", "kashmeer", "textile duty free entry"])
def test_an_inexact_match_says_how_it_matched(desk: Desk, text: str) -> None:
    reply = desk.answer(text, TODAY)
    assert small_print(reply) == [f"Shown because it {reply.matches[0].why}."]
    assert reply.passages[0].style is Style.QUIET


@pytest.mark.parametrize("text", ["china", "China?", "kashmir", "r8", "FATF", "recs", "define FATF"])
def test_an_exact_match_does_not_say_how_it_matched(desk: Desk, text: str) -> None:
    assert small_print(desk.answer(text, TODAY)) == []


def test_of_all_questions_just_the_inexact_matches_say_how_they_matched(replies: dict[str, Reply]) -> None:
    briefs = {
        text: reply
        for text, reply in replies.items()
        if reply.outcome is Verdict.FOUND and reply.origin and reply.origin.verb is Verb.BRIEF
    }
    assert len(briefs) > 200
    for text, reply in briefs.items():
        assert bool(small_print(reply)) is not reply.matches[0].exact, text


@pytest.mark.parametrize("text", ["fatf", "FATF", "gray list"])
def test_a_query_that_names_a_term_shows_its_definition_above_the_brief(
    desk: Desk, library: Library, text: str
) -> None:
    term = library.get(f"{REPORT}/terms/fatf")
    assert isinstance(term, Term)
    reply = desk.answer(text, TODAY)
    lines = [line for each in reply.passages for line in each.lines]
    section = next(item for item in library.sections() if item.title == reply.title)
    content = [line for line in lines if line in {section.summary, *section.points}]
    assert lines.index(f"{term.title}: {term.definition}") < lines.index(content[0])


def test_the_sentences_that_answer_a_question_come_before_what_its_terms_mean(
    desk: Desk, library: Library
) -> None:
    term = library.get(f"{REPORT}/terms/fatf")
    assert isinstance(term, Term)
    reply = desk.answer("why is Pakistan on the FATF gray list", TODAY)
    said = [each.lines[0] for each in reply.passages if each.style is not Style.QUIET]
    assert "terrorist financing" in said[0]
    assert said[1] == f"{term.title}: {term.definition}"


def test_a_query_that_names_no_term_shows_no_definition(desk: Desk, library: Library) -> None:
    text = desk.answer("china", TODAY).plain_text()
    assert [term.term for each in library.reports for term in each.terms if term.definition in text] == []


def test_every_term_that_leads_to_one_passage_shows_its_definition_there(
    desk: Desk, library: Library
) -> None:
    for term in (each for made in library.reports for each in made.terms):
        reply = desk.answer(term.term, TODAY)
        if reply.outcome is Verdict.FOUND:
            assert f"{term.title}: {term.definition}" in text_of(reply), term.term


SMALL_TALK = ("Briefbot", "You are welcome")
"""The help and thanks say nothing of the library."""


def test_every_found_reply_cites_its_source(replies: dict[str, Reply]) -> None:
    found = {text: reply for text, reply in replies.items() if reply.outcome is Verdict.FOUND}
    assert len(found) > 300
    uncited = [
        text
        for text, reply in found.items()
        if not reply.citations and not reply.title.startswith(SMALL_TALK)
    ]
    assert uncited == []


def test_every_found_reply_tells_its_age(replies: dict[str, Reply]) -> None:
    ageless = [
        text
        for text, reply in replies.items()
        if reply.outcome is Verdict.FOUND
        and "Published 2022" not in reply.plain_text()
        and not reply.title.startswith(SMALL_TALK)
    ]
    assert ageless == []
