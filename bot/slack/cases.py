"""What editors can do about a question that had no answer: each takes effect once, and who asked is told."""

from __future__ import annotations

from typing import Final

import structlog
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.desk.aliases import fault_of, named, owner_of
from bot.desk.desk import Desk
from bot.desk.records import AddedAlias, Decision, Miss, Ruling
from bot.library.slug import slug_of
from bot.slack.case_message import ANSWERED, answered_case, decided_case, open_case, said_of
from bot.slack.news_for_askers import tell_askers
from bot.slack.render.message import Message
from bot.slack.surface import Office

_log = structlog.get_logger("briefbot")

GONE: Final = "That section is no longer in the library: choose another."


def decided_already(office: Office, desk: Desk, miss: Miss) -> str:
    """What was decided before, as mrkdwn; "" while it is open."""
    decision = office.memory.decisions.on(miss.key)
    if decision is not None:
        return f"That is decided already. {said_of(decision, desk.library)}"
    return ANSWERED if _is_answered(desk, miss) else ""


def add_alias(office: Office, desk: Desk, miss: Miss, by: str, item_id: str, text: str) -> str:
    """Give an item another name, which decides the case; why that cannot be, "" when it is done."""
    library, aliases = desk.library, office.memory.aliases
    item = library.get(item_id)
    if item is None:
        return GONE
    if fault := fault_of(text):
        return fault
    owner = owner_of(text, library.report_of(item), aliases.names().get(miss.team, {}))
    if owner is not None:
        return f"“{text}” leads to “{named(owner)}” already: choose another name."
    if not aliases.add(AddedAlias(miss.team, item.id, text, by, office.now(), miss.key)):
        return f"Somebody has just given “{text}” to a section: choose another name."
    wanted = Decision(miss.key, Ruling.ALIAS, by, office.now(), text, item.id)
    if office.memory.decisions.decide(wanted) != wanted:  # another editor was a moment faster
        aliases.remove(miss.team, item.id, text)
    return ""


def rule(office: Office, miss: Miss, by: str, ruling: Ruling, words: str = "") -> None:
    """Decide a case without an alias, unless it is decided."""
    office.memory.decisions.decide(Decision(miss.key, ruling, by, office.now(), words))


def take_back(office: Office, desk: Desk, miss: Miss) -> str:
    """Take the alias of a case back, which opens the case again; why that cannot be, "" when it is done."""
    decision = office.memory.decisions.on(miss.key)
    if decision is None or decision.ruling is not Ruling.ALIAS:
        return "It was taken back already."
    item = desk.library.get(decision.item)
    if item is not None and slug_of(decision.words) in map(slug_of, item.aliases):
        return f"“{decision.words}” is in the library's files by now: delete it there."
    office.memory.aliases.remove(miss.team, decision.item, decision.words)
    office.memory.decisions.take_back(miss.key)
    return ""


def take_effect(office: Office) -> None:
    """Let the desks know the names as they are now, and tell those who asked how it ended."""
    office.desks.refresh()
    tell_askers(office)


def redraw(office: Office, client: WebClient, channel: str, ts: str, miss: Miss, before: str = "") -> bool:
    """Show the editors' message as the case stands now; whether Slack took it.

    `before` says what happened to a case that is open again, as mrkdwn.
    """
    try:
        client.chat_update(
            channel=channel, ts=ts, **_drawn(office, office.desk_at(miss.team, channel, ""), miss, before)
        )
    except (SlackApiError, OSError) as error:
        _log.warning("case not redrawn", error=type(error).__name__)
        return False
    return True


def _drawn(office: Office, desk: Desk, miss: Miss, before: str) -> Message:
    decision = office.memory.decisions.on(miss.key)
    if decision is not None:
        return decided_case(miss, decision, desk.library)
    return answered_case(miss) if _is_answered(desk, miss) else open_case(miss, desk.lookup, before)


def _is_answered(desk: Desk, miss: Miss) -> bool:
    """Whether the library answers it by now, as who asked was told; not so once the alias is taken back."""
    return miss.told and desk.lookup.find(miss.query).best is not None
