"""The buttons and modals under a question in the editors' channel."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

import structlog
from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.desk.desk import Desk
from bot.desk.gaps import closing
from bot.desk.records import Miss, Ruling
from bot.desk.reply import Verb
from bot.errors import DeliveryError
from bot.slack import case_modals, cases
from bot.slack.apology import apology
from bot.slack.case_message import Step
from bot.slack.case_modals import About
from bot.slack.old_windows import OLD_BUTTON, say_it_is_old
from bot.slack.press import Press
from bot.slack.render.blocks import section
from bot.slack.render.message import ACTION_PREFIX
from bot.slack.render.text import escape
from bot.slack.surface import Office, Surface

_log = structlog.get_logger("briefbot")

_NOT_KEPT: Final = "That question is no longer kept: it was forgotten, or is too old."


def _register(app: App, office: Office) -> None:
    @app.action(re.compile(rf"{ACTION_PREFIX}\.{Verb.CASE}\..*"))
    def pressed(ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        ack()
        try:
            words = _pressed(office, body, client)
            told = {"text": words, "blocks": [section(words)]} if words else None
        except Exception as error:  # noqa: BLE001 - the outermost layer: nobody is left without a word
            told = apology(error, "case")
        if told is not None:
            _answer(office, body, told)

    @app.view(case_modals.ALIAS_CALLBACK)
    def alias_chosen(ack: Ack, body: dict[str, Any], view: dict[str, Any], client: WebClient) -> None:
        _submitted(office, ack, body, view, client)

    @app.view(case_modals.ELSEWHERE_CALLBACK)
    def said(ack: Ack, body: dict[str, Any], view: dict[str, Any], client: WebClient) -> None:
        _submitted(office, ack, body, view, client)

    @app.options(case_modals.SECTION)
    def sections(ack: Ack, body: dict[str, Any], payload: dict[str, Any]) -> None:
        try:
            channel = case_modals.about(body.get("view") or {}).channel
        except ValueError:
            ack(options=[])
            return
        library = office.desk_at(body["team"]["id"], channel, body["user"]["id"]).library
        ack(options=case_modals.section_options(library, payload.get("value", "")))


def _pressed(office: Office, body: Mapping[str, Any], client: WebClient) -> str:
    """Do what was pressed; a private word for the presser, as mrkdwn, "" when the message says it all."""
    try:
        press, step, key, item = _parsed(body)
    except ValueError:
        return OLD_BUTTON
    miss = office.memory.misses.get(key)
    if miss is None or miss.team != press.team:
        return _NOT_KEPT
    desk = office.desk_at(*press.where)
    what = About(key, press.channel, press.message)
    if step is Step.TAKE_BACK:
        return _taken_back(office, press, miss, client)
    words = cases.decided_already(office, desk, miss)
    if not words and step in (Step.CHOOSE, Step.ELSEWHERE):
        client.views_open(trigger_id=body["trigger_id"], view=_modal(desk, step, what, miss))
        return ""
    if not words:
        words = _done(office, press, step, miss, item)
    shown = _show(office, client, what)
    return words or ("" if shown else cases.decided_already(office, office.desk_at(*press.where), miss))


def _parsed(body: Mapping[str, Any]) -> tuple[Press, Step, str, str]:
    """The press, what it does, the key of the question and an item's id; ValueError for an old button's."""
    press = Press.parse(body)
    step, key, item = press.click.target.split(":", 2)
    return press, Step(step), key, item


def _modal(desk: Desk, step: Step, what: About, miss: Miss) -> dict[str, Any]:
    if step is Step.ELSEWHERE:
        return case_modals.elsewhere_modal(what, miss)
    return case_modals.alias_modal(what, miss, closing(miss.query, desk.lookup))


def _done(office: Office, press: Press, step: Step, miss: Miss, item: str) -> str:
    """Decide as a button says; why that cannot be, "" when it is done."""
    if step is Step.NOT_FOR_US:
        cases.rule(office, miss, press.user, Ruling.NOT_FOR_US)
    else:
        desk = office.desk_at(*press.where)
        alias = closing(miss.query, desk.lookup).alias
        if refused := cases.add_alias(office, desk, miss, press.user, item, alias):
            return escape(refused)
    cases.take_effect(office)
    return _overtaken(office, office.desk_at(*press.where), miss, press.user)


def _overtaken(office: Office, desk: Desk, miss: Miss, user: str) -> str:
    """What another editor decided a moment earlier, if so."""
    decision = office.memory.decisions.on(miss.key)
    return "" if decision and decision.by == user else cases.decided_already(office, desk, miss)


def _taken_back(office: Office, press: Press, miss: Miss, client: WebClient) -> str:
    decision = office.memory.decisions.on(miss.key)
    if refused := cases.take_back(office, office.desk_at(*press.where), miss):
        return escape(refused)
    assert decision is not None  # there was something to take back
    cases.take_effect(office)
    name = escape(decision.words)
    before = f"The alias “{name}” was taken back by {press.mention}. Who asked is not told a second time."
    shown = cases.redraw(office, client, press.channel, press.message, miss, before)
    return "" if shown else before


def _submitted(
    office: Office, ack: Ack, body: Mapping[str, Any], view: Mapping[str, Any], client: WebClient
) -> None:
    try:
        what = case_modals.about(view)
    except ValueError:
        say_it_is_old(ack)
        return
    user, team = body["user"]["id"], body["team"]["id"]
    miss = office.memory.misses.get(what.miss)
    miss = miss if miss and miss.team == team else None
    desk = office.desk_at(team, what.channel, user)
    words = cases.decided_already(office, desk, miss) if miss else _NOT_KEPT
    if miss is None or words:
        ack(response_action="update", view=case_modals.word(words))
        return
    is_alias = view["callback_id"] == case_modals.ALIAS_CALLBACK
    try:
        errors = _add_chosen(office, desk, miss, user, view) if is_alias else _say(office, miss, user, view)
    except Exception:
        block = case_modals.ALIAS if is_alias else case_modals.WORDS
        ack(response_action="errors", errors={block: "That could not be saved. Please try again."})
        raise
    if errors:
        ack(response_action="errors", errors=errors)
        return
    overtaken = _overtaken(office, office.desk_at(team, what.channel, user), miss, user)
    ack(response_action="update", view=case_modals.word(overtaken)) if overtaken else ack()
    cases.take_effect(office)
    _show(office, client, what)


def _add_chosen(office: Office, desk: Desk, miss: Miss, user: str, view: Mapping[str, Any]) -> dict[str, str]:
    """Add what was chosen; what is wrong with it, by block."""
    text, item = case_modals.chosen_alias(view)
    refused = cases.add_alias(office, desk, miss, user, item, text)
    if not refused:
        return {}
    return {case_modals.SECTION if refused == cases.GONE else case_modals.ALIAS: refused}


def _say(office: Office, miss: Miss, user: str, view: Mapping[str, Any]) -> dict[str, str]:
    cases.rule(office, miss, user, Ruling.ELSEWHERE, case_modals.typed_words(view))
    return {}


def _show(office: Office, client: WebClient, what: About) -> bool:
    """Show the editors' message as it stands now; whether Slack took it."""
    miss = office.memory.misses.get(what.miss)
    return miss is not None and cases.redraw(office, client, what.channel, what.ts, miss)


def _answer(office: Office, body: Mapping[str, Any], shown: Mapping[str, Any]) -> None:
    try:
        office.deliver(
            body["response_url"], {**shown, "response_type": "ephemeral", "replace_original": False}
        )
    except (DeliveryError, KeyError) as error:
        _log.error("reply lost", surface="case", error=type(error).__name__)


SURFACE = Surface(register=_register, scopes=frozenset({"chat:write"}), order=40)
