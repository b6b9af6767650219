"""The page as a newcomer, a keyboard user, a developer and somebody on a phone meet it."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import expect

from bot.playground.faults import COMMANDS, dropped
from bot.playground.playground import Playground
from tests.playground.browser.driving import Visitor


def test_the_first_visit_says_what_this_is_and_what_to_try(visitor: Visitor) -> None:
    expect(visitor.page.get_by_text("Not Slack · nothing leaves this machine")).to_be_visible()
    visitor.page.get_by_role("button", name="/brief china").click()
    if visitor.composer.input_value():
        visitor.composer.press("Enter")
    expect(visitor.reads("The China Factor")).to_contain_text("Past its review date")


def test_a_brief_is_seen_by_the_asker_alone(visitor: Visitor) -> None:
    visitor.says("/brief china")
    expect(visitor.article("The China Factor")).to_contain_text("Only visible to you")
    visitor.becomes("Bilal")
    expect(visitor.messages).to_have_count(0)


def test_a_misspelling_is_read_as_what_was_meant(visitor: Visitor) -> None:
    visitor.says("/brief chnia")
    expect(visitor.reads("The China Factor")).to_contain_text("read 'chnia' as 'china'")


def test_two_close_readings_are_a_choice(visitor: Visitor) -> None:
    visitor.says("/brief ergi")
    choice = visitor.reads("Which of these do you mean?")
    choice.get_by_role("button", name="Recommendation 8").click()
    visitor.answers(2)
    expect(visitor.messages.last).to_contain_text("Help Pakistan to depend less on China")


def test_nearest_topics_open_their_briefs(visitor: Visitor) -> None:
    visitor.says("/brief tacos")
    nothing = visitor.reads("Nothing on that in the library")
    nearest = nothing.get_by_role("button").first
    name = nearest.inner_text()
    nearest.click()
    visitor.answers(2)
    expect(visitor.messages.last).to_contain_text(name)


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("Recommendations", "Recommendations: The China Factor"),
        ("Full section", "strategic autonomy"),
        ("Related", "Related to The China Factor"),
        ("Useful", "noted as useful"),
        ("Not useful", "noted as not useful"),
    ],
)
def test_each_button_brings_one_message(visitor: Visitor, label: str, expected: str) -> None:
    visitor.says("/brief china")
    visitor.reads("The China Factor").get_by_role("button", name=label, exact=True).click()
    visitor.answers(2)
    expect(visitor.messages.last).to_contain_text(expected)


def test_what_is_shared_is_there_for_everybody(visitor: Visitor) -> None:
    visitor.says("/brief china")
    visitor.reads("The China Factor").get_by_role("button", name="Share to channel").click()
    visitor.reads("Shared by")
    visitor.becomes("Bilal")
    expect(visitor.reads("Shared by")).to_contain_text("Ana")


def test_a_menu_opens_what_is_chosen(visitor: Visitor) -> None:
    visitor.says("/brief list")
    visitor.reads("Topics").get_by_role("combobox").first.select_option("Technology")
    visitor.answers(2)
    expect(visitor.messages.last).to_contain_text("Technology")


def test_the_whole_way_works_by_keyboard_alone(visitor: Visitor) -> None:
    keyboard = visitor.page.keyboard
    keyboard.press("/")
    keyboard.type("/br")
    expect(visitor.page.get_by_role("option", name=re.compile("brief"))).to_be_visible()
    keyboard.press("Tab")
    keyboard.type("china")
    keyboard.press("Enter")
    visitor.reads("The China Factor")
    keyboard.press("Escape")
    keyboard.press("j")
    visitor.tabs_to("Full section")
    keyboard.press("Enter")
    visitor.answers(2)
    expect(visitor.messages.last).to_contain_text("strategic autonomy")


def test_people_are_suggested_while_typing(visitor: Visitor) -> None:
    visitor.composer.press_sequentially("ask @bi")
    expect(visitor.page.get_by_role("option", name=re.compile("Bilal"))).to_be_visible()
    visitor.composer.press("Enter")
    visitor.composer.press("Enter")
    expect(visitor.reads("ask")).to_contain_text("@Bilal")


def test_what_is_being_typed_is_not_lost_when_something_happens(
    visitor: Visitor, running: Playground
) -> None:
    visitor.composer.press_sequentially("I was about to say")
    running.stand_in.act("U0BILAL", "post", channel="C0GENERAL", text="Hello from Bilal")
    visitor.reads("Hello from Bilal")
    expect(visitor.composer).to_have_value("I was about to say")
    expect(visitor.composer).to_be_focused()


def test_a_thread_is_read_and_answered_beside_the_channel(visitor: Visitor) -> None:
    visitor.says("What do we know of China?")
    message = visitor.article("What do we know of China?")
    message.hover()
    message.get_by_role("link", name="Reply in thread").click()
    reply = visitor.page.get_by_role("textbox", name=re.compile("Reply"))
    reply.fill("A lot")
    visitor.page.get_by_role("checkbox", name=re.compile("Also send to")).check()
    reply.press("Enter")
    expect(visitor.article("A lot")).to_contain_text("replied to a thread")
    expect(visitor.page.get_by_role("main").get_by_role("link", name=re.compile("1 reply"))).to_be_visible()


def test_a_message_of_ones_own_can_be_edited_and_deleted(visitor: Visitor) -> None:
    visitor.says("A tpyo")
    visitor.reads("A tpyo")
    visitor.composer.press("ArrowUp")
    editing = visitor.page.get_by_role("textbox", name=re.compile("Edit"))
    editing.fill("A typo")
    editing.press("Enter")
    expect(visitor.reads("A typo")).to_contain_text("(edited)")


def test_the_inspector_shows_both_ways_and_copies_the_blocks(visitor: Visitor) -> None:
    visitor.says("/brief china")
    message = visitor.article("The China Factor")
    message.hover()
    message.get_by_role("link", name="Inspect").click()
    inspector = visitor.page.get_by_role("complementary", name="Inspector")
    expect(inspector).to_contain_text("/brief")
    expect(inspector).to_contain_text("200")
    expect(inspector).to_contain_text("ms")
    if inspector.get_by_role("tab", name="Blocks").count() == 0:
        inspector.get_by_role("listitem").first.get_by_role("link").click()
    inspector.get_by_role("tab", name="Blocks").click()
    visitor.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    inspector.get_by_role("button", name="Copy").click()
    expect(inspector.get_by_role("button", name=re.compile("Copied"))).to_be_visible()
    copied = json.loads(visitor.page.evaluate("navigator.clipboard.readText()"))
    assert copied[0]["type"] == "header"


def test_what_goes_wrong_is_shown_with_slacks_own_code(visitor: Visitor, running: Playground) -> None:
    running.stand_in.look(lambda platform: platform.faults.add(dropped(COMMANDS, times=1)))
    visitor.says("/brief china")
    expect(visitor.reads("failed with the error")).to_contain_text("dispatch_failed")
    expect(visitor.page.get_by_role("link", name="Problems 1")).to_be_visible()


def test_the_clock_is_moved_and_the_bot_goes_by_it(visitor: Visitor) -> None:
    visitor.page.get_by_role("button", name=re.compile("The playground's time")).click()
    menu = visitor.page.locator("#clock-menu")
    menu.locator("input[type=datetime-local]").fill("2030-05-01T09:00")
    menu.locator("form").get_by_role("button").first.click()
    visitor.page.keyboard.press("Escape")
    visitor.says("/brief china")
    expect(visitor.reads("The China Factor")).to_contain_text("8 years ago")


def test_a_person_can_be_somewhere_else(visitor: Visitor, running: Playground) -> None:
    visitor.page.get_by_role("button", name="Acting as").click()
    zone = visitor.page.get_by_role("combobox", name="Ana's time zone")
    zone.fill("Asia/Kathmandu")
    visitor.page.get_by_role("button", name="Go there").click()
    expect(visitor.page.locator("#people-menu")).to_contain_text("Asia/Kathmandu")
    there = running.stand_in.look(lambda platform: platform.workspace.users["U0ANA"].time_zone)
    assert there == "Asia/Kathmandu"


def test_socket_mode_is_a_switch(visitor: Visitor) -> None:
    visitor.page.get_by_role("button", name="Socket Mode").click()
    expect(visitor.page.get_by_role("button", name="Socket Mode")).to_have_attribute("aria-pressed", "true")
    expect(visitor.page.get_by_title("The bot is connected")).to_be_visible()
    visitor.says("/brief china")
    visitor.reads("The China Factor")


def test_light_and_dark_are_a_switch_that_is_remembered(visitor: Visitor) -> None:
    background = "getComputedStyle(document.documentElement).backgroundColor"
    before = visitor.page.evaluate(background)
    visitor.page.get_by_role("button", name="Light or dark").click()
    dark = visitor.page.evaluate(background)
    assert dark != before
    visitor.page.reload()
    assert visitor.page.evaluate(background) == dark


def test_on_a_phone_everything_fits_and_works(caller: Visitor) -> None:
    caller.says("/brief china")
    caller.reads("The China Factor").get_by_role("button", name="Related").click()
    caller.answers(2)
    width = "document.documentElement.scrollWidth"
    assert caller.page.evaluate(width) <= 390
    caller.page.get_by_role("button", name="Channels").click()
    caller.page.get_by_role("link", name=re.compile("south-asia")).click()
    expect(caller.page.get_by_role("heading", level=1)).to_contain_text("south-asia")


def test_a_screen_reader_finds_its_way(visitor: Visitor) -> None:
    visitor.says("/brief china")
    article = visitor.article("The China Factor")
    expect(article).to_have_attribute("aria-label", re.compile("Briefbot, .*only visible to you"))
    for role in ("banner", "navigation", "main"):
        expect(visitor.page.get_by_role(role).first).to_be_visible()
    nameless = [
        each
        for each in visitor.page.get_by_role("button").all()
        if not each.inner_text() and not each.get_attribute("aria-label")
    ]
    assert nameless == []
    expect(visitor.page.get_by_role("log")).to_contain_text("The China Factor")
