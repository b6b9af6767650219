"""Telling people, once, how a question ended that the editors had from them."""

from __future__ import annotations

from bot.desk.desk import Desk
from bot.desk.records import Decision, Delivery, Heard, Miss, Place, Ruling
from bot.desk.reply import Reply, Verb
from bot.lookup.outcome import Verdict
from bot.slack.author import for_everyone
from bot.slack.render import blocks
from bot.slack.render.message import Message, render
from bot.slack.render.text import clip, escape, linked
from bot.slack.surface import Office

_QUOTED = 300
"""How much of a question is repeated to who asked it."""


def tell_askers(office: Office) -> int:
    """Tell those whose question the library answers by now, or that editors decided; how many that were.

    Any replica may do so at any time: each question's news has one key, so it is posted once.
    """
    told = 0
    for miss in office.memory.misses.waiting():
        decision = office.memory.decisions.on(miss.key)
        if decision is not None and decision.ruling is not Ruling.ALIAS:
            _post(office, miss, _said(miss, decision))
        elif reply := _answer(office, miss, decision):
            _post(office, miss, _answered(miss, reply))
            if reply.topic is not None:
                office.memory.threads.remember(_place(miss), reply.topic, office.now())
        else:
            continue
        told += 1
    return told


def _answer(office: Office, miss: Miss, decision: Decision | None) -> Reply | None:
    """What the library answers by now: from the item that editors chose, where they did."""
    desk = _desk(office, miss)
    reply = desk.answer(miss.query, office.today())
    if decision is None:
        return reply if reply.outcome is Verdict.FOUND else None
    if reply.topic is not None and reply.topic.item == decision.item:
        return reply
    in_library = desk.library.get(decision.item) is not None
    return desk.act(Verb.BRIEF, decision.item, office.today()) if in_library else None


def _answered(miss: Miss, reply: Reply) -> Message:
    line = f"{_asked(miss)} The library can answer that now:"
    shown = render(for_everyone(reply))
    return {"text": f"{line}\n{shown['text']}", "blocks": [blocks.section(line), *shown["blocks"]]}


def _said(miss: Miss, decision: Decision) -> Message:
    who = f"<@{decision.by}>" if decision.by else "an editor"
    if decision.ruling is Ruling.NOT_FOR_US:
        said = f"{who} has looked at it for the editors: it is outside what this library covers."
    elif decision.words:
        said = f"The editors say, by {who}: {linked(decision.words)}"
    else:
        said = f"The editors say, by {who}, that it is answered elsewhere: please ask them."
    line = f"{_asked(miss)} {said} /brief list shows what the library has."
    return {"text": line, "blocks": [blocks.section(line)]}


def _asked(miss: Miss) -> str:
    return f"<@{miss.user}>, you asked “{escape(clip(miss.query, _QUOTED))}”."


def _post(office: Office, miss: Miss, message: Message) -> None:
    key, place = f"news:{miss.key}", _place(miss)
    office.memory.deliveries.plan(Delivery(key, place, miss.user, office.now(), message))
    office.jobs.submit(key, place.channel)
    office.memory.misses.tell(miss.key)  # last: what a crash leaves undone is done the next time


def _desk(office: Office, miss: Miss) -> Desk:
    """The desk for where the news is posted."""
    place = _place(miss)
    alone = place.channel == miss.user
    return office.desk_at(miss.team, "" if alone else place.channel, miss.user)


def _place(miss: Miss) -> Place:
    """Where it was asked if others saw that, or a direct message, for which Slack takes the person's id."""
    if miss.thread or miss.heard is Heard.DIRECT:
        return Place(miss.team, miss.channel, miss.thread)
    return Place(miss.team, miss.user)
