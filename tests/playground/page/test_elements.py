from __future__ import annotations

import json
from typing import Any

import pytest

from bot.playground.page.blocks import render_blocks
from bot.playground.rules.elements import ELEMENTS as RULES_OF_ELEMENTS
from bot.playground.rules.places import ALLOWED_ELEMENTS
from tests.playground.page.reading import Read, read
from tests.playground.page.samples import CONFIRM, ELEMENTS, OPTIONS, Office, plain

_INTERACTIVE = sorted(set(RULES_OF_ELEMENTS) - {"image"})


def shown(element: Any, state: Any = None) -> Read:
    block = {"type": "actions", "block_id": "b", "elements": [element]}
    return read(render_blocks([block], Office(), state=state))


def asked(element: Any, state: Any = None, **more: Any) -> Read:
    block = {"type": "input", "block_id": "b", "label": plain("What?"), "element": element, **more}
    return read(render_blocks([block], Office(), state=state))


def only(found: Read, **attributes: str) -> dict[str, str]:
    (one,) = found.all(**attributes)
    return one


@pytest.mark.parametrize("name", _INTERACTIVE)
def test_the_root_of_each_element_says_which_it_is(name: str) -> None:
    root = only(shown(ELEMENTS[name]), data_element=name)
    assert (root["data-block-id"], root["data-action-id"]) == ("b", f"a-{name}")
    assert "data-input" not in root


@pytest.mark.parametrize("name", sorted(ALLOWED_ELEMENTS["input"]))
def test_an_input_says_so_and_is_named_after_its_label(name: str) -> None:
    found = asked(ELEMENTS[name], hint=plain("A hint"))
    assert only(found, data_element=name)["data-input"] == "true"
    assert "data-dispatch" not in only(found, data_element=name)
    if name != "file_input":
        assert [
            each for each in found.all() if each.get("aria-label") == "What?" and "aria-description" in each
        ]


def test_an_input_is_required_unless_it_is_optional() -> None:
    assert asked(ELEMENTS["plain_text_input"]).all("input")[0]["aria-required"] == "true"
    found = asked(ELEMENTS["plain_text_input"], optional=True)
    assert "aria-required" not in found.all("input")[0]
    assert "(optional)" in found.words


def test_an_input_that_dispatches_says_when() -> None:
    typed = ELEMENTS["plain_text_input"]
    root = only(asked(typed, dispatch_action=True), data_element="plain_text_input")
    assert (root["data-dispatch"], root["data-trigger"]) == ("true", "on_enter_pressed")
    config = {"trigger_actions_on": ["on_character_entered"]}
    found = asked({**typed, "dispatch_action_config": config}, dispatch_action=True)
    assert only(found, data_element="plain_text_input")["data-trigger"] == "on_character_entered"


def test_a_confirmation_is_told_in_plain_words() -> None:
    told = json.loads(only(shown(ELEMENTS["button"]), data_element="button")["data-confirm"])
    assert told == {
        "title": "Sure?",
        "text": "This cannot be undone.",
        "confirm": "Delete",
        "deny": "Keep",
        "style": "danger",
    }
    assert CONFIRM["title"] == plain("Sure?")


def test_a_button_shows_its_style_and_its_name_for_screen_readers() -> None:
    found = shown({**ELEMENTS["button"], "style": "danger", "accessibility_label": "Approve the draft"})
    button = only(found, data_element="button")
    assert "bk-button-danger" in button["class"]
    assert button["aria-label"] == "Approve the draft"
    assert button["type"] == "button"


def test_a_button_with_an_address_is_a_link_that_tells_nothing() -> None:
    found = shown({**ELEMENTS["button"], "url": "https://a.b"})
    (link,) = found.all("a", data_element="button")
    assert (link["href"], link["rel"], link["target"]) == ("https://a.b", "noreferrer noopener", "_blank")


@pytest.mark.parametrize("url", ["javascript:alert(1)", "slack://app"])
def test_a_button_opens_pages_only(url: str) -> None:
    found = shown({**ELEMENTS["button"], "url": url})
    assert not found.all("a")
    assert found.all("button", data_element="button")


def test_an_icon_button_is_seen_by_those_it_is_for() -> None:
    assert shown({**ELEMENTS["icon_button"], "visible_to_user_ids": ["U1"]}).all("button")
    assert not shown({**ELEMENTS["icon_button"], "visible_to_user_ids": ["U2"]}).all("button")


def test_feedback_buttons_carry_their_values() -> None:
    found = shown(ELEMENTS["feedback_buttons"])
    assert [(each["data-value"], each["aria-label"]) for each in found.all("button")] == [
        ("good", "Good"),
        ("bad", "Bad"),
    ]


def test_an_overflow_menu_lists_its_options() -> None:
    found = shown(ELEMENTS["overflow"])
    assert [each["data-value"] for each in found.all(role="menuitem")] == ["w", "d", "n", "o"]
    assert found.all(role="menuitem")[3]["data-url"] == "https://example.org/site"
    assert found.all("button")[0]["aria-haspopup"] == "menu"


def test_a_select_starts_with_its_initial_option_or_its_placeholder() -> None:
    select = ELEMENTS["static_select"]
    assert [each["value"] for each in shown(select).all("option") if "selected" in each] == ["d"]
    without = {key: value for key, value in select.items() if key != "initial_option"}
    assert [each["value"] for each in shown(without).all("option") if "selected" in each] == [""]


def test_a_select_shows_its_groups() -> None:
    grouped = {"type": "static_select", "option_groups": [{"label": plain("Often"), "options": OPTIONS}]}
    assert [each["label"] for each in shown(grouped).all("optgroup")] == ["Often"]


@pytest.mark.parametrize(
    ("name", "offered", "field"),
    [
        ("users_select", ["U1", "U2"], "Ben <b>"),
        ("channels_select", ["C1", "C2"], "#asia-desk"),
        ("conversations_select", ["C1", "C2"], "#general"),
        ("external_select", [], "China"),
    ],
)
def test_a_combobox_offers_what_it_is_for(name: str, offered: list[str], field: str) -> None:
    found = shown(ELEMENTS[name])
    assert [each["data-value"] for each in found.all(role="option")] == offered
    assert only(found, role="combobox")["value"] == field
    assert only(found, role="combobox")["aria-expanded"] == "false"


def test_a_multi_select_shows_what_is_chosen_as_chips() -> None:
    found = shown(ELEMENTS["multi_static_select"])
    assert [each["data-value"] for each in found.all("li")] == ["w", "d"]
    assert [each["aria-label"] for each in found.all("button")] == ["Remove Weekly", "Remove Daily"]
    assert only(found, data_element="multi_static_select")["data-max"] == "2"


@pytest.mark.parametrize(("given", "least"), [({"min_query_length": 0}, "0"), ({}, "3")])
def test_an_external_select_asks_from_its_least_length_on(given: dict[str, int], least: str) -> None:
    found = shown({"type": "external_select", "action_id": "a", **given})
    assert only(found, data_element="external_select")["data-external"] == least


def test_somebody_who_is_not_offered_is_still_named() -> None:
    found = shown({"type": "users_select", "action_id": "a", "initial_user": "U9"})
    assert only(found, role="combobox")["value"] == "U9"


@pytest.mark.parametrize(
    ("name", "raw", "attribute"),
    [
        ("datepicker", "2026-04-01", "value"),
        ("timepicker", "23:15", "value"),
        ("datetimepicker", "2026-04-01T23:15", "value"),
        ("plain_text_input", "typed", "value"),
        ("number_input", "7", "value"),
        ("email_text_input", "b@a.b", "value"),
        ("url_text_input", "https://c.d", "value"),
        ("users_select", "U1", "data-value"),
    ],
)
def test_what_was_chosen_stands_in_for_what_it_started_with(name: str, raw: str, attribute: str) -> None:
    state = {"b": {f"a-{name}": raw}}
    assert only(shown(ELEMENTS[name], state), data_element=name)[attribute] == raw


@pytest.mark.parametrize(
    ("name", "raw"),
    [("checkboxes", ["n"]), ("radio_buttons", "n"), ("static_select", "n"), ("checkboxes", [])],
)
def test_choices_that_were_made_are_marked(name: str, raw: object) -> None:
    found = shown(ELEMENTS[name], {"b": {f"a-{name}": raw}})
    marked = [each["value"] for each in found.all() if "checked" in each or "selected" in each]
    assert marked == ([raw] if isinstance(raw, str) else raw)


def test_what_was_emptied_stays_empty() -> None:
    found = shown(ELEMENTS["plain_text_input"], {"b": {"a-plain_text_input": None}})
    assert only(found, data_element="plain_text_input")["value"] == ""


def test_a_date_and_time_starts_in_the_zone_of_the_viewer() -> None:
    assert shown(ELEMENTS["datetimepicker"]).all("input")[0]["value"] == "2026-03-10T12:00"


def test_a_rich_text_input_starts_with_the_words_of_its_value() -> None:
    assert shown(ELEMENTS["rich_text_input"]).words.strip() == "Rich words\nNext line"


def test_a_text_input_knows_its_lengths_and_its_placeholder() -> None:
    found = asked(
        {
            "type": "plain_text_input",
            "action_id": "a",
            "multiline": True,
            "min_length": 2,
            "max_length": 9,
            "placeholder": plain("Write"),
            "focus_on_load": True,
            "initial_value": "\nfirst line empty",
        }
    )
    (area,) = found.all("textarea")
    assert (area["minlength"], area["maxlength"], area["placeholder"]) == ("2", "9", "Write")
    assert "autofocus" in area


def test_one_radio_button_can_be_reached_with_the_tab_key() -> None:
    assert [each["tabindex"] for each in shown(ELEMENTS["radio_buttons"]).all("input")] == ["0", "-1", "-1"]
    assert not [each for each in shown(ELEMENTS["radio_buttons"]).all("input") if "name" in each]


def test_files_are_said_not_to_be_taken() -> None:
    assert "cannot be uploaded" in asked(ELEMENTS["file_input"]).words
