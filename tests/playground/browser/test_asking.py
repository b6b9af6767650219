"""Questions in channels and threads, as people on the page ask them."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from bot.playground.faults import redelivered
from bot.playground.installed_app import BOT_USER
from bot.playground.playground import Playground
from bot.playground.workspace import ANA, GENERAL
from tests.playground.browser.driving import Visitor

EXPORTS = "how much does Pakistan export to the US?"


def threads(running: Playground) -> list[str]:
    """The threads of #general that the bot has written in, one entry a message."""
    seen = running.stand_in.look(lambda platform: list(platform.workspace.visible(GENERAL, ANA)))
    return [str(message.thread_ts) for message in seen if message.user == BOT_USER and message.thread_ts]


def test_a_mention_is_answered_in_its_thread_and_follow_ups_need_none(visitor: Visitor) -> None:
    visitor.says(f"@brief {EXPORTS}")
    visitor.opens_thread(EXPORTS)
    answer = visitor.reads_in_thread("almost $7 billion")
    expect(answer).to_contain_text("Source: US Reengagement with Pakistan")
    visitor.replies("and the recommendations?")
    visitor.reads_in_thread("Recommendations: Economy and Aid")
    visitor.replies("what about technology?")
    expect(visitor.reads_in_thread("Technology")).to_contain_text("Source:")


def test_talk_in_the_thread_is_left_alone(visitor: Visitor, running: Playground) -> None:
    visitor.says(f"@brief {EXPORTS}")
    visitor.opens_thread(EXPORTS)
    visitor.reads_in_thread("almost $7 billion")
    visitor.replies("thanks, who writes the memo for the call?")
    visitor.reads_in_thread("who writes the memo")
    visitor.replies("and the recommendations?")  # answered after whatever would have come to the talk
    visitor.reads_in_thread("Recommendations: Economy and Aid")
    assert len(threads(running)) == 2


def test_a_miss_is_handed_to_the_editors(visitor: Visitor) -> None:
    visitor.says("@brief what is the price of tacos?")
    visitor.opens_thread("price of tacos")
    nothing = visitor.reads_in_thread("Nothing on that in the library")
    nothing.get_by_role("button", name="Ask the editors").click()
    visitor.reads_in_thread("Passed on to the editors")
    visitor.goes_to("south-asia")
    expect(visitor.reads("the library had no answer")).to_contain_text("price of tacos")


def test_brief_me_on_this_is_for_the_asker_until_it_is_posted(visitor: Visitor) -> None:
    visitor.says("How many Pakistanis are online?")
    visitor.chooses("How many Pakistanis are online?", "Brief me on this")
    shown = visitor.article("only one-quarter")
    expect(shown).to_contain_text("Only visible to you")
    shown.get_by_role("button", name="Reply in thread").click()
    visitor.opens_thread("How many Pakistanis are online?")
    expect(visitor.reads_in_thread("only one-quarter")).to_contain_text("Shared by")


def test_a_channel_can_have_its_questions_answered_without_a_mention(visitor: Visitor) -> None:
    visitor.says("/brief settings")
    modal = visitor.page.get_by_role("dialog")
    modal.get_by_role("radio", name=re.compile("Also questions without a mention")).check()
    modal.get_by_role("button", name="Save").click()
    expect(visitor.reads("changed what Briefbot answers here")).to_contain_text("Ana")
    visitor.becomes("Bilal")
    visitor.says(EXPORTS)
    visitor.opens_thread(EXPORTS)
    visitor.reads_in_thread("almost $7 billion")


def test_an_event_that_comes_three_times_has_one_reply(visitor: Visitor, running: Playground) -> None:
    running.stand_in.look(lambda platform: platform.faults.add(redelivered(2)))
    visitor.says(f"@brief {EXPORTS}")
    visitor.opens_thread(EXPORTS)
    visitor.reads_in_thread("almost $7 billion")
    visitor.says("@brief how many Pakistanis are online?")  # its reply comes after all of the first
    visitor.opens_thread("how many Pakistanis are online?")
    visitor.reads_in_thread("only one-quarter")
    assert len(threads(running)) == 2
