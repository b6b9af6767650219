"""What an element offers, and what is chosen or typed in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any

from bot.playground.page.names import Names

Json = Mapping[str, Any]
State = Mapping[str, Mapping[str, object]]


@dataclass(frozen=True, slots=True)
class Group:
    """Options under a label, which is None for those that stand on their own."""

    label: object
    options: Sequence[Json]


def current(element: Json, block_id: str, state: State, zone: tzinfo) -> object:
    """The raw value of an element: what has been chosen, or else what it starts with."""
    chosen = state.get(block_id, {})
    action_id = str(element.get("action_id", ""))
    return chosen[action_id] if action_id in chosen else initial(element, zone)


def initial(element: Json, zone: tzinfo) -> object:
    """The raw value that an element starts with; None without one."""
    for key, value in element.items():
        if not key.startswith("initial_"):
            continue
        if key == "initial_option":
            return value["value"]
        if key == "initial_options":
            return [option["value"] for option in value]
        if key == "initial_date_time":
            return datetime.fromtimestamp(value, zone).strftime("%Y-%m-%dT%H:%M")
        if isinstance(value, Mapping):
            return "".join(_texts(value))
        return value
    return None


def chosen_values(raw: object) -> list[str]:
    """The chosen values as a list, whether an element takes one or several."""
    if isinstance(raw, list | tuple):
        return [str(value) for value in raw]
    return [] if raw is None or raw == "" else [str(raw)]


def groups_of(element: Json, names: Names, chosen: Sequence[str]) -> list[Group]:
    """Everything there is to choose from, what is chosen included."""
    groups = _offered(element, names)
    known = {str(option["value"]) for group in groups for option in group.options}
    started = [element["initial_option"]] if "initial_option" in element else []
    started += element.get("initial_options", [])
    extra = [option for option in started if option["value"] not in known]
    known |= {str(option["value"]) for option in extra}
    extra += [_option(value, _name(value, names)) for value in chosen if value not in known]
    return [*groups, Group(None, extra)] if extra else groups


def _offered(element: Json, names: Names) -> list[Group]:
    kind = str(element["type"]).removeprefix("multi_")
    if kind == "users_select":
        return [Group(None, [_option(id_, name) for id_, name in names.people()])]
    if kind in ("channels_select", "conversations_select"):
        return [Group(None, [_option(id_, f"#{name}") for id_, name in names.channels()])]
    if "option_groups" in element:
        return [Group(group["label"], group["options"]) for group in element["option_groups"]]
    return [Group(None, element["options"])] if "options" in element else []


def _option(value: str, text: str) -> Json:
    return {"text": {"type": "plain_text", "text": text, "emoji": False}, "value": value}


def _name(value: str, names: Names) -> str:
    if name := names.user(value):
        return name
    channel = names.channel(value)
    return f"#{channel}" if channel else value


def _texts(node: object) -> Iterator[str]:
    """The words of a rich text, a line for each of its parts."""
    if isinstance(node, Mapping):
        if isinstance(text := node.get("text"), str):
            yield text
        for i, child in enumerate(node.get("elements", ())):
            if i and node.get("type") in ("rich_text", "rich_text_list"):
                yield "\n"
            yield from _texts(child)
