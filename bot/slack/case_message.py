"""A question that had no answer as the editors see it: with what they can do, and what they have decided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Final

from bot.desk.aliases import fault_of, named
from bot.desk.gaps import Closing, closing
from bot.desk.records import Decision, Miss, Ruling
from bot.desk.reply import Verb
from bot.library.snapshot import Library
from bot.lookup.engine import Lookup
from bot.slack.render import blocks
from bot.slack.render.message import ACTION_PREFIX, Click, Message
from bot.slack.render.text import clip, escape, linked

ANSWERED: Final = "The library answers this by now, and who asked was told."

_TITLE: Final = 50
"""How much of a section's title is on a button."""

_QUOTED: Final = 500
"""How much of a question is shown: it fits a block however much of it has to be escaped."""


class Step(StrEnum):
    """What an editor can do about a question: the first word of a button's target."""

    ADD = "add"  # the suggested alias, to the item named last
    CHOOSE = "choose"  # an alias and a section, in a modal
    NOT_FOR_US = "not-for-us"
    ELSEWHERE = "elsewhere"
    TAKE_BACK = "take-back"


_Button = tuple[str, Step, str]  # its label, what it does, and the item that it does it to or ""


def open_case(miss: Miss, lookup: Lookup, before: str = "") -> Message:
    """A question to be decided; `before` says what happened to it, as mrkdwn."""
    could_be = closing(miss.query, lookup)
    lines = [*([before] if before else []), escape(_hint(miss, could_be, lookup))]
    return _message(miss, lines, list(_choices(could_be)))


def decided_case(miss: Miss, decision: Decision, library: Library) -> Message:
    """A question that was decided; an alias can be taken back."""
    is_alias = decision.ruling is Ruling.ALIAS
    back: list[_Button] = [("Take back", Step.TAKE_BACK, "")] if is_alias else []
    return _message(miss, [said_of(decision, library)], back)


def answered_case(miss: Miss) -> Message:
    """A question that the library answers by now, without a decision."""
    return _message(miss, [ANSWERED], [])


def said_of(decision: Decision, library: Library) -> str:
    """Who decided what, as mrkdwn."""
    who = f"<@{decision.by}>" if decision.by else "an editor"
    words = f": {linked(decision.words)}" if decision.words else "."
    match decision.ruling:
        case Ruling.ALIAS:
            item = library.get(decision.item)
            name = blocks.bold(named(item)) if item else "something that is no longer in the library"
            return f"“{escape(decision.words)}” was added as an alias of {name} by {who}."
        case Ruling.NOT_FOR_US:
            return f"Not for us, says {who}."
        case Ruling.ELSEWHERE:
            return f"Answered elsewhere, says {who}{words}"


def _message(miss: Miss, lines: Sequence[str], buttons: Sequence[_Button]) -> Message:
    asked, quoted = _asked(miss), escape(clip(" ".join(miss.query.split()), _QUOTED))
    offers = [f"You can: {', '.join(label for label, _, _ in buttons)}"] if buttons else []
    drawn = [blocks.section(asked), blocks.section(f"> {quoted}"), *map(blocks.context, lines)]
    if buttons:
        drawn.append(blocks.actions([_button(miss, *each) for each in buttons]))
    return {"text": "\n".join([asked, quoted, *lines, *map(escape, offers)]), "blocks": drawn}


def _asked(miss: Miss) -> str:
    channel = f"in <#{miss.channel}>" if miss.channel else "on the Home tab"
    where = "in a direct message" if miss.channel.startswith("D") else channel
    return f"<@{miss.user}> asked {where}, and the library had no answer:"


def _hint(miss: Miss, could_be: Closing, lookup: Lookup) -> str:
    nearest = lookup.find(miss.query).nearest[:3]
    if not nearest:
        return "Nothing in the library is near it."
    topics = f"Nearest topics: {', '.join(match.item.title for match in nearest)}."
    return f"{topics} As an alias: “{could_be.alias}”." if _is_short(could_be) else topics


def _choices(could_be: Closing) -> Iterator[_Button]:
    if could_be.nearest is not None and _is_short(could_be):
        title = clip(could_be.nearest.title, _TITLE)
        yield f"Add as alias to “{title}”", Step.ADD, could_be.nearest.id
        yield "Another section…", Step.CHOOSE, ""
    else:
        yield "Add as alias…", Step.CHOOSE, ""
    yield "Not for us", Step.NOT_FOR_US, ""
    yield "Answered elsewhere…", Step.ELSEWHERE, ""


def _is_short(could_be: Closing) -> bool:
    return could_be.nearest is not None and not fault_of(could_be.alias)


def _button(miss: Miss, label: str, step: Step, item: str) -> blocks.Block:
    click = Click(Verb.CASE, f"{step}:{miss.key}:{item}")
    return blocks.button(label, f"{ACTION_PREFIX}.{Verb.CASE}.{step}", str(click))
