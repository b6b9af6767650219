"""A digest from its modal to its editions, and the Home tab, as people on the page use them."""

from __future__ import annotations

from playwright.sync_api import Locator, expect

from tests.playground.browser.driving import Visitor


def sets_up(visitor: Visitor) -> None:
    """A digest for #general, every day at 9."""
    visitor.says("/brief digest")
    modal = visitor.page.get_by_role("dialog")
    for day in ("Saturday", "Sunday"):
        modal.get_by_role("checkbox", name=day).check()
    modal.get_by_role("button", name="Save").click()
    visitor.reads("set up a digest here")


def at_nine_tomorrow(visitor: Visitor) -> Locator:
    """The edition that is there once the clock is moved."""
    visitor.page.get_by_role("button", name="The playground's time").click()
    visitor.page.locator("#clock-menu").get_by_role("button", name="9:00 tomorrow").click()
    visitor.page.keyboard.press("Escape")
    return visitor.reads("Section of the day: ")


def test_from_the_command_to_an_edition_by_moving_the_clock(visitor: Visitor) -> None:
    sets_up(visitor)
    edition = at_nine_tomorrow(visitor)
    for part in (
        "Recommendation of the day",
        "Key figure",
        "Source: US Reengagement",
        "Past its review date",
    ):
        expect(edition).to_contain_text(part)


def test_a_digest_is_paused_from_its_edition(visitor: Visitor) -> None:
    sets_up(visitor)
    at_nine_tomorrow(visitor).get_by_role("button", name="Pause").click()
    expect(visitor.reads("paused the digest")).to_contain_text("Ana")


def test_a_digest_is_changed_from_its_edition(visitor: Visitor) -> None:
    sets_up(visitor)
    at_nine_tomorrow(visitor).get_by_role("button", name="Change").click()
    modal = visitor.page.get_by_role("dialog")
    expect(modal).to_contain_text("Change the digest")
    modal.get_by_role("checkbox", name="Key figure").uncheck()
    modal.get_by_role("button", name="Save").click()
    expect(visitor.reads("changed the digest")).not_to_contain_text("key figure")


def test_the_home_tab_shows_what_to_try_the_topics_and_ones_digests(visitor: Visitor) -> None:
    sets_up(visitor)
    visitor.page.get_by_role("link", name="Home tab").click()
    home = visitor.page.get_by_role("main")
    expect(home).to_contain_text("Your digests")
    expect(home).to_contain_text("09:00 every day")
    home.get_by_role("button", name="Try: china").click()
    expect(visitor.page.get_by_role("dialog")).to_contain_text("The China Factor")
    visitor.page.keyboard.press("Escape")
    home.get_by_role("button", name="Pause").click()
    expect(home).to_contain_text("Paused")
