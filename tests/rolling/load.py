"""What comes in: slash commands and presses, signed, no two with the same bytes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from urllib.parse import urlencode

import httpx

from bot.desk.reply import Verb
from bot.opening.desk import open_desk
from bot.playground.model import Channel, Message
from bot.playground.payloads import Sender, message_action, slash_command
from bot.playground.permits import ResponseUrl
from bot.playground.platform import Platform
from bot.playground.response_urls import new_response_url
from bot.playground.signing import signed
from bot.playground.stand_in import StandIn
from bot.playground.workspace import ANA, BILAL, CASEY, GENERAL
from bot.slack.render.message import Click, render
from tests.conftest import ROOT

QUERIES: Final = ("china", "india", "r8", "how many refugees?", "list", "help", "define IMET", "recs on aid")
PEOPLE: Final = (ANA, BILAL, CASEY)
PRESSED_IN: Final = "C0ROLLPRESS"
_PRESS_EVERY: Final = 4


class Expected:
    """What the library answers, as a desk of the test's own has it; today's, and tomorrow's past midnight."""

    def __init__(self) -> None:
        desk, today = open_desk(ROOT / "content"), datetime.now(UTC).date()
        self._messages = {
            query: [_shown(render(desk.answer(query, today + timedelta(days)))) for days in (0, 1)]
            for query in QUERIES
        }

    def has(self, query: str, message: Mapping[str, Any]) -> bool:
        """Whether this is the answer to a query."""
        return _shown(message) in self._messages[query]


def _shown(message: Mapping[str, Any]) -> dict[str, Any]:
    """What a message shows; Slack gives the blocks ids, so they count without."""
    blocks = message.get("blocks") or []
    without = [{name: value for name, value in block.items() if name != "block_id"} for block in blocks]
    return {"text": message.get("text"), "blocks": json.loads(json.dumps(without))}


@dataclass(frozen=True, slots=True)
class Answer:
    """How a request was answered over HTTP: status 0 is not at all."""

    query: str
    status: int
    is_right: bool


class Load:
    """Sends requests by their numbers. Threads may share it."""

    def __init__(self, stand_in: StandIn, url: str) -> None:
        self._stand_in = stand_in
        self._url = url
        self._expected = Expected()
        self._client = httpx.Client(trust_env=False, timeout=60)
        channel = Channel(PRESSED_IN, "pressed", list(PEOPLE))
        stand_in.look(lambda platform: platform.workspace.add_channel(channel))

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def send(self, number: int) -> Answer:
        """Send a command or a press, and read the answer to it."""
        query = QUERIES[number // _PRESS_EVERY % len(QUERIES)]
        is_press = is_a_press(number)
        body = self._press(number, query) if is_press else _command(number, query)
        headers = signed(body, self._stand_in.app.signing_secret)
        try:
            answer = self._client.post(self._url, content=body, headers=headers)
        except httpx.TransportError:
            return Answer(query, 0, is_right=False)
        return Answer(query, answer.status_code, self._is_right(query, answer, is_press))

    def _is_right(self, query: str, answer: httpx.Response, is_press: bool) -> bool:
        if is_press or answer.status_code != 200:
            return answer.text == ""
        return self._expected.has(query, answer.json())

    def _press(self, number: int, query: str) -> str:
        """A button that asks, under a message in a thread of its own: its answer comes into that thread."""
        thread, user = f"1700000000.{number:06}", PEOPLE[number % len(PEOPLE)]
        where = ResponseUrl(PRESSED_IN, user, thread_ts=thread)
        url = self._stand_in.look(lambda platform: new_response_url(platform, self._stand_in.base, where))
        sender = Sender(user, user, PRESSED_IN, "pressed", response_url=url)
        message = Message(PRESSED_IN, thread, "", {}, thread_ts=thread, seen_by=user)
        action = {"type": "button", "action_id": "desk.ask.0", "value": str(Click(Verb.ASK, query))}
        return urlencode({"payload": json.dumps(message_action(sender, message, action, {}))})

    def outcomes(self, platform: Platform) -> list[tuple[str, bool]]:
        """The answers to presses: the thread of each, and whether it is right."""
        said = platform.workspace.messages[PRESSED_IN].values()
        return [(str(each.thread_ts), self._expected.has(_query_of(each), each.content)) for each in said]


def is_a_press(number: int) -> bool:
    """Whether the request with this number is one."""
    return number % _PRESS_EVERY == 0


def _query_of(outcome: Message) -> str:
    number = int(str(outcome.thread_ts).partition(".")[2])
    return QUERIES[number // _PRESS_EVERY % len(QUERIES)]


def _command(number: int, query: str) -> str:
    user = PEOPLE[number % len(PEOPLE)]
    sender = Sender(user, user, GENERAL, "general", f"1.{number}", "http://127.0.0.1:1/none")
    return urlencode(slash_command(sender, "/brief", query))
