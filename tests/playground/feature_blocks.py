"""What the app of the feature tests shows: messages, modals with every input element, a Home tab."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def section(text: str, **more: Any) -> Json:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}, **more}


def option(value: str) -> Json:
    return {"text": plain(value.title()), "value": value}


OPTIONS = [option("tea"), option("coffee"), option("water")]


def _button(action_id: str, **more: Any) -> Json:
    return {"type": "button", "action_id": action_id, "text": plain(action_id.title()), **more}


def board() -> list[Json]:
    """A message with something to press: buttons, one behind a confirm dialog, menus."""
    confirm = {"title": plain("Sure?"), "text": plain("It is gone then."), "confirm": plain("Yes")}
    confirm["deny"] = plain("No")
    overflow = {"type": "overflow", "action_id": "more", "options": OPTIONS}
    elements = [
        _button("note", value="42", style="primary"),
        _button("rewrite"),
        _button("replace"),
        _button("delete", style="danger", confirm=confirm),
        _button("dismiss"),
        {"type": "external_select", "action_id": "find", "placeholder": plain("Find")},
        {"type": "static_select", "action_id": "choose", "options": OPTIONS},
    ]
    return [
        section("A board", block_id="top", accessory=overflow),
        {"type": "actions", "block_id": "board", "elements": elements},
    ]


def modal(title: str, blocks: list[Json], callback_id: str = "form", **more: Any) -> Json:
    return {
        "type": "modal",
        "callback_id": callback_id,
        "title": plain(title),
        "submit": plain("Send"),
        "blocks": blocks,
        **more,
    }


def form(then: str = "", title: str = "Form", **more: Any) -> Json:
    """A modal with one input; `then` is what the app does when it is sent off."""
    name = {"type": "plain_text_input", "action_id": "name"}
    blocks: list[Json] = [
        {"type": "input", "block_id": "who", "label": plain("Who"), "element": name},
        {
            "type": "actions",
            "block_id": "on",
            "elements": [_button("push"), _button("stamp"), _button("note")],
        },
    ]
    return modal(title, blocks, private_metadata=then, notify_on_close=True, **more)


def home(title: str = "At home") -> Json:
    element = _button("note", value="from home")
    blocks = [section(title), {"type": "actions", "block_id": "home", "elements": [element]}]
    return {"type": "home", "callback_id": "home", "blocks": blocks}


#: Every input element, by its action_id (which is its block_id as well), with what it needs.
ELEMENTS: dict[str, Json] = {
    "plain": {"type": "plain_text_input"},
    "email": {"type": "email_text_input"},
    "url": {"type": "url_text_input"},
    "number": {"type": "number_input", "is_decimal_allowed": True},
    "date": {"type": "datepicker"},
    "time": {"type": "timepicker"},
    "moment": {"type": "datetimepicker"},
    "static": {"type": "static_select", "options": OPTIONS},
    "external": {"type": "external_select"},
    "user": {"type": "users_select"},
    "conversation": {"type": "conversations_select", "response_url_enabled": True},
    "channel": {"type": "channels_select"},
    "statics": {"type": "multi_static_select", "options": OPTIONS},
    "externals": {"type": "multi_external_select"},
    "users": {"type": "multi_users_select"},
    "conversations": {"type": "multi_conversations_select"},
    "channels": {"type": "multi_channels_select"},
    "checks": {"type": "checkboxes", "options": OPTIONS},
    "radio": {"type": "radio_buttons", "options": OPTIONS},
    "rich": {"type": "rich_text_input"},
}


def everything(**initial: Json) -> Json:
    """A modal with every input element, none of which must be filled in; `initial` adds to elements."""
    blocks = [
        {
            "type": "input",
            "block_id": name,
            "label": plain(name.title()),
            "optional": True,
            "element": {**element, "action_id": name, **initial.get(name, {})},
        }
        for name, element in ELEMENTS.items()
    ]
    return modal("Everything", blocks)
