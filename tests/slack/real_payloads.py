"""One payload of every kind that Slack sends us, as the stand-in sends them while people use the bot."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from copy import deepcopy
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bot.desk.desk import Desk
from bot.desk.reply import Verb
from bot.playground.faults import COMMANDS, EVENTS
from bot.playground.model import JsonObject, Message, View
from bot.playground.payloads import event
from bot.playground.platform import Platform
from bot.playground.workspace import ANA, BILAL, GENERAL, SOUTH_ASIA
from bot.slack.render.message import ACTION_PREFIX, Click
from bot.slack.surface import Office
from bot.state.memory import SqlMemory
from tests.slack.bots import bot_over_http, new_stand_in, office_for
from tests.slack.reading import elements_of
from tests.slack.talking import Talk

_UNANSWERED = ("ferry tariffs", "yoghurt recipes", "cardamom saffron", "pistachio pancakes")
_OPENING = {"case choose", "case elsewhere", "digest change"}
"""Buttons that open a modal."""


@dataclass(frozen=True, slots=True)
class Real:
    """A payload, how it is sent ("commands", "events", or else an interaction), and a name for its kind."""

    sent_as: str
    kind: str
    payload: JsonObject


def recorded(desk: Desk, database: Path) -> list[Real]:
    """The first payload of each kind that came to the bot; of presses, of each verb.

    `database` becomes what the bot remembered before the presses, so that they can be done once more.
    """
    with new_stand_in() as stand_in:
        office = office_for(desk, editors_channel=SOUTH_ASIA)
        with bot_over_http(stand_in, office):
            talk = Talk(stand_in, office)
            _write(talk)
            _modals(talk)
            _ask(talk)
            _hand_over(talk)
            _copy(office, database)
            _press_everything(talk)
            talk.does("uninstall")
        sent = [(each.kind, each.request) for each in stand_in.exchanges if each.direction == "to_bot"]
    found = {
        kind_of(how, payload): Real(how, kind_of(how, payload), payload) for how, payload in reversed(sent)
    }
    return [*found.values(), *_more(found)]


def _more(found: Mapping[str, Real]) -> Iterator[Real]:
    """What nobody does in the stand-in: Slack's handshake, channels that are shared, rare buttons."""
    shared = [event({"type": name, "channel": GENERAL}, 1) for name in ("channel_shared", "channel_unshared")]
    for payload in (*shared, {"type": "url_verification", "token": "t", "challenge": "c"}):
        yield Real(EVENTS, kind_of(EVENTS, payload), payload)
    brief = found["press brief"]
    for verb in set(Verb) - {Verb.CASE, Verb.DIGEST}:
        if f"press {verb}" not in found:
            payload = deepcopy(brief.payload)
            [action] = payload["actions"]
            click = replace(Click.parse(action["value"]), verb=verb)
            action |= {"value": str(click), "action_id": f"{ACTION_PREFIX}.{verb}.0"}
            yield Real(brief.sent_as, f"press {verb}", payload)


def kind_of(sent_as: str, payload: JsonObject) -> str:
    """What is told apart: a command by its first word, an event by its subtype, a button by its verb."""
    if sent_as == COMMANDS:
        return f"command {payload['text'].partition(' ')[0]}"
    if sent_as == EVENTS:
        inner = payload.get("event", payload)
        return " ".join(
            filter(None, ("event", inner["type"], inner.get("subtype"), inner.get("channel_type")))
        )
    if payload["type"] == "block_actions":
        return f"press {verb_of(payload['actions'][0])}"
    about = payload.get("view", {}).get("callback_id") or payload.get("callback_id") or ""
    return f"{payload['type']} {payload.get('action_id', '')} {about}"


def verb_of(action: JsonObject) -> str:
    value = (action.get("selected_option") or action).get("value") or ""
    try:
        click = Click.parse(value)
    except ValueError:
        return "other"
    has_steps = click.verb in (Verb.CASE, Verb.DIGEST)
    return f"{click.verb} {click.target.partition(':')[0]}" if has_steps else str(click.verb)


def _write(talk: Talk) -> None:
    """Messages: mentions, direct ones, follow-ups, edits, deletions."""
    asked = talk.says("@brief how much FDI came from China?")
    talk.says("and the recommendations?", thread=asked.ts)
    talk.says("china", channel=talk.stand_in.workspace.im_of(ANA).id)
    said = talk.says("how many refugees?")
    talk.does("shortcut", BILAL, callback_id="brief_on_message", channel=GENERAL, ts=said.ts)
    talk.does("edit", channel=GENERAL, ts=said.ts, text="@brief how many refugees?")
    talk.does("delete", channel=GENERAL, ts=said.ts)
    for query in _UNANSWERED:
        talk.says(f"@brief {query}")


def _modals(talk: Talk) -> None:
    """The modals that commands open: suggestions in them, one that is closed, those that are sent off."""
    for text in ("/brief digest", "/brief settings"):
        talk.does("post", channel=GENERAL, text=text)
        _submit_what_is_open(talk)


def _ask(talk: Talk) -> None:
    """Commands, and looks at the Home tab."""
    for text in (
        "/brief",
        "/brief china",
        "/brief zanzibar",
        "/brief help",
        "/brief digest list",
        "/brief list",
    ):
        talk.does("post", channel=GENERAL, text=text)
    for user in (ANA, BILAL):
        talk.does("open_app", user, tab="home")


def _copy(office: Office, database: Path) -> None:
    """Keep what is remembered now."""
    assert isinstance(office.memory, SqlMemory)
    source = office.memory._engine.url.database
    assert source is not None
    with closing(sqlite3.connect(source)) as here, closing(sqlite3.connect(database)) as there:
        here.backup(there)


def _press_everything(talk: Talk) -> None:
    pressed: set[str] = set()
    while _press_what_is_new(talk, pressed):
        pass


def _submit_what_is_open(talk: Talk) -> None:
    for user in (ANA, BILAL):
        for view in _open_modals(talk, user):
            for block in view.content["blocks"]:
                element = block.get("element", {})
                if element.get("type", "").endswith("external_select"):
                    where = {"container": {"type": "view", "view_id": view.id}, "block_id": block["block_id"]}
                    talk.does("suggest", user, **where, action_id=element["action_id"], value="a")
            talk.stand_in.act(user, "submit", view_id=view.id, values={})
            talk.stand_in.act(user, "close", view_id=view.id)
            talk.finish()


def _open_modals(talk: Talk, user: str) -> list[View]:
    def top_first(platform: Platform) -> list[View]:
        ids = platform.workspace.modals.get(user, [])
        return [platform.workspace.views[id_] for id_ in reversed(ids)]

    return talk.stand_in.look(top_first)


def _hand_over(talk: Talk) -> None:
    """Give the editors all that had no answer, for each of their buttons decides a question."""
    for user, container, element in _elements(talk):
        if verb_of(element) == Verb.EDITORS and container.get("channel") == GENERAL and user == ANA:
            _press(talk, user, container, element)


def _press_what_is_new(talk: Talk, pressed: set[str]) -> bool:
    """Press one button of each verb that was not pressed yet; whether there was any."""
    for user, container, element in _elements(talk):
        verb, place = verb_of(_first(element)), f"{container.get('ts')}"
        is_spent = verb.startswith("case ") and verb != "case take-back" and place in pressed
        if verb in pressed or "value" not in _first(element) or is_spent:
            continue
        pressed |= {verb, place}
        _press(talk, user, container, element)
        if verb in _OPENING:
            talk.stand_in.wait_for(verb, lambda platform: any(platform.workspace.modals.values()))
        _submit_what_is_open(talk)
        return True
    return False


def _press(talk: Talk, user: str, container: JsonObject, element: JsonObject) -> None:
    ids: dict[str, Any] = {"block_id": element["block_id"], "action_id": element["action_id"]}
    chosen = {"value": _first(element)["value"]} if "options" in element else {}
    talk.does("press", user, container=container, **ids, **chosen)


def _first(element: JsonObject) -> JsonObject:
    """A menu's first option, or the button itself."""
    options: list[JsonObject] = element.get("options") or [element]
    return options[0]


def _elements(talk: Talk) -> list[tuple[str, JsonObject, JsonObject]]:
    """Every button and menu that anybody sees, with who sees it and where."""

    def seen(platform: Platform) -> list[tuple[str, JsonObject, JsonObject]]:
        found: list[tuple[str, JsonObject, JsonObject]] = []
        for user in (ANA, BILAL):
            for channel in platform.workspace.channels:
                for message in platform.workspace.visible(channel, user):
                    found += [(user, _place_of(message), each) for each in elements_of(message)]
            home = platform.workspace.homes.get(user)
            if home:
                view = platform.workspace.views[home]
                shown = Message("", "", "", view.content)
                found += [(user, {"type": "view", "view_id": home}, each) for each in elements_of(shown)]
        return found

    return talk.stand_in.look(seen)


def _place_of(message: Message) -> JsonObject:
    return {"type": "message", "channel": message.channel, "ts": message.ts}
