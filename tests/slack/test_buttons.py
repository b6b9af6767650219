"""Each press of a button has one visible outcome, and a second press does not do it twice."""

from __future__ import annotations

from typing import Any

import pytest

from tests.slack.bots import Person
from tests.slack.reading import button, elements, labels
from tests.support.stand_in import Answer
from tests.support.stand_in.payloads import block_action

_TS = "1700000000.000100"


def press(person: Person, message: dict[str, Any], label: str, **fields: Any) -> dict[str, Any]:
    """Press a button; the one message that comes of it."""
    before = len(person.stand_in.responses)
    pressed = button(message, label)
    payload = _click(person, pressed["action_id"], pressed["value"], **fields)
    person.wire.interaction(payload)
    return person.stand_in.wait_for_response(before + 1).message


def _click(person: Person, action_id: str, value: str, **fields: Any) -> dict[str, Any]:
    fields = {"message_ts": _TS, "response_url": person.stand_in.new_response_url(), **fields}
    return block_action(action_id, value, **fields)


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("Recommendations", "Recommendations: The China Factor"),
        ("Full section", "Points:\n"),
        ("Related", "Related to The China Factor"),
    ],
)
def test_a_button_shows_more_to_the_presser_alone(person: Person, label: str, expected: str) -> None:
    shown = press(person, person.types("china"), label)
    assert expected in shown["text"]
    assert shown["response_type"] == "ephemeral"
    assert shown["replace_original"] is False


def test_the_full_section_has_every_point(person: Person) -> None:
    brief, full = person.types("economy"), press(person, person.types("economy"), "Full section")
    assert "Points (5 of" in brief["text"]
    assert full["text"].count("• ") > brief["text"].count("• ")


def test_sharing_posts_for_everyone_and_names_who_shared(person: Person) -> None:
    shared = press(person, person.types("china"), "Share to channel", user="U777")
    assert shared["response_type"] == "in_channel"
    assert shared["text"].startswith("Shared by <@U777>\nThe China Factor")
    assert "Source: " in shared["text"]


def test_what_is_shared_can_be_read_on_but_not_shared_again(person: Person) -> None:
    offered = labels(press(person, person.types("china"), "Share to channel"))
    assert "Full section" in offered
    assert "Share to channel" not in offered


def test_a_second_press_on_share_posts_nothing_more(person: Person) -> None:
    message = person.types("china")
    press(person, message, "Share to channel")
    again = press(person, message, "Share to channel")
    assert again["response_type"] == "ephemeral"
    assert "shared this already" in again["text"]


def test_a_share_that_slack_refuses_is_told_and_can_be_tried_again(person: Person) -> None:
    message = person.types("china")
    person.stand_in.will_respond(Answer(status=404, body="used_url"))
    person.wire.interaction(_share(person, message))
    assert "did not take the post" in person.stand_in.wait_for_response(2).message["text"]
    assert press(person, message, "Share to channel")["response_type"] == "in_channel"


def test_a_share_that_slack_leaves_open_is_not_posted_again(person: Person) -> None:
    message = person.types("china")
    person.stand_in.will_respond(Answer(drop=True))
    person.wire.interaction(_share(person, message))
    assert "did not confirm" in person.stand_in.wait_for_response(2).message["text"]
    assert "shared this already" in press(person, message, "Share to channel")["text"]


def _share(person: Person, message: dict[str, Any]) -> dict[str, Any]:
    found = button(message, "Share to channel")
    return _click(person, found["action_id"], found["value"])


def test_another_person_may_share_the_same_answer(person: Person) -> None:
    message = person.types("china")
    press(person, message, "Share to channel", user="U1")
    assert press(person, message, "Share to channel", user="U2")["response_type"] == "in_channel"


@pytest.mark.parametrize(("label", "word"), [("Useful", "useful"), ("Not useful", "not useful")])
def test_a_vote_is_thanked_for_once(person: Person, label: str, word: str) -> None:
    message = person.types("china")
    assert f"noted as {word}" in press(person, message, label)["text"]
    assert "noted already" in press(person, message, label)["text"]


def test_a_choice_from_a_menu_opens_its_brief(person: Person) -> None:
    menu = next(each for each in elements(person.types("list")) if each["type"] == "static_select")
    option = next(each for each in menu["options"] if each["text"]["text"] == "Technology")
    payload = _click(person, menu["action_id"], "")
    payload["actions"] = [{**payload["actions"][0], "type": "static_select", "selected_option": option}]
    del payload["actions"][0]["value"]
    person.wire.interaction(payload)
    assert person.stand_in.wait_for_response().message["text"].startswith("Technology")


def test_nearest_topics_open_their_briefs(person: Person) -> None:
    message = person.types("tacos")
    nearest = labels(message)[0]
    assert press(person, message, nearest)["text"].startswith(nearest)


@pytest.mark.parametrize(
    ("action_id", "value"),
    [
        ("desk.brief.0", "0:brief:a-report/that-is-gone"),
        ("desk.dance.0", "0:dance:china"),
        ("desk.brief.0", "garbage"),
        ("old_button", "v0"),
    ],
)
def test_a_button_that_means_nothing_any_more_says_so(person: Person, action_id: str, value: str) -> None:
    person.wire.interaction(_click(person, action_id, value))
    text = person.stand_in.wait_for_response().message["text"]
    assert "no longer in the library" in text or "older version" in text


def test_where_the_response_url_is_used_up_the_reply_comes_in_the_channel(person: Person) -> None:
    message = person.types("china")
    person.stand_in.will_respond(Answer(status=404, body="expired_url"))
    found = button(message, "Related")
    person.wire.interaction(_click(person, found["action_id"], found["value"]))
    posted = person.stand_in.wait_for_call("chat.postEphemeral").arguments
    assert posted["text"].startswith("Related to The China Factor")
    assert posted["user"] == "U1"
