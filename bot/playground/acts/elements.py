"""Using what a message or a view has in it: buttons, selects, pickers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from bot.playground.acts.act import Act, Doing, check_installed
from bot.playground.bodies import RefusedError
from bot.playground.deliveries import About
from bot.playground.elements import RawValues, action, find, state_values
from bot.playground.faults import INTERACTIONS
from bot.playground.model import JsonObject, Message, View
from bot.playground.payloads import Sender, message_action, suggestion, view_action

_MOST_OPTIONS: Final = 100
_BUTTONS: Final = ("button", "icon_button", "feedback_buttons", "workflow_button", "overflow")


async def press(doing: Doing) -> JsonObject:
    """Use an element: what is chosen is remembered, and the app is told unless it shall wait."""
    check_installed(doing)
    place = _place(doing)
    block_id, raw = str(doing.given.get("block_id")), doing.given.get("value")
    element = find(_blocks(place), block_id, str(doing.given.get("action_id")))
    told = action(element, block_id, raw, doing.person, doing.workspace.timestamps.new())
    values = _values(doing, place)
    if isinstance(place, View):
        merge(values, doing.mapping("values"))  # what has been typed so far goes along
    if element["type"] not in _BUTTONS:
        values.setdefault(block_id, {})[element["action_id"]] = raw
        doing.platform.live.change()
    if _waits(_blocks(place), block_id):
        return {}
    state = state_values(_blocks(place), values, doing.person)
    about, sender = _sender(doing, place)
    if isinstance(place, View):
        payload = view_action(sender, place, told, state)
    else:
        payload = message_action(sender, place, told, state)
    outcome = await doing.platform.deliveries.ask(INTERACTIONS, payload, about)
    if outcome.error:
        raise RefusedError(outcome.error, "The app did not take the click.")
    return {}


async def suggest(doing: Doing) -> JsonObject:
    """Ask the app for the options of a select, by what has been typed so far."""
    check_installed(doing)
    place = _place(doing)
    block_id, typed = str(doing.given.get("block_id")), str(doing.given.get("value") or "")
    element = find(_blocks(place), block_id, str(doing.given.get("action_id")))
    state = state_values(_blocks(place), _values(doing, place), doing.person)
    about, sender = _sender(doing, place)
    payload = suggestion(sender, element, block_id, typed, place, state)
    outcome = await doing.platform.deliveries.ask(INTERACTIONS, payload, about)
    if outcome.error:
        raise RefusedError(outcome.error, "The app gave no options in time.")
    return _options(doing, element, outcome.ack.body)


def _options(doing: Doing, element: JsonObject, body: Any) -> JsonObject:
    """The options for the page; they are remembered, since a choice names only a value."""
    if not isinstance(body, dict) or not ("options" in body or "option_groups" in body):
        raise RefusedError("invalid_arguments", "The app answered without options.")
    groups = body.get("option_groups") or [{"label": {"text": ""}, "options": body.get("options", [])}]
    told = []
    for group in groups:
        if len(group["options"]) > _MOST_OPTIONS:
            raise RefusedError("invalid_arguments", f"more than {_MOST_OPTIONS} options")
        for option in group["options"]:
            doing.workspace.suggested[element["action_id"], option["value"]] = option
        told.append({"label": group["label"]["text"], "options": [_plain(each) for each in group["options"]]})
    return {"option_groups": told} if "option_groups" in body else {"options": told[0]["options"]}


def _plain(option: JsonObject) -> JsonObject:
    described = option.get("description") or {}
    return {
        "text": option["text"]["text"],
        "value": option["value"],
        "description": described.get("text", ""),
    }


def _place(doing: Doing) -> Message | View:
    """The message or the view that the element stands in."""
    container = doing.mapping("container")
    if container.get("type") == "message":
        return doing.message_at(str(container.get("channel")), str(container.get("ts")))
    return view_of(doing, str(container.get("view_id")))


def view_of(doing: Doing, id_: str) -> View:
    """A view that is on the person's screen."""
    view = doing.workspace.views.get(id_)
    if view is None or view.user != doing.user.id:
        raise RefusedError("not_found", "This view is gone.")
    return view


def _blocks(place: Message | View) -> list[JsonObject]:
    content = place.content
    blocks = list(content.get("blocks") or ())
    for attachment in content.get("attachments") or ():
        blocks += attachment.get("blocks") or ()
    return blocks


def _waits(blocks: list[JsonObject], block_id: str) -> bool:
    """Whether a block is an input whose app hears of it only when all is sent off (`dispatch_action`)."""
    block = next((each for each in blocks if each.get("block_id") == block_id), {})
    return block.get("type") == "input" and not block.get("dispatch_action")


def _values(doing: Doing, place: Message | View) -> dict[str, dict[str, object]]:
    if isinstance(place, View):
        return place.values
    return place.states.setdefault(doing.user.id, {})


def _sender(doing: Doing, place: Message | View) -> tuple[About, Sender]:
    if isinstance(place, View):
        about = doing.about("", place.ref)
        return about, doing.sender(about, None).within(doing.trigger(place))
    about = doing.about(place.channel, place.ref)
    return about, doing.sender(about, doing.workspace.channels[place.channel], place)


def merge(values: dict[str, dict[str, object]], given: RawValues) -> None:
    """Take over what somebody has put into the inputs of a view."""
    for block_id, actions in given.items():
        if not isinstance(actions, Mapping):
            raise RefusedError("invalid_arguments", "values are objects by block_id")
        values.setdefault(block_id, {}).update(actions)


ACTS: Final[dict[str, Act]] = {"press": press, "suggest": suggest}
