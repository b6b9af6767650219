"""What a text means after an answer: "and the recommendations?", "what about India?", "in 2022?"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from bot.desk import answers
from bot.desk.cards import card, figures_card, recommendations_card, related_card
from bot.desk.command import Room
from bot.desk.passages import is_question
from bot.desk.reply import Passage, Reply, Style, Verb
from bot.library.model import Item, Recommendation, Section
from bot.library.snapshot import Library
from bot.lookup.outcome import Verdict

_OPENING = r"^(?:and|ok|okay|so|also|but|great|thanks|then|now|,|\s)*\s*"
_END = r"[\s?.!]*$"
_RECOMMENDATIONS = re.compile(
    _OPENING + r"(?:what (?:are|were) |show |give (?:me |us )?|any |list )?(?:the |its |their |related )*"
    r"(?:recs?|recommendations?)(?: (?:on|for|about) (?:this|that|it))?" + _END,
    re.IGNORECASE,
)
_MORE = re.compile(
    _OPENING + r"(?:tell (?:me|us) more(?: about (?:this|that|it))?|more(?: details?)?|the (?:full|whole)"
    r" (?:section|brief|thing)|(?:full|whole) (?:section|brief)|details?)(?:,? please)?" + _END,
    re.IGNORECASE,
)
_RELATED = re.compile(_OPENING + r"(?:what(?:'s| is|’s) related|related(?: topics?)?)" + _END, re.IGNORECASE)
_ABOUT = re.compile(
    _OPENING + r"(?:what|how) about (?P<what>[^?!.]{2,80})" + _END + r"|^and (?P<and>[^?!.]{2,60})\?\s*$",
    re.IGNORECASE,
)
_FIGURE = re.compile(
    _OPENING + r"(?:(?:how (?:much|many)|what) (?:was|is|were|are) (?:that|it|this|they|those)"
    r"|(?:what|any|the|and|which) (?:are the |were the )?(?:key )?(?:figures?|numbers?))"
    r"(?: (?:in|for|by) (?P<year>(?:19|20)\d\d))?" + _END,
    re.IGNORECASE,
)
_TO_A_PERSON = re.compile(
    r"(?<!the )\b(?-i:us)\b|\b(?:you|your|we|our|i|my|me|guys|folks|everyone|anybody|anyone|today|tomorrow"
    r"|tonight|friday|monday|meeting|call|draft|doc|slides?|lunch|pm|am)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Leaning:
    """A text that leans on a topic: what it wants of it, and the further words it brings."""

    item: Item
    verb: Verb
    words: str = ""


def asks(text: str) -> bool:
    """Whether a text reads like a question to a library rather than to a colleague."""
    return is_question(text) and not _TO_A_PERSON.search(text)


def read(text: str, item: Item, library: Library) -> Leaning | None:
    """How a text leans on what was shown last; None when it stands on its own."""
    text = text.strip()
    section = _section_of(item, library)
    if _RECOMMENDATIONS.match(text):
        return Leaning(section, Verb.RECOMMENDATIONS)
    if _MORE.match(text):
        return Leaning(item, Verb.FULL)
    if _RELATED.match(text):
        return Leaning(item, Verb.RELATED)
    if found := _FIGURE.match(text):
        return Leaning(section, Verb.ANSWER, found["year"] or "")
    if (found := _ABOUT.match(text)) and not _TO_A_PERSON.search(found["what"] or found["and"]):
        return Leaning(item, Verb.ASK, found["what"] or found["and"])
    return None


def reply_to(room: Room, leaning: Leaning) -> Reply:
    """The reply to a text that leans on a topic; it says that it was read so."""
    reply = _reply(room, leaning)
    read_as = Passage((f"Read as a question about “{leaning.item.title}”.",), style=Style.QUIET)
    about_something_else = leaning.verb is Verb.ASK and reply.topic and reply.topic.item != leaning.item.id
    return reply if about_something_else else replace(reply, passages=(read_as, *reply.passages))


def _reply(room: Room, leaning: Leaning) -> Reply:
    item = leaning.item
    match leaning.verb:
        case Verb.RECOMMENDATIONS if isinstance(item, Section):
            return recommendations_card(room.library, item, room.today)
        case Verb.RELATED:
            return related_card(room.library, item, room.today)
        case Verb.ANSWER if isinstance(item, Section):
            return figures_card(room.library, item, room.today, leaning.words)
        case Verb.ASK:
            return _about(room, item, leaning.words)
        case _:
            return card(room.library, item, room.today, full=True)


def _about(room: Room, item: Item, words: str) -> Reply:
    """Read "What about India?": India as a topic, or else in the light of what was asked before."""
    alone = room.lookup.find(words)
    if alone.verdict is Verdict.NOTHING:
        together = room.lookup.find(f"{item.title} {words}")
        if together.best and together.best.score > 0 and room.lookup.weights(words):
            named = [match for match in together.matches if match.item.id != item.id]
            if together.verdict is Verdict.FOUND and named and named[0] is together.best:
                return answers.reply_to(room, words, together)
    return answers.reply_to(room, words, alone)


def _section_of(item: Item, library: Library) -> Item:
    """The section that an item belongs to, or the item itself."""
    if isinstance(item, Recommendation):
        areas = (library.get(area) for area in item.areas)
        return next((area for area in areas if isinstance(area, Section)), item)
    return item
