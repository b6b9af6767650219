"""Modals and Home tabs."""

from __future__ import annotations

from typing import Final
from zoneinfo import ZoneInfo

from bot.playground.bodies import RefusedError
from bot.playground.elements import Person, in_current_conversation, state_values
from bot.playground.model import JsonObject, View
from bot.playground.passes import State
from bot.playground.payloads import view_object
from bot.playground.permits import Trigger
from bot.playground.rate_limits import Tier
from bot.playground.web_api.method import Call, Method
from bot.playground.workspace import Workspace

#: How many modals may lie upon each other (Slack's reference of views.push).
MOST_MODALS: Final = 3
_SPENT: Final = {
    State.UNKNOWN: "invalid_trigger_id",
    State.USED: "exchanged_trigger_id",
    State.EXPIRED: "expired_trigger_id",
}


def shown(workspace: Workspace, view: View) -> JsonObject:
    """A view with the values that its elements hold, as its person sees them."""
    user = workspace.users[view.user]
    person = Person(ZoneInfo(user.time_zone), workspace.suggested)
    return view_object(view, state_values(view.content.get("blocks"), view.values, person))


def _open(call: Call) -> JsonObject:
    content = _content(call, "modal")
    trigger = _trigger(call)
    call.workspace.close_modals(trigger.user)  # there is one stack a person; views.push adds to it
    view = call.workspace.add_view(trigger.user, content)
    view.values = in_current_conversation(view.content["blocks"], trigger.channel)
    return _show(call, view)


def _push(call: Call) -> JsonObject:
    content = _content(call, "modal")
    trigger = _trigger(call)
    below = call.workspace.views.get(trigger.view)
    stack = call.workspace.modals.get(trigger.user, [])
    if below is None or below.id not in stack:
        raise RefusedError("not_found", "[ERROR] the trigger_id comes from no open modal")
    if len(stack) >= MOST_MODALS:
        raise RefusedError("push_limit_reached")
    return _show(call, call.workspace.add_view(trigger.user, content, below))


def _update(call: Call) -> JsonObject:
    view = _known(call)
    content = _content(call, view.content["type"], other_than=view.id)
    _check_hash(call, view)
    call.workspace.replace_view(view, content)
    return _answer(call, view)


def _publish(call: Call) -> JsonObject:
    if not call.platform.app.has_home:
        raise RefusedError("not_enabled")
    user = call.user(str(call.get("user_id")), "user_not_found")
    view = call.workspace.home_of(user.id)
    content = _content(call, "home", other_than=view.id if view else "")
    if view is None:
        view = call.workspace.add_view(user.id, content)
        call.workspace.homes[user.id] = view.id
        call.workspace.live.change()
    else:
        _check_hash(call, view)
        call.workspace.replace_view(view, content)
    return _answer(call, view)


def _show(call: Call, view: View) -> JsonObject:
    call.workspace.show_modal(view)
    return _answer(call, view)


def _answer(call: Call, view: View) -> JsonObject:
    call.refs.add(view.ref)
    return {"view": shown(call.workspace, view)}


def _trigger(call: Call) -> Trigger:
    triggers = call.platform.triggers
    key = str(call.get("trigger_id"))
    state = triggers.use(key)
    if state is not State.GOOD:
        raise RefusedError(_SPENT[state])
    return triggers.purpose(key)


def _content(call: Call, type_: str, other_than: str = "") -> JsonObject:
    content: JsonObject = call.arguments["view"]
    if content.get("type") != type_:
        raise RefusedError("invalid_arguments", f"[ERROR] must be a {type_} here [json-pointer:/view/type]")
    check_external_id(call.workspace, content, other_than)
    return content


def check_external_id(workspace: Workspace, content: JsonObject, other_than: str = "") -> None:
    """Refuse a name that another view on a screen has."""
    external_id = content.get("external_id")
    taken = (each for each in workspace.open_views() if each.content.get("external_id") == external_id)
    if external_id and any(each.id != other_than for each in taken):
        raise RefusedError("duplicate_external_id")


def _known(call: Call) -> View:
    view_id, external_id = call.get("view_id"), call.get("external_id")
    if not view_id and not external_id:
        raise RefusedError("invalid_arguments", "[ERROR] one of view_id and external_id is required")
    for view in call.workspace.open_views():
        if view.id == view_id or (external_id and view.content.get("external_id") == external_id):
            return view
    raise RefusedError("not_found")


def _check_hash(call: Call, view: View) -> None:
    if call.get("hash") not in (None, "", view.hash):
        raise RefusedError("hash_conflict")


METHODS: Final = (
    Method("views.open", _open, required=("trigger_id", "view"), tier=Tier.T4),
    Method("views.publish", _publish, required=("user_id", "view"), tier=Tier.T4),
    Method("views.push", _push, required=("trigger_id", "view"), tier=Tier.T4),
    Method("views.update", _update, required=("view",), tier=Tier.T4),
)
