"""Every button leads somewhere, for everything that the library holds."""

from __future__ import annotations

import pytest

from bot.desk.desk import Desk
from bot.desk.reply import Origin, Verb, share
from bot.library.model import Section, Term
from bot.library.snapshot import Library
from bot.lookup.outcome import Verdict
from tests.desk.reading import REPORT, TODAY, text_of

ON_ITEMS = [verb for verb in Verb if verb is not Verb.ASK]
"""The verbs whose target is an item."""


@pytest.mark.parametrize("verb", ON_ITEMS)
def test_every_verb_on_every_item_gets_a_cited_reply(desk: Desk, library: Library, verb: Verb) -> None:
    for item in library.items():
        reply = desk.act(verb, item.id, TODAY)
        assert reply.title, item.id
        assert text_of(reply), item.id
        assert reply.citations, item.id
        assert reply.outcome is Verdict.FOUND, item.id


@pytest.mark.parametrize("verb", ON_ITEMS)
def test_every_verb_on_every_item_tells_how_old_the_report_is(
    desk: Desk, library: Library, verb: Verb
) -> None:
    for item in library.items():
        assert desk.act(verb, item.id, TODAY).notes[0].text.startswith("Published 2022 (4 years ago)."), (
            item.id
        )


@pytest.mark.parametrize("verb", ON_ITEMS)
def test_the_plain_text_of_every_verb_on_every_item_holds_every_line(
    desk: Desk, library: Library, verb: Verb
) -> None:
    for item in library.items():
        reply = desk.act(verb, item.id, TODAY)
        plain = reply.plain_text()
        assert [line for _, line in reply.lines() if line not in plain] == []


def test_asking_for_every_item_by_its_title_gets_a_cited_reply(desk: Desk, library: Library) -> None:
    for item in library.items():
        reply = desk.act(Verb.ASK, item.title, TODAY)
        assert reply.title, item.id
        assert reply.citations, item.id


def test_asking_is_the_same_as_typing(desk: Desk) -> None:
    for text in ("list", "china", "pizza"):
        assert desk.act(Verb.ASK, text, TODAY) == desk.answer(text, TODAY)


@pytest.mark.parametrize("verb", ON_ITEMS)
def test_an_item_that_was_removed_is_said_to_be_gone(desk: Desk, verb: Verb) -> None:
    reply = desk.act(verb, f"{REPORT}/removed-section", TODAY)
    assert reply.outcome is Verdict.NOTHING
    assert reply.title == "That is no longer in the library"
    assert text_of(reply) == "It was renamed or removed since this message was posted, or is not for here."


def test_an_item_that_is_gone_leaves_all_topics_to_open(desk: Desk) -> None:
    (action,) = desk.act(Verb.BRIEF, "gone", TODAY).actions
    assert desk.act(action.verb, action.target, TODAY).title == "Topics in the library"


def test_a_brief_opened_by_its_button_is_the_one_typed_for(desk: Desk) -> None:
    opened = desk.act(Verb.BRIEF, f"{REPORT}/china-factor", TODAY)
    assert opened.plain_text() == desk.answer("china", TODAY).plain_text()


def test_the_recommendations_button_lists_those_of_the_section(desk: Desk, library: Library) -> None:
    for each in library.sections():
        reply = desk.act(Verb.RECOMMENDATIONS, each.id, TODAY)
        assert reply.title == f"Recommendations: {each.title}"
        numbers = [int(line.split(".")[0]) for line in reply.passages[0].lines]
        assert numbers == list(each.recommendations)


def test_every_button_of_every_card_leads_to_a_found_reply(desk: Desk, library: Library) -> None:
    leading = {Verb.BRIEF, Verb.FULL, Verb.RECOMMENDATIONS, Verb.RELATED, Verb.ASK}
    for item in library.items():
        for verb in leading - {Verb.ASK}:
            for action in desk.act(verb, item.id, TODAY).actions:
                if action.verb in leading:
                    reply = desk.act(action.verb, action.target, TODAY)
                    assert reply.outcome is Verdict.FOUND, (item.id, verb, action)


def test_a_button_that_opens_an_item_is_labelled_with_its_name(desk: Desk, library: Library) -> None:
    terms = [item for item in library.items() if isinstance(item, Section | Term)]
    for item in terms:
        for action in desk.act(Verb.RELATED, item.id, TODAY).actions:
            target = library.get(action.target)
            assert target is not None
            assert action.label == target.title


def test_sharing_names_what_to_show_again(desk: Desk, library: Library) -> None:
    for item in library.items():
        for verb in (Verb.BRIEF, Verb.FULL, Verb.RECOMMENDATIONS):
            reply = desk.act(verb, item.id, TODAY)
            for action in (each for each in reply.actions if each.verb is Verb.SHARE):
                shown, target = action.target.split(":", 1)
                assert desk.act(Verb(shown), target, TODAY) == reply


def test_the_action_to_share_holds_verb_and_target() -> None:
    action = share(Origin(Verb.BRIEF, "harbours/quotas"))
    assert (action.verb, action.target) == (Verb.SHARE, "brief:harbours/quotas")


def test_votes_are_on_the_item_that_is_shown(desk: Desk, library: Library) -> None:
    votes = {Verb.USEFUL, Verb.NOT_USEFUL}
    for item in library.items():
        actions = desk.act(Verb.BRIEF, item.id, TODAY).actions
        assert {each.target for each in actions if each.verb in votes} <= {item.id}
