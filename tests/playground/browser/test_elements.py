"""Modals, menus, pickers and the rest of Block Kit, used by hand in front of an app that has them all."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

import pytest
from playwright.sync_api import BrowserContext, Locator, expect
from slack_sdk import WebClient

from bot.playground.model import JsonObject
from bot.playground.playground import Playground
from bot.playground.workspace import BILAL, GENERAL
from bot.slack.http import edge
from bot.slack.transports import HttpTransport
from tests.playground.browser.driving import Visitor, visit
from tests.playground.feature_app import MANIFEST, FeatureApp
from tests.support.gates import gate_of


@dataclass
class Feature:
    """The app that has everything, started as the playground starts a bot."""

    address: str
    stop: Callable[[], None]


@dataclass
class Features:
    """What was started."""

    apps: list[FeatureApp] = field(default_factory=list)

    def start(self, settings: Mapping[str, str], now: Callable[[], datetime]) -> Feature:
        del now  # this app has no use for the time
        client = WebClient(settings["SLACK_BOT_TOKEN"], base_url=settings["SLACK_API_URL"], retry_handlers=[])
        secret = settings["SLACK_SIGNING_SECRET"]
        app = FeatureApp(client, secret)
        self.apps.append(app)
        transport = HttpTransport(edge(app.bolt, gate_of(secret)), "127.0.0.1", 0)
        transport.start()

        def stop() -> None:
            transport.stop()
            app.close()

        return Feature(transport.address, stop)


@pytest.fixture
def features(no_proxy: None) -> Features:  # noqa: ARG001 - wanted for what it does
    return Features()


@pytest.fixture
def running(features: Features) -> Iterator[Playground]:
    playground = Playground(MANIFEST, features.start)
    playground.open()
    playground.connect()
    yield playground
    playground.close()


@pytest.fixture
def visitor(desktop: BrowserContext, running: Playground) -> Iterator[Visitor]:
    yield from visit(desktop, running)


def heard(features: Features, kind: str) -> JsonObject:
    """What the app was told."""
    return features.apps[0].heard.next(kind)


def modal(visitor: Visitor, title: str) -> Locator:
    """The modal on the screen."""
    dialog = visitor.page.get_by_role("dialog", name=title)
    expect(dialog).to_be_visible()
    return dialog


def test_a_modal_is_filled_in_and_sent(visitor: Visitor, features: Features) -> None:
    visitor.says("/feature form")
    form = modal(visitor, "Form")
    form.get_by_label("Who").fill("Ana herself")
    form.get_by_role("button", name="Send").click()
    expect(form).to_be_hidden()
    values = heard(features, "submitted")["view"]["state"]["values"]
    assert values["who"]["name"] == {"type": "plain_text_input", "value": "Ana herself"}


def test_what_is_required_and_missing_is_said_beside_the_input(visitor: Visitor) -> None:
    visitor.says("/feature form")
    form = modal(visitor, "Form")
    form.get_by_role("button", name="Send").click()
    expect(form.get_by_role("alert")).to_contain_text("Please complete this required field.")
    expect(form.get_by_label("Who")).to_have_attribute("aria-invalid", "true")


def test_the_apps_own_errors_stand_beside_the_input_and_nothing_typed_is_lost(visitor: Visitor) -> None:
    visitor.says("/feature form errors")
    form = modal(visitor, "Form")
    form.get_by_label("Who").fill("Nobody")
    form.get_by_role("button", name="Send").click()
    expect(form.get_by_role("alert")).to_contain_text("Nobody of that name")
    expect(form.get_by_label("Who")).to_have_value("Nobody")


def test_a_modal_is_pushed_on_another_and_closed_again(visitor: Visitor) -> None:
    visitor.says("/feature form")
    modal(visitor, "Form").get_by_role("button", name="Push").click()
    modal(visitor, "Above")
    visitor.page.keyboard.press("Escape")
    modal(visitor, "Form")
    visitor.page.keyboard.press("Escape")
    expect(visitor.page.get_by_role("dialog", name="Form")).to_be_hidden()


def test_a_modal_that_the_app_updates_keeps_what_was_typed(visitor: Visitor) -> None:
    visitor.says("/feature form")
    form = modal(visitor, "Form")
    form.get_by_label("Who").fill("Half a na")
    form.get_by_role("button", name="Stamp").click()
    expect(modal(visitor, "Stamped").get_by_label("Who")).to_have_value("Half a na")


def test_every_input_can_be_used_and_arrives(visitor: Visitor, features: Features) -> None:
    visitor.says("/feature everything")
    form = modal(visitor, "Everything")
    for name, text in (
        ("Plain", "words"),
        ("Email", "a@b.example"),
        ("Url", "https://a.example"),
        ("Number", "1.5"),
    ):
        form.get_by_label(name, exact=False).first.fill(text)
    field_of(form, "date").fill("2026-12-24")
    field_of(form, "time").fill("18:30")
    field_of(form, "moment").fill("2026-07-01T12:00")
    field_of(form, "static").select_option("coffee")
    field_of(form, "radio").get_by_label("Tea").check()
    field_of(form, "checks").get_by_label("Water").check()
    pick(visitor, field_of(form, "user"), "Bil", "Bilal")
    pick(visitor, field_of(form, "channels"), "south", "south-asia")
    pick(visitor, field_of(form, "external"), "dal", "Dal-2")
    form.get_by_role("button", name="Send").click()
    expect(form).to_be_hidden()
    told = heard(features, "submitted")["view"]["state"]["values"]
    values = {name: elements[name] for name, elements in told.items()}
    assert values["plain"]["value"] == "words"
    assert values["number"]["value"] == "1.5"
    assert values["date"]["selected_date"] == "2026-12-24"
    assert values["time"]["selected_time"] == "18:30"
    assert values["moment"]["selected_date_time"] == 1_782_903_600  # 12:00 of a London summer
    assert values["static"]["selected_option"]["value"] == "coffee"
    assert values["radio"]["selected_option"]["value"] == "tea"
    assert [each["value"] for each in values["checks"]["selected_options"]] == ["water"]
    assert values["user"]["selected_user"] == BILAL
    assert values["channels"]["selected_channels"] == ["C0SOUTHASIA"]
    assert values["external"]["selected_option"]["value"] == "dal-2"


def field_of(form: Locator, block_id: str) -> Locator:
    """The element of an input."""
    return form.locator(f'[data-block-id="{block_id}"][data-element]')


def pick(visitor: Visitor, element: Locator, typed: str, name: str) -> None:
    """Choose from a select that suggests while one types."""
    element.get_by_role("combobox").press_sequentially(typed)
    visitor.page.get_by_role("option", name=name).click()


def test_a_confirm_dialog_stands_before_what_cannot_be_undone(visitor: Visitor) -> None:
    visitor.says("/feature board")
    board = visitor.article("A board")
    board.get_by_role("button", name="Delete").click()
    dialog = modal(visitor, "Sure?")
    expect(dialog).to_contain_text("It is gone then.")
    dialog.get_by_role("button", name="No").click()
    expect(board).to_be_visible()
    board.get_by_role("button", name="Delete").click()
    modal(visitor, "Sure?").get_by_role("button", name="Yes").click()
    expect(visitor.messages).to_have_count(0)


def test_an_overflow_menu_is_opened_and_chosen_from_by_keyboard(visitor: Visitor, features: Features) -> None:
    visitor.says("/feature board")
    visitor.article("A board").locator('[data-element="overflow"]').get_by_role("button").focus()
    visitor.page.keyboard.press("Enter")
    expect(visitor.page.get_by_role("menuitem", name="Tea")).to_be_visible()
    visitor.page.keyboard.press("ArrowDown")
    visitor.page.keyboard.press("Enter")
    action = heard(features, "action more")["actions"][0]
    assert action["selected_option"]["value"] in ("tea", "coffee")


def test_the_home_tab_shows_what_the_app_publishes(visitor: Visitor, features: Features) -> None:
    visitor.page.get_by_role("link", name="Home tab").click()
    home = visitor.page.get_by_role("main")
    expect(home).to_contain_text("At home")
    home.get_by_role("button", name="Note").click()
    assert heard(features, "action note")["container"]["type"] == "view"


def test_a_direct_message_is_answered(visitor: Visitor) -> None:
    visitor.page.get_by_role("link", name="Feature app App").click()
    box = visitor.page.get_by_role("textbox", name="Message Feature app")  # not that of the place left
    box.fill("Between us?")
    box.press("Enter")
    expect(visitor.page.get_by_role("main")).to_contain_text("Between us")


def test_a_message_shortcut_is_in_the_menu_of_the_message(visitor: Visitor) -> None:
    visitor.says("Worth keeping")
    article = visitor.article("Worth keeping")
    article.hover()
    article.get_by_role("button", name="More").click()
    visitor.page.get_by_role("group", name="More for").get_by_role("button", name="Keep").click()
    visitor.reads("Kept: Worth keeping")


def test_what_the_page_cannot_draw_is_shown_as_a_placeholder(visitor: Visitor, running: Playground) -> None:
    content = {"text": "Odd", "blocks": [{"type": "hologram", "depth": 3}]}
    running.stand_in.look(lambda platform: platform.workspace.post(GENERAL, BILAL, content))
    expect(visitor.messages.last).to_contain_text("cannot draw hologram")


def test_what_slack_refuses_is_shown_with_its_code(visitor: Visitor) -> None:
    visitor.says("/feature bad")
    expect(visitor.reads("refused")).to_contain_text("invalid_blocks")
    visitor.page.get_by_role("link", name=re.compile("Problems [1-9]")).click()
    inspector = visitor.page.get_by_role("complementary", name="Inspector")
    expect(inspector).to_contain_text("3000 characters")


def test_the_app_is_uninstalled_and_says_nothing_any_more(visitor: Visitor) -> None:
    visitor.page.get_by_role("button", name=re.compile("Menu of")).click()
    visitor.page.get_by_role("button", name=re.compile("Uninstall")).click()
    visitor.says("/feature text")
    visitor.reads("/feature is not a valid command.")
