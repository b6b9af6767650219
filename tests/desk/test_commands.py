"""Every subcommand does what the help says of it."""

from __future__ import annotations

import pytest

from bot.desk.desk import Desk
from bot.desk.reply import Verb
from bot.library.model import Recommendation, Section
from bot.library.snapshot import Library
from bot.lookup.outcome import Verdict
from tests.desk.reading import REPORT, TODAY, headings, passage, text_of
from tests.lookup.made_up import one_report, report, section, two_reports


def title_of(library: Library, slug: str) -> str:
    item = library.get(f"{REPORT}/{slug}")
    assert isinstance(item, Section)
    return item.title


@pytest.mark.parametrize(
    "text", ["help", "HELP", "help?", " help ", "hello", "Hi!", "/brief help", "/brief", "", "  "]
)
def test_help_and_nothing_at_all_show_the_help(desk: Desk, text: str) -> None:
    assert desk.answer(text, TODAY) == desk.answer("help", TODAY)
    assert desk.answer(text, TODAY).title.startswith("Briefbot")


def test_the_help_names_every_subcommand_with_its_purpose(desk: Desk) -> None:
    lines = passage(desk.answer("help", TODAY), "What you can type").lines
    assert lines == tuple(
        f"/brief {command.usage}: {command.purpose}" for command in desk.commands if command.usage
    )


def test_the_help_names_every_word_that_the_other_tests_call_a_subcommand_by(desk: Desk) -> None:
    usage = text_of(desk.answer("help", TODAY))
    for word in ("list", "recs [topic]", "r8", "define [term]", "about", "help", "[topic or question]"):
        assert f"/brief {word}" in usage or f", or {word}" in usage, word


def test_every_example_in_the_help_works(desk: Desk) -> None:
    examples = passage(desk.answer("help", TODAY), "For example").lines
    assert len(examples) >= 5
    assert {text: desk.answer(text, TODAY).outcome for text in examples} == dict.fromkeys(
        examples, Verdict.FOUND
    )


def test_every_example_in_the_help_works_with_any_library() -> None:
    bare = Library((report(section("quotas", "Fishing Quotas")),))
    for library in (one_report(), two_reports(), bare):
        desk = Desk(library)
        for text in passage(desk.answer("help", TODAY), "For example").lines:
            assert desk.answer(text, TODAY).outcome is not Verdict.NOTHING, text


def test_every_button_of_the_help_works(desk: Desk) -> None:
    actions = desk.answer("help", TODAY).actions
    assert actions
    assert {desk.act(action.verb, action.target, TODAY).outcome for action in actions} == {Verdict.FOUND}


def test_the_help_says_how_many_reports_answer() -> None:
    assert "one policy report," in text_of(Desk(one_report()).answer("help", TODAY))
    assert "2 policy reports," in text_of(Desk(two_reports()).answer("help", TODAY))


@pytest.mark.parametrize(
    "text", ["good morning", "Good morning!", "Hi there", "Who are you?", "what can you do"]
)
def test_a_greeting_gets_the_help(desk: Desk, text: str) -> None:
    assert desk.answer(text, TODAY) == desk.answer("help", TODAY)


@pytest.mark.parametrize("text", ["thanks", "Thank you!", "thx", "cheers", "Many thanks."])
def test_thanks_are_returned_and_looked_up_nowhere(desk: Desk, text: str) -> None:
    reply = desk.answer(text, TODAY)
    assert reply.title == "You are welcome"
    assert {desk.act(action.verb, action.target, TODAY).outcome for action in reply.actions} == {
        Verdict.FOUND
    }


def test_a_question_that_begins_with_thanks_is_a_question(desk: Desk) -> None:
    assert desk.answer("thanks, how many Pakistanis are online?", TODAY).title == "Technology"


def test_settings_are_said_to_be_a_channels_own(desk: Desk) -> None:
    assert "/brief settings" in text_of(desk.answer("settings", TODAY))


@pytest.mark.parametrize("text", ["list", "LIST", "topics", "sections", "contents", "list?", "/brief list"])
def test_the_list_names_every_topic(desk: Desk, library: Library, text: str) -> None:
    reply = desk.answer(text, TODAY)
    assert reply.title == "Topics in the library"
    assert [line for each in reply.passages for line in each.lines] == [
        *(section.title for section in library.sections()),
        "Recommendations (14)",
    ]


def test_the_list_opens_every_topic(desk: Desk, library: Library) -> None:
    targets = [action.target for action in desk.answer("list", TODAY).actions]
    assert targets == [*(section.id for section in library.sections()), f"{REPORT}/recommendations"]


def test_the_list_keeps_reports_apart() -> None:
    assert headings(Desk(two_reports()).answer("list", TODAY)) == ["Norway", "Peru"]


def test_the_list_tells_source_and_age(desk: Desk) -> None:
    reply = desk.answer("list", TODAY)
    assert [citation.published for citation in reply.citations] == ["2022"]
    assert [note.text.split(" (")[0] for note in reply.notes] == ["Published 2022"]


def test_a_question_that_begins_with_list_is_a_question(desk: Desk) -> None:
    assert desk.answer("list of exports", TODAY).title == "Economy and Aid"


@pytest.mark.parametrize("text", ["recs", "recommendations", "Recs?", "rec", "/brief recs"])
def test_recs_lists_every_recommendation_with_its_number(desk: Desk, library: Library, text: str) -> None:
    (listed,) = library.recommendation_lists()
    reply = desk.answer(text, TODAY)
    assert passage(reply, "All 14").lines == tuple(f"{each.number}. {each.action}" for each in listed.items)


def test_recs_opens_each_recommendation(desk: Desk) -> None:
    opening = [action for action in desk.answer("recs", TODAY).actions if action.label.startswith("R")]
    assert [action.label for action in opening] == [f"R{number}" for number in range(1, 15)]
    assert [action.target for action in opening] == [f"{REPORT}/r{number}" for number in range(1, 15)]


@pytest.mark.parametrize(
    ("topic", "slug"), [("china", "china-factor"), ("on kashmir", "india-pakistan"), ("TECH", "technology")]
)
def test_recs_on_a_section_shows_all_its_recommendations_most_relevant_first(
    desk: Desk, library: Library, topic: str, slug: str
) -> None:
    reply = desk.answer(f"recs {topic}", TODAY)
    wanted = library.get(f"{REPORT}/{slug}")
    assert isinstance(wanted, Section)
    assert reply.title == f"Recommendations: {wanted.title}"
    assert reply.passages[0].lines == tuple(
        f"{each.number}. {each.action} {each.detail}" for each in library.recommendations_of(wanted)
    )


def test_recs_on_china_begins_with_the_eighth(desk: Desk) -> None:
    reply = desk.answer("recs china", TODAY)
    assert reply.passages[0].lines[0].startswith("8. Help Pakistan to depend less on China")
    assert reply.matches[0].item.id == f"{REPORT}/r8"


def test_recs_on_a_topic_tells_source_and_age(desk: Desk) -> None:
    reply = desk.answer("recs china", TODAY)
    assert "Recommendations for a More Nuanced US Policy" in reply.citations[0].heading
    assert reply.notes[0].text.startswith("Published 2022")


def test_recs_on_a_topic_that_is_no_section_shows_the_one_recommendation(desk: Desk) -> None:
    assert desk.answer("recs women's rights", TODAY).title == "Recommendation 10"


def test_recs_on_what_the_library_lacks_finds_nothing(desk: Desk) -> None:
    reply = desk.answer("recs pizza", TODAY)
    assert reply.outcome is Verdict.NOTHING
    assert "“recs pizza”" in text_of(reply)


@pytest.mark.parametrize(
    "text", ["r8", "R8", "recommendation 8", "the eighth recommendation", "the 8th rec", "/brief r8"]
)
def test_a_number_shows_that_recommendation_in_full(desk: Desk, library: Library, text: str) -> None:
    reply = desk.answer(text, TODAY)
    item = library.get(f"{REPORT}/r8")
    assert isinstance(item, Recommendation)
    assert reply.title == "Recommendation 8"
    assert item.action in text_of(reply)
    assert item.detail in text_of(reply)


def test_a_recommendation_tells_who_acts_by_what_means_and_where_it_belongs(desk: Desk) -> None:
    facts = desk.answer("r8", TODAY).passages[-1].lines
    assert facts[0].startswith("Who acts: US government, State Department, IDFC")
    assert facts[1] == "Instruments: direct investment, IDFC, ERGI"
    assert facts[2] == "Belongs to: The China Factor, Economy and Aid, Technology"


def test_a_recommendation_without_instruments_tells_of_none(desk: Desk) -> None:
    assert "Instruments" not in desk.answer("r1", TODAY).plain_text()


def test_a_recommendation_is_cited_with_its_place(desk: Desk) -> None:
    (citation,) = desk.answer("r8", TODAY).citations
    assert citation.locator == "recommendation 8"


@pytest.mark.parametrize("text", ["define", "glossary", "Definition?", "/brief define"])
def test_define_alone_lists_every_term(desk: Desk, library: Library, text: str) -> None:
    reply = desk.answer(text, TODAY)
    assert [line for each in reply.passages for line in each.lines] == [
        term.title for each in library.reports for term in each.terms
    ]


def test_define_alone_tells_source_and_age(desk: Desk) -> None:
    reply = desk.answer("define", TODAY)
    assert (len(reply.citations), len(reply.notes)) == (1, 1)


def test_define_alone_says_when_there_is_no_glossary() -> None:
    reply = Desk(two_reports()).answer("define", TODAY)
    assert text_of(reply) == "The library has no glossary."


def test_define_shows_every_term_with_its_definition(desk: Desk, library: Library) -> None:
    terms = [term for each in library.reports for term in each.terms]
    assert len(terms) > 30
    for term in terms:
        reply = desk.answer(f"define {term.term}", TODAY)
        assert (reply.title, reply.passages[0].lines) == (term.title, (term.definition,))


def test_a_definition_is_shown_once(desk: Desk) -> None:
    reply = desk.answer("define FATF", TODAY)
    assert text_of(reply).count("gray list") == 1


def test_a_definition_leads_on_to_the_passages_about_the_term(desk: Desk, library: Library) -> None:
    actions = desk.answer("define FATF", TODAY).actions
    assert (actions[0].label, actions[0].verb) == (title_of(library, "security-cooperation"), Verb.BRIEF)


def test_a_definition_is_cited_with_the_heading_it_is_from(desk: Desk) -> None:
    (citation,) = desk.answer("define FATF", TODAY).citations
    assert citation.heading == "Security Cooperation"


def test_define_of_what_the_library_lacks_finds_nothing(desk: Desk) -> None:
    reply = desk.answer("define pizza", TODAY)
    assert reply.outcome is Verdict.NOTHING
    assert "“define pizza”" in text_of(reply)


@pytest.mark.parametrize("text", ["about", "About?", "library", "reports", "version", "/brief about"])
def test_about_tells_what_the_library_holds_and_how_old_it_is(
    desk: Desk, library: Library, text: str
) -> None:
    reply = desk.answer(text, TODAY)
    (only,) = library.reports
    counts, age = passage(reply, only.title).lines
    figures = sum(len(section.figures) for section in only.sections)
    assert counts == f"11 sections, 14 recommendations, {figures} figures, {len(only.terms)} terms."
    assert age.startswith("Published 2022 (4 years ago).")


def test_about_counts_one_thing_in_the_singular() -> None:
    lines = text_of(Desk(one_report()).answer("about", TODAY))
    assert "2 sections, 1 recommendation, 0 figures, 1 term." in lines


def test_about_leads_on_to_each_report() -> None:
    desk = Desk(two_reports())
    actions = desk.answer("about", TODAY).actions
    assert [(action.label, action.target) for action in actions] == [("Norway", "norway"), ("Peru", "peru")]


@pytest.mark.parametrize("text", ["/brief china", "/BRIEF china", "/brief  china ", "  /brief China"])
def test_a_pasted_command_is_read_as_what_follows_it(desk: Desk, text: str) -> None:
    assert desk.answer(text, TODAY) == desk.answer("china", TODAY)


def test_a_topic_may_contain_a_subcommand_s_word(desk: Desk) -> None:
    assert desk.answer("about kashmir", TODAY).title == "India-Pakistan Relations"


def test_subcommands_are_found_in_the_order_of_the_help(desk: Desk) -> None:
    orders = [command.order for command in desk.commands]
    assert orders == sorted(orders)


def test_no_word_calls_two_subcommands(desk: Desk) -> None:
    words = [word for command in desk.commands for word in command.words]
    assert len(words) == len(set(words))


def test_a_page_that_a_subcommand_shows_can_be_shown_again(desk: Desk) -> None:
    for text in ("help", "list", "recs", "recs china", "r8", "define", "define FATF", "about", "china"):
        reply = desk.answer(text, TODAY)
        assert reply.origin is not None
        again = desk.act(reply.origin.verb, reply.origin.target, TODAY)
        assert again.plain_text() == reply.plain_text(), text
