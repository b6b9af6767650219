"""The page over HTTP."""

from __future__ import annotations

import json
import re

import pytest

from bot.playground.journal import Exchange
from bot.playground.page.screen import Switches
from bot.playground.platform import Platform
from bot.playground.typed import content
from tests.playground.page.browsing import Browser, Control, Tags, page
from tests.playground.page.worlds import NOON, new_world, say

HOSTILE = '<img src=x onerror="alert(1)"> \'"&'


def full_world() -> Platform:
    world = new_world()
    root = say(world, "U0ANA", "root")
    say(world, "U0BILAL", "reply", thread_ts=root, broadcast=True)
    say(world, "U0BRIEF", "private", seen_by="U0ANA")
    world.workspace.notice("C0GENERAL", "U0ANA", "operation_timeout")
    message = world.workspace.message("C0GENERAL", root)
    assert message
    message.reactions = {"tada": ["U0ANA"], "unknown_one": ["U0BILAL"]}
    world.journal.add(Exchange("from_bot", "chat.update", NOON, {"a": 1}, error="x", problems=["y"]))
    return world


def test_the_page_says_that_it_is_not_slack() -> None:
    assert re.search(r"Not Slack.*nothing leaves this machine", page(new_world()))


@pytest.mark.parametrize(
    "query", ["", "inspect=all", "inspect=problems", "at=home", "at=messages", "at=C0RANDOM"]
)
def test_every_place_is_well_formed_with_keys_that_are_unique_among_siblings(query: str) -> None:
    tags = Tags(page(full_world(), query))
    assert tags.open == []
    ids = tags.values("id")
    assert len(ids) == len(set(ids))


def test_the_page_has_its_landmarks_and_a_way_past_the_list() -> None:
    world = full_world()
    thread = world.workspace.messages["C0GENERAL"]
    tags = Tags(page(world, f"thread={min(thread)}&inspect=all"))
    landmarks = {tag for tag, _ in tags.found} & {"header", "nav", "main", "aside"}
    assert landmarks == {"header", "nav", "main", "aside"}
    assert {"Channels and the app", "Thread", "Inspector", "Messages in general"} <= set(
        tags.values("aria-label")
    )
    assert "#main" in tags.values("href")


def test_what_people_write_is_text_and_never_markup() -> None:
    world = new_world()
    ts = world.workspace.post("C0GENERAL", "U0ANA", content(HOSTILE, world.workspace)).ts
    html = page(world, f"thread={ts}&inspect=message:C0GENERAL:{ts}")
    assert "<img" not in html
    assert HOSTILE in Tags(html).values("data-source")


def test_each_message_says_what_its_elements_belong_to() -> None:
    world = new_world()
    ts = say(world, "U0BRIEF", "hello")
    containers = [json.loads(each) for each in Tags(page(world)).values("data-container")]
    assert containers == [{"type": "message", "channel": "C0GENERAL", "ts": ts}]


def test_a_message_that_stays_the_same_keeps_its_version_and_a_changed_one_does_not() -> None:
    world = new_world()
    first, second = say(world, "U0ANA", "one"), say(world, "U0BILAL", "two")
    before = _versions(page(world))
    message = world.workspace.message("C0GENERAL", second)
    assert message
    message.reactions = {"tada": ["U0ANA"]}
    after = _versions(page(world))
    assert before[f"message:C0GENERAL:{first}"] == after[f"message:C0GENERAL:{first}"]
    assert before[f"message:C0GENERAL:{second}"] != after[f"message:C0GENERAL:{second}"]


def test_the_composers_know_their_channel_and_their_thread() -> None:
    world = new_world()
    ts = say(world, "U0ANA", "root")
    composers = [attrs for _, attrs in Tags(page(world, f"thread={ts}")).found if "data-composer" in attrs]
    assert [(each["data-channel"], each["data-thread"]) for each in composers] == [
        ("C0GENERAL", ""),
        ("C0GENERAL", ts),
    ]


def test_a_modal_is_a_dialog_with_its_buttons_and_its_errors() -> None:
    world = new_world()
    text = {"type": "plain_text", "text": "Ask"}
    block = {"type": "section", "block_id": "b", "text": {**text, "text": "What?"}}
    content = {"type": "modal", "title": text, "submit": text, "blocks": [block]}
    view = world.workspace.add_view("U0ANA", content)
    view.errors = {"b": "Say more."}
    world.workspace.show_modal(view)
    html = page(world, "inspect=all")
    (dialog,) = [attrs for tag, attrs in Tags(html).found if tag == "dialog" and "data-modal" in attrs]
    assert (dialog["data-view"], json.loads(dialog["data-errors"] or "")) == (view.id, view.errors)
    assert html.index("<dialog") < html.index('aria-label="Inspector"')


def test_the_suggestions_travel_as_json() -> None:
    found = re.search(r'id="suggestions"[^>]*>(.*?)</script>', page(new_world()), re.DOTALL)
    assert found
    assert json.loads(found[1])[0]["insert"] == "/brief "


def test_a_bot_that_is_not_connected_is_told_of() -> None:
    control = Control()
    control.how = Switches("socket", is_bot_up=False, bot_address="")
    assert "The bot is not connected." in Browser(new_world(), control).get("/").text


def test_no_script_and_no_style_comes_from_elsewhere() -> None:
    answer = Browser(new_world()).get("/")
    assert "default-src 'none'; script-src 'self'" in answer.headers["content-security-policy"]
    sources = [*Tags(answer.text).values("src"), *Tags(answer.text).values("href")]
    assert not [each for each in sources if not each.startswith(("/", "#"))]


def test_every_file_that_the_page_asks_for_is_there() -> None:
    client = Browser(new_world())
    tags = Tags(client.get("/").text)
    files = [each for each in (*tags.values("src"), *tags.values("href")) if each.startswith("/static/")]
    assert "/static/app.js" in files
    assert {client.get(each).status_code for each in files} == {200}


def test_an_act_is_passed_on_and_its_answer_returned() -> None:
    control = Control()
    control.answer = {"ok": False, "error": "is_archived", "message": "No."}
    asked = {"as": "U0ANA", "do": "post", "channel": "C0GENERAL", "text": "hello"}
    assert Browser(new_world(), control).post("/act", json.dumps(asked)).json() == control.answer
    assert control.asked == [asked]


@pytest.mark.parametrize("body", ["", "{", "[]", "1", '"text"'])
def test_an_act_that_is_no_json_object_is_refused(body: str) -> None:
    control = Control()
    answer = Browser(new_world(), control).post("/act", body)
    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_json")
    assert control.asked == []


def _versions(html: str) -> dict[str, str]:
    tags = [attrs for _, attrs in Tags(html).found if "data-version" in attrs]
    return {str(attrs["data-key"]): str(attrs["data-version"]) for attrs in tags}
