"""The page over HTTP."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Coroutine
from html.parser import HTMLParser
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette

from bot.playground.journal import Exchange
from bot.playground.live import Live
from bot.playground.model import JsonObject
from bot.playground.page.screen import Switches
from bot.playground.page.site import changes, routes
from bot.playground.platform import Platform
from bot.playground.typed import content
from tests.playground.page.worlds import CONNECTED, NOON, new_world, say

HOSTILE = '<img src=x onerror="alert(1)"> \'"&'


class Control:
    """Answers what it is told to, and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[JsonObject] = []
        self.answer: JsonObject = {"ok": True}
        self.how = CONNECTED

    async def act(self, request: JsonObject) -> JsonObject:
        self.asked.append(request)
        return self.answer

    def switches(self) -> Switches:
        return self.how


class Browser:
    """Asks the page's routes, without a server between."""

    def __init__(self, world: Platform, control: Control | None = None) -> None:
        self._app = Starlette(routes=routes(world, control or Control()))

    def get(self, url: str) -> httpx.Response:
        return asyncio.run(self._send("GET", url))

    def post(self, url: str, content: str) -> httpx.Response:
        return asyncio.run(self._send("POST", url, content=content))

    async def _send(self, method: str, url: str, **more: Any) -> httpx.Response:
        transport = httpx.ASGITransport(self._app)
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
            return await client.request(method, url, **more)


def page(world: Platform, query: str = "") -> str:
    answer = Browser(world).get(f"/?{query}")
    assert answer.status_code == 200
    return answer.text


class Tags(HTMLParser):
    """The start tags of a page, and whether what is opened is closed."""

    VOID = ("meta", "link", "input", "img", "br", "hr")

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def values(self, name: str) -> list[str]:
        return [attrs[name] or "" for _, attrs in self.found if name in attrs]


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


def _run(coroutine: Coroutine[Any, Any, None]) -> None:
    asyncio.run(asyncio.wait_for(coroutine, 5))


def test_the_stream_tells_each_newer_version() -> None:
    async def scenario() -> None:
        live = Live()
        stream = changes(live, 0)
        assert await anext(stream) == "retry: 1000\n\n"
        live.change()
        assert await anext(stream) == 'data: {"version": 1}\n\n'
        live.change()
        live.change()
        assert await anext(stream) == 'data: {"version": 3}\n\n'
        await stream.aclose()

    _run(scenario())


def test_a_page_of_an_earlier_playground_is_told_at_once() -> None:
    async def scenario() -> None:
        stream = changes(Live(), 500)
        await anext(stream)
        assert await anext(stream) == 'data: {"version": 0}\n\n'
        await stream.aclose()

    _run(scenario())


def test_the_stream_ends_when_the_browser_is_gone() -> None:
    async def scenario() -> None:
        app, sent = Starlette(routes=routes(new_world(), Control())), []
        gone = asyncio.Event()

        async def receive() -> JsonObject:
            await gone.wait()
            return {"type": "http.disconnect"}

        async def send(message: Any) -> None:
            sent.append(message)
            if message.get("body"):
                gone.set()

        scope = {"type": "http", "asgi": {"spec_version": "2.3"}, "method": "GET", "path": "/live"}
        await app({**scope, "query_string": b"after=x", "headers": []}, receive, send)
        assert sent[0]["status"] == 200

    _run(scenario())
