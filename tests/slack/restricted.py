"""A report that is not for everyone, and what the bot has sent out while somebody was after it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Barrier
from typing import Any, Final

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from bot.opening.desk import Opening
from bot.opening.live import LiveDesk
from bot.playground.installed_app import BOT_USER, TEAM
from bot.playground.journal import Exchange
from bot.playground.model import Message, View
from bot.playground.platform import Platform
from bot.playground.server import LocalServer
from bot.playground.stand_in import StandIn
from bot.slack import bolt
from bot.slack.http import edge
from bot.slack.render.message import ACTION_PREFIX, Click
from bot.slack.surface import Office
from bot.slack.transports import HttpTransport
from tests.slack.bots import HttpEdge, _employ, clients_for, gate_for
from tests.slack.talking import Talk

REPORT: Final = "quokka-papers"
SECTION: Final = f"{REPORT}/marsupials"
ADVICE: Final = f"{REPORT}/r1"
ALIAS: Final = "setonix"
"""What people type to find the section; each text of the report has a word of its own that nobody types."""

WORDS: Final = ("quokka", "zanzibarite", "rottnest", "wadjemup", "brachyurus", "macropod")
"""They stand in this report and nowhere else."""

_REPORT_YAML = """\
title: Wadjemup Findings on the Quokka
short_title: Quokka Findings
published: 2021
review_by: 2022-01-01
visibility: {visibility}
aliases: [island findings, wadjemup]
terms:
  - term: ZBT
    name: Zanzibarite Brachyurus Treaty
    definition: What the macropod islands agreed on.
    aliases: [islands treaty]
    see: [marsupials]
"""
_SECTION_YAML = """\
title: Rottnest Macropods
aliases: [setonix, scrub wallabies]
summary: The quokka lives on Rottnest. A zanzibarite survey counted each brachyurus there.
points: [Setonix colonies on Rottnest shrink where the macropod has no shade.]
figures:
  - {value: over 12 400, unit: quokkas, what: Setonix counted by the zanzibarite survey, as_of: "2020"}
recommendations: [1]
source: {heading: Rottnest Macropods}
"""
_ADVICE_YAML = """\
title: Wadjemup Recommendations
summary: The report asks for shade for each macropod.
source: {heading: What Rottnest Should Do}
recommendations:
  - number: 1
    action: Plant zanzibarite shade trees for the quokka.
    detail: Setonix needs shade on Rottnest.
    aliases: [setonix shade]
    actors: [Wadjemup rangers]
    areas: [marsupials]
"""


def add_quokkas(content: Path, visibility: str) -> Path:
    """Put the report into a library's folder; returns its own."""
    folder = content / REPORT
    (folder / "sections").mkdir(parents=True, exist_ok=True)
    files = {
        "report.yaml": _REPORT_YAML.format(visibility=visibility),
        "sections/01-marsupials.yaml": _SECTION_YAML,
        "recommendations.yaml": _ADVICE_YAML,
    }
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def live_desk(content: Path, office: Office) -> LiveDesk:
    """The desks on a folder, with the names that editors add."""
    return LiveDesk(Opening(content), office.memory.aliases.names)


@contextmanager
def bot_that_is_heard_out(stand_in: StandIn, office: Office) -> Iterator[tuple[HttpEdge, Callable[[], None]]]:
    """The bot over HTTP, and what waits until it has done all that it was asked to."""
    _employ(office, stand_in)
    secret = stand_in.app.signing_secret
    app, pool = bolt.build(office, clients_for(stand_in), secret)
    transport = HttpTransport(edge(app, gate=gate_for(secret, office), routes=[]), "127.0.0.1", 0)
    transport.start()
    stand_in.send_over_http(transport.address)

    def wait() -> None:
        meeting = Barrier(pool._max_workers)  # all of them are there when none has anything left to do
        for worker in [pool.submit(meeting.wait, 30) for _ in range(pool._max_workers)]:
            worker.result()

    try:
        yield HttpEdge(transport.address, secret), wait
    finally:
        transport.stop()
        pool.shutdown()


@contextmanager
def served(app: Starlette) -> Iterator[str]:
    """An application on a free port; its address."""
    server = LocalServer()
    server.start(app)
    try:
        yield server.base
    finally:
        server.stop()


@contextmanager
def slack_that_says(user: dict[str, Any], channel: dict[str, Any]) -> Iterator[str]:
    """A Slack that says the same of all people, and of all channels; its base URL."""

    async def answer(request: Request) -> JSONResponse:
        said = {"users.info": {"user": user}, "conversations.info": {"channel": channel}}
        return JSONResponse({"ok": True, **said[request.path_params["method"]]})

    with served(Starlette(routes=[Route("/api/{method}", answer, methods=["GET", "POST"])])) as base:
        yield f"{base}/api/"


def sent(exchange: Exchange) -> Any:
    """What the bot sent: its request to Slack, or its answer to one of Slack's."""
    return exchange.request if exchange.direction == "from_bot" else exchange.response


def words_in(payload: Any, typed: Sequence[str] = ()) -> list[str]:
    """The report's words in a payload; a text that the person typed may be told back, whole and no more.

    So a title that was typed in full is not found, and any other word of the report is.
    """
    text = json.dumps(payload, ensure_ascii=False, default=str).casefold()
    for each in typed:
        text = text.replace(each.casefold(), "…") if words_in(each) else text
    return [word for word in WORDS if word in text]


@dataclass
class Walk:
    """Somebody in a place who is after the report; `typed` is what they have written so far."""

    talk: Talk
    live: LiveDesk
    edge: HttpEdge
    bot_is_done: Callable[[], None]
    place: str
    user: str
    typed: list[str] = field(default_factory=list)

    @property
    def office(self) -> Office:
        """What the bot works with."""
        return self.talk.office

    @property
    def is_direct(self) -> bool:
        """Whether the place is a direct message."""
        return self.place.startswith("D")

    @contextmanager
    def heard(self) -> Iterator[list[Exchange]]:
        """What goes over the wires until the end of this, once all is done."""
        self.finish()
        before = {each.id for each in self.talk.stand_in.exchanges}
        found: list[Exchange] = []
        yield found
        self.finish()
        found.extend(each for each in self.talk.stand_in.exchanges if each.id not in before)

    def asks(self, text: str) -> None:
        """Type a command."""
        self.typed.append(text)
        self.act("post", channel=self.place, text=f"/brief {text}")

    def says(self, text: str, thread: str = "") -> Message:
        """Write something; the bot has answered when this returns."""
        self.typed.append(text.removeprefix("@brief "))
        return self.talk.says(text, self.user, self.place, thread)

    def act(self, name: str, /, **given: object) -> dict[str, Any]:
        """Do something; the bot has answered when this returns."""
        answer = self.talk.stand_in.act(self.user, name, **given)
        assert answer["ok"], answer
        self.finish()
        return answer

    def finish(self) -> None:
        """Wait until the bot has done all that it was asked to."""
        self.talk.stand_in.settle()
        self.bot_is_done()
        self.talk.finish()

    def old_message(self, click: Click) -> Message:
        """A message of the bot's from before, with one button."""
        content = {"text": "Before", "blocks": [_button(click)]}

        def post(platform: Platform) -> Message:
            return platform.workspace.post(self.place, BOT_USER, content)

        return self.talk.stand_in.look(post)

    def presses(self, click: Click) -> None:
        """Press a button of a message from before."""
        shown = self.old_message(click)
        where = {"type": "message", "channel": shown.channel, "ts": shown.ts}
        self.act("press", container=where, block_id="old", action_id=_action_id(click))

    def presses_at_home(self, click: Click) -> None:
        """Press a button that the Home tab had before."""

        def publish(platform: Platform) -> View:
            workspace = platform.workspace
            view = workspace.add_view(self.user, {"type": "home", "blocks": [_button(click)]})
            workspace.homes[self.user] = view.id
            return view

        view = self.talk.stand_in.look(publish)
        where = {"type": "view", "view_id": view.id}
        self.act("press", container=where, block_id="old", action_id=_action_id(click))

    def modal(self) -> View:
        """The modal that the person sees."""
        shown = self.talk.stand_in.look(lambda platform: platform.workspace.top_modal(self.user))
        assert shown is not None
        return shown

    def suggests(self, view: View, block: str, typed: str) -> None:
        """Type into a select that asks the bot for its options."""
        where = {"type": "view", "view_id": view.id}
        self.act("suggest", container=where, block_id=block, action_id=block, value=typed)


def _action_id(click: Click) -> str:
    return f"{ACTION_PREFIX}.{click.verb}.0"


def _button(click: Click) -> dict[str, Any]:
    button = {
        "type": "button",
        "text": {"type": "plain_text", "text": "Old"},
        "action_id": _action_id(click),
        "value": str(click),
    }
    return {"type": "actions", "block_id": "old", "elements": [button]}


ELSEWHERE: Final = "T0ELSEWHERE"
HERE: Final = TEAM
