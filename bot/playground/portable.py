"""Acts without the ids of one run, and the way back: how a transcript means the same in another run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from bot.playground.elements import elements_in
from bot.playground.model import JsonObject, Message, View
from bot.playground.picture import Picture, label, messages_in_order, picture
from bot.playground.transcript import TranscriptError
from bot.playground.workspace import Workspace

#: Acts that leave no trace worth keeping: what was suggested shows in what is chosen.
_LEFT_OUT: Final = ("suggest",)


@dataclass(slots=True)
class Numbers:
    """The numbers of messages, by their `ref`, in the order that they appeared in."""

    by_ref: dict[str, int] = field(default_factory=dict)

    def picture(self, workspace: Workspace) -> Picture:
        """What can be seen now, by these numbers; new messages get the next ones."""
        for message in messages_in_order(workspace):
            self.by_ref.setdefault(message.ref, len(self.by_ref) + 1)
        return picture(workspace, self.by_ref)

    def message(self, workspace: Workspace, number: object) -> Message:
        """The message with a number. Raises TranscriptError when there is none."""
        for message in messages_in_order(workspace):
            if self.by_ref.get(message.ref) == number:
                return message
        raise TranscriptError(f"there is no message {number}")


def portable(request: JsonObject, workspace: Workspace, numbers: Numbers) -> JsonObject | None:
    """An act without the ids of this run; None when it is not worth keeping."""
    if request.get("do") in _LEFT_OUT:
        return None
    step = dict(request)
    step["as"] = workspace.users[str(step["as"])].name
    channel, ts = str(step.pop("channel", "")), step.pop("ts", None)
    if ts:
        step["message"] = numbers.by_ref.get(f"message:{channel}:{ts}")
    elif channel:
        step["channel"] = _channel_name(workspace, channel)
    if step.get("thread_ts"):
        step["thread"] = numbers.by_ref.get(f"message:{channel}:{step.pop('thread_ts')}")
    if "user" in step:
        step["user"] = workspace.users[str(step["user"])].name
    if "container" in step:
        _forget_container(step, workspace, numbers)
    if "view_id" in step:
        del step["view_id"]
        step |= _portable_values(step, workspace.top_modal(str(request["as"])))
    return {name: value for name, value in step.items() if value is not None}


def performed(step: JsonObject, workspace: Workspace, numbers: Numbers) -> JsonObject:
    """The way back: a step as a request of this run.

    Raises:
        TranscriptError: it is about something that is not there.

    """
    request = {name: value for name, value in step.items() if name not in ("sees", "label")}
    person = next((each for each in workspace.people if each.name == step.get("as")), None)
    if person is None:
        raise TranscriptError(f"there is nobody called {step.get('as')!r}")
    request["as"] = person.id
    if "channel" in request:
        request["channel"] = _channel_id(workspace, str(request["channel"]), person.id)
    if "thread" in request:
        root = numbers.message(workspace, request.pop("thread"))
        request |= {"channel": root.channel, "thread_ts": root.ts}
    if "user" in request:
        request["user"] = next(each.id for each in workspace.users.values() if each.name == request["user"])
    if "element" in request:
        _find_container(request, workspace, numbers, person.id)
    elif "message" in request:
        message = numbers.message(workspace, request.pop("message"))
        request |= {"channel": message.channel, "ts": message.ts}
    if request["do"] in ("submit", "close"):
        view = _modal(workspace, person.id)
        request["view_id"] = view.id
        request["values"] = _own_values(request.get("values") or {}, view)
    return request


def _channel_name(workspace: Workspace, id_: str) -> str:
    channel = workspace.channels.get(id_)
    return "messages" if channel and channel.is_im else channel.name if channel else id_


def _channel_id(workspace: Workspace, name: str, person: str) -> str:
    if name == "messages":
        return workspace.im_of(person).id
    return next((each.id for each in workspace.channels.values() if each.name == name), name)


def _forget_container(step: JsonObject, workspace: Workspace, numbers: Numbers) -> None:
    """Name an element by its place instead of its ids, and say what it is called."""
    container = step.pop("container")
    ids = (step.pop("block_id"), step.pop("action_id"))
    place: Message | View | None
    if container.get("type") == "message":
        place = workspace.message(container["channel"], container["ts"])
        step["message"] = numbers.by_ref.get(f"message:{container['channel']}:{container['ts']}")
    else:
        place = workspace.views.get(container.get("view_id", ""))
        step["view"] = "modal" if place and place.is_modal else "home"
    for position, (block_id, element) in enumerate(_elements(place), start=1):
        if (block_id, element["action_id"]) == ids:
            step |= {"element": position, "label": label(element)}


def _find_container(request: JsonObject, workspace: Workspace, numbers: Numbers, person: str) -> None:
    position, view = request.pop("element"), request.pop("view", "")
    place: Message | View | None
    if "message" in request:
        place = numbers.message(workspace, request.pop("message"))
        request["container"] = {"type": "message", "channel": place.channel, "ts": place.ts}
    else:
        place = workspace.home_of(person) if view == "home" else _modal(workspace, person)
        request["container"] = {"type": "view", "view_id": place.id if place else ""}
    elements = list(_elements(place))
    if not isinstance(position, int) or not 1 <= position <= len(elements):
        raise TranscriptError(f"there is no element {position}")
    block_id, element = elements[position - 1]
    request |= {"block_id": block_id, "action_id": element["action_id"]}


def _elements(place: Message | View | None) -> Iterator[tuple[str, JsonObject]]:
    return elements_in(place.content.get("blocks") if place else None)


def _modal(workspace: Workspace, person: str) -> View:
    view = workspace.top_modal(person)
    if view is None:
        raise TranscriptError("no modal is open")
    return view


def _portable_values(step: JsonObject, view: View | None) -> JsonObject:
    """The values of a modal by the place of their elements."""
    values = step.get("values") or {}
    found = {
        position: values[block_id][element["action_id"]]
        for position, (block_id, element) in enumerate(_elements(view), start=1)
        if element["action_id"] in values.get(block_id, {})
    }
    return {"values": found} if found else {"values": None}


def _own_values(values: Mapping[int, object], view: View) -> JsonObject:
    own: JsonObject = {}
    for position, (block_id, element) in enumerate(_elements(view), start=1):
        if position in values:
            own.setdefault(block_id, {})[element["action_id"]] = values[position]
    return own
