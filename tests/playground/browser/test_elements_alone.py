"""What elements.js does with the markup of elements, in Debian's Chromium, without any server."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.playground.browser.sheet import ADDRESS, Sheet
from tests.playground.page.samples import BLOCKS, CONFIRM, ELEMENTS, option, plain


@pytest.fixture
def sheet(desktop: BrowserContext) -> Iterator[Sheet]:
    page = desktop.new_page()
    page.set_default_timeout(10_000)
    broken: list[str] = []
    page.on("pageerror", lambda error: broken.append(str(error)))
    yield Sheet(page)
    page.close()
    assert broken == []


_BUTTON: Final = {"type": "button", "action_id": "a", "text": plain("Go")}
_MENU: Final = {"type": "users_select", "action_id": "a", "initial_user": "U2"}
_EXTERNAL: Final = {"type": "external_select", "action_id": "a", "min_query_length": 2}


def test_a_press_is_told_with_what_it_was_pressed_in(sheet: Sheet) -> None:
    sheet.acts(_BUTTON).blocks.get_by_role("button", name="Go").click()
    assert sheet.page.evaluate("told") == [
        {"container": {"type": "message"}, "block_id": "b", "action_id": "a", "type": "button", "value": None}
    ]


def test_what_must_be_confirmed_is_told_only_then(sheet: Sheet) -> None:
    button = sheet.acts({**_BUTTON, "confirm": CONFIRM}).blocks.get_by_role("button", name="Go")
    button.click()
    expect(sheet.dialog).to_contain_text("This cannot be undone.")
    sheet.press("Escape")
    expect(sheet.dialog).to_have_count(0)
    expect(button).to_be_focused()
    assert sheet.is_silent
    button.click()
    sheet.dialog.get_by_role("button", name="Delete").click()
    assert sheet.told() == [None]


def test_a_choice_that_is_not_confirmed_is_undone(sheet: Sheet) -> None:
    select = sheet.acts({**ELEMENTS["static_select"], "confirm": CONFIRM}).blocks.locator("select")
    select.select_option("n")
    sheet.dialog.get_by_role("button", name="Keep").click()
    expect(select).to_have_value("d")
    assert sheet.is_silent


def test_radio_buttons_exclude_each_other_and_follow_the_arrows(sheet: Sheet) -> None:
    radios = sheet.acts(ELEMENTS["radio_buttons"]).blocks.get_by_role("radio")
    radios.first.focus()
    sheet.press("ArrowDown")
    assert sheet.told() == ["d"]
    assert [radios.nth(i).is_checked() for i in range(3)] == [False, True, False]


def test_an_overflow_menu_works_by_keyboard(sheet: Sheet) -> None:
    button = sheet.acts(ELEMENTS["overflow"]).blocks.get_by_role("button", name="More options")
    button.focus()
    sheet.press("Enter", "ArrowDown", "Escape")
    expect(button).to_be_focused()
    expect(sheet.page.get_by_role("menu")).to_be_hidden()
    sheet.press("Enter", "ArrowDown", "Enter")
    assert sheet.told() == ["d"]


def test_a_combobox_finds_what_is_typed(sheet: Sheet) -> None:
    field = sheet.acts(_MENU).blocks.get_by_role("combobox")
    field.click()
    field.press_sequentially("an")
    expect(sheet.page.get_by_role("option")).to_have_text(["Ana"])
    expect(field).to_have_attribute("aria-expanded", "true")
    sheet.press("Enter")
    assert sheet.told() == ["U1"]
    expect(field).to_have_value("Ana")
    expect(field).to_have_attribute("aria-expanded", "false")


def test_a_combobox_that_is_left_shows_its_choice_again(sheet: Sheet) -> None:
    field = sheet.acts(_MENU).blocks.get_by_role("combobox")
    field.click()
    field.press_sequentially("nobody")
    sheet.press("Escape")
    expect(field).to_have_value("Ben <b>")
    assert sheet.is_silent


def test_an_optional_combobox_can_be_emptied(sheet: Sheet) -> None:
    field = sheet.asks(_MENU, optional=True).blocks.get_by_role("combobox")
    field.click()
    sheet.press("Backspace", "Tab")
    assert sheet.state == {"a": {"a": None}}


def test_an_external_select_asks_once_enough_is_typed(sheet: Sheet) -> None:
    field = sheet.acts(_EXTERNAL).blocks.get_by_role("combobox")
    field.click()
    expect(sheet.page.get_by_role("listbox")).to_contain_text("Type at least 2 characters")
    field.press_sequentially("in")
    sheet.page.get_by_role("option", name="Indonesia").click()
    assert sheet.told(2) == ["in", "id"]
    expect(field).to_have_value("Indonesia")


def test_a_multi_select_has_a_chip_for_each_choice_and_no_more_than_it_may(sheet: Sheet) -> None:
    sheet.acts(ELEMENTS["multi_static_select"]).blocks.get_by_role("combobox").click()
    expect(sheet.page.get_by_role("option", name="Never")).to_have_attribute("aria-disabled", "true")
    sheet.press("Backspace")
    assert sheet.told() == [["w"]]
    sheet.page.get_by_role("option", name="Never").click()
    assert sheet.told() == [["w", "n"]]
    sheet.blocks.get_by_role("button", name="Remove Weekly").click()
    assert sheet.told() == [["n"]]


def test_inputs_are_silent_unless_they_dispatch(sheet: Sheet) -> None:
    typed = {"type": "plain_text_input", "action_id": "a"}
    sheet.asks(typed, ELEMENTS["datepicker"])
    sheet.blocks.get_by_role("textbox", name="a", exact=True).fill("words")
    sheet.blocks.get_by_label("a-datepicker").fill("2026-05-05")
    assert sheet.is_silent
    assert sheet.state == {"a": {"a": "words"}, "a-datepicker": {"a-datepicker": "2026-05-05"}}


def test_enter_tells_what_was_typed_and_sends_off_no_form(sheet: Sheet) -> None:
    typed = {"type": "plain_text_input", "action_id": "a"}
    box = sheet.asks(typed, dispatch_action=True).blocks.get_by_role("textbox")
    box.fill("words")
    box.press("Enter")
    assert sheet.told() == ["words"]
    assert sheet.page.url == f"{ADDRESS}/"


def test_each_character_can_be_told(sheet: Sheet) -> None:
    config = {"trigger_actions_on": ["on_character_entered"]}
    typed = {"type": "plain_text_input", "action_id": "a", "dispatch_action_config": config}
    sheet.asks(typed, dispatch_action=True).blocks.get_by_role("textbox").press_sequentially("abc")
    assert sheet.told()[-1] == "abc"


def test_every_element_tells_what_it_holds(sheet: Sheet) -> None:
    names = (
        "checkboxes",
        "radio_buttons",
        "multi_users_select",
        "datetimepicker",
        "number_input",
        "timepicker",
    )
    state = sheet.asks(*(ELEMENTS[name] for name in names)).state
    assert {name: state[f"a-{name}"][f"a-{name}"] for name in names} == {
        "checkboxes": ["d", "n"],
        "radio_buttons": "w",
        "multi_users_select": ["U1"],
        "datetimepicker": "2026-03-10T12:00",
        "number_input": "2.5",
        "timepicker": "09:30",
    }


def test_errors_stand_below_their_inputs_until_these_change(sheet: Sheet) -> None:
    sheet.asks({"type": "plain_text_input", "action_id": "one"}, ELEMENTS["checkboxes"])
    sheet.page.evaluate("showErrors(document.body, {one: 'Too short', 'a-checkboxes': 'Too many'})")
    box = sheet.blocks.get_by_role("textbox")
    expect(box).to_be_focused()
    expect(box).to_have_attribute("aria-invalid", "true")
    expect(box).to_have_accessible_description("Too short")
    expect(sheet.page.get_by_role("alert")).to_have_text(["Too short", "Too many"])
    box.press_sequentially("x")
    expect(sheet.page.get_by_role("alert")).to_have_text(["Too many"])
    sheet.page.evaluate("clearErrors(document.body)")
    expect(sheet.page.get_by_role("alert")).to_have_count(0)


def test_an_element_that_is_drawn_anew_keeps_the_focus(sheet: Sheet) -> None:
    button = sheet.acts(_BUTTON).blocks.get_by_role("button", name="Go")
    button.focus()
    sheet.page.evaluate(
        "(() => { const old = document.querySelector('form'); old.replaceWith(old.cloneNode(true)); })()"
    )
    expect(button).to_be_focused()


def test_a_data_table_turns_its_pages(sheet: Sheet) -> None:
    blocks = sheet.show(BLOCKS["data_table"]).blocks
    blocks.get_by_role("button", name="Next").click()
    expect(blocks.get_by_role("rowheader")).to_have_text(["D", "E", "F"])
    blocks.get_by_role("button", name="Next").click()
    expect(blocks.get_by_role("rowheader")).to_have_text(["G"])
    expect(blocks.get_by_role("button", name="Next")).to_be_disabled()


def test_everything_fits_on_a_narrow_screen(sheet: Sheet) -> None:
    sheet.page.set_viewport_size({"width": 360, "height": 700})
    long = option("A long option " * 5, "long")
    elements = [*ELEMENTS.values(), {"type": "static_select", "action_id": "l", "options": [long]}]
    rows = [{"type": "actions", "block_id": each["type"], "elements": [each]} for each in elements]
    sheet.show(*BLOCKS.values(), *rows)
    assert sheet.page.evaluate("document.documentElement.scrollWidth") == 360
