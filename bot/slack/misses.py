"""Questions that had no answer: written down, and handed to the editors when somebody asks for that."""

from __future__ import annotations

from bot.desk.ports import Memory
from bot.desk.records import Delivery, Miss, Place
from bot.desk.reply import Reply
from bot.lookup.outcome import Verdict
from bot.slack.case_message import open_case
from bot.slack.surface import Office


def note_miss(memory: Memory, reply: Reply, miss: Miss) -> None:
    """Write a question down if it had no answer."""
    if reply.outcome is Verdict.NOTHING and miss.query:
        memory.misses.add(miss)


def ask_editors(office: Office, asked: Miss) -> str:
    """Hand a question to the editors; what the asker is told."""
    miss = office.memory.misses.hand_over(asked)
    editors_channel = office.editors_channel(miss.team)
    if not editors_channel:
        return "Written down for the editors: it is on their list of open questions."
    key = f"editors:{miss.key}"
    if office.memory.deliveries.get(key) is not None:
        return "The editors have this question already."
    place = Place(miss.team, editors_channel)
    message = open_case(miss, office.editors_desk(miss.team).lookup)
    office.memory.deliveries.plan(Delivery(key, place, miss.user, office.now(), message))
    office.jobs.submit(key, editors_channel)
    return "Passed on to the editors, with your name. You will be told what comes of it."
