"""Questions that had no answer: written down, and handed to the editors when somebody asks for that."""

from __future__ import annotations

from hashlib import blake2s

from bot.desk.ports import Memory
from bot.desk.records import Delivery, Miss, Place
from bot.desk.reply import Reply
from bot.lookup.outcome import Verdict
from bot.slack.render.blocks import context, section
from bot.slack.render.message import Message
from bot.slack.render.text import escape
from bot.slack.surface import Office


def note_miss(memory: Memory, reply: Reply, miss: Miss) -> None:
    """Write a question down if it had no answer."""
    if reply.outcome is Verdict.NOTHING and miss.query:
        memory.misses.add(miss)


def ask_editors(office: Office, miss: Miss, message: str) -> str:
    """Hand a question to the editors; what the asker is told. `message` is the `ts` of the reply."""
    office.memory.misses.hand_over(miss)
    if not office.editors_channel:
        return "Written down for the editors: it is on their list of open questions."
    mark = blake2s(miss.query.encode("utf-8", "replace"), digest_size=4).hexdigest()
    key = f"editors:{miss.team}:{miss.channel}:{message}:{miss.user}:{mark}"
    if office.memory.deliveries.get(key) is not None:
        return "The editors have this question already."
    place = Place(miss.team, office.editors_channel)
    office.memory.deliveries.plan(Delivery(key, place, miss.user, miss.at, _for_editors(office, miss)))
    office.jobs.submit(key, office.editors_channel)
    return "Passed on to the editors, with your name, so that they can come back to you."


def _for_editors(office: Office, miss: Miss) -> Message:
    nearest = office.desk.lookup.find(miss.query).nearest[:3]
    topics = ", ".join(match.item.title for match in nearest)
    channel = f"in <#{miss.channel}>" if miss.channel else "on the Home tab"
    where = "in a direct message" if miss.channel.startswith("D") else channel
    asked = f"<@{miss.user}> asked {where}, and the library had no answer:"
    hint = f"Nearest topics: {topics}." if topics else "Nothing in the library is near it."
    quoted = escape(miss.query)
    return {
        "text": f"{asked}\n{quoted}\n{escape(hint)}",
        "blocks": [section(asked), section(f"> {quoted}"), context(escape(hint))],
    }
