"""What can be seen in the workspace, in plain words: for transcripts, which compare two runs by it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bot.playground.elements import elements_in
from bot.playground.model import JsonObject, Message, View
from bot.playground.workspace import Workspace

#: What stands where, by the name of the place: "message 3", "modal of ana", "home of ana".
Picture = Mapping[str, JsonObject]


def messages_in_order(workspace: Workspace) -> list[Message]:
    """All messages, the oldest first. Its place here is its number in a transcript, from 1."""
    everything = (each for channel in workspace.messages.values() for each in channel.values())
    return sorted(everything, key=lambda message: message.ts)


def picture(workspace: Workspace, numbers: Mapping[str, int]) -> Picture:
    """Everything that somebody could see now; `numbers` are those of the messages, by their `ref`."""
    seen: dict[str, JsonObject] = {}
    for message in messages_in_order(workspace):
        seen[f"message {numbers[message.ref]}"] = _message(workspace, message, numbers)
    for person in workspace.people:
        modal, home = workspace.top_modal(person.id), workspace.home_of(person.id)
        if modal:
            seen[f"modal of {person.name}"] = _view(modal)
        if home:
            seen[f"home of {person.name}"] = _view(home)
    return seen


def difference(before: Picture, after: Picture) -> list[JsonObject]:
    """What is new or another, and what is gone."""
    changed = [{"at": place, **what} for place, what in after.items() if before.get(place) != what]
    gone = [{"at": place, "gone": True} for place in before if place not in after]
    return changed + gone


def _message(workspace: Workspace, message: Message, numbers: Mapping[str, int]) -> JsonObject:
    channel = workspace.channels[message.channel]
    author = workspace.users.get(message.user)
    shown: JsonObject = {
        "in": f"messages of {channel.name}" if channel.is_im else channel.name,
        "by": author.name if author else "slackbot",
        "text": message.text,
    }
    if message.seen_by:
        shown["only"] = workspace.users[message.seen_by].name
    if message.is_reply:
        shown["thread"] = numbers.get(f"message:{message.channel}:{message.thread_ts}", 0)
    if message.edited_ts:
        shown["edited"] = True
    if message.reactions:
        shown["reactions"] = {name: len(users) for name, users in message.reactions.items()}
    return shown | _offers(message.content)


def _view(view: View) -> JsonObject:
    shown: JsonObject = {"texts": list(_texts(view.content))}
    if view.errors:
        shown["errors"] = list(view.errors.values())
    return shown | _offers(view.content)


def _offers(content: JsonObject) -> JsonObject:
    labels = [label(element) for _, element in elements_in(content.get("blocks"))]
    return {"offers": labels} if labels else {}


def label(element: Mapping[str, Any]) -> str:
    """What an element is called on the screen, or else what it is."""
    text = element.get("text") or element.get("placeholder") or {}
    return str(text.get("text") or element["type"])


def _texts(node: object) -> Iterator[str]:
    """Every text of a view, in order."""
    if isinstance(node, dict):
        if node.get("type") in ("plain_text", "mrkdwn"):
            yield str(node.get("text"))
            return
        for child in node.values():
            yield from _texts(child)
    elif isinstance(node, list):
        for child in node:
            yield from _texts(child)
