"""Every input element of a modal brings its value in Slack's shape."""

from __future__ import annotations

from typing import Any

import pytest

from bot.playground.installed_app import BOT_USER
from bot.playground.workspace import ANA, BILAL, GENERAL, RANDOM, SOUTH_ASIA
from tests.playground.feature_blocks import ELEMENTS, Json, everything, modal, option
from tests.playground.serving import Served, where

TEA, WATER = option("tea"), option("water")
RICH = {
    "type": "rich_text",
    "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "rich"}]}],
}
#: By element: what a person gives, and what the app gets; 2026-03-27 09:30 in London is the same in UTC.
VALUES: dict[str, tuple[Any, Json]] = {
    "plain": ("words", {"value": "words"}),
    "email": ("a@example.org", {"value": "a@example.org"}),
    "url": ("https://example.org", {"value": "https://example.org"}),
    "number": ("1.5", {"value": "1.5"}),
    "date": ("2026-03-28", {"selected_date": "2026-03-28"}),
    "time": ("09:30", {"selected_time": "09:30"}),
    "moment": ("2026-03-27T09:30", {"selected_date_time": 1_774_603_800}),
    "static": ("tea", {"selected_option": TEA}),
    "external": ("kab-1", {"selected_option": option("kab-1")}),
    "user": (BILAL, {"selected_user": BILAL}),
    "conversation": (GENERAL, {"selected_conversation": GENERAL}),
    "channel": (SOUTH_ASIA, {"selected_channel": SOUTH_ASIA}),
    "statics": (["tea", "water"], {"selected_options": [TEA, WATER]}),
    "externals": (["kab-2"], {"selected_options": [option("kab-2")]}),
    "users": ([ANA, BILAL], {"selected_users": [ANA, BILAL]}),
    "conversations": ([GENERAL], {"selected_conversations": [GENERAL]}),
    "channels": ([GENERAL, RANDOM], {"selected_channels": [GENERAL, RANDOM]}),
    "checks": (["water"], {"selected_options": [WATER]}),
    "radio": ("tea", {"selected_option": TEA}),
    "rich": ("rich", {"rich_text_value": RICH}),
}
EMPTY: dict[str, Json] = {
    name: {key: [] if isinstance(value, list) else None for key, value in told.items()}
    for name, (_, told) in VALUES.items()
}
INITIAL: dict[str, Json] = {
    "plain": {"initial_value": "words"},
    "number": {"initial_value": "1.5"},
    "date": {"initial_date": "2026-03-28"},
    "time": {"initial_time": "09:30"},
    "moment": {"initial_date_time": 1_774_603_800},
    "static": {"initial_option": TEA},
    "external": {"initial_option": option("kab-1")},
    "user": {"initial_user": BILAL},
    "statics": {"initial_options": [TEA, WATER]},
    "users": {"initial_users": [ANA, BILAL]},
    "checks": {"initial_options": [WATER]},
    "radio": {"initial_option": TEA},
    "rich": {"initial_value": RICH},
}


def filled_in(served: Served, **values: Any) -> Json:
    """What the app gets of a modal with every element, of which some have been filled in."""
    served.post("/feature everything")
    view = served.modal("Everything")
    for name in ("external", "externals"):
        served.does("suggest", **where(view, name), value="kab")
    assert served.submits(view, **values)["ok"]
    return served.heard.next("submitted")


def state(told: Json) -> Json:
    return {block_id: actions[block_id] for block_id, actions in told["view"]["state"]["values"].items()}


def test_the_app_gets_the_value_of_every_element(served: Served) -> None:
    told = filled_in(served, **{name: given for name, (given, _) in VALUES.items()})
    expected = {name: {"type": ELEMENTS[name]["type"], **value} for name, (_, value) in VALUES.items()}
    assert state(told) == expected


def test_what_is_left_empty_is_told_as_empty(served: Served) -> None:
    expected = {name: {"type": ELEMENTS[name]["type"], **value} for name, value in EMPTY.items()}
    assert state(filled_in(served)) == expected


def test_what_an_element_begins_with_is_its_value(served: Served) -> None:
    served.client.views_open(trigger_id=served.trigger(), view=everything(**INITIAL))
    served.submits(served.modal("Everything"))
    told = state(served.heard.next("submitted"))
    assert {name: told[name] for name in INITIAL} == {
        name: {"type": ELEMENTS[name]["type"], **VALUES[name][1]} for name in INITIAL
    }


def test_a_conversation_can_begin_with_where_the_modal_was_asked_for(served: Served) -> None:
    here = {"default_to_current_conversation": True}
    view = everything(conversation=here, conversations=here)
    served.client.views_open(trigger_id=served.trigger(), view=view)
    served.submits(served.modal("Everything"))
    told = state(served.heard.next("submitted"))
    assert told["conversation"]["selected_conversation"] == GENERAL
    assert told["conversations"]["selected_conversations"] == [GENERAL]
    assert [each["channel_id"] for each in served.heard.next("submitted")["response_urls"]] == [GENERAL]


def test_a_date_and_time_is_in_the_zone_of_the_person(served: Served) -> None:
    served.does("time_zone", zone="Asia/Karachi")
    told = filled_in(served, moment="2026-03-27T09:30")
    assert state(told)["moment"]["selected_date_time"] == 1_774_603_800 - 5 * 3_600


def test_a_date_and_time_after_the_clocks_changed_counts_summer_time(served: Served) -> None:
    told = filled_in(served, moment="2026-03-29T09:30")
    assert state(told)["moment"]["selected_date_time"] == 1_774_603_800 + 2 * 86_400 - 3_600


def test_a_chosen_conversation_brings_a_response_url(served: Served) -> None:
    [there] = filled_in(served, conversation=GENERAL)["response_urls"]
    assert (there["channel_id"], there["block_id"]) == (GENERAL, "conversation")
    assert there["response_url"].startswith(served.stand_in.base)


@pytest.mark.parametrize(("block_id", "wrong"), [("email", "nobody"), ("url", "example"), ("number", "many")])
def test_a_value_of_another_kind_is_not_sent_off(served: Served, block_id: str, wrong: str) -> None:
    served.post("/feature everything")
    answer = served.submits(served.modal("Everything"), **{block_id: wrong})
    assert list(answer["errors"]) == [block_id]
    assert served.heard.all("submitted") == []


@pytest.mark.parametrize(
    ("block_id", "unknown"), [("static", "beer"), ("statics", ["beer"]), ("external", "never offered")]
)
def test_an_option_that_was_not_offered_cannot_be_chosen(
    served: Served, block_id: str, unknown: object
) -> None:
    served.post("/feature everything")
    answer = served.submits(served.modal("Everything"), **{block_id: unknown})
    assert answer["error"] == "option_not_found"


def test_the_bot_can_be_chosen_as_a_user(served: Served) -> None:
    assert state(filled_in(served, user=BOT_USER))["user"]["selected_user"] == BOT_USER


def test_an_element_without_an_id_gets_one_and_can_be_used(served: Served) -> None:
    button = {"type": "button", "text": {"type": "plain_text", "text": "Nameless"}}
    blocks = [{"type": "actions", "elements": [button]}]
    served.client.chat_postMessage(channel=GENERAL, text="A button", blocks=blocks)
    [block] = served.shown("A button").content["blocks"]
    action_id = block["elements"][0]["action_id"]
    [action] = served.presses(served.shown("A button"), action_id)["actions"]
    assert action["action_id"] == action_id


def test_an_input_is_told_only_when_the_modal_is_sent_off(served: Served) -> None:
    served.post("/feature everything")
    view = served.modal("Everything")
    served.does("press", **where(view, "static"), value="tea")
    served.submits(view)
    assert state(served.heard.next("submitted"))["static"]["selected_option"] == TEA
    assert served.heard.all("action static") == []


def test_an_input_that_dispatches_is_told_at_once(served: Served) -> None:
    block = {
        "type": "input",
        "block_id": "plain",
        "dispatch_action": True,
        "label": {"type": "plain_text", "text": "Plain"},
        "element": {"type": "plain_text_input", "action_id": "plain"},
    }
    served.client.views_open(trigger_id=served.trigger(), view=modal("Eager", [block]))
    [action] = served.presses(served.modal("Eager"), "plain", "words")["actions"]
    assert (action["type"], action["value"]) == ("plain_text_input", "words")
