"""Each press of a button has one visible outcome, and a second press does not do it twice."""

from __future__ import annotations

import pytest

from bot.playground.faults import RESPONSE_URL, dropped, refused
from bot.playground.installed_app import BOT_USER
from bot.playground.model import Message
from bot.playground.workspace import BILAL
from tests.slack.bots import Person
from tests.slack.reading import elements_of, labels


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("Recommendations", "Recommendations: The China Factor"),
        ("Full section", "Points:\n"),
        ("Related", "Related to The China Factor"),
    ],
)
def test_a_button_shows_more_to_the_presser_alone(person: Person, label: str, expected: str) -> None:
    shown = person.presses(person.types("china"), label)
    assert expected in shown.text
    assert shown.seen_by == person.user


def test_the_full_section_has_every_point(person: Person) -> None:
    brief, full = person.types("economy"), person.presses(person.types("economy"), "Full section")
    assert "Points (5 of" in brief.text
    assert full.text.count("• ") > brief.text.count("• ")


def test_sharing_posts_for_everyone_and_names_who_shared(person: Person) -> None:
    shared = person.presses(person.types("china"), "Share to channel")
    assert shared.seen_by is None
    assert shared.text.startswith(f"Shared by <@{person.user}>\nThe China Factor")
    assert "Source: " in shared.text


def test_what_is_shared_can_be_read_on_but_not_shared_again(person: Person) -> None:
    offered = labels(person.presses(person.types("china"), "Share to channel"))
    assert "Full section" in offered
    assert "Share to channel" not in offered


def test_a_second_press_on_share_posts_nothing_more(person: Person) -> None:
    message = person.types("china")
    person.presses(message, "Share to channel")
    again = person.presses(message, "Share to channel")
    assert again.seen_by == person.user
    assert "shared this already" in again.text


def test_a_share_that_slack_refuses_is_told_and_can_be_tried_again(person: Person) -> None:
    message = person.types("china")
    person.stand_in.platform.faults.add(refused(RESPONSE_URL, "used_url", times=1))
    assert "did not take the post" in person.presses(message, "Share to channel").text
    assert person.presses(message, "Share to channel").seen_by is None


@pytest.mark.parametrize("arrived", [False, True])
def test_a_share_that_slack_leaves_open_is_not_posted_again(person: Person, *, arrived: bool) -> None:
    message = person.types("china")
    person.stand_in.platform.faults.add(dropped(RESPONSE_URL, after=arrived, times=1))
    told = person.presses_for(1 + arrived, message, "Share to channel")
    assert "did not confirm" in told[-1].text
    assert "shared this already" in person.presses(message, "Share to channel").text
    assert len([each for each in person.sees() if each.seen_by is None]) == arrived


def test_another_person_may_share_the_same_answer(person: Person) -> None:
    person.presses(person.types("china"), "Share to channel")
    bilal = Person(person.stand_in, BILAL)
    assert bilal.presses(bilal.types("china"), "Share to channel").seen_by is None


@pytest.mark.parametrize(("label", "word"), [("Useful", "useful"), ("Not useful", "not useful")])
def test_a_vote_is_thanked_for_once(person: Person, label: str, word: str) -> None:
    message = person.types("china")
    assert f"noted as {word}" in person.presses(message, label).text
    assert "noted already" in person.presses(message, label).text


def test_a_choice_from_a_menu_opens_its_brief(person: Person) -> None:
    message = person.types("list")
    menu = next(each for each in elements_of(message) if each["type"] == "static_select")
    option = next(each for each in menu["options"] if each["text"]["text"] == "Technology")
    brief = person.chooses(message, menu, option["value"])
    assert brief.text.startswith("Technology")


def test_nearest_topics_open_their_briefs(person: Person) -> None:
    message = person.types("tacos")
    nearest = labels(message)[0]
    assert person.presses(message, nearest).text.startswith(nearest)


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
    old = with_old_button(person, action_id, value)
    text = person.presses(old, "Old").text
    assert "no longer in the library" in text or "older version" in text


def with_old_button(person: Person, action_id: str, value: str) -> Message:
    """A message of the bot's from before its last update."""
    label = {"type": "plain_text", "text": "Old"}
    button = {"type": "button", "action_id": action_id, "value": value, "text": label}
    content = {"text": "Old", "blocks": [{"type": "actions", "elements": [button]}]}
    return person.stand_in.look(lambda platform: platform.workspace.post(person.channel, BOT_USER, content))


def test_where_the_response_url_is_used_up_the_reply_comes_in_the_channel(person: Person) -> None:
    message = person.types("china")
    person.stand_in.platform.faults.add(refused(RESPONSE_URL, "expired_url", times=1))
    shown = person.presses(message, "Related")
    assert shown.text.startswith("Related to The China Factor")
    assert shown.seen_by == person.user
    assert person.stand_in.exchanges[-1].kind == "chat.postEphemeral"
