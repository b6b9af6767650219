"""Sending a modal off, and closing it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from bot.playground.acts.act import Act, Doing, check_installed
from bot.playground.acts.elements import merge, view_of
from bot.playground.bodies import RefusedError, refusal_of
from bot.playground.deliveries import Outcome
from bot.playground.elements import elements_in, state_values
from bot.playground.faults import INTERACTIONS
from bot.playground.inputs import complaints
from bot.playground.model import JsonObject, View
from bot.playground.payloads import view_closed, view_submission
from bot.playground.rules import problems_of_view
from bot.playground.web_api.views import MOST_MODALS, check_external_id

_TROUBLE: Final = "The app did not answer as it should. Nothing was lost: try again."


async def submit(doing: Doing) -> JsonObject:
    """Send a modal's values to the app, and do as its answer says."""
    check_installed(doing)
    view = view_of(doing, doing.text("view_id"))
    merge(view.values, doing.mapping("values"))
    state = state_values(view.content["blocks"], view.values, doing.person)
    if errors := complaints(view.content["blocks"], state):
        return _errors(doing, view, errors)
    view.errors = {}
    about = doing.about("", view.ref)
    sender = doing.sender(about, None).within(doing.trigger(view))
    payload = view_submission(sender, view, state, _response_urls(doing, view, state))
    outcome = await doing.platform.deliveries.ask(INTERACTIONS, payload, about)
    if outcome.error:
        raise RefusedError(outcome.error, _TROUBLE)
    try:
        return _follow(doing, view, outcome.ack.body)
    except RefusedError as refused:
        return _refuse(doing, outcome, refused)


async def close(doing: Doing) -> JsonObject:
    """Close the modal on top, or all; an app that asked to hear of it does."""
    view = view_of(doing, doing.text("view_id"))
    everything = bool(doing.given.get("all")) or bool(view.content.get("clear_on_close"))
    closed = doing.workspace.close_modals(doing.user.id, None if everything else view.id)
    for each in closed:
        if each.content.get("notify_on_close") and doing.workspace.is_installed:
            about = doing.about("", each.ref)
            payload = view_closed(doing.sender(about, None), each, everything)
            await doing.platform.deliveries.ask(INTERACTIONS, payload, about)
    return {}


def _follow(doing: Doing, view: View, body: Any) -> JsonObject:
    """Do what the acknowledgement says (Slack's page on modals: response actions)."""
    answer = body if isinstance(body, Mapping) else {}
    action = answer.get("response_action")
    if action is None:
        doing.workspace.close_modals(doing.user.id, view.id)
    elif action == "clear":
        doing.workspace.close_modals(doing.user.id)
    elif action == "errors":
        return _errors(doing, view, _known_errors(view, answer.get("errors")))
    elif action == "update":
        doing.workspace.replace_view(view, _content(doing, answer, view.id))
    elif action == "push":
        _push(doing, view, answer)
    else:
        raise RefusedError("invalid_arguments", f"unknown response_action {action!r}")
    return {}


def _push(doing: Doing, view: View, answer: Mapping[str, Any]) -> None:
    content = _content(doing, answer)
    if len(doing.workspace.modals[doing.user.id]) >= MOST_MODALS:
        raise RefusedError("push_limit_reached")
    doing.workspace.show_modal(doing.workspace.add_view(doing.user.id, content, view))


def _content(doing: Doing, answer: Mapping[str, Any], other_than: str = "") -> JsonObject:
    content = answer.get("view")
    if not isinstance(content, dict):
        raise RefusedError("invalid_arguments", "the answer has no view")
    if problems := problems_of_view(content):
        raise refusal_of(problems)
    check_external_id(doing.workspace, content, other_than)
    return content


def _known_errors(view: View, errors: object) -> dict[str, str]:
    """The app's errors; each must belong to an input of the view."""
    inputs = {block["block_id"] for block in view.content["blocks"] if block["type"] == "input"}
    if not isinstance(errors, Mapping) or not errors or not inputs.issuperset(errors):
        raise RefusedError("invalid_arguments", "errors must name the block_ids of inputs")
    return {str(block_id): str(text) for block_id, text in errors.items()}


def _errors(doing: Doing, view: View, errors: Mapping[str, str]) -> JsonObject:
    view.errors = dict(errors)
    view.hash = doing.workspace.new_hash()
    doing.platform.live.change()
    return {"ok": False, "errors": dict(errors)}


def _refuse(doing: Doing, outcome: Outcome, refused: RefusedError) -> JsonObject:
    outcome.exchange.error, outcome.exchange.problems = refused.code, refused.messages
    doing.platform.live.change()
    raise RefusedError(refused.code, _TROUBLE)


def _response_urls(doing: Doing, view: View, state: JsonObject) -> list[JsonObject]:
    """One for each conversation that was chosen in a select which asks for it."""
    urls = []
    for block_id, element in elements_in(view.content["blocks"]):
        if not element.get("response_url_enabled"):
            continue
        chosen = state[block_id][element["action_id"]]
        channel = doing.workspace.channels.get(
            chosen.get("selected_conversation") or chosen.get("selected_channel") or ""
        )
        if channel:
            about = doing.about(channel.id)
            url = doing.sender(about, channel).response_url
            ids = {"block_id": block_id, "action_id": element["action_id"]}
            urls.append({**ids, "channel_id": channel.id, "response_url": url})
    return urls


ACTS: Final[dict[str, Act]] = {"submit": submit, "close": close}
