"""What people choose and type, as Slack tells the app: a raw value becomes an action, or a state.

Raw values are what a page can send: the value of an option, an id, a date, a text; a list of these for
elements that take several (Slack's reference of interactive elements has the names below).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any, Final

from bot.playground.bodies import RefusedError
from bot.playground.model import JsonObject

Options = Mapping[tuple[str, str], JsonObject]
RawValues = Mapping[str, Mapping[str, object]]

#: The key of the chosen value in an action or a state, for elements whose value is an id or a plain text.
_PLAIN: Final[Mapping[str, str]] = {
    "channels_select": "selected_channel",
    "conversations_select": "selected_conversation",
    "users_select": "selected_user",
    "datepicker": "selected_date",
    "timepicker": "selected_time",
    "plain_text_input": "value",
    "email_text_input": "value",
    "url_text_input": "value",
    "number_input": "value",
}
_PLAIN_LISTS: Final[Mapping[str, str]] = {
    "multi_channels_select": "selected_channels",
    "multi_conversations_select": "selected_conversations",
    "multi_users_select": "selected_users",
}
_OPTION: Final = ("static_select", "external_select", "radio_buttons", "overflow")
_OPTIONS: Final = ("multi_static_select", "multi_external_select", "checkboxes")
_STATELESS: Final = (
    "button",
    "icon_button",
    "feedback_buttons",
    "workflow_button",
    "overflow",
    "image",
    "file_input",
)


@dataclass(frozen=True, slots=True)
class Person:
    """For whom values are read: a date and time is in their zone, an external option was offered to them."""

    zone: tzinfo
    suggested: Options


def elements_in(blocks: object) -> Iterator[tuple[str, JsonObject]]:
    """Every element that has an action_id, with the block_id of the block it stands in."""
    for block in blocks if isinstance(blocks, list) else ():
        if isinstance(block, dict):
            yield from _below(block, str(block.get("block_id", "")))


def _below(node: JsonObject, block_id: str) -> Iterator[tuple[str, JsonObject]]:
    for value in node.values():
        for child in value if isinstance(value, list) else [value]:
            if not isinstance(child, dict):
                continue
            own_id = str(child.get("block_id", block_id))
            if "action_id" in child:
                yield own_id, child
            yield from _below(child, own_id)


def find(blocks: object, block_id: str, action_id: str) -> JsonObject:
    """An element by its ids.

    Raises:
        RefusedError: there is none (any more); the code is the playground's own.

    """
    for own_id, element in elements_in(blocks):
        if (own_id, element["action_id"]) == (block_id, action_id):
            return element
    raise RefusedError("element_not_found")


def action(element: JsonObject, block_id: str, raw: object, person: Person, ts: str) -> JsonObject:
    """What happened to an element, as an interaction carries it."""
    kind = element["type"]
    told = {"type": kind, "action_id": element["action_id"], "block_id": block_id, "action_ts": ts}
    if kind == "feedback_buttons":
        told |= {"value": raw}
    elif kind in ("button", "icon_button", "workflow_button"):
        told |= {name: element[name] for name in ("text", "value", "style", "url") if name in element}
    else:
        told |= chosen(element, raw, person)
    return told


def state_values(blocks: object, raw: RawValues, person: Person) -> JsonObject:
    """`state.values`: what every element that has a value holds, chosen or from the start."""
    values: JsonObject = {}
    for block_id, element in elements_in(blocks):
        if element["type"] in _STATELESS:
            continue
        typed = raw.get(block_id, {})
        value = typed.get(element["action_id"], initial(element, person))
        told = {"type": element["type"], **chosen(element, value, person)}
        values.setdefault(block_id, {})[element["action_id"]] = told
    return values


def chosen(element: JsonObject, raw: object, person: Person) -> JsonObject:
    """A raw value under the name that Slack gives it."""
    kind = element["type"]
    if kind in _OPTION:
        return {"selected_option": _option(element, str(raw), person) if raw else None}
    if kind in _OPTIONS:
        return {"selected_options": [_option(element, each, person) for each in _texts(raw)]}
    if kind in _PLAIN:
        return {_PLAIN[kind]: str(raw) if raw not in (None, "") else None}
    if kind in _PLAIN_LISTS:
        return {_PLAIN_LISTS[kind]: _texts(raw)}
    if kind == "datetimepicker":
        return {"selected_date_time": _moment(str(raw), person.zone) if raw else None}
    if kind == "rich_text_input":
        return {"rich_text_value": _rich_text(raw) if raw else None}
    return {"value": raw}


def initial(element: JsonObject, person: Person) -> object:
    """The raw value that an element starts with."""
    if "initial_option" in element:
        return element["initial_option"]["value"]
    if "initial_options" in element:
        return [option["value"] for option in element["initial_options"]]
    if "initial_date_time" in element:
        moment = datetime.fromtimestamp(element["initial_date_time"], person.zone)
        return moment.strftime("%Y-%m-%dT%H:%M")
    plain = (value for name, value in element.items() if name.startswith("initial_"))
    return next(plain, None)


def in_current_conversation(blocks: object, channel: str) -> dict[str, dict[str, object]]:
    """The raw values of conversation selects that begin with where the modal was asked for."""
    values: dict[str, dict[str, object]] = {}
    for block_id, element in elements_in(blocks):
        if channel and element.get("default_to_current_conversation"):
            several = element["type"].startswith("multi_")
            values.setdefault(block_id, {})[element["action_id"]] = [channel] if several else channel
    return values


def _option(element: JsonObject, value: str, person: Person) -> JsonObject:
    groups = element.get("option_groups", ())
    options = [*element.get("options", ()), *(each for group in groups for each in group["options"])]
    options += [element["initial_option"]] if "initial_option" in element else []
    options += element.get("initial_options", [])
    for option in options:
        if option.get("value") == value:
            found: JsonObject = option
            return found
    suggested = person.suggested.get((element["action_id"], value))
    if suggested is None:
        raise RefusedError("option_not_found")
    return suggested


def _texts(raw: object) -> list[str]:
    return [str(each) for each in raw] if isinstance(raw, list) else []


def _moment(raw: str, zone: tzinfo) -> int:
    try:
        return int(datetime.fromisoformat(raw).replace(tzinfo=zone).timestamp())
    except ValueError:
        raise RefusedError("invalid_date_time") from None


def _rich_text(raw: object) -> Any:
    """What was typed, as rich text; what an element begins with is such already."""
    if isinstance(raw, dict):
        return raw
    section = {"type": "rich_text_section", "elements": [{"type": "text", "text": str(raw)}]}
    return {"type": "rich_text", "elements": [section]}
